//! What is otherwise than the week says: closed although the week is open, or open although it is closed.

use super::{
    interval::{Interval, join, without},
    weekly::{WeeklySpan, weekly_hours},
};
use crate::{FieldErrors, text_enum::text_enum};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// The longest exception, in days; whoever is away for longer has days off.
pub const MAX_EXCEPTION_DAYS: i64 = 92;
/// How many exceptions that are not over a seller may have.
pub const MAX_EXCEPTIONS: usize = 1_000;

text_enum! {
    /// Which way an exception goes.
    ExceptionKind {
        Open = "open",
        Closed = "closed",
    }
}

text_enum! {
    /// Who made an exception, so that all of a kind can be taken back at once.
    ExceptionOrigin {
        Own = "own",
        Prayer = "prayer",
        Ramadan = "ramadan",
    }
}

/// An exception. Those of one seller never overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    pub kind: ExceptionKind,
    pub span: Interval,
}

/// What is wrong with an exception that is to be made.
pub fn check_exception(from: Timestamp, to: Timestamp, now: Timestamp) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if to <= from {
        errors.add("to_time", "booking-error-span-order");
    } else if to <= now {
        errors.add("to_date", "booking-error-past");
    } else if from.duration_until(to).as_hours() > MAX_EXCEPTION_DAYS * 24 {
        errors.add("to_date", "booking-error-exception-long");
    }
    errors
}

/// When a seller is open: the week's hours with the exceptions.
pub fn open_hours(weekly: &[WeeklySpan], exceptions: &[Exception], zone: &TimeZone, over: Interval) -> Vec<Interval> {
    let of_kind = |kind: ExceptionKind| {
        exceptions.iter().filter(move |one| one.kind == kind).filter_map(|one| one.span.meet(over)).collect::<Vec<_>>()
    };
    let mut open = weekly_hours(weekly, zone, over);
    open.extend(of_kind(ExceptionKind::Open));
    without(join(open), of_kind(ExceptionKind::Closed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{interval::plus_minutes, zones::find_zone};
    use jiff::civil::Weekday;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn span(from: &str, to: &str) -> Interval {
        Interval::new(at(from), at(to)).expect("a span")
    }

    #[test]
    fn an_exception_has_an_order_a_future_and_a_bound() {
        let now = at("2026-11-20T09:00:00Z");
        for (from, to, field) in [
            ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z", Some("to_time")),
            ("2026-11-19T10:00:00Z", "2026-11-20T09:00:00Z", Some("to_date")),
            ("2026-11-21T00:00:00Z", "2027-02-21T01:00:00Z", Some("to_date")),
            ("2026-11-20T00:00:00Z", "2026-11-20T10:00:00Z", None),
            ("2026-11-21T00:00:00Z", "2027-02-21T00:00:00Z", None),
        ] {
            let errors = check_exception(at(from), at(to), now);
            assert_eq!(errors.0.keys().next().map(String::as_str), field, "{from} {to}");
        }
    }

    #[test]
    fn closed_takes_out_and_open_adds() {
        let cairo = find_zone("Africa/Cairo").expect("a zone");
        let weekly = [WeeklySpan { weekday: Weekday::Sunday, from_min: 600, to_min: 840 }];
        let over = span("2026-11-21T00:00:00Z", "2026-11-23T00:00:00Z");
        let exceptions = [
            Exception { kind: ExceptionKind::Closed, span: span("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z") },
            Exception { kind: ExceptionKind::Open, span: span("2026-11-21T16:00:00Z", "2026-11-21T18:00:00Z") },
        ];
        let expected = [
            span("2026-11-21T16:00:00Z", "2026-11-21T18:00:00Z"),
            span("2026-11-22T08:00:00Z", "2026-11-22T09:00:00Z"),
            span("2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z"),
        ];
        assert_eq!(open_hours(&weekly, &exceptions, &cairo, over), expected);
    }

    proptest! {
        #[test]
        fn in_an_exception_only_the_exception_counts(rows in prop::collection::vec((0i64..50, 1i64..30, any::<bool>()), 0..10)) {
            let zone = find_zone("Africa/Casablanca").expect("a zone");
            let weekly = [WeeklySpan { weekday: Weekday::Sunday, from_min: 120, to_min: 600 }];
            let start = at("2026-02-15T00:00:00Z");
            let over = Interval::lasting(start, 2_000).expect("a span");
            // One after the other, as the table keeps them.
            let mut from = 0;
            let mut exceptions = Vec::new();
            for (wait, length, is_open) in rows {
                from += wait;
                let kind = if is_open { ExceptionKind::Open } else { ExceptionKind::Closed };
                exceptions.extend(Interval::lasting(plus_minutes(start, from), length).map(|span| Exception { kind, span }));
                from += length;
            }
            let weekly_open = weekly_hours(&weekly, &zone, over);
            let open = open_hours(&weekly, &exceptions, &zone, over);
            for minute in 0..2_000 {
                let moment = plus_minutes(start, minute);
                let is_in = |spans: &[Interval]| spans.iter().any(|span| span.contains(moment));
                let by_exception = exceptions.iter().find(|one| one.span.contains(moment)).map(|one| one.kind == ExceptionKind::Open);
                prop_assert_eq!(is_in(&open), by_exception.unwrap_or_else(|| is_in(&weekly_open)), "{}", minute);
            }
        }
    }
}
