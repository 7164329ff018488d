//! The marks of the lesson list, the counter, and the button that says done or takes it back; all without loading the page again.

use super::{Deck, dom};
use crate::learning::api;
use domain::learning::ProgressView;
use leptos::task::spawn_local;
use std::rc::Rc;
use web_sys::Element;

pub(super) fn start(deck: &Rc<Deck>) {
    for (selector, is_done) in [("[data-complete]", true), ("[data-undo]", false)] {
        let Some(form) = deck.find(selector) else { continue };
        let deck = deck.clone();
        dom::listen(&form, "submit", move |event| {
            let Some(enrolment) = deck.enrolment() else { return };
            event.prevent_default();
            let deck = deck.clone();
            spawn_local(async move {
                match api::mark_lesson(enrolment, deck.setup.lesson, is_done).await {
                    Ok(view) => {
                        show(&deck, &view);
                        focus_other(&deck, is_done);
                    }
                    Err(_) => deck.say(&deck.texts.failed),
                }
            });
        });
    }
}

/// The pressed button disappears; the one that takes its place gets the focus.
fn focus_other(deck: &Deck, is_done: bool) {
    let selector = if is_done { "[data-undo] button" } else { "[data-complete] button" };
    if let Some(button) = deck.find(selector) {
        dom::focus(&button);
    }
}

/// Shows how lesson and course stand now.
pub(super) fn show(deck: &Deck, view: &ProgressView) {
    if deck.is_done.replace(view.is_done) != view.is_done {
        deck.show("[data-complete]", !view.is_done);
        deck.show("[data-undo]", view.is_done);
        mark(deck, view.is_done);
        deck.say(if view.is_done { &deck.texts.marked_done } else { &deck.texts.marked_open });
    }
    for counter in dom::find_all(&deck.root, "[data-count]") {
        counter.set_text_content(Some(&format!("{}/{}", view.done, view.all)));
    }
    for bar in dom::find_all(&deck.root, "progress") {
        dom::set(&bar, "value", &view.percent.to_string());
    }
    for lesson in &view.open_lessons {
        if let Some(item) = deck.find(&format!("[data-lesson=\"{lesson}\"][data-locked]")) {
            let _ = item.remove_attribute("data-locked");
            set_icon(deck, &item, false);
            set_words(&item, "");
        }
    }
}

fn mark(deck: &Deck, is_done: bool) {
    let Some(item) = deck.find(&format!("[data-lesson=\"{}\"]", deck.setup.lesson)) else { return };
    if is_done {
        dom::set(&item, "data-done", "");
        set_words(&item, &deck.texts.done);
    } else {
        let _ = item.remove_attribute("data-done");
        set_words(&item, "");
    }
    set_icon(deck, &item, is_done);
    if let Some(badge) = dom::find(&item, "[data-new]") {
        dom::show(&badge, false);
    }
}

/// The icons lie ready in the page: one for done, one for each kind of lesson.
fn set_icon(deck: &Deck, item: &Element, is_done: bool) {
    let name = if is_done { "done".to_owned() } else { item.get_attribute("data-kind").unwrap_or_default() };
    let (Some(part), Some(icon)) = (deck.find(&format!("[data-part=\"{name}\"]")), item.first_element_child()) else { return };
    icon.set_outer_html(&part.inner_html());
}

fn set_words(item: &Element, words: &str) {
    if let Some(state) = dom::find(item, "[data-state]") {
        state.set_text_content(Some(words));
    }
}
