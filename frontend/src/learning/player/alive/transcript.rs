//! The transcript: every line leads to its moment, the current one is marked and kept in view. Notes lead to theirs the same way.

use super::{
    Deck,
    dom::{self, to_ms, to_seconds},
    source,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// A line of the transcript.
struct Line {
    start_ms: i64,
    end_ms: i64,
    element: Element,
}

/// The lines of the language that is shown, and the marked one.
#[derive(Default)]
struct Lines {
    list: RefCell<Vec<Line>>,
    current: Cell<Option<usize>>,
}

pub(super) fn start(deck: &Rc<Deck>) {
    let Some(video) = deck.video.clone() else { return };
    let clicked = deck.clone();
    dom::listen(&deck.root, "click", move |event| {
        let is_plain =
            event.dyn_ref::<MouseEvent>().is_none_or(|mouse| !mouse.ctrl_key() && !mouse.meta_key() && !mouse.shift_key());
        let moment = dom::closest(&event, "[data-at]").and_then(|line| dom::number(&line, "data-at"));
        if let Some(at_ms) = moment.filter(|_| is_plain) {
            event.prevent_default();
            seek(&clicked, at_ms);
        }
    });
    let lines = Rc::new(Lines::default());
    read(deck, &lines);
    languages(deck, &lines);
    let (heard, marked) = (deck.clone(), lines);
    dom::listen(&video, "timeupdate", move |_| mark(&heard, &marked));
}

fn seek(deck: &Deck, at_ms: i64) {
    if let Some(video) = &deck.video {
        video.set_current_time(to_seconds(at_ms));
        source::play(video);
    }
}

/// The lines of the list that is shown.
fn read(deck: &Deck, lines: &Lines) {
    let elements = dom::find_all(&deck.root, "[data-transcript]:not([hidden]) [data-at]");
    let read = elements.into_iter().filter_map(|element| {
        let (start_ms, end_ms) = (dom::number(&element, "data-at")?, dom::number(&element, "data-end")?);
        Some(Line { start_ms, end_ms, element })
    });
    lines.list.replace(read.collect());
    lines.current.set(None);
}

/// The links that change the language of the transcript.
fn languages(deck: &Rc<Deck>, lines: &Rc<Lines>) {
    for link in dom::find_all(&deck.root, "[data-transcript-link]") {
        let (deck, lines, wanted) = (deck.clone(), lines.clone(), link.get_attribute("data-transcript-link").unwrap_or_default());
        dom::listen(&link, "click", move |event| {
            event.prevent_default();
            for list in dom::find_all(&deck.root, "[data-transcript]") {
                dom::show(&list, list.get_attribute("data-transcript").as_deref() == Some(wanted.as_str()));
            }
            for link in dom::find_all(&deck.root, "[data-transcript-link]") {
                let is_chosen = link.get_attribute("data-transcript-link").as_deref() == Some(wanted.as_str());
                if is_chosen {
                    dom::set(&link, "aria-current", "true");
                } else {
                    let _ = link.remove_attribute("aria-current");
                }
            }
            unmark(&lines);
            read(&deck, &lines);
            mark(&deck, &lines);
        });
    }
}

fn unmark(lines: &Lines) {
    let list = lines.list.borrow();
    if let Some(line) = lines.current.take().and_then(|index| list.get(index)) {
        let _ = line.element.remove_attribute("aria-current");
    }
}

/// Marks the line that is spoken now.
fn mark(deck: &Deck, lines: &Lines) {
    let Some(video) = &deck.video else { return };
    let at_ms = to_ms(video.current_time());
    let now = lines.list.borrow().iter().position(|line| line.start_ms <= at_ms && at_ms < line.end_ms);
    // Between two lines the last one stays marked.
    if now.is_none() || now == lines.current.get() {
        return;
    }
    unmark(lines);
    lines.current.set(now);
    let list = lines.list.borrow();
    if let Some(line) = now.and_then(|index| list.get(index)) {
        dom::set(&line.element, "aria-current", "true");
        keep_in_view(&line.element);
    }
}

/// Moves only the transcript's own scroll, never the page.
fn keep_in_view(line: &Element) {
    let Some(frame) = line.closest("[data-scroll]").ok().flatten() else { return };
    let (inner, outer) = (line.get_bounding_client_rect(), frame.get_bounding_client_rect());
    if outer.height() < 1.0 || (inner.top() >= outer.top() && inner.bottom() <= outer.bottom()) {
        return;
    }
    let by = inner.top() - outer.top() - outer.height() / 3.0;
    let by = i32::try_from(to_ms(by / 1_000.0)).unwrap_or(0);
    frame.set_scroll_top(frame.scroll_top() + by);
}
