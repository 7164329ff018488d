//! Sends heartbeats, in order, not faster than the server counts them; keeps what could not be sent for a later page.

use super::{Deck, dom, progress};
use crate::learning::api::RECORD_BEAT;
use domain::{
    AppError,
    ids::EnrolmentId,
    learning::{
        MIN_GAP_MS, ProgressView,
        queue::{self, Waiting},
        tracker::Stretch,
    },
};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::window, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, Storage};

/// Between live beats: a little more than the server asks for, because two clocks do not tick together.
const GAP_MS: i64 = MIN_GAP_MS + 250;

/// The beats of one course that are still to be sent.
pub(super) struct Outbox {
    key: Option<String>,
    queue: RefCell<Vec<Waiting>>,
    is_sending: Cell<bool>,
    sent_at_ms: Cell<i64>,
    /// Whether the last one came before the server had time for it.
    was_too_soon: Cell<bool>,
}

enum Answer {
    Taken(ProgressView),
    Refused(AppError),
    /// No connection, or the server is not well: worth another try.
    Failed,
}

impl Outbox {
    /// Begins with what other pages left behind. Each page has a key of its own, so that two tabs of a course do not write over each
    /// other; what is taken from a page that still lives is told twice and counts once.
    pub(super) fn load(enrolment: Option<EnrolmentId>) -> Self {
        let family = enrolment.map(|id| format!("dc-beats-{id}"));
        let stored = family.as_deref().map(gather).unwrap_or_default();
        let outbox = Self {
            key: family.map(|family| family + "-" + &random_name()),
            queue: RefCell::new(queue::restore(stored, dom::now_ms())),
            is_sending: Cell::new(false),
            sent_at_ms: Cell::new(0),
            was_too_soon: Cell::new(false),
        };
        outbox.save();
        outbox
    }

    fn save(&self) {
        let (Some(key), Some(storage)) = (&self.key, storage()) else { return };
        let queue = self.queue.borrow();
        if queue.is_empty() {
            let _ = storage.remove_item(key);
        } else if let Ok(text) = serde_json::to_string(&*queue) {
            let _ = storage.set_item(key, &text);
        }
    }

    fn first(&self) -> Option<Waiting> {
        self.queue.borrow().first().cloned()
    }

