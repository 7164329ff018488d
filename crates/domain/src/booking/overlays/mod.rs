//! Overlays: what many sellers of the region want to say about their time in one go. Each gives ordinary hours or exceptions, which can
//! be looked at before they are kept and changed one by one afterwards.

mod cities;
mod hijri;
mod prayer;
mod ramadan;
mod sun;

pub use cities::{CITIES, City, Method, city_of_zone, find_city};
pub use hijri::{Ramadan, SHIFTS};
pub use prayer::{FRIDAY_MINUTES, PRAYER_MINUTES, Prayer, PrayerWish, prayer_time};
pub use ramadan::{MAX_RAMADAN_SPANS, RAMADAN_HOURS, ramadan_changes};

use super::{
    exceptions::Exception,
    interval::{Interval, without},
    weekly::WeeklySpan,
};
use jiff::{Timestamp, civil::Weekday};

/// The hours of somebody who has none yet and wants the weekend of the region: Sunday to Thursday, from ten to six.
const FIRST_WEEK: [Weekday; 5] = [Weekday::Sunday, Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday];
const FIRST_HOURS: (i16, i16) = (600, 1_080);

/// A week with Friday and Saturday off.
pub fn with_weekend(weekly: &[WeeklySpan]) -> Vec<WeeklySpan> {
    if weekly.is_empty() {
        let (from_min, to_min) = FIRST_HOURS;
        return FIRST_WEEK.map(|weekday| WeeklySpan { weekday, from_min, to_min }).to_vec();
    }
    let is_off = |weekday: Weekday| matches!(weekday, Weekday::Friday | Weekday::Saturday);
    weekly.iter().copied().filter(|span| !is_off(span.weekday)).collect()
}

/// What an overlay adds to exceptions that are there: what the seller has said already stays, and what is over is left out.
pub fn beside(there: &[Interval], wished: Vec<Exception>, now: Timestamp) -> Vec<Exception> {
    let mut there = there.to_vec();
    there.extend(Interval::new(Timestamp::MIN, now));
    let taken = super::interval::join(there);
    let mut added = Vec::new();
    for one in wished {
        // The few that could be in its way, out of many in order.
        let first = taken.partition_point(|span| span.end() <= one.span.start());
        let near = taken.iter().skip(first).take_while(|span| span.start() < one.span.end()).copied().collect();
        let pieces = without(vec![one.span], near).into_iter().map(|span| Exception { kind: one.kind, span });
        added.extend(pieces);
    }
    added
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{exceptions::ExceptionKind, interval::plus_minutes};
    use proptest::prelude::*;

    #[test]
    fn the_weekend_takes_friday_and_saturday_out_of_a_week_and_begins_an_empty_one() {
        let span = |weekday| WeeklySpan { weekday, from_min: 60, to_min: 120 };
        let week = [Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday].map(span);
        assert_eq!(with_weekend(&week), [span(Weekday::Thursday), span(Weekday::Sunday)]);
        assert!(with_weekend(&[span(Weekday::Friday)]).is_empty());
        assert_eq!(with_weekend(&[]).len(), 5);
    }

    proptest! {
        #[test]
        fn what_is_added_overlaps_nothing_that_is_there(
            there in prop::collection::vec((0i64..500, 1i64..60), 0..10), wished in prop::collection::vec((0i64..500, 1i64..60), 0..10), now in 0i64..500,
        ) {
            let span = |(from, length): &(i64, i64)| Interval::lasting(plus_minutes(Timestamp::UNIX_EPOCH, *from), *length).expect("a span");
            let there: Vec<Interval> = there.iter().map(span).collect();
            let wished: Vec<Exception> = wished.iter().map(|row| Exception { kind: ExceptionKind::Closed, span: span(row) }).collect();
            let now = plus_minutes(Timestamp::UNIX_EPOCH, now);
            let added = beside(&there, wished.clone(), now);
            for minute in 0..600 {
                let moment = plus_minutes(Timestamp::UNIX_EPOCH, minute);
                let is_wished = wished.iter().any(|one| one.span.contains(moment));
                let is_there = there.iter().any(|one| one.contains(moment));
                prop_assert_eq!(added.iter().any(|one| one.span.contains(moment)), is_wished && !is_there && moment >= now);
            }
        }
    }
}
