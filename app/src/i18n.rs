//! Texts in the visitor's language, from `locales/{en,ar}/*.ftl`; amounts, dates and durations in words.

mod format;

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

/// The translator of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct T {
    pub locale: Locale,
}

impl T {
    /// A text without gaps.
    pub fn s(self, key: &str) -> String {
        TEXTS.try_lookup(self.language(), key).unwrap_or_else(|| missing(key))
    }

    /// A text with gaps: `t.a("learners", &[("count", 12.into())])`. Numbers choose the plural form.
    pub fn a(self, key: &str, args: &[(&'static str, FluentValue<'static>)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'static>> =
            args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        TEXTS.try_lookup_with_args(self.language(), key, &args).unwrap_or_else(|| missing(key))
    }

    /// A counted text: the key's message picks the plural form by `$count`.
    pub fn n(self, key: &str, count: i64) -> String {
        self.a(key, &[("count", FluentValue::from(count)), ("shown", FluentValue::from(format::grouped(count)))])
    }

    /// Picks one of a record's two texts.
    pub fn pick<'a>(self, en: &'a str, ar: &'a str) -> &'a str {
        self.locale.pick(en, ar)
    }

    const fn language(self) -> &'static LanguageIdentifier {
        match self.locale {
            Locale::En => &EN,
            Locale::Ar => &AR,
        }
    }
}

fn missing(key: &str) -> String {
    tracing::error!(text.key = key, "text missing in the locale files");
    key.to_owned()
}
