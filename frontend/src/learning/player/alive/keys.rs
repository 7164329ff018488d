//! The keyboard, and the buttons that only a script can serve: picture in picture and the list of keys.

use super::{
    Deck, captions,
    dom::{self, listen, listen_first},
    next, source,
};
use leptos::{
    prelude::{document, window},
    task::spawn_local,
};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlVideoElement, KeyboardEvent};

/// The switch's id, and the name under which its state is kept.
const SWITCH: &str = "player-keys";
const OFF: &str = "off";

#[wasm_bindgen]
extern "C" {
    /// A video that can leave the page.
    type PipVideo;

    #[wasm_bindgen(method, catch, js_name = requestPictureInPicture)]
    async fn enter(this: &PipVideo) -> Result<JsValue, JsValue>;

    /// The page it came from.
    type PipDocument;

    #[wasm_bindgen(method, catch, js_name = exitPictureInPicture)]
    async fn leave(this: &PipDocument) -> Result<JsValue, JsValue>;
}

pub(super) fn start(deck: &Rc<Deck>) {
    let pressed = deck.clone();
    // Before the video hears of it: an arrow would move it by the browser's own step as well.
    listen_first(&document(), "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if are_on() && is_free(key) && act(&pressed, key) {
            event.prevent_default();
        }
    });
    offer_switch();
    let Some(button) = deck.find("[data-pip]") else { return };
    let can = dom::property(&document(), "pictureInPictureEnabled").is_some_and(|can| can.is_truthy());
    match deck.video.clone().filter(|_| can) {
        Some(video) => listen(&button, "click", move |_| picture_in_picture(&video)),
        None => button.remove(),
    }
}

/// The switch in the list of keys; who speaks to the machine, or presses keys by chance, turns them off.
fn switch() -> Option<HtmlInputElement> {
    document().get_element_by_id(SWITCH)?.dyn_into().ok()
}

fn are_on() -> bool {
    switch().is_none_or(|switch| switch.checked())
}

/// Shows how the switch was left, and remembers it from now on.
fn offer_switch() {
    let Some(switch) = switch() else { return };
    let storage = window().local_storage().ok().flatten();
    let stored = storage.as_ref().and_then(|storage| storage.get_item(SWITCH).ok().flatten());
    switch.set_checked(stored.as_deref() != Some(OFF));
    let chosen = switch.clone();
    listen(&switch, "change", move |_| {
        // Without a store the choice holds for this page.
        let Some(storage) = &storage else { return };
        let _ = if chosen.checked() { storage.remove_item(SWITCH) } else { storage.set_item(SWITCH, OFF) };
    });
}

/// Keys belong to whoever is typing or pressing a button; with a modifier they belong to the browser.
fn is_free(key: &KeyboardEvent) -> bool {
    if key.ctrl_key() || key.meta_key() || key.alt_key() || key.is_composing() {
        return false;
    }
    let event: &Event = key;
    if dom::closest(event, "input:not([type=checkbox]), textarea, select, [contenteditable]").is_some() {
        return false;
    }
    let presses = key.key() == " " || key.key() == "Enter";
    // The video stands for itself, which the browser plays by the same keys, and for each of its own buttons, which it does not name.
    let is_on_control = dom::closest(event, "a, button, summary, video, [popover]").is_some();
    !(presses && is_on_control)
}

/// Does what a key stands for; whether it stood for anything.
fn act(deck: &Rc<Deck>, key: &KeyboardEvent) -> bool {
    let name = key.key();
    match name.as_str() {
        "?" => return toggle_help(),
        "n" | "N" => {
            next::go(deck);
            return true;
        }
        _ => {}
    }
    let Some(video) = deck.video.clone() else { return false };
    match name.as_str() {
        " " | "k" | "K" => toggle_play(&video),
        "ArrowLeft" => jump(&video, -5.0),
        "ArrowRight" => jump(&video, 5.0),
        "j" | "J" => jump(&video, -10.0),
        "l" | "L" => jump(&video, 10.0),
        "f" | "F" => full_screen(&video),
        "c" | "C" => captions::toggle(deck),
        "m" | "M" => video.set_muted(!video.muted()),
        _ => return false,
    }
    true
}

fn toggle_play(video: &HtmlVideoElement) {
    if video.paused() {
        source::play(video);
    } else {
        let _ = video.pause();
    }
}

fn jump(video: &HtmlVideoElement, by: f64) {
    let end = if video.duration().is_finite() { video.duration() } else { f64::MAX };
    video.set_current_time((video.current_time() + by).clamp(0.0, end));
}

fn full_screen(video: &HtmlVideoElement) {
    let element: &Element = video;
    if document().fullscreen_element().is_some() {
        document().exit_fullscreen();
    } else {
        let _ = element.request_fullscreen();
    }
}

fn toggle_help() -> bool {
    let help = document().get_element_by_id("player-help").and_then(|help| help.dyn_into::<HtmlElement>().ok());
    help.is_some_and(|help| help.toggle_popover().is_ok())
}

fn picture_in_picture(video: &HtmlVideoElement) {
    let video = video.clone();
    spawn_local(async move {
        let is_out = dom::property(&document(), "pictureInPictureElement").is_some();
        let _ = if is_out {
            document().unchecked_ref::<PipDocument>().leave().await
        } else {
            video.unchecked_ref::<PipVideo>().enter().await
        };
    });
}
