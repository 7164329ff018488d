//! Keeps the grant for the media fresh while the page is open.

use super::{Deck, dom};
use crate::learning::api;
use domain::{AppError, learning::GrantView};
use gloo_timers::callback::Interval;
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlTrackElement;

/// How often the end of the grant is looked at; background tabs run timers once a minute.
const LOOK_MS: u32 = 20_000;
/// A grant is renewed this long before it ends.
const EARLY_MS: i64 = 150_000;

/// The grant in use.
pub(super) struct Held {
    pub text: String,
    ends_at_ms: i64,
}

impl Held {
    pub(super) fn new(grant: Option<GrantView>) -> Self {
        let grant = grant.unwrap_or(GrantView { grant: String::new(), ends_in_s: 0 });
        Self { text: grant.grant, ends_at_ms: dom::now_ms() + grant.ends_in_s * 1_000 }
    }
}

/// The address of a file of the lesson's media.
pub(super) fn address(deck: &Deck, file: &str) -> Option<String> {
    let media = deck.setup.media?;
    Some(format!("/media/{}/{media}/{file}", deck.grant.borrow().text))
}

/// Renews the grant in time, as long as the page is open.
pub(super) fn keep_fresh(deck: &Rc<Deck>) {
    let deck = deck.clone();
    Interval::new(LOOK_MS, move || {
        let is_ending = deck.grant.borrow().ends_at_ms - dom::now_ms() < EARLY_MS;
        if is_ending && deck.has_access.get() {
            let deck = deck.clone();
            spawn_local(async move {
                renew(&deck).await;
            });
        }
    })
    .forget();
}

/// Asks for a new grant; false when there is none to be had now.
pub(super) async fn renew(deck: &Rc<Deck>) -> bool {
    let lesson = deck.setup.lesson;
    let renewed = match deck.setup.enrolment {
        Some(enrolment) => api::renew_grant(enrolment, lesson).await,
        None => api::renew_preview_grant(deck.setup.offering.clone(), lesson).await,
    };
    match renewed {
        Ok(view) => {
            deck.grant.replace(Held::new(Some(view)));
            renew_captions(deck);
            true
        }
        Err(error) => {
            if matches!(error.0, AppError::NotFound(_) | AppError::SignInRequired) {
                deck.end_access();
            }
            false
        }
    }
}

/// Captions that were not fetched yet get the new address; loaded ones are left alone.
fn renew_captions(deck: &Deck) {
    for track in dom::find_all(&deck.root, "track") {
        let Ok(track) = track.dyn_into::<HtmlTrackElement>() else { continue };
        let is_loaded = track.ready_state() == 2;
        if let Some(address) = address(deck, &format!("captions/{}.vtt", track.srclang())).filter(|_| !is_loaded) {
            track.set_src(&address);
        }
    }
}
