//! A text that may be missing, in whatever form the caller has it.

use std::borrow::Cow;

/// The type of every optional text of a piece: takes `&str`, `String`, `Option<&str>` and `Option<String>`. Empty means missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionalText(Option<String>);

impl OptionalText {
    /// The text, if there is one.
    pub fn filled(self) -> Option<String> {
        self.0
    }

    /// Whether there is none.
    pub fn is_missing(&self) -> bool {
        self.0.is_none()
    }
}

impl From<String> for OptionalText {
    fn from(text: String) -> Self {
        Self((!text.is_empty()).then_some(text))
    }
}

impl From<&str> for OptionalText {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<Cow<'_, str>> for OptionalText {
    fn from(text: Cow<'_, str>) -> Self {
        Self::from(text.into_owned())
    }
}

impl<T: Into<OptionalText>> From<Option<T>> for OptionalText {
    fn from(text: Option<T>) -> Self {
        text.map(Into::into).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::OptionalText;

    #[test]
    fn every_form_of_nothing_is_missing() {
        assert!(OptionalText::default().is_missing());
        assert!(OptionalText::from("").is_missing());
        assert!(OptionalText::from(None::<String>).is_missing());
        assert!(OptionalText::from(Some(String::new())).is_missing());
    }

    #[test]
    fn a_text_is_kept() {
        assert_eq!(OptionalText::from(Some("a")).filled().as_deref(), Some("a"));
    }
}
