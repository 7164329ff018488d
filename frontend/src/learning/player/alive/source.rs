//! What the video plays from: HLS by the browser itself where it can, else through hls.js; and what happens when that fails.

use super::{
    Deck,
    dom::{self, listen, to_seconds},
    dwell, grant,
    hls::{self, Hls, Trouble},
};
use domain::learning::VIDEO_PATIENCE_MS;
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use leptos::{prelude::window, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlVideoElement};

/// A browser's own HLS keeps the grant it began with, so that longer videos would halt once; hls.js renews under way.
const NATIVE_MAX_MS: i64 = 7 * 60 * 1_000;
/// How often a source is tried again before the lesson falls back to the dwell rule.
const MAX_RETRIES: u32 = 4;

/// A picture that stands still for this long, though it should move, is opened again with a new grant.
const STALL_MS: u32 = 6_000;

/// The state of one video's source.
struct Source {
    deck: Rc<Deck>,
    video: HtmlVideoElement,
    hls: RefCell<Option<Hls>>,
    is_native: Cell<bool>,
    /// The grant that the browser's own player began with; it keeps using that one.
    opened_with: RefCell<String>,
    /// Between opening and knowing the length; the position means nothing then.
    is_opening: Cell<bool>,
    retries: Cell<u32>,
    /// Where play goes on when the source is opened (again), and whether it plays on by itself.
    resume_at: Cell<f64>,
    was_playing: Cell<bool>,
}

pub(super) fn start(deck: &Rc<Deck>) {
    let (Some(video), Some(_)) = (deck.video.clone(), deck.setup.media) else { return };
    let can_native = !video.can_play_type("application/vnd.apple.mpegurl").is_empty();
    let can_hls = ["MediaSource", "ManagedMediaSource"].iter().any(|name| dom::property(&window(), name).is_some());
    let source = Rc::new(Source {
        deck: deck.clone(),
        hls: RefCell::new(None),
        is_native: Cell::new(can_native && (deck.setup.duration_ms <= NATIVE_MAX_MS || !can_hls)),
        opened_with: RefCell::new(deck.grant.borrow().text.clone()),
        is_opening: Cell::new(true),
        retries: Cell::new(0),
        resume_at: Cell::new(to_seconds(deck.setup.start_ms)),
        was_playing: Cell::new(wants_to_play()),
        video,
    });
    if !source.video.paused() {
        // The learner was quicker than the script.
        source.was_playing.set(true);
        source.resume_at.set(source.video.current_time());
    }
    watch(&source);
    grant::keep_fresh(deck);
    be_patient(&source);
    if !source.is_native.get() {
        use_hls(&source);
    } else if source.video.network_state() == 3 {
        fail(&source);
    } else if source.video.ready_state() >= 1 {
        begin(&source);
    }
}

/// Whether the learner came here by "next lesson".
fn wants_to_play() -> bool {
    window().location().search().is_ok_and(|query| query.contains("play=1"))
}

fn watch(source: &Rc<Source>) {
    let on = |name: &str, run: fn(&Rc<Source>)| {
        let heard = source.clone();
        listen(&source.video, name, move |_| run(&heard));
    };
    on("loadedmetadata", begin);
    on("play", |source| {
        source.was_playing.set(true);
        refresh(source);
    });
    on("pause", |source| {
        // Opening a source again pauses by itself; that is not the learner's wish.
        if !source.is_opening.get() {
            source.was_playing.set(false);
        }
    });
    on("timeupdate", remember);
    on("seeking", |source| {
        remember(source);
        refresh(source);
    });
    on("waiting", suspect);
    on("playing", |source| source.retries.set(0));
    on("error", |source| {
        if source.is_native.get() {
            fail(source);
        }
    });
    // An unplayable <source> fires there, not at the video, and does not bubble.
    if let Some(child) = source.deck.find("video > source") {
        let heard = source.clone();
        listen(&child, "error", move |_| {
            if heard.is_native.get() {
                fail(&heard);
            }
        });
    }
}

/// Where to go on, should the source have to be opened again.
fn remember(source: &Rc<Source>) {
    if !source.is_opening.get() {
        source.resume_at.set(source.video.current_time());
    }
}

