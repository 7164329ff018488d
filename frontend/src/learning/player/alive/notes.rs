//! Notes at the moment that is playing: kept and dropped without leaving the page.

use super::{Deck, dom};
use crate::learning::api;
use domain::{ids::NoteId, learning::NoteView};
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

pub(super) fn start(deck: &Rc<Deck>) {
    let Some(form) = deck.find("[data-note-form]") else { return };
    let submitted = deck.clone();
    dom::listen(&form, "submit", move |event| {
        if submitted.enrolment().is_some() {
            event.prevent_default();
            add(&submitted);
        }
    });
    if let Some(list) = deck.find("[data-notes]") {
        let dropped = deck.clone();
        dom::listen(&list, "submit", move |event| {
            if let Some(item) = dom::closest(&event, "[data-note]") {
                event.prevent_default();
                delete(&dropped, item);
            }
        });
    }
    if let Some(video) = &deck.video {
        let heard = deck.clone();
        dom::listen(video, "timeupdate", move |_| show_moment(&heard));
    }
}

/// The form names the moment that a note would get.
fn show_moment(deck: &Deck) {
    let at_ms = deck.position_ms();
    if let Some(moment) = deck.find("[data-note-time]") {
        let text = dom::clock(at_ms);
        if moment.text_content().as_deref() != Some(text.as_str()) {
            moment.set_text_content(Some(&text));
        }
    }
    if let Some(field) = deck.find("[name=position_ms]").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(&at_ms.to_string());
    }
}

fn add(deck: &Rc<Deck>) {
    let field = deck.find("[data-note-form] textarea").and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(field), Some(enrolment)) = (field, deck.enrolment()) else { return };
    let deck = deck.clone();
    spawn_local(async move {
        let body = field.value();
        match api::add_note(enrolment, deck.setup.lesson, deck.position_ms(), body).await {
            Ok(note) => {
                insert(&deck, &note);
                field.set_value("");
                deck.show("[data-note-error]", false);
                deck.say(&deck.texts.note_added);
            }
            Err(_) => {
                deck.show("[data-note-error]", true);
                deck.say(&deck.texts.failed);
            }
        }
    });
}

/// A copy of the note that lies ready in the page, at its place in the list.
fn insert(deck: &Deck, note: &NoteView) -> Option<()> {
    let list = deck.find("[data-notes]")?;
    let part = deck.find("[data-part=\"note\"]")?.first_element_child()?;
    let item = part.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok()?;
    dom::set(&item, "data-note", &note.id.to_string());
    let moment = dom::find(&item, "[data-at]")?;
    dom::set(&moment, "data-at", &note.position_ms.to_string());
    dom::set(&moment, "href", &format!("?t={}", note.position_ms / 1_000));
    moment.set_text_content(Some(&dom::clock(note.position_ms)));
    dom::find(&item, "[data-note-body]")?.set_text_content(Some(&note.body));
    let form = dom::find(&item, "form")?;
    let action = form.get_attribute("action")?.replace("NOTE", &note.id.to_string());
    dom::set(&form, "action", &action);
    let after = dom::find_all(&list, "[data-note]").into_iter().find(|other| {
        dom::find(other, "[data-at]").and_then(|at| dom::number(&at, "data-at")).is_some_and(|at_ms| at_ms > note.position_ms)
    });
    list.insert_before(&item, after.as_deref()).ok()?;
    deck.show("[data-no-notes]", false);
    Some(())
}

fn delete(deck: &Rc<Deck>, item: Element) {
    let id = item.get_attribute("data-note").and_then(|id| id.parse::<NoteId>().ok());
    let (Some(id), Some(enrolment)) = (id, deck.enrolment()) else { return };
    let deck = deck.clone();
    spawn_local(async move {
        match api::delete_note(enrolment, id).await {
            Ok(()) => {
                item.remove();
                deck.say(&deck.texts.note_deleted);
                if let Some(field) = deck.find("[data-note-form] textarea") {
                    dom::focus(&field);
                }
            }
            Err(_) => deck.say(&deck.texts.failed),
        }
    });
}
