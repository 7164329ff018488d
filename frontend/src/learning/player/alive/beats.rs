//! When a heartbeat is made: every 15 seconds of play, and at pause, seek, end, another speed, and when the page is hidden or left.

use super::{
    Deck,
    dom::{listen, to_ms},
    outbox,
};
use domain::learning::tracker::{Stretch, Tracker};
use leptos::{
    prelude::{document, window},
    task::spawn_local,
};
use std::rc::Rc;
use web_sys::HtmlVideoElement;

pub(super) fn start(deck: &Rc<Deck>) {
    let Some(video) = deck.video.clone().filter(|_| deck.setup.enrolment.is_some()) else { return };
    on(deck, &video, "playing", |deck, video| {
        deck.tracker.borrow_mut().start(to_ms(video.current_time()));
        None
    });
    on(deck, &video, "timeupdate", |deck, video| {
        let is_steady = !video.seeking() && !video.paused();
        if is_steady { deck.tracker.borrow_mut().tick(to_ms(video.current_time())) } else { None }
    });
    for name in ["pause", "ended"] {
        on(deck, &video, name, |deck, video| {
            let mut tracker = deck.tracker.borrow_mut();
            // The last tick may lie a quarter of a second back.
            let due = tracker.tick(to_ms(video.current_time()));
            let rest = tracker.stop();
            due.or(rest)
        });
    }
    on(deck, &video, "seeking", |deck, _| deck.tracker.borrow_mut().stop());
    on(deck, &video, "seeked", |deck, video| {
        let at_ms = to_ms(video.current_time());
        // Going to the place to resume is no news; told, it would creep back with every visit.
        let is_resume = video.paused() && (at_ms - deck.setup.start_ms).abs() < 1_500;
        if is_resume {
            return None;
        }
        if video.paused() {
            return Some(Stretch { from_ms: at_ms, to_ms: at_ms, speed_percent: deck.settings.get().speed_percent });
        }
        deck.tracker.borrow_mut().start(at_ms);
        None
    });
    on(deck, &video, "ratechange", |deck, video| {
        let percent = i32::try_from(to_ms(video.playback_rate()) / 10).unwrap_or(100);
        deck.tracker.borrow_mut().set_speed(percent)
    });
    leaving(deck);
}

/// A listener that may end a stretch.
fn on(
    deck: &Rc<Deck>,
    video: &HtmlVideoElement,
    name: &str,
    run: impl Fn(&Deck, &HtmlVideoElement) -> Option<Stretch> + 'static,
) {
    let (deck, heard) = (deck.clone(), video.clone());
    listen(video, name, move |_| {
        let stretch = run(&deck, &heard);
        if let Some(stretch) = stretch {
            outbox::add(&deck, stretch);
        }
    });
}

/// The tab is hidden, or the page is left; and the connection comes back.
fn leaving(deck: &Rc<Deck>) {
    let hidden = deck.clone();
    listen(&document(), "visibilitychange", move |_| {
        if document().hidden() {
            flush(&hidden, Tracker::cut);
        }
    });
    let left = deck.clone();
    listen(&window(), "pagehide", move |_| flush(&left, Tracker::stop));
    let online = deck.clone();
    listen(&window(), "online", move |_| {
        let deck = online.clone();
        spawn_local(async move { outbox::drain(&deck).await });
    });
}

fn flush(deck: &Rc<Deck>, end: impl Fn(&mut Tracker) -> Option<Stretch>) {
    let stretch = end(&mut deck.tracker.borrow_mut());
    if let Some(stretch) = stretch {
        outbox::add(deck, stretch);
    }
    // Also when nothing is playing: a place chosen a moment ago may still be waiting for its turn.
    outbox::send_last(deck);
}
