//! Which captions are shown: our list, the key, and the browser's own menu all mean the same.

use super::{Deck, dom, settings};
use domain::learning::{CaptionChoice, PlayerSettings};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, TextTrack, TextTrackMode};

pub(super) fn start(deck: &Rc<Deck>) {
    let Some(tracks) = deck.video.as_ref().and_then(|video| video.text_tracks()) else { return };
    apply(deck, deck.settings.get().captions.unwrap_or_else(|| first_choice(deck)));
    if let Some(select) = select(deck) {
        let (deck, chosen) = (deck.clone(), select.clone());
        dom::listen(&select, "change", move |_| {
            if let Some(choice) = CaptionChoice::parse(&chosen.value()) {
                choose(&deck, choice);
            }
        });
    }
    let heard = deck.clone();
    dom::listen(&tracks, "change", move |_| take(&heard));
}

/// Turns captions on in the language of the page, or off.
pub(super) fn toggle(deck: &Rc<Deck>) {
    let choice = if shown(deck) == CaptionChoice::Off { first_choice(deck) } else { CaptionChoice::Off };
    choose(deck, choice);
}

/// The language of the page, where the video has it, else the other.
fn first_choice(deck: &Deck) -> CaptionChoice {
    let page = deck.root.get_attribute("data-locale").unwrap_or_default();
    let wanted = CaptionChoice::parse(&page).unwrap_or(CaptionChoice::En);
    if list(deck).iter().any(|track| track.language() == wanted.as_str()) { wanted } else { other(wanted) }
}

const fn other(choice: CaptionChoice) -> CaptionChoice {
    match choice {
        CaptionChoice::En => CaptionChoice::Ar,
        _ => CaptionChoice::En,
    }
}

fn choose(deck: &Rc<Deck>, choice: CaptionChoice) {
    apply(deck, choice);
    remember(deck, choice);
}

/// The browser's own menu was used.
fn take(deck: &Rc<Deck>) {
    let choice = shown(deck);
    if deck.captions.get() != Some(choice) {
        deck.captions.set(Some(choice));
        remember(deck, choice);
    }
}

fn remember(deck: &Rc<Deck>, choice: CaptionChoice) {
    let is_new = deck.settings.get().captions != Some(choice);
    deck.settings.set(PlayerSettings { captions: Some(choice), ..deck.settings.get() });
    if let Some(select) = select(deck) {
        select.set_value(choice.as_str());
    }
    if is_new {
        deck.say(if choice == CaptionChoice::Off { &deck.texts.captions_off } else { &deck.texts.captions_on });
        settings::save(deck);
    }
}

/// Shows the captions of a language. A video that lacks it shows none, and that is no choice of the learner's.
fn apply(deck: &Deck, choice: CaptionChoice) {
    for track in list(deck) {
        let is_wanted = track.language() == choice.as_str();
        track.set_mode(if is_wanted { TextTrackMode::Showing } else { TextTrackMode::Disabled });
    }
    deck.captions.set(Some(shown(deck)));
}

fn shown(deck: &Deck) -> CaptionChoice {
    let showing = list(deck).into_iter().find(|track| track.mode() == TextTrackMode::Showing);
    showing.and_then(|track| CaptionChoice::parse(&track.language())).unwrap_or(CaptionChoice::Off)
}

fn list(deck: &Deck) -> Vec<TextTrack> {
    let Some(tracks) = deck.video.as_ref().and_then(|video| video.text_tracks()) else { return Vec::new() };
    (0..tracks.length()).filter_map(|index| tracks.get(index)).collect()
}

fn select(deck: &Deck) -> Option<HtmlSelectElement> {
    deck.find("[data-captions]")?.dyn_into().ok()
}
