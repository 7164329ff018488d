//! Whether a group class has enough people to be held, decided a day before it begins.

use super::interval::plus_hours;
use jiff::Timestamp;

/// The version of the numbers below.
pub const CLASS_SIZE_VERSION: i32 = 1;
/// So long before its start it is decided whether a class is held.
pub const DECIDED_HOURS: i64 = 24;

/// How a class stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassSize {
    /// It may still fill; decided at this moment.
    Open { decided_at: Timestamp },
    /// It is held, whoever comes or goes.
    Runs,
    /// Too few: the seller moves it or it is cancelled, and everybody gets everything back.
    TooFew,
}

/// When it is decided whether a class is held.
pub fn decided_at(start: Timestamp) -> Timestamp {
    plus_hours(start, -DECIDED_HOURS)
}

/// How a class with so many people and so many needed stands at a moment.
pub fn class_size(start: Timestamp, seats_taken: i64, seats_needed: i64, now: Timestamp) -> ClassSize {
    let decided_at = decided_at(start);
    if seats_taken >= seats_needed {
        ClassSize::Runs
    } else if now < decided_at {
        ClassSize::Open { decided_at }
    } else {
        ClassSize::TooFew
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_decided_a_day_before() {
        let at = |text: &str| -> Timestamp { text.parse().expect("an instant") };
        let start = at("2026-11-25T18:00:00Z");
        let decided = at("2026-11-24T18:00:00Z");
        for (taken, now, expected) in [
            (2, "2026-11-24T17:59:59Z", ClassSize::Open { decided_at: decided }),
            (2, "2026-11-24T18:00:00Z", ClassSize::TooFew),
            (3, "2026-11-20T18:00:00Z", ClassSize::Runs),
            (3, "2026-11-24T18:00:00Z", ClassSize::Runs),
        ] {
            assert_eq!(class_size(start, taken, 3, at(now)), expected, "{taken} {now}");
        }
        assert_eq!(class_size(start, 0, 0, start), ClassSize::Runs, "a class that needs nobody");
    }
}
