//! Moving a meeting of a series: this one, which then stands alone, or this one and all that follow it.

use super::{
    interval::Interval,
    series::{SeriesMeeting, add_days},
    zones::moment_of,
};
use crate::text_enum::text_enum;
use jiff::{civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Serialize};

text_enum! {
    /// How much of a series a move is about.
    SeriesScope {
        ThisOne = "this_one",
        Following = "following",
    }
}

/// A meeting of a series at its new time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedMeeting {
    /// Its place in the series.
    pub index: usize,
    pub meeting: SeriesMeeting,
    /// Whether it no longer follows the rule of the series.
    pub is_standalone: bool,
}

/// Where meetings go when one of them is moved to a time of the seller's clock. All that follow move by as many days, each to the same
/// time of the clock, and stay as long as they were. None where there is no such meeting.
pub fn move_series(
    meetings: &[SeriesMeeting],
    index: usize,
    scope: SeriesScope,
    to: DateTime,
    zone: &TimeZone,
) -> Option<Vec<MovedMeeting>> {
    let days = meetings.get(index)?.date.duration_until(to.date()).as_hours() / 24;
    let count = match scope {
        SeriesScope::ThisOne => 1,
        SeriesScope::Following => meetings.len(),
    };
    let moved = |(index, old): (usize, &SeriesMeeting)| {
        let date = add_days(old.date, days);
        let (start, reading) = moment_of(zone, date.to_datetime(to.time()))?;
        let span = Interval::lasting(start, old.span.seconds() / 60)?;
        let meeting = SeriesMeeting { date, span, reading };
        Some(MovedMeeting { index, meeting, is_standalone: scope == SeriesScope::ThisOne })
    };
    meetings.iter().enumerate().skip(index).take(count).map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{
        series::{SeriesEnd, SeriesRule},
        zones::find_zone,
    };
    use jiff::civil::{Time, Weekday};

    fn thursdays() -> (TimeZone, Vec<SeriesMeeting>) {
        let cairo = find_zone("Africa/Cairo").expect("a zone");
        let rule = SeriesRule {
            first: "2026-10-15".parse().expect("a date"),
            weekdays: vec![Weekday::Thursday],
            every_weeks: 1,
            time: Time::constant(18, 0, 0, 0),
            length_min: 90,
            end: SeriesEnd::Count(4),
        };
        let meetings = rule.expand(&cairo);
        (cairo, meetings)
    }

    fn shown(moved: &[MovedMeeting]) -> Vec<(usize, String, bool)> {
        moved.iter().map(|one| (one.index, one.meeting.span.start().to_string(), one.is_standalone)).collect()
    }

    #[test]
    fn one_that_is_moved_stands_alone_and_the_others_stay() {
        let (cairo, meetings) = thursdays();
        let to = "2026-10-23T19:30".parse().expect("a time");
        let moved = move_series(&meetings, 1, SeriesScope::ThisOne, to, &cairo).expect("a meeting");
        assert_eq!(shown(&moved), [(1, "2026-10-23T16:30:00Z".to_owned(), true)]);
        assert_eq!(moved[0].meeting.span.seconds(), 5_400);
        assert_eq!(move_series(&meetings, 4, SeriesScope::ThisOne, to, &cairo), None);
    }

    #[test]
    fn all_that_follow_move_along_and_keep_the_wall_clock() {
        let (cairo, meetings) = thursdays();
        let to = "2026-10-23T19:30".parse().expect("a time");
        let moved = move_series(&meetings, 1, SeriesScope::Following, to, &cairo).expect("meetings");
        let expected = [
            (1, "2026-10-23T16:30:00Z".to_owned(), false),
            (2, "2026-10-30T17:30:00Z".to_owned(), false),
            (3, "2026-11-06T17:30:00Z".to_owned(), false),
        ];
        assert_eq!(shown(&moved), expected);
    }
}
