//! A class that comes every week: a rule by the wall clock of the seller's zone, its meetings, whether all of them can be held, and of
//! which weeks both sides are warned because the gap between their clocks is another.

use super::{
    interval::Interval,
    settings::MAX_HORIZON_DAYS,
    slots::{Busy, BusyKind, Calendar, MEETING_MINUTES, SlotRefusal},
    zones::{Reading, gap_minutes, moment_of, week_start},
};
use crate::FieldErrors;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

/// How many meetings a series has.
pub const SERIES_MEETINGS: std::ops::RangeInclusive<usize> = 4..=12;
/// At most every so many weeks.
pub const MAX_EVERY_WEEKS: u8 = 4;
/// No rule is followed for longer, whatever its end says.
const MAX_WEEKS: i64 = 53;

/// Where a series ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesEnd {
    /// After so many meetings.
    Count(usize),
    /// With the last meeting on or before a day.
    Until(Date),
}

/// Every so many weeks, on some days, at one time of the seller's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRule {
    /// No meeting is earlier; its week is the first one.
    pub first: Date,
    pub weekdays: Vec<Weekday>,
    pub every_weeks: u8,
    pub time: Time,
    pub length_min: i64,
    pub end: SeriesEnd,
}

/// A meeting of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesMeeting {
    /// By the seller's clock.
    pub date: Date,
    pub span: Interval,
    /// Whether the clocks change over its time.
    pub reading: Reading,
}

/// A meeting that cannot be held, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedMeeting {
    pub date: Date,
    pub span: Interval,
    pub refusal: SlotRefusal,
}

/// The gap between two people's clocks is another from a meeting on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapWeek {
    /// The Monday of the seller's week.
    pub week: Date,
    /// The first meeting with the new gap.
    pub start: Timestamp,
    /// By how many minutes the seller's clock is ahead of the buyer's, at the meeting before and at this one.
    pub before_min: i32,
    pub after_min: i32,
}

impl SeriesRule {
    /// What is wrong with a rule, by the names of the form; its meetings are counted too.
    pub fn check(&self, zone: &TimeZone) -> FieldErrors {
        let mut errors = FieldErrors::default();
        if self.weekdays.is_empty() {
            errors.add("weekdays", "booking-error-series-days");
        }
        if !(1..=MAX_EVERY_WEEKS).contains(&self.every_weeks) {
            errors.add("every_weeks", "booking-error-choice");
        }
        if !MEETING_MINUTES.contains(&self.length_min) {
            errors.add("length", "booking-error-length");
        }
        if errors.is_empty() && !SERIES_MEETINGS.contains(&self.expand(zone).len()) {
            errors.add("end", "booking-error-series-count");
        }
        errors
    }

    /// Its meetings in order. A time that is skipped on its day is held when the clock has been put forward; one that comes twice is
    /// held the first time.
    pub fn expand(&self, zone: &TimeZone) -> Vec<SeriesMeeting> {
        let most = match self.end {
            SeriesEnd::Count(count) => count.min(*SERIES_MEETINGS.end() + 1),
            // One more than there may be shows that there are too many.
            SeriesEnd::Until(_) => *SERIES_MEETINGS.end() + 1,
        };
        self.dates().filter_map(|date| self.meeting(date, zone)).take(most).collect()
    }

    fn meeting(&self, date: Date, zone: &TimeZone) -> Option<SeriesMeeting> {
        let (start, reading) = moment_of(zone, date.to_datetime(self.time))?;
        Some(SeriesMeeting { date, span: Interval::lasting(start, self.length_min)?, reading })
    }

    fn dates(&self) -> impl Iterator<Item = Date> {
        let first_week = week_start(self.first, Weekday::Monday);
        let every = i64::from(self.every_weeks.max(1));
        (0..MAX_WEEKS * 7)
            .filter(move |day| (day / 7) % every == 0)
            .map(move |day| add_days(first_week, day))
            .filter(move |date| *date >= self.first && self.weekdays.contains(&date.weekday()))
            .take_while(move |date| match self.end {
                SeriesEnd::Until(last) => *date <= last,
                SeriesEnd::Count(_) => true,
            })
    }
}

/// Whether every meeting can be held; else all that cannot, by date. The meetings of a series count for each other's limits. The first
/// has to lie within the seller's horizon, all of them within the hard one.
pub fn check_series(calendar: &Calendar, meetings: &[SeriesMeeting], now: Timestamp) -> Result<(), Vec<FailedMeeting>> {
    let mut calendar = calendar.clone();
    let (before_min, after_min) = (calendar.settings.buffer_before_min, calendar.settings.buffer_after_min);
    let mut failed = Vec::new();
    for (index, meeting) in meetings.iter().enumerate() {
        let horizon_days = if index == 0 { calendar.settings.horizon_days } else { MAX_HORIZON_DAYS };
        match calendar.refusal_within(meeting.span, now, false, horizon_days) {
            Some(refusal) => failed.push(FailedMeeting { date: meeting.date, span: meeting.span, refusal }),
            None => calendar.busy.push(Busy { span: meeting.span, before_min, after_min, kind: BusyKind::Meeting }),
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed) }
}

/// Where the buyer's clock shows another time than at the meeting before.
pub fn gap_weeks(meetings: &[SeriesMeeting], seller: &TimeZone, buyer: &TimeZone) -> Vec<GapWeek> {
    let gap = |meeting: &SeriesMeeting| gap_minutes(seller, buyer, meeting.span.start());
    let pairs = meetings.iter().zip(meetings.iter().skip(1));
    pairs
        .filter_map(|(last, next)| {
            let (before_min, after_min) = (gap(last), gap(next));
            let week = week_start(next.date, Weekday::Monday);
            (before_min != after_min).then_some(GapWeek { week, start: next.span.start(), before_min, after_min })
        })
        .collect()
}

pub(super) fn add_days(date: Date, days: i64) -> Date {
    date.saturating_add(SignedDuration::from_hours(24 * days))
}

#[cfg(test)]
mod tests;
