//! The words of mails and notices, from `locales/{en,ar}/*.ftl` of this crate.

use domain::Locale;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid, static_loader};
use std::{borrow::Cow, collections::HashMap};

static_loader! {
    static TEXTS = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const EN: LanguageIdentifier = langid!("en");
const AR: LanguageIdentifier = langid!("ar");

/// A text without gaps.
pub fn text(locale: Locale, key: &str) -> String {
    text_args(locale, key, &[])
}

/// A text with gaps.
pub fn text_args(locale: Locale, key: &str, args: &[(&'static str, FluentValue<'static>)]) -> String {
    let language = if locale == Locale::Ar { &AR } else { &EN };
    let args: HashMap<Cow<'static, str>, FluentValue<'static>> =
        args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
    TEXTS.try_lookup_with_args(language, key, &args).unwrap_or_else(|| {
        tracing::error!(text.key = key, "text missing in the locale files");
        key.to_owned()
    })
}
