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

static EN: LanguageIdentifier = langid!("en");
static AR: LanguageIdentifier = langid!("ar");

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

    /// A text with gaps: `t.a(key, &[("count", 12.into())])`. Numbers choose the plural form.
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

    fn language(self) -> &'static LanguageIdentifier {
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

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    /// The keys of one language, over all files.
    fn keys(locale: &str) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale);
        let mut keys = BTreeSet::new();
        for file in fs::read_dir(folder).expect("locale folder") {
            let text = fs::read_to_string(file.expect("a file").path()).expect("text");
            for line in text.lines() {
                if let Some((key, _)) =
                    line.split_once(" =").filter(|(key, _)| !key.starts_with([' ', '#', '.']) && !key.is_empty())
                {
                    assert!(keys.insert(key.to_owned()), "{locale}: {key} stands twice");
                }
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_texts() {
        let (en, ar) = (keys("en"), keys("ar"));
        let missing: Vec<_> = en.symmetric_difference(&ar).collect();
        assert!(missing.is_empty(), "in one language only: {missing:?}");
    }

    #[test]
    fn every_literal_key_of_a_page_exists() {
        let known = keys("en");
        let mut unknown = Vec::new();
        visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |text| {
            for call in ["t.s(\"", "t.a(\"", "t.n(\""] {
                for rest in text.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    if !known.contains(key) {
                        unknown.push(key.to_owned());
                    }
                }
            }
        });
        assert!(unknown.is_empty(), "texts without an entry: {unknown:?}");
    }

    fn visit(folder: &Path, look: &mut dyn FnMut(&str)) {
        for entry in fs::read_dir(folder).expect("folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                visit(&path, look);
            } else {
                look(&fs::read_to_string(path).expect("text"));
            }
        }
    }
}
