//! The catalogue: kinds of offerings, and how visitors search, filter and sort them.

mod filter;
mod mark;
mod mend;
mod normalise;
pub mod offerings;
pub mod sellers;

pub use filter::{BrowseFilter, LengthBand, PAGE_SIZE, PriceBand, Sort};
pub use mark::{MarkedPart, mark_matches};
pub use mend::{KnownWord, mend_words, near_spellings};
pub use normalise::{index_words, normalise, query_words};

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What kind of thing a seller sells.
    OfferingKind {
        LiveClass = "live_class",
        VideoCourse = "video_course",
        Service = "service",
    }
}

text_enum! {
    /// Whether an offering can be seen and bought.
    OfferingStatus {
        Draft = "draft",
        InReview = "in_review",
        Published = "published",
        Paused = "paused",
        Rejected = "rejected",
    }
}

text_enum! {
    /// For whom a course is.
    Level {
        Beginner = "beginner",
        Intermediate = "intermediate",
        Advanced = "advanced",
        All = "all",
    }
}
