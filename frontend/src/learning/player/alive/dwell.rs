//! Lessons that are done by staying on them: texts, files, and a video that does not come.

use super::{Deck, progress};
use crate::learning::api;
use domain::learning::{LessonKind, MAX_DWELL_MS};
use gloo_timers::callback::Interval;
use leptos::{prelude::document, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

const TICK_MS: u32 = 1_000;
/// After a refusal, the server's clock is asked again this much later.
const AGAIN_MS: i64 = 3_000;

thread_local! {
    /// The clock of the page's one lesson, while it runs.
    static RUNNING: RefCell<Option<Interval>> = const { RefCell::new(None) };
}

/// A text or file lesson counts from the start.
pub(super) fn start(deck: &Rc<Deck>) {
    if deck.setup.kind != LessonKind::Video || deck.video.is_none() {
        count(deck, deck.setup.dwell_ms);
    }
}

/// The video does not come: says so, and counts.
pub(super) fn start_for_trouble(deck: &Rc<Deck>) {
    deck.show("[data-trouble]", true);
    count(deck, MAX_DWELL_MS);
}

/// The video came after all.
pub(super) fn stop_for_trouble(deck: &Rc<Deck>) {
    deck.show("[data-trouble]", false);
    stop();
}

fn stop() {
    RUNNING.with(|running| running.borrow_mut().take());
}

/// Counts the time in which the page is in sight.
fn count(deck: &Rc<Deck>, needed_ms: i64) {
    if deck.enrolment().is_none() || deck.is_done.get() {
        return;
    }
    let (deck, seen_ms, is_asking) = (deck.clone(), Cell::new(0_i64), Rc::new(Cell::new(false)));
    let clock = Interval::new(TICK_MS, move || {
        if !document().hidden() {
            seen_ms.set(seen_ms.get() + i64::from(TICK_MS));
        }
        if seen_ms.get() >= needed_ms && !deck.is_done.get() && !is_asking.replace(true) {
            seen_ms.set(needed_ms - AGAIN_MS);
            ask(&deck, &is_asking);
        }
    });
    RUNNING.with(|running| running.borrow_mut().replace(clock));
}

fn ask(deck: &Rc<Deck>, is_asking: &Rc<Cell<bool>>) {
    let Some(enrolment) = deck.enrolment() else { return };
    let (deck, is_asking) = (deck.clone(), is_asking.clone());
    spawn_local(async move {
        if let Ok(view) = api::record_dwell(enrolment, deck.setup.lesson).await {
            progress(&deck, &view);
            stop();
        }
        is_asking.set(false);
    });
}
