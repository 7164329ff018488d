//! The sites with whose login one may come in here.

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// A site that tells us who somebody is.
    Provider {
        Google = "google",
        Facebook = "facebook",
    }
}

impl Provider {
    /// The name as the site writes it; the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Facebook => "Facebook",
        }
    }
}