    fn drop_first(&self) {
        let mut queue = self.queue.borrow_mut();
        if !queue.is_empty() {
            queue.remove(0);
        }
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// A name that no other page has. Made by the browser: writing a fraction takes much code.
fn random_name() -> String {
    js_sys::Number::from(js_sys::Math::random()).to_string_with_radix(36).map(String::from).unwrap_or_default()
}

/// Takes what all pages of a course have kept.
fn gather(family: &str) -> Vec<Waiting> {
    let Some(storage) = storage() else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
    // All names before the first is taken away, which moves the others.
    let keys: Vec<String> = keys.filter(|key| key.starts_with(family)).collect();
    let mut found = Vec::new();
    for key in keys {
        let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
        found.extend(serde_json::from_str::<Vec<Waiting>>(&text).unwrap_or_default());
        let _ = storage.remove_item(&key);
    }
    found
}

/// Something was played: keeps it and sends it as soon as it may be sent.
pub(super) fn add(deck: &Rc<Deck>, stretch: Stretch) {
    let Some(enrolment) = deck.enrolment() else { return };
    let beat = Waiting::new(enrolment, deck.setup.lesson, stretch, dom::now_ms());
    queue::push(&mut deck.outbox.queue.borrow_mut(), beat, deck.outbox.is_sending.get());
    deck.outbox.save();
    let deck = deck.clone();
    spawn_local(async move { drain(&deck).await });
}

/// The page may be gone in a moment, and `drain` would have to wait: tells at least the place, without waiting for an answer. The
/// beat stays in the store, and the next page offers it again; nothing is counted twice.
pub(super) fn send_last(deck: &Rc<Deck>) {
    let outbox = &deck.outbox;
    let must_wait = outbox.is_sending.get() || dom::now_ms() - outbox.sent_at_ms.get() < GAP_MS;
    let last = outbox.queue.borrow().last().cloned();
    if let Some(beat) = last.filter(|_| must_wait && deck.enrolment().is_some()) {
        let _ = fetch(&beat);
    }
}

/// Sends what waits, one after the other.
pub(super) async fn drain(deck: &Rc<Deck>) {
    let outbox = &deck.outbox;
    if outbox.is_sending.replace(true) {
        return;
    }
    while deck.enrolment().is_some() && outbox.first().is_some() {
        wait_for_gap(outbox).await;
        let Some(beat) = outbox.first() else { break };
        let answer = post(&beat).await;
        outbox.sent_at_ms.set(dom::now_ms());
        let goes_on = take(deck, beat, answer);
        outbox.save();
        if !goes_on {
            break;
        }
    }
    outbox.is_sending.set(false);
}

async fn wait_for_gap(outbox: &Outbox) {
    let now_ms = dom::now_ms();
    let must_rest = outbox.first().is_some_and(|beat| beat.must_rest(now_ms, outbox.was_too_soon.get()));
    let passed = if must_rest { now_ms - outbox.sent_at_ms.get() } else { GAP_MS };
    let rest = u32::try_from((GAP_MS - passed).clamp(0, GAP_MS)).unwrap_or(0);
    if rest > 0 {
        TimeoutFuture::new(rest).await;
    }
}

/// Acts on the answer to the first beat; whether to go on with the next.
fn take(deck: &Rc<Deck>, beat: Waiting, answer: Answer) -> bool {
    let outbox = &deck.outbox;
    match answer {
        Answer::Taken(view) => {
            outbox.drop_first();
            outbox.was_too_soon.set(!view.is_credited);
            if !view.is_credited
                && let Some(beat) = queue::again(beat)
            {
                outbox.queue.borrow_mut().push(beat);
            }
            progress(deck, &view);
            true
        }
        Answer::Refused(AppError::SignInRequired) => {
            keep_rest(deck);
            deck.end_access();
            false
        }
        Answer::Refused(error) => {
            outbox.drop_first();
            // A lesson of another page may be gone; only this page's own lesson says something about access.
            if beat.lesson == deck.setup.lesson && matches!(error, AppError::NotFound(_)) {
                deck.end_access();
            }
            true
        }
        Answer::Failed => {
            if let Some(first) = outbox.queue.borrow_mut().first_mut() {
                first.tries = first.tries.max(1);
            }
            false
        }
    }
}

/// The login is over: what was played since the last beat waits with the others for the next one.
fn keep_rest(deck: &Deck) {
    let rest = deck.tracker.borrow_mut().stop();
    if let (Some(enrolment), Some(stretch)) = (deck.setup.enrolment, rest) {
        let beat = Waiting::new(enrolment, deck.setup.lesson, stretch, dom::now_ms());
        queue::push(&mut deck.outbox.queue.borrow_mut(), beat, true);
    }
}

async fn post(beat: &Waiting) -> Answer {
    let Some(promise) = fetch(beat) else { return Answer::Failed };
    let Ok(response) = JsFuture::from(promise).await else { return Answer::Failed };
    let Ok(response) = response.dyn_into::<Response>() else { return Answer::Failed };
    let text = match response.text() {
        Ok(promise) => JsFuture::from(promise).await.ok().and_then(|text| text.as_string()).unwrap_or_default(),
        Err(_) => return Answer::Failed,
    };
    if response.ok() {
        return serde_json::from_str(&text).map_or(Answer::Failed, Answer::Taken);
    }
    match serde_json::from_str::<AppError>(&text) {
        Ok(AppError::Unavailable | AppError::Connection | AppError::Internal { .. } | AppError::TooMany { .. }) | Err(_) => {
            Answer::Failed
        }
        Ok(error) => Answer::Refused(error),
    }
}

/// Posts a beat in a request that outlives the page.
fn fetch(beat: &Waiting) -> Option<js_sys::Promise> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(&beat.body(dom::now_ms())));
    init.set_headers(&dom::object(&[
        ("content-type", JsValue::from_str("application/x-www-form-urlencoded")),
        ("accept", JsValue::from_str("application/json")),
    ]));
    js_sys::Reflect::set(&init, &JsValue::from_str("keepalive"), &JsValue::TRUE).ok()?;
    Some(window().fetch_with_str_and_init(RECORD_BEAT, &init))
}
