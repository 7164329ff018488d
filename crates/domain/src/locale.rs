//! The languages of the site.

use serde::{Deserialize, Serialize};

/// A language that every page speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    En,
    Ar,
}

impl Locale {
    /// All of them, the default first.
    pub const ALL: [Self; 2] = [Self::En, Self::Ar];

    /// The BCP 47 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// The writing direction, as the `dir` attribute wants it.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::En => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// What stands before every path of this language: nothing, or `/ar`.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::En => "",
            Self::Ar => "/ar",
        }
    }

    /// A path of this language: `/browse` becomes `/ar/browse`, `/` becomes `/ar`.
    pub fn path(self, path: &str) -> String {
        match (self, path) {
            (Self::En, _) => path.to_owned(),
            (Self::Ar, "/") => "/ar".to_owned(),
            (Self::Ar, _) => format!("/ar{path}"),
        }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Ar,
            Self::Ar => Self::En,
        }
    }

    /// Reads a code; anything unknown is `None`.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::En),
            "ar" => Some(Self::Ar),
            _ => None,
        }
    }

    /// Picks one of two texts; an empty one gives way to the other.
    pub fn pick<'a>(self, en: &'a str, ar: &'a str) -> &'a str {
        match self {
            Self::En if !en.is_empty() => en,
            Self::En => ar,
            Self::Ar if !ar.is_empty() => ar,
            Self::Ar => en,
        }
    }
}
