//! The words in which an offering is described, as they are stored.

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// How a live class is held.
    ClassFormat {
        /// One buyer, at a slot of their choice.
        OneToOne = "one_to_one",
        /// Some seats at each of several dates; one date is booked.
        Group = "group",
        /// All of it on one day; one date is booked.
        OneDay = "one_day",
        /// Meetings by a weekly rule, booked as a whole.
        Series = "series",
    }
}

impl ClassFormat {
    /// Whether one booking is one meeting; only such a class can be tried.
    pub const fn is_one_off(self) -> bool {
        !matches!(self, Self::Series)
    }

    /// Whether its seller names the dates.
    pub const fn has_dates(self) -> bool {
        matches!(self, Self::Group | Self::OneDay)
    }

    /// The longest meeting, in minutes.
    pub const fn max_minutes(self) -> i64 {
        match self {
            Self::OneDay => 720,
            Self::OneToOne | Self::Group | Self::Series => 240,
        }
    }
}

text_enum! {
    /// Where a live class takes place.
    ClassPlace {
        Online = "online",
        InPerson = "in_person",
    }
}

text_enum! {
    /// Who gets what back when a class is cancelled; the rules behind each word belong to bookings.
    CancellationPolicy {
        Flexible = "flexible",
        Standard = "standard",
        Firm = "firm",
        /// The one of every series: what was not used is given back.
        Series = "series",
    }
}

impl CancellationPolicy {
    /// What a seller can choose from: a series has its own.
    pub const fn choices(format: ClassFormat) -> &'static [Self] {
        match format {
            ClassFormat::Series => &[Self::Series],
            ClassFormat::OneToOne | ClassFormat::Group | ClassFormat::OneDay => &[Self::Flexible, Self::Standard, Self::Firm],
        }
    }
}

text_enum! {
    /// Whether a booking stands at once or is asked for.
    BookingMode {
        Instant = "instant",
        Request = "request",
    }
}

text_enum! {
    /// Whether a class can be tried in a meeting of its own.
    TrialKind {
        None = "none",
        Free = "free",
        Paid = "paid",
    }
}

text_enum! {
    /// Where a service is done.
    ServicePlace {
        Online = "online",
        OnSite = "on_site",
    }
}

text_enum! {
    /// How a buyer answers a question of a service.
    QuestionKind {
        Text = "text",
        Choice = "choice",
        File = "file",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_and_is_the_one_on_the_wire() {
        for format in ClassFormat::ALL {
            assert_eq!(ClassFormat::parse(format.as_str()), Some(*format));
            assert_eq!(serde_json::to_value(format).expect("a word"), format.as_str());
        }
        for place in ClassPlace::ALL {
            assert_eq!(serde_json::to_value(place).expect("a word"), place.as_str());
        }
        for place in ServicePlace::ALL {
            assert_eq!(serde_json::to_value(place).expect("a word"), place.as_str());
        }
    }

    #[test]
    fn a_series_has_its_own_policy_and_nothing_else_has_it() {
        for format in ClassFormat::ALL {
            let has_own = CancellationPolicy::choices(*format).contains(&CancellationPolicy::Series);
            assert_eq!(has_own, *format == ClassFormat::Series, "{format:?}");
        }
    }
}
