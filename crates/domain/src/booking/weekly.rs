//! The hours of an ordinary week, by the wall clock of the seller's zone.

use super::{
    interval::{Interval, join, plus_minutes},
    zones::stretches,
};
use jiff::{
    civil::{Date, Weekday},
    tz::{Offset, TimeZone},
};

/// The minutes of a wall clock's day.
pub const DAY_MINUTES: i16 = 1_440;
/// How many spans one day of the week may have; the table holds no more either.
pub const MAX_SPANS_PER_DAY: usize = 4;
/// The shortest span that anybody could be met in.
pub const MIN_SPAN_MINUTES: i16 = 15;
/// The days of the week, as calendars of the region begin it.
pub const WEEKDAYS: [Weekday; 7] = [
    Weekday::Saturday,
    Weekday::Sunday,
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];

/// Open on one day of the week, in minutes since its midnight. A night is two spans: until 24:00, and from 00:00 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WeeklySpan {
    pub weekday: Weekday,
    pub from_min: i16,
    pub to_min: i16,
}

impl WeeklySpan {
    /// The same span on a day, while the clock has an offset.
    fn on(self, date: Date, offset: Offset) -> Option<Interval> {
        let midnight = offset.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
        Interval::new(plus_minutes(midnight, i64::from(self.from_min)), plus_minutes(midnight, i64::from(self.to_min)))
    }
}

/// The number of a day of the week in tables and forms: Monday is 1.
pub fn weekday_number(weekday: Weekday) -> i16 {
    i16::from(weekday.to_monday_one_offset())
}

/// Reads the number of a day of the week.
pub fn parse_weekday(number: i16) -> Option<Weekday> {
    i8::try_from(number).ok().and_then(|number| Weekday::from_monday_one_offset(number).ok())
}

/// What is wrong with the hours of a week: the first span at fault and the key of a message.
pub fn check_weekly(spans: &[WeeklySpan]) -> Result<(), (usize, &'static str)> {
    for (index, span) in spans.iter().enumerate() {
        let before = spans.iter().take(index).filter(|other| other.weekday == span.weekday);
        if span.from_min < 0 || span.to_min > DAY_MINUTES {
            return Err((index, "booking-error-time"));
        }
        if span.to_min <= span.from_min {
            return Err((index, "booking-error-span-order"));
        }
        if span.to_min - span.from_min < MIN_SPAN_MINUTES {
            return Err((index, "booking-error-span-short"));
        }
        if before.clone().any(|other| span.from_min < other.to_min && other.from_min < span.to_min) {
            return Err((index, "booking-error-span-overlap"));
        }
        if before.count() >= MAX_SPANS_PER_DAY {
            return Err((index, "booking-error-span-many"));
        }
    }
    Ok(())
}

