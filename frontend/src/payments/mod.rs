//! Paying in the browser.

mod card_form;
mod stripe_js;

pub use card_form::{CardForm, CardFormTexts};
