//! Paying in the browser.

mod card_form;
#[cfg(feature = "hydrate")]
mod stripe_js;

pub use card_form::{CardForm, CardFormTexts};