/// When the week's hours are open: at every moment at which the seller's clock shows a time of theirs. An hour that is skipped is not
/// there, an hour that comes twice is open twice.
pub fn weekly_hours(spans: &[WeeklySpan], zone: &TimeZone, over: Interval) -> Vec<Interval> {
    let mut open = Vec::new();
    for (stretch, offset) in stretches(zone, over) {
        let last = offset.to_datetime(stretch.end()).date();
        let mut date = offset.to_datetime(stretch.start()).date();
        while date <= last {
            let today = spans.iter().filter(|span| span.weekday == date.weekday());
            open.extend(today.filter_map(|span| span.on(date, offset)?.meet(stretch)));
            let Ok(tomorrow) = date.tomorrow() else { break };
            date = tomorrow;
        }
    }
    join(open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::zones::find_zone;
    use jiff::Timestamp;
    use proptest::prelude::*;

    const fn span(weekday: Weekday, from_min: i16, to_min: i16) -> WeeklySpan {
        WeeklySpan { weekday, from_min, to_min }
    }

    fn over(from: &str, to: &str) -> Interval {
        Interval::new(from.parse().expect("an instant"), to.parse().expect("an instant")).expect("a span")
    }

    #[test]
    fn each_fault_is_named_with_its_span() {
        let fine = span(Weekday::Monday, 540, 720);
        assert_eq!(check_weekly(&[fine, span(Weekday::Monday, 720, 1_440), span(Weekday::Tuesday, 540, 720)]), Ok(()));
        for (second, key) in [
            (span(Weekday::Monday, -1, 60), "booking-error-time"),
            (span(Weekday::Monday, 1_400, 1_441), "booking-error-time"),
            (span(Weekday::Monday, 100, 100), "booking-error-span-order"),
            (span(Weekday::Monday, 1_200, 60), "booking-error-span-order"),
            (span(Weekday::Monday, 100, 114), "booking-error-span-short"),
            (span(Weekday::Monday, 700, 800), "booking-error-span-overlap"),
        ] {
            assert_eq!(check_weekly(&[fine, second]), Err((1, key)), "{second:?}");
        }
        let many: Vec<WeeklySpan> = (0..5).map(|row| span(Weekday::Sunday, row * 100, row * 100 + 60)).collect();
        assert_eq!(check_weekly(&many), Err((4, "booking-error-span-many")));
    }

    #[test]
    fn days_have_numbers_that_read_back() {
        for weekday in WEEKDAYS {
            assert_eq!(parse_weekday(weekday_number(weekday)), Some(weekday));
        }
        assert_eq!((weekday_number(Weekday::Monday), weekday_number(Weekday::Sunday)), (1, 7));
        for number in [0, 8, -1, 300] {
            assert_eq!(parse_weekday(number), None);
        }
    }

    #[test]
    fn an_hour_that_is_skipped_is_not_there_and_one_that_comes_twice_is_open_twice() {
        let cairo = find_zone("Africa/Cairo").expect("a zone");
        // In the night to 24 April 2026 the clock goes from 00:00 to 01:00.
        let skipped =
            weekly_hours(&[span(Weekday::Friday, 0, 120)], &cairo, over("2026-04-23T12:00:00Z", "2026-04-24T12:00:00Z"));
        assert_eq!(skipped, [over("2026-04-23T22:00:00Z", "2026-04-23T23:00:00Z")]);
        assert!(
            weekly_hours(&[span(Weekday::Friday, 0, 60)], &cairo, over("2026-04-23T12:00:00Z", "2026-04-24T12:00:00Z"))
                .is_empty()
        );
        // In the evening of 29 October it goes back from 24:00 to 23:00.
        let day = over("2026-10-29T12:00:00Z", "2026-10-30T12:00:00Z");
        let twice = weekly_hours(&[span(Weekday::Thursday, 1_320, 1_440)], &cairo, day);
        assert_eq!(twice, [over("2026-10-29T19:00:00Z", "2026-10-29T22:00:00Z")], "three hours from 22:00 to 24:00");
        let half = weekly_hours(&[span(Weekday::Thursday, 1_380, 1_410)], &cairo, day);
        assert_eq!(
            half,
            [over("2026-10-29T20:00:00Z", "2026-10-29T20:30:00Z"), over("2026-10-29T21:00:00Z", "2026-10-29T21:30:00Z")]
        );
    }

    fn some_week() -> impl Strategy<Value = Vec<WeeklySpan>> {
        prop::collection::vec((1i8..=7, 0i16..1_400, 15i16..600), 0..10).prop_map(|rows| {
            let row = |(day, from, length): (i8, i16, i16)| WeeklySpan {
                weekday: Weekday::from_monday_one_offset(day).expect("a day"),
                from_min: from,
                to_min: (from + length).min(DAY_MINUTES),
            };
            rows.into_iter().map(row).collect()
        })
    }

    proptest! {
        #[test]
        fn a_moment_is_open_exactly_when_the_clock_shows_an_open_time(
            name in prop::sample::select(vec!["Africa/Cairo", "Africa/Casablanca", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
            week in some_week(),
            first in prop::sample::select(vec!["2024-03-08T00:00:00Z", "2026-02-14T05:00:00Z", "2026-04-22T09:17:00Z", "2026-10-28T00:00:00Z", "2026-10-31T13:00:00Z"]),
        ) {
            let zone = find_zone(name).expect("a zone");
            let start: Timestamp = first.parse().expect("an instant");
            let over = Interval::lasting(start, 5 * 1_440).expect("five days");
            let open = weekly_hours(&week, &zone, over);
            for step in 0..5 * 96 {
                let moment = plus_minutes(start, step * 15 + 7);
                let wall = zone.to_datetime(moment);
                let minute = i16::from(wall.hour()) * 60 + i16::from(wall.minute());
                let expected = week.iter().any(|span| span.weekday == wall.weekday() && (span.from_min..span.to_min).contains(&minute));
                prop_assert_eq!(open.iter().any(|span| span.contains(moment)), expected && over.contains(moment), "{} {}", name, wall);
            }
        }
    }
}