/// The length is known: takes the speed and the place to resume, and goes on playing where it was playing.
fn begin(source: &Rc<Source>) {
    let settings = source.deck.settings.get();
    let speed = f64::from(settings.speed_percent) / 100.0;
    source.video.set_default_playback_rate(speed);
    source.video.set_playback_rate(speed);
    source.video.set_volume(f64::from(settings.volume_percent) / 100.0);
    source.is_opening.set(false);
    let at = source.resume_at.get();
    if at > 0.5 && (source.video.current_time() - at).abs() > 1.0 {
        source.video.set_current_time(at);
    }
    dwell::stop_for_trouble(&source.deck);
    if source.was_playing.get() {
        play(&source.video);
    }
}

/// Starts to play; a browser that wants a touch first is not an error.
pub(super) fn play(video: &HtmlVideoElement) {
    if let Ok(promise) = video.play() {
        spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

/// The browser's own player would go on with a grant that was renewed meanwhile: opens the source again, at the same place.
fn refresh(source: &Rc<Source>) {
    let is_stale = *source.opened_with.borrow() != source.deck.grant.borrow().text;
    if source.is_native.get() && is_stale && !source.is_opening.get() {
        reopen(source);
    }
}

fn reopen(source: &Rc<Source>) {
    let Some(address) = grant::address(&source.deck, "master.m3u8") else { return };
    source.is_opening.set(true);
    *source.opened_with.borrow_mut() = source.deck.grant.borrow().text.clone();
    source.video.set_src(&address);
    source.video.load();
}

/// Some browsers say nothing when a file is refused; they only stand still.
fn suspect(source: &Rc<Source>) {
    if !source.is_native.get() || source.is_opening.get() {
        return;
    }
    let waited = source.clone();
    Timeout::new(STALL_MS, move || {
        let stands = waited.video.ready_state() < 3 && !waited.video.paused() && window().navigator().on_line();
        if stands && waited.is_native.get() && !waited.is_opening.get() {
            fail(&waited);
        }
    })
    .forget();
}

/// The browser's own player failed. The grant may have ended, so it is renewed once; after that hls.js has a try.
fn fail(source: &Rc<Source>) {
    let tries = source.retries.get() + 1;
    source.retries.set(tries);
    let source = source.clone();
    spawn_local(async move {
        if tries == 1 && grant::renew(&source.deck).await {
            reopen(&source);
        } else if source.deck.has_access.get() {
            source.is_native.set(false);
            use_hls(&source);
        }
    });
}

fn use_hls(source: &Rc<Source>) {
    for child in dom::find_all(source.video.unchecked_ref::<Element>(), "source") {
        child.remove();
    }
    let _ = source.video.remove_attribute("src");
    source.is_opening.set(true);
    let source = source.clone();
    spawn_local(async move {
        let troubled = source.clone();
        let attached = hls::attach(&source.deck, &source.video, move |trouble| recover(&troubled, trouble)).await;
        match attached {
            Some(hls) => {
                source.hls.replace(Some(hls));
            }
            None => dwell::start_for_trouble(&source.deck),
        }
    });
}

/// hls.js gave up: renews the grant and lets it go on, a few times, each a little later.
fn recover(source: &Rc<Source>, trouble: Trouble) {
    let tries = source.retries.get() + 1;
    source.retries.set(tries);
    let source = source.clone();
    spawn_local(async move {
        let may_retry = tries <= MAX_RETRIES && source.deck.has_access.get();
        match trouble {
            Trouble::Media if may_retry => with_hls(&source, Hls::recover_media_error),
            Trouble::Network if may_retry => {
                TimeoutFuture::new(1_000 * tries).await;
                grant::renew(&source.deck).await;
                with_hls(&source, |hls| hls::go_on(hls, &source.deck, &source.video));
            }
            _ => {
                with_hls(&source, Hls::destroy);
                source.hls.take();
                dwell::start_for_trouble(&source.deck);
            }
        }
    });
}

fn with_hls(source: &Source, run: impl Fn(&Hls)) {
    if let Some(hls) = source.hls.borrow().as_ref() {
        run(hls);
    }
}

/// No picture in fifteen seconds, while one was wanted: the notice and the dwell rule.
fn be_patient(source: &Rc<Source>) {
    let arm = |source: &Rc<Source>| {
        let waited = source.clone();
        Timeout::new(u32::try_from(VIDEO_PATIENCE_MS).unwrap_or(15_000), move || {
            let is_wanted = waited.was_playing.get() || waited.video.network_state() == 2;
            if waited.video.ready_state() == 0 && is_wanted {
                dwell::start_for_trouble(&waited.deck);
            }
        })
        .forget();
    };
    arm(source);
    let pressed = source.clone();
    listen(&source.video, "play", move |_| {
        if pressed.video.ready_state() == 0 {
            arm(&pressed);
        }
    });
}
