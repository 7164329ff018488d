//! Sellers: how somebody becomes one, what they say of themselves, when they are away, and who stands out.

mod countries;
mod files;
mod handle;
mod holiday;
mod links;
mod missing;
mod profile;
mod state;
mod teaching;
mod top;

pub use countries::COUNTRIES;
pub use files::{FileKind, MAX_DOCUMENT_BYTES, MAX_DOCUMENTS, MAX_PHOTO_BYTES, document_name, sniff};
pub use handle::check_handle;
pub use holiday::{MAX_HOLIDAY_DAYS, check_holiday, is_away};
pub use links::{MAX_LINKS, check_link, check_links};
pub use missing::{ApplicationFacts, Missing, Step, missing};
pub(in crate::catalogue) use profile::tidy;
pub use profile::{MAX_BIO_CHARS, MAX_HEADLINE_CHARS, ProfileInput, check_profile, check_reason};
pub use state::{ApplicationStatus, REAPPLY_AFTER_DAYS, may_apply_again};
pub use teaching::{MAX_LANGUAGES, MAX_SUBJECTS, SPOKEN_LANGUAGES, Spoken, SpokenLevel, check_spoken};
pub use top::{TOP_MIN_LEARNERS, TOP_MIN_RATING_MILLI, TOP_MIN_RATINGS, is_top_seller};

use crate::accounts::StaffRole;

/// Who decides on applications.
pub const REVIEWERS: &[StaffRole] = &[StaffRole::Support, StaffRole::Content, StaffRole::Owner];
