//! What sellers write about themselves. A draft may have gaps; what is there must be right.

use super::check_handle;
use crate::{AppError, FieldErrors, accounts::check_display_name};

/// The longest headline, in characters.
pub const MAX_HEADLINE_CHARS: usize = 120;
/// The longest text about oneself, in characters.
pub const MAX_BIO_CHARS: usize = 4_000;
/// The longest reason of a decision, in characters.
const MAX_REASON_CHARS: usize = 2_000;

/// What the profile step sends, and what it comes to once it is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileInput {
    pub name_en: String,
    pub name_ar: String,
    pub handle: String,
    pub headline_en: String,
    pub headline_ar: String,
    pub bio_en: String,
    pub bio_ar: String,
}

/// Tidies a profile, or says what is wrong with each field. Nothing at all is fine in a draft.
pub fn check_profile(raw: &ProfileInput) -> Result<ProfileInput, AppError> {
    let mut errors = FieldErrors::default();
    let mut checked = |field: &str, result: Result<String, &'static str>| {
        result.unwrap_or_else(|key| {
            errors.add(field, key);
            String::new()
        })
    };
    let profile = ProfileInput {
        name_en: checked("name_en", optional(&raw.name_en, check_display_name)),
        name_ar: checked("name_ar", optional(&raw.name_ar, check_display_name)),
        handle: checked("handle", optional(&raw.handle, check_handle)),
        headline_en: checked("headline_en", headline(&raw.headline_en)),
        headline_ar: checked("headline_ar", headline(&raw.headline_ar)),
        bio_en: checked("bio_en", bio(&raw.bio_en)),
        bio_ar: checked("bio_ar", bio(&raw.bio_ar)),
    };
    errors.into_result()?;
    Ok(profile)
}

/// A reason that an applicant is told. The error is the key of a message.
pub fn check_reason(raw: &str) -> Result<String, &'static str> {
    let reason = tidy(raw);
    if reason.is_empty() {
        Err("admin-sellers-error-reason-empty")
    } else if reason.chars().count() > MAX_REASON_CHARS {
        Err("admin-sellers-error-reason-long")
    } else {
        Ok(reason)
    }
}

fn optional(raw: &str, check: impl Fn(&str) -> Result<String, &'static str>) -> Result<String, &'static str> {
    if raw.trim().is_empty() { Ok(String::new()) } else { check(raw) }
}

fn headline(raw: &str) -> Result<String, &'static str> {
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > MAX_HEADLINE_CHARS { Err("sell-error-headline-long") } else { Ok(text) }
}

fn bio(raw: &str) -> Result<String, &'static str> {
    let text = tidy(raw);
    if text.chars().count() > MAX_BIO_CHARS { Err("sell-error-bio-long") } else { Ok(text) }
}

/// Browsers send line ends of their own; nothing else that cannot be seen belongs in a text.
pub(in crate::catalogue) fn tidy(raw: &str) -> String {
    let text = raw.replace("\r\n", "\n");
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_may_be_empty() {
        assert_eq!(check_profile(&ProfileInput::default()), Ok(ProfileInput::default()));
    }

    #[test]
    fn what_is_written_is_tidied() {
        let raw = ProfileInput {
            name_en: "  Layla   Hassan ".to_owned(),
            handle: "Layla".to_owned(),
            headline_en: "One\nline".to_owned(),
            bio_en: "First.\r\n\r\nSecond.\0 ".to_owned(),
            ..ProfileInput::default()
        };
        let profile = check_profile(&raw).expect("fine");
        assert_eq!((profile.name_en.as_str(), profile.handle.as_str()), ("Layla Hassan", "layla"));
        assert_eq!((profile.headline_en.as_str(), profile.bio_en.as_str()), ("One line", "First.\n\nSecond."));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let raw = ProfileInput {
            name_en: "<b>Layla</b>".to_owned(),
            name_ar: "ل".repeat(81),
            handle: "admin".to_owned(),
            headline_en: "x".repeat(121),
            headline_ar: "س".repeat(121),
            bio_en: "x".repeat(4_001),
            bio_ar: "س".repeat(4_001),
        };
        let Err(AppError::Invalid(errors)) = check_profile(&raw) else { panic!("must be refused") };
        assert_eq!(errors.0.len(), 7, "{errors:?}");
    }

    #[test]
    fn a_reason_is_needed_and_bounded() {
        assert!(check_reason(" \n ").is_err() && check_reason(&"x".repeat(2_001)).is_err());
        assert_eq!(check_reason(" Please add a photo.\r\n").as_deref(), Ok("Please add a photo."));
    }
}
