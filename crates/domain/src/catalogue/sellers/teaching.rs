//! The languages that a seller speaks, and how many subjects there may be.

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

/// How many languages somebody may name.
pub const MAX_LANGUAGES: usize = 5;
/// How many subjects somebody may teach.
pub const MAX_SUBJECTS: usize = 8;
/// The languages to choose from, by ISO 639 code.
pub const SPOKEN_LANGUAGES: [&str; 11] = ["ar", "en", "fr", "de", "es", "it", "nl", "tr", "ur", "fa", "ru"];

text_enum! {
    /// How well somebody speaks a language.
    SpokenLevel {
        Native = "native",
        Fluent = "fluent",
        Conversational = "conversational",
        Basic = "basic",
    }
}

/// A language with how well it is spoken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// ISO 639 code.
    pub code: String,
    pub level: SpokenLevel,
}

/// Reads rows of (language, level) as a form sends them; empty rows say nothing. The error is the row and the key of a message.
pub fn check_spoken(rows: &[(String, String)]) -> Result<Vec<Spoken>, (usize, &'static str)> {
    let mut spoken: Vec<Spoken> = Vec::new();
    for (row, (code, level)) in rows.iter().enumerate() {
        if code.is_empty() && level.is_empty() {
            continue;
        }
        if !SPOKEN_LANGUAGES.contains(&code.as_str()) {
            return Err((row, "sell-error-language"));
        }
        let Some(level) = SpokenLevel::parse(level) else { return Err((row, "sell-error-level")) };
        if spoken.iter().any(|known| known.code == *code) {
            return Err((row, "sell-error-language-twice"));
        }
        spoken.push(Spoken { code: code.clone(), level });
    }
    Ok(spoken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[(&str, &str)]) -> Result<Vec<Spoken>, (usize, &'static str)> {
        let rows: Vec<_> = rows.iter().map(|(code, level)| ((*code).to_owned(), (*level).to_owned())).collect();
        check_spoken(&rows)
    }

    #[test]
    fn rows_are_read_and_empty_ones_skipped() {
        let found = check(&[("", ""), ("ar", "native"), ("en", "fluent")]).expect("fine");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], Spoken { code: "ar".to_owned(), level: SpokenLevel::Native });
    }

    #[test]
    fn a_wrong_row_is_named() {
        assert_eq!(check(&[("xx", "native")]), Err((0, "sell-error-language")));
        assert_eq!(check(&[("ar", "native"), ("en", "")]), Err((1, "sell-error-level")));
        assert_eq!(check(&[("", "native")]), Err((0, "sell-error-language")));
        assert_eq!(check(&[("ar", "native"), ("ar", "basic")]), Err((1, "sell-error-language-twice")));
    }
}
