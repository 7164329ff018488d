//! `window.Stripe`, as far as the checkout uses it (Stripe.js reference). Bound by extern types, never through `eval`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A Stripe client of the browser.
    pub type StripeJs;

    #[wasm_bindgen(catch, js_name = Stripe)]
    pub fn new_stripe(publishable_key: &str, options: &JsValue) -> Result<StripeJs, JsValue>;

    #[wasm_bindgen(method)]
    pub fn elements(this: &StripeJs, options: &JsValue) -> Elements;

    #[wasm_bindgen(method, catch, js_name = confirmPayment)]
    pub async fn confirm_payment(this: &StripeJs, options: &JsValue) -> Result<JsValue, JsValue>;

    /// The group that a Payment Element belongs to.
    pub type Elements;

    #[wasm_bindgen(method)]
    pub fn create(this: &Elements, kind: &str, options: &JsValue) -> Element;

    /// The Payment Element.
    pub type Element;

    #[wasm_bindgen(method)]
    pub fn mount(this: &Element, selector: &str);

    #[wasm_bindgen(method)]
    pub fn on(this: &Element, event: &str, handler: &js_sys::Function);
}

/// Whether the script has come and defined `window.Stripe`.
pub fn is_loaded() -> bool {
    js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("Stripe")).unwrap_or(false)
}

/// A plain object from pairs.
pub fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in pairs {
        // Setting a property of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

/// A text property of an object, where there is one.
pub fn text(value: &JsValue, key: &str) -> Option<String> {
    js_sys::Reflect::get(value, &JsValue::from_str(key)).ok()?.as_string()
}
