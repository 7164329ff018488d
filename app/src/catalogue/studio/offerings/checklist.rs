//! What is missing, in words.

use crate::i18n::T;
use domain::catalogue::offerings::Missing;

/// What is missing, as it completes a list.
pub(crate) fn name(t: T, missing: Missing) -> String {
    t.s(match missing {
        Missing::Promise => "build-missing-promise",
        Missing::Description => "build-missing-description",
        Missing::WholeLanguage => "build-missing-language",
        Missing::Outcomes => "build-missing-outcomes",
        Missing::Lessons => "build-missing-lessons",
        Missing::Class => "build-missing-class",
        Missing::ClassPlace => "build-missing-class-place",
        Missing::Dates => "build-missing-dates",
        Missing::SeriesRule => "build-missing-series",
        Missing::Packages => "build-missing-packages",
        Missing::ServicePlace => "build-missing-service-place",
        Missing::Price => "build-missing-price",
    })
}
