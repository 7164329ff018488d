//! The hours of Ramadan: on its days a seller is open at other times than the week says.

use super::hijri::Ramadan;
use crate::booking::{
    exceptions::{Exception, ExceptionKind},
    interval::without,
    weekly::{WeeklySpan, weekly_hours},
    zones::whole_day,
};
use jiff::{
    civil::{Date, Weekday},
    tz::TimeZone,
};

/// How many spans a day of Ramadan may have.
pub const MAX_RAMADAN_SPANS: usize = 3;
/// In the morning, and in the evening after the meal: minutes since midnight.
pub const RAMADAN_HOURS: [(i16, i16); 2] = [(600, 900), (1_260, 1_410)];

/// What becomes of the week's hours: closed where they lie outside the hours of Ramadan, open where those lie outside the week's. A
/// day on which the week is closed stays so.
pub fn ramadan_changes(month: Ramadan, hours: &[(i16, i16)], weekly: &[WeeklySpan], zone: &TimeZone) -> Vec<Exception> {
    month.days().filter_map(|date| changes_on(date, hours, weekly, zone)).flatten().collect()
}

fn changes_on(date: Date, hours: &[(i16, i16)], weekly: &[WeeklySpan], zone: &TimeZone) -> Option<Vec<Exception>> {
    let day = whole_day(zone, date)?;
    let usual = weekly_hours(weekly, zone, day);
    if usual.is_empty() {
        return None;
    }
    let weekday: Weekday = date.weekday();
    let spans: Vec<WeeklySpan> =
        hours.iter().map(|(from_min, to_min)| WeeklySpan { weekday, from_min: *from_min, to_min: *to_min }).collect();
    let wanted = weekly_hours(&spans, zone, day);
    let closed = without(usual.clone(), wanted.clone()).into_iter().map(|span| Exception { kind: ExceptionKind::Closed, span });
    let open = without(wanted, usual).into_iter().map(|span| Exception { kind: ExceptionKind::Open, span });
    Some(closed.chain(open).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{exceptions::open_hours, interval::Interval, zones::find_zone};
    use jiff::Timestamp;

    #[test]
    fn on_its_days_the_hours_are_those_of_ramadan_and_closed_days_stay_closed() {
        let cairo = find_zone("Africa/Cairo").expect("a zone");
        // Sunday to Thursday from nine to five.
        let days = [Weekday::Sunday, Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday];
        let weekly = days.map(|weekday| WeeklySpan { weekday, from_min: 540, to_min: 1_020 });
        let month = Ramadan::of(1448);
        let changes = ramadan_changes(month, &RAMADAN_HOURS, &weekly, &cairo);
        let clock = |at: Timestamp| cairo.to_datetime(at).strftime("%H:%M").to_string();
        for date in month.days() {
            let day = whole_day(&cairo, date).expect("a day");
            let open: Vec<String> = open_hours(&weekly, &changes, &cairo, day)
                .iter()
                .map(|span: &Interval| format!("{}-{}", clock(span.start()), clock(span.end())))
                .collect();
            let expected: &[&str] = if days.contains(&date.weekday()) { &["10:00-15:00", "21:00-23:30"] } else { &[] };
            assert_eq!(open, expected, "{date}");
        }
        let mut spans: Vec<Interval> = changes.iter().map(|change| change.span).collect();
        spans.sort_unstable();
        assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "no two of them overlap");
    }
}
