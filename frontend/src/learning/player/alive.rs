//! The player in a browser. One `Deck` holds what its parts share; each part wires its own piece of the page.

mod beats;
mod captions;
mod dom;
mod done;
mod dwell;
mod grant;
mod hls;
mod keys;
mod next;
mod notes;
mod outbox;
mod settings;
mod source;
mod transcript;

use super::{PlayerSetup, PlayerTexts};
use crate::learning::api;
use domain::{
    ids::EnrolmentId,
    learning::{CaptionChoice, PlayerSettings, ProgressView, tracker::Tracker},
};
use leptos::{prelude::document, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlVideoElement};

/// What the parts of the player share.
struct Deck {
    setup: PlayerSetup,
    texts: PlayerTexts,
    root: Element,
    video: Option<HtmlVideoElement>,
    tracker: RefCell<Tracker>,
    outbox: outbox::Outbox,
    grant: RefCell<grant::Held>,
    settings: Cell<PlayerSettings>,
    /// The captions on the screen, as far as the player knows.
    captions: Cell<Option<CaptionChoice>>,
    is_done: Cell<bool>,
    /// Cleared when the server says that the course is not the viewer's any more.
    has_access: Cell<bool>,
}

impl Deck {
    fn find(&self, selector: &str) -> Option<Element> {
        dom::find(&self.root, selector)
    }

    /// Shows or hides a piece of the page.
    fn show(&self, selector: &str, is_shown: bool) {
        for element in dom::find_all(&self.root, selector) {
            dom::show(&element, is_shown);
        }
    }

    /// Tells assistive technology.
    fn say(&self, text: &str) {
        if let Some(line) = document().get_element_by_id("player-live") {
            line.set_text_content(Some(text));
        }
    }

    /// The enrolment, while progress is to be recorded.
    fn enrolment(&self) -> Option<EnrolmentId> {
        self.setup.enrolment.filter(|_| self.has_access.get())
    }

    /// The place of the video, in milliseconds.
    fn position_ms(&self) -> i64 {
        self.video.as_ref().map_or(0, |video| dom::to_ms(video.current_time()))
    }

    /// Access ended while the page was open: the course was given back, or the login is over. What waits to be sent is kept for the
    /// next login.
    fn end_access(&self) {
        if self.has_access.replace(false) {
            if let Some(video) = &self.video {
                let _ = video.pause();
            }
            self.show("[data-no-access]", true);
        }
    }
}

/// Brings the player of this page to life.
pub(super) fn wake(setup: PlayerSetup, texts: PlayerTexts) {
    let Some(root) = document().get_element_by_id("player") else { return };
    let video = dom::find(&root, "video").and_then(|element| element.dyn_into().ok());
    let settings = settings::begin(&setup);
    let deck = Rc::new(Deck {
        tracker: RefCell::new(Tracker::new(settings.speed_percent)),
        outbox: outbox::Outbox::load(setup.enrolment),
        grant: RefCell::new(grant::Held::new(setup.grant.clone())),
        settings: Cell::new(settings),
        captions: Cell::new(None),
        is_done: Cell::new(setup.is_done),
        has_access: Cell::new(true),
        root,
        video,
        setup,
        texts,
    });
    open(&deck);
    done::start(&deck);
    notes::start(&deck);
    next::start(&deck);
    settings::start(&deck);
    captions::start(&deck);
    transcript::start(&deck);
    keys::start(&deck);
    beats::start(&deck);
    dwell::start(&deck);
    source::start(&deck);
    deck.show("[data-live]", true);
    deck.show("[data-plain]", false);
    let _ = deck.root.set_attribute("data-ready", "true");
}

/// Starts the lesson's clock on the server.
fn open(deck: &Rc<Deck>) {
    let Some(enrolment) = deck.enrolment() else { return };
    let deck = deck.clone();
    spawn_local(async move {
        if let Ok(view) = api::open_lesson(enrolment, deck.setup.lesson).await {
            progress(&deck, &view);
        }
        outbox::drain(&deck).await;
    });
}

/// Shows how lesson and course stand now.
fn progress(deck: &Rc<Deck>, view: &ProgressView) {
    done::show(deck, view);
}
