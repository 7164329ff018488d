//! The card form: Stripe's Payment Element, one button, and what went wrong beside it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The texts of the form, in the visitor's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardFormTexts {
    pub pay: String,
    pub paying: String,
    pub loading: String,
    pub failed_to_load: String,
    pub retry: String,
    pub unexpected: String,
    pub label: String,
}

/// Where the form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Ready,
    Paying,
    Broken,
}

/// Takes a card and pays one payment intent. What the provider answers is not believed: the return page asks the server.
#[island(lazy)]
pub fn CardForm(
    client_secret: String,
    publishable_key: String,
    return_url: String,
    locale: String,
    texts: CardFormTexts,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Loading);
    let error = RwSignal::new(None::<String>);
    let pay: StoredValue<Option<Pay>, LocalStorage> = StoredValue::new_local(None);
    let setup = Setup { client_secret, publishable_key, return_url, locale };
    let CardFormTexts { pay: pay_text, paying, loading, failed_to_load, retry, unexpected, label } = texts;
    Effect::new(move |_| start(setup.clone(), stage, pay));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if stage.get_untracked() == Stage::Ready {
            stage.set(Stage::Paying);
            error.set(None);
            confirm(pay, stage, error, unexpected.clone());
        }
    };
    let button_text = move || if stage.get() == Stage::Paying { paying.clone() } else { pay_text.clone() };
    view! {
        <form class="form" method="get" on:submit=submit data-stage=move || format!("{:?}", stage.get())>
            <div id="payment-element" role="group" aria-label=label></div>
            <p class="muted" role="status" hidden=move || stage.get() != Stage::Loading>{loading}</p>
            <p class="notice notice-danger" role="alert" hidden=move || stage.get() != Stage::Broken>
                <span class="notice-body">{failed_to_load}" "<a class="link" href="">{retry}</a></span>
            </p>
            <p class="notice notice-danger" role="alert" id="payment-error" hidden=move || error.get().is_none()>
                <span class="notice-body">{move || error.get()}</span>
            </p>
            <button
                class="btn btn-primary btn-lg btn-block"
                r#type="submit"
                disabled=move || stage.get() != Stage::Ready
                aria-busy=move || (stage.get() == Stage::Paying).to_string()
            >
                {button_text}
            </button>
        </form>
    }
}

#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "read in the browser only"))]
#[derive(Debug, Clone)]
struct Setup {
    client_secret: String,
    publishable_key: String,
    return_url: String,
    locale: String,
}

#[cfg(feature = "hydrate")]
use hydrate::{Pay, confirm, start};

/// On the server the form is only drawn.
#[cfg(not(feature = "hydrate"))]
struct Pay;

#[cfg(not(feature = "hydrate"))]
fn start(_: Setup, _: RwSignal<Stage>, _: StoredValue<Option<Pay>, LocalStorage>) {}

#[cfg(not(feature = "hydrate"))]
fn confirm(_: StoredValue<Option<Pay>, LocalStorage>, _: RwSignal<Stage>, _: RwSignal<Option<String>>, _: String) {}

#[cfg(feature = "hydrate")]
mod hydrate {
    use super::{Setup, Stage};
    use crate::payments::stripe_js::{Elements, StripeJs, is_loaded, new_stripe, object, text};
    use leptos::prelude::*;
    use std::rc::Rc;
    use wasm_bindgen::prelude::*;

    /// How long the provider's script may take, in steps of 100 ms.
    const SCRIPT_WAIT_STEPS: u32 = 150;

    /// A mounted form.
    #[derive(Clone)]
    pub(super) struct Pay {
        stripe: Rc<StripeJs>,
        elements: Rc<Elements>,
        return_url: String,
    }

    /// Waits for the script, then mounts the Payment Element.
    pub(super) fn start(setup: Setup, stage: RwSignal<Stage>, pay: StoredValue<Option<Pay>, LocalStorage>) {
        leptos::task::spawn_local(async move {
            for _ in 0..SCRIPT_WAIT_STEPS {
                if is_loaded() {
                    break;
                }
                gloo_timers::future::TimeoutFuture::new(100).await;
            }
            match mount(&setup, stage) {
                Some(mounted) => pay.set_value(Some(mounted)),
                None => stage.set(Stage::Broken),
            }
        });
    }

