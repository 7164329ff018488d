//! Small helpers over the page.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement};

pub(super) fn find(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok().flatten()
}

pub(super) fn find_all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

/// Listens as long as the page lives.
pub(super) fn listen(target: &EventTarget, name: &str, run: impl FnMut(Event) + 'static) {
    let handler = Closure::<dyn FnMut(Event)>::new(run);
    let _ = target.add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
    handler.forget();
}

/// The same, before the target and everything between hear of it.
pub(super) fn listen_first(target: &EventTarget, name: &str, run: impl FnMut(Event) + 'static) {
    let handler = Closure::<dyn FnMut(Event)>::new(run);
    let _ = target.add_event_listener_with_callback_and_bool(name, handler.as_ref().unchecked_ref(), true);
    handler.forget();
}

/// The closest element around the target of an event.
pub(super) fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

pub(super) fn show(element: &Element, is_shown: bool) {
    if is_shown {
        let _ = element.remove_attribute("hidden");
    } else {
        let _ = element.set_attribute("hidden", "");
    }
}

pub(super) fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

pub(super) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// A number in an attribute.
pub(super) fn number(element: &Element, name: &str) -> Option<i64> {
    element.get_attribute(name)?.parse().ok()
}

/// A property of any object, by name.
pub(super) fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A plain object from pairs.
pub(super) fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Seconds of a media element as milliseconds.
pub(super) fn to_ms(seconds: f64) -> i64 {
    if seconds.is_finite() { (seconds * 1_000.0).round() as i64 } else { 0 }
}

/// Milliseconds as seconds of a media element.
pub(super) fn to_seconds(ms: i64) -> f64 {
    ms as f64 / 1_000.0
}

/// The browser's clock, in milliseconds.
pub(super) fn now_ms() -> i64 {
    to_ms(js_sys::Date::now() / 1_000.0)
}

/// A moment as people read it: `2:05`, `1:02:05`.
pub(super) fn clock(ms: i64) -> String {
    let seconds = ms.max(0) / 1_000;
    let (hours, minutes, rest) = (seconds / 3_600, seconds % 3_600 / 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}

/// Whether the visitor asked for less motion.
pub(super) fn wants_calm() -> bool {
    let query = leptos::prelude::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
