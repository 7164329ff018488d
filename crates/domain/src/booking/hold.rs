//! How long things wait: a slot that was picked, a payment that was begun, a request that nobody has answered, a place that was offered.

use super::interval::{plus_hours, plus_minutes};
use jiff::Timestamp;

/// The version of the numbers below.
pub const HOLD_VERSION: i32 = 1;
/// A slot is kept for whoever picked it.
pub const HOLD_MIN: i64 = 5;
/// A slot is kept from the moment at which its payment begins.
pub const PAYMENT_HOLD_MIN: i64 = 15;
/// A seller has so long to answer a request.
pub const REQUEST_HOURS: i64 = 48;
/// A request is answered so long before its start, or not at all.
pub const REQUEST_BEFORE_START_HOURS: i64 = 2;
/// Money is held back for a request for no longer.
pub const AUTHORISATION_HOURS: i64 = 6 * 24;
/// A place that became free is one waiting person's alone for so long.
pub const WAITING_OFFER_MIN: i64 = 15;

/// Until when a picked slot is kept. Once its payment has begun it is kept from then on; it never becomes shorter.
pub fn held_until(picked_at: Timestamp, payment_at: Option<Timestamp>) -> Timestamp {
    let picked = plus_minutes(picked_at, HOLD_MIN);
    payment_at.map_or(picked, |begun| picked.max(plus_minutes(begun, PAYMENT_HOLD_MIN)))
}

/// Whether a hold still keeps others out.
pub fn is_held(until: Timestamp, now: Timestamp) -> bool {
    now < until
}

/// When a request to book lapses unanswered; none where there is no time left to ask. `authorised_at` is the age of the money that is
/// held back for it.
pub fn request_expires_at(requested_at: Timestamp, start: Timestamp, authorised_at: Option<Timestamp>) -> Option<Timestamp> {
    let latest = plus_hours(requested_at, REQUEST_HOURS).min(plus_hours(start, -REQUEST_BEFORE_START_HOURS));
    let latest = authorised_at.map_or(latest, |at| latest.min(plus_hours(at, AUTHORISATION_HOURS)));
    (latest > requested_at).then_some(latest)
}

/// Until when a place of the waiting list is one person's alone; a place in a class that begins before is theirs until then.
pub fn waiting_offer_until(offered_at: Timestamp, start: Timestamp) -> Timestamp {
    plus_minutes(offered_at, WAITING_OFFER_MIN).min(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-{text}:00Z").parse().expect("an instant")
    }

    #[test]
    fn a_hold_lasts_five_minutes_and_fifteen_from_the_payment_on() {
        assert_eq!(held_until(at("20T09:00"), None), at("20T09:05"));
        assert_eq!(held_until(at("20T09:00"), Some(at("20T09:04"))), at("20T09:19"));
        assert!(is_held(at("20T09:05"), at("20T09:04")) && !is_held(at("20T09:05"), at("20T09:05")));
    }

    #[test]
    fn a_request_lapses_after_two_days_and_two_hours_before_it_would_begin() {
        for (start, authorised, expected) in [
            ("28T09:00", None, Some("22T09:00")),
            ("21T09:00", None, Some("21T07:00")),
            ("20T11:01", None, Some("20T09:01")),
            ("20T11:00", None, None),
            ("19T09:00", None, None),
            ("28T09:00", Some("15T09:00"), Some("21T09:00")),
            ("28T09:00", Some("14T09:00"), None),
        ] {
            let expires = request_expires_at(at("20T09:00"), at(start), authorised.map(at));
            assert_eq!(expires, expected.map(at), "{start} {authorised:?}");
        }
    }

    #[test]
    fn a_free_place_is_offered_for_a_quarter_of_an_hour() {
        assert_eq!(waiting_offer_until(at("20T09:00"), at("21T09:00")), at("20T09:15"));
        assert_eq!(waiting_offer_until(at("20T09:00"), at("20T09:10")), at("20T09:10"));
    }
}