    fn mount(setup: &Setup, stage: RwSignal<Stage>) -> Option<Pay> {
        if !is_loaded() {
            return None;
        }
        let stripe = new_stripe(&setup.publishable_key, &object(&[("locale", JsValue::from_str(&setup.locale))])).ok()?;
        let elements = stripe.elements(&object(&[
            ("clientSecret", JsValue::from_str(&setup.client_secret)),
            ("locale", JsValue::from_str(&setup.locale)),
            ("appearance", appearance()),
        ]));
        let element = elements.create("payment", &object(&[("layout", JsValue::from_str("tabs"))]));
        let on_ready = Closure::<dyn FnMut()>::new(move || stage.set(Stage::Ready));
        let on_error = Closure::<dyn FnMut()>::new(move || stage.set(Stage::Broken));
        element.on("ready", on_ready.as_ref().unchecked_ref());
        element.on("loaderror", on_error.as_ref().unchecked_ref());
        // The element lives as long as the page, and so do its handlers.
        on_ready.forget();
        on_error.forget();
        element.mount("#payment-element");
        Some(Pay { stripe: Rc::new(stripe), elements: Rc::new(elements), return_url: setup.return_url.clone() })
    }

    /// Stripe's frame cannot see our style sheet, so it is told the colours in use.
    fn appearance() -> JsValue {
        let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
        let token = |name: &str| style.as_ref().and_then(|s| s.get_property_value(name).ok()).unwrap_or_default();
        let is_dark = window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches());
        let chosen = document().document_element().and_then(|root| root.get_attribute("data-theme"));
        let theme = if chosen.map_or(is_dark, |theme| theme == "dark") { "night" } else { "stripe" };
        let variables = object(&[
            ("colorPrimary", JsValue::from_str(token("--color-primary").trim())),
            ("borderRadius", JsValue::from_str("8px")),
            ("fontSizeBase", JsValue::from_str("16px")),
        ]);
        object(&[("theme", JsValue::from_str(theme)), ("variables", variables)])
    }

    /// Confirms the payment. Success leads to the return page, and so does an intent that another tab, or a try whose answer was lost,
    /// has taken further: the server knows how it stands. Any other error is shown and the form stays.
    pub(super) fn confirm(
        pay: StoredValue<Option<Pay>, LocalStorage>,
        stage: RwSignal<Stage>,
        error: RwSignal<Option<String>>,
        unexpected: String,
    ) {
        let Some(mounted) = pay.get_value() else { return };
        leptos::task::spawn_local(async move {
            let params = object(&[("return_url", JsValue::from_str(&mounted.return_url))]);
            let options = object(&[
                ("elements", mounted.elements.as_ref().into()),
                ("confirmParams", params),
                ("redirect", JsValue::from_str("if_required")),
            ]);
            let failure = match mounted.stripe.confirm_payment(&options).await {
                Ok(answer) => js_sys::Reflect::get(&answer, &JsValue::from_str("error")).ok().filter(JsValue::is_object),
                Err(thrown) => Some(thrown),
            };
            match failure.filter(|failure| !is_settled(failure)) {
                None => {
                    // The button stays busy: the page is on its way out.
                    let _ = window().location().assign(&mounted.return_url);
                }
                Some(failure) => {
                    error.set(Some(message_for_buyers(&failure).unwrap_or(unexpected)));
                    stage.set(Stage::Ready);
                }
            }
        });
    }

    /// Whether the error only says that the intent cannot be confirmed any more.
    fn is_settled(failure: &JsValue) -> bool {
        let intent = js_sys::Reflect::get(failure, &JsValue::from_str("payment_intent")).ok().filter(JsValue::is_object);
        let status = intent.and_then(|intent| text(&intent, "status"));
        let is_paid = matches!(status.as_deref(), Some("succeeded" | "processing"));
        is_paid || text(failure, "code").as_deref() == Some("payment_intent_unexpected_state")
    }

    /// The provider's sentence, where it is written for buyers and in their language; the others are for developers.
    fn message_for_buyers(failure: &JsValue) -> Option<String> {
        let kind = text(failure, "type");
        let is_for_buyers = matches!(kind.as_deref(), Some("card_error" | "validation_error" | "api_connection_error"))
            || text(failure, "code").as_deref() == Some("payment_intent_authentication_failure");
        text(failure, "message").filter(|_| is_for_buyers)
    }
}
