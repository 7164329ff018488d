//! Speed and volume: as the learner left them, kept on the server, and in the browser for those who are not logged in.

use super::{Deck, dom};
use crate::learning::{api, player::PlayerSetup};
use domain::learning::{PlayerSettings, SPEEDS_PERCENT};
use gloo_timers::callback::Timeout;
use leptos::{prelude::window, task::spawn_local};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

const KEY: &str = "dc-player";
/// A slider that is being dragged is saved once.
const SAVE_AFTER_MS: u32 = 1_200;

/// What to begin with: the server's word for a learner, the browser's memory for a visitor.
pub(super) fn begin(setup: &PlayerSetup) -> PlayerSettings {
    if setup.enrolment.is_some() {
        return setup.settings;
    }
    let stored = window().local_storage().ok().flatten().and_then(|storage| storage.get_item(KEY).ok().flatten());
    let stored: Option<PlayerSettings> = stored.and_then(|text| serde_json::from_str(&text).ok());
    stored.filter(|settings| settings.check().is_ok()).unwrap_or(setup.settings)
}

pub(super) fn start(deck: &Rc<Deck>) {
    let Some(video) = deck.video.clone() else { return };
    if let Some(select) = speed_select(deck) {
        select.set_value(&deck.settings.get().speed_percent.to_string());
        let (deck, chosen) = (deck.clone(), select.clone());
        dom::listen(&select, "change", move |_| {
            if let Ok(percent) = chosen.value().parse() {
                set_speed(&deck, percent);
            }
        });
    }
    let later = Rc::new(RefCell::new(None));
    let (heard, saving) = (deck.clone(), later.clone());
    dom::listen(&video, "ratechange", move |_| take_speed(&heard, &saving));
    let (heard, saving) = (deck.clone(), later);
    dom::listen(&video, "volumechange", move |_| take_volume(&heard, &saving));
}

fn speed_select(deck: &Deck) -> Option<HtmlSelectElement> {
    deck.find("[data-speed]")?.dyn_into().ok()
}

/// Plays at one of the offered speeds.
fn set_speed(deck: &Deck, percent: i32) {
    if let Some(video) = &deck.video {
        let speed = f64::from(percent) / 100.0;
        video.set_default_playback_rate(speed);
        video.set_playback_rate(speed);
    }
}

/// The speed changed, by our list or by the browser's own menu.
fn take_speed(deck: &Rc<Deck>, later: &Rc<RefCell<Option<Timeout>>>) {
    let Some(video) = &deck.video else { return };
    let percent = i32::try_from(dom::to_ms(video.playback_rate()) / 10).unwrap_or(100);
    let settings = deck.settings.get();
    if settings.speed_percent == percent || !SPEEDS_PERCENT.contains(&percent) {
        return;
    }
    if let Some(select) = speed_select(deck) {
        select.set_value(&percent.to_string());
    }
    deck.say(&format!("{} {}", deck.texts.speed, dom::to_seconds(i64::from(percent) * 10)));
    deck.settings.set(PlayerSettings { speed_percent: percent, ..settings });
    save_later(deck, later);
}

fn take_volume(deck: &Rc<Deck>, later: &Rc<RefCell<Option<Timeout>>>) {
    let Some(video) = &deck.video else { return };
    let percent = i32::try_from(dom::to_ms(video.volume()) / 10).unwrap_or(100).clamp(0, 100);
    let settings = deck.settings.get();
    if settings.volume_percent != percent {
        deck.settings.set(PlayerSettings { volume_percent: percent, ..settings });
        save_later(deck, later);
    }
}

fn save_later(deck: &Rc<Deck>, later: &Rc<RefCell<Option<Timeout>>>) {
    let deck = deck.clone();
    // Putting a new one in its place stops the one that waits.
    later.replace(Some(Timeout::new(SAVE_AFTER_MS, move || save(&deck))));
}

/// Keeps the settings of the moment.
pub(super) fn save(deck: &Rc<Deck>) {
    let settings = deck.settings.get();
    if let (Ok(text), Ok(Some(storage))) = (serde_json::to_string(&settings), window().local_storage()) {
        let _ = storage.set_item(KEY, &text);
    }
    if deck.enrolment().is_some() {
        spawn_local(async move {
            let _ = api::save_player_settings(settings).await;
        });
    }
}
