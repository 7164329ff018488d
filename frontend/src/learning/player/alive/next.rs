//! At the end of a video: the next lesson, in five seconds unless that is stopped. Without a countdown for those who asked for
//! less motion.

use super::{Deck, dom};
use gloo_timers::callback::Interval;
use leptos::prelude::window;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use web_sys::Element;

const SECONDS: u32 = 5;

type Clock = Rc<RefCell<Option<Interval>>>;

pub(super) fn start(deck: &Rc<Deck>) {
    let (Some(video), Some(panel)) = (deck.video.clone(), deck.find("[data-next]")) else { return };
    let clock: Clock = Rc::default();
    let (ended, running) = (panel.clone(), clock.clone());
    dom::listen(&video, "ended", move |_| offer(&ended, &running));
    let (played, running) = (panel.clone(), clock.clone());
    dom::listen(&video, "play", move |_| close(&played, &running));
    if let Some(stop) = dom::find(&panel, "[data-next-stop]") {
        let focus_after = video.clone();
        dom::listen(&stop, "click", move |_| {
            close(&panel, &clock);
            dom::focus(&focus_after);
        });
    }
}

/// Goes to the next lesson at once.
pub(super) fn go(deck: &Deck) {
    if let Some(address) = deck.find("[data-next-link]").and_then(|link| link.get_attribute("href")) {
        let _ = window().location().assign(&address);
    }
}

fn offer(panel: &Element, clock: &Clock) {
    dom::show(panel, true);
    let link = dom::find(panel, "[data-next-link]");
    if let Some(link) = &link {
        dom::focus(link);
    }
    let (Some(count), Some(address)) = (dom::find(panel, "[data-seconds]"), link.and_then(|link| link.get_attribute("href")))
    else {
        return;
    };
    if dom::wants_calm() {
        if let Some(line) = dom::find(panel, "[data-countdown]") {
            dom::show(&line, false);
        }
        return;
    }
    let left = Cell::new(SECONDS);
    count.set_text_content(Some(&SECONDS.to_string()));
    let ticking = Interval::new(1_000, move || {
        left.set(left.get().saturating_sub(1));
        count.set_text_content(Some(&left.get().to_string()));
        if left.get() == 0 {
            let _ = window().location().assign(&address);
        }
    });
    clock.replace(Some(ticking));
}

fn close(panel: &Element, clock: &Clock) {
    clock.replace(None);
    dom::show(panel, false);
}
