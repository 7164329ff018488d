//! Days off: from one day to another, both included, in the seller's own zone. Days are counted from 1970.

use crate::FieldErrors;

/// The longest time away; whoever stops for longer pauses the offerings.
pub const MAX_HOLIDAY_DAYS: i64 = 180;

/// What is wrong with days off that are to be kept.
pub fn check_holiday(first_day: i64, last_day: i64, today: i64) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if last_day < first_day {
        errors.add("closed_to", "studio-error-holiday-order");
    } else if last_day < today {
        errors.add("closed_to", "studio-error-holiday-past");
    } else if last_day - first_day >= MAX_HOLIDAY_DAYS {
        errors.add("closed_to", "studio-error-holiday-long");
    }
    errors
}

/// Whether somebody is away now; the end is the first second back. All in seconds since 1970.
pub const fn is_away(from_s: i64, until_s: i64, now_s: i64) -> bool {
    from_s <= now_s && now_s < until_s
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_off_have_an_order_an_end_and_a_bound() {
        for (first, last, key) in [
            (10, 9, Some("studio-error-holiday-order")),
            (1, 9, Some("studio-error-holiday-past")),
            (10, 190, Some("studio-error-holiday-long")),
            (10, 189, None),
            (10, 10, None),
            // One may note it down while it goes on.
            (5, 10, None),
        ] {
            assert_eq!(check_holiday(first, last, 10).get("closed_to"), key, "{first} {last}");
        }
    }

    #[test]
    fn away_begins_and_ends_on_the_second() {
        assert!(!is_away(100, 200, 99) && is_away(100, 200, 100) && is_away(100, 200, 199) && !is_away(100, 200, 200));
    }
}
