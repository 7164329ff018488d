//! Identifiers and the clock of the stand-in.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A fresh identifier in Stripe's form, such as `pi_4f…`.
pub(crate) fn new_id(prefix: &str) -> String {
    format!("{prefix}_{}", token())
}

/// Ninety-six random bits as text, unguessable enough for client secrets.
pub(crate) fn token() -> String {
    hex::encode(rand::random::<[u8; 12]>())
}

/// Unix seconds, the unit of every time on Stripe's wire.
pub(crate) fn now_s() -> i64 {
    i64::try_from(since_epoch().as_secs()).unwrap_or(i64::MAX)
}

/// Unix milliseconds, used for delivery times.
pub(crate) fn now_ms() -> i64 {
    i64::try_from(since_epoch().as_millis()).unwrap_or(i64::MAX)
}

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO)
}

/// Year and month (1–12) in UTC of a moment in Unix seconds.
pub(crate) fn year_and_month(unix_s: i64) -> (i64, i64) {
    // Howard Hinnant's civil_from_days: no calendar crate for one card check.
    let days = unix_s.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month)
}

#[cfg(test)]
mod tests {
    use super::{new_id, year_and_month};

    #[test]
    fn dates_follow_the_calendar() {
        assert_eq!(year_and_month(0), (1970, 1));
        assert_eq!(year_and_month(951_782_400), (2000, 2));
        assert_eq!(year_and_month(951_868_800), (2000, 3));
        assert_eq!(year_and_month(1_700_000_000), (2023, 11));
        assert_eq!(year_and_month(1_798_761_600), (2027, 1));
    }

    #[test]
    fn identifiers_carry_their_prefix_and_differ() {
        let first = new_id("pi");
        assert!(first.starts_with("pi_"));
        assert_eq!(first.len(), 27);
        assert_ne!(first, new_id("pi"));
    }
}
