//! Offerings as their sellers build them: the steps of the studio, what each takes, and what may be published.

mod basics;
mod class;
mod missing;
mod price;
mod series;
mod service;
mod slug;
mod state;
mod steps;
mod text;
mod words;

pub use basics::{
    Basics, BasicsInput, Faq, MAX_ANSWER_CHARS, MAX_DESCRIPTION_CHARS, MAX_FAQS, MAX_PROMISE_CHARS, MAX_QUESTION_CHARS, MAX_TAGS,
    MAX_TITLE_CHARS, PageInput, PageTexts, check_basics, check_faqs, check_page, check_title,
};
pub use class::{
    ClassInput, ClassTerms, ClassVenue, FREE_TRIAL_MINUTES, MAX_SEATS, MAX_TRAVEL_KM, MAX_TRIAL_MINUTES, MIN_MEETING_MINUTES,
    PlaceInput, Spot, Trial, TrialInput, check_class, check_place, check_trial, spot_of,
};
pub use missing::{ClassFacts, Missing, OfferingFacts, is_sold, missing_in};
pub use price::{PRICE_CEILING_MINOR, PriceRule, check_price};
pub use series::{MAX_DAYS_AHEAD, SERIES_MEETINGS, SeriesEnd, SeriesInput, SeriesRule, check_series};
pub use service::{
    Extra, ExtraInput, MAX_DAYS, MAX_EXTRAS, MAX_PACKAGES, MAX_QUESTIONS, MAX_REVISIONS, Package, PackageInput, Question,
    QuestionInput, ServiceVenue, check_extras, check_packages, check_questions, check_service_place,
};
pub use slug::slug_of;
pub use state::OFFERING_REVIEWERS;
pub use steps::Step;
pub use text::{Pair, list_lines};
pub use words::{BookingMode, CancellationPolicy, ClassFormat, ClassPlace, QuestionKind, ServicePlace, TrialKind};

use super::OfferingKind;

/// What the site can sell now. The other kinds can be built, and are handed in for review when they can be sold.
pub const SOLD_KINDS: &[OfferingKind] = &[OfferingKind::VideoCourse];
