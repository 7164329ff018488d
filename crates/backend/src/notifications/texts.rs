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

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    /// The keys of all files of a language.
    fn keys(locale: &str) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale)).expect("locale folder") {
            let text = fs::read_to_string(file.expect("a file").path()).expect("text");
            for (key, _) in text.lines().filter_map(|line| line.split_once(" =")) {
                if !key.is_empty() && !key.starts_with([' ', '#', '.']) {
                    assert!(keys.insert(key.to_owned()), "{locale}: {key} stands twice");
                }
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_mails() {
        let (en, ar) = (keys("en"), keys("ar"));
        assert!(en.len() > 40, "{}", en.len());
        let missing: Vec<_> = en.symmetric_difference(&ar).collect();
        assert!(missing.is_empty(), "in one language only: {missing:?}");
    }
}
