use super::*;
use crate::booking::{
    settings::CalendarSettings,
    weekly::{WEEKDAYS, WeeklySpan},
    zones::find_zone,
};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn zone(name: &str) -> TimeZone {
    find_zone(name).expect("a zone")
}

fn rule(first: &str, weekdays: &[Weekday], end: SeriesEnd) -> SeriesRule {
    SeriesRule {
        first: date(first),
        weekdays: weekdays.to_vec(),
        every_weeks: 1,
        time: Time::constant(18, 0, 0, 0),
        length_min: 60,
        end,
    }
}

fn starts(meetings: &[SeriesMeeting]) -> Vec<String> {
    meetings.iter().map(|meeting| meeting.span.start().to_string()).collect()
}

#[test]
fn a_weekly_class_keeps_the_wall_clock_across_the_changes_of_cairo() {
    let meetings = rule("2026-04-16", &[Weekday::Thursday], SeriesEnd::Count(4)).expand(&zone("Africa/Cairo"));
    assert_eq!(
        starts(&meetings),
        ["2026-04-16T16:00:00Z", "2026-04-23T16:00:00Z", "2026-04-30T15:00:00Z", "2026-05-07T15:00:00Z"]
    );
    let meetings = rule("2026-10-23", &[Weekday::Friday], SeriesEnd::Count(4)).expand(&zone("Africa/Cairo"));
    assert_eq!(
        starts(&meetings),
        ["2026-10-23T15:00:00Z", "2026-10-30T16:00:00Z", "2026-11-06T16:00:00Z", "2026-11-13T16:00:00Z"]
    );
}

#[test]
fn a_weekly_class_keeps_the_wall_clock_across_the_ramadan_of_casablanca() {
    let meetings =
        rule("2024-03-06", &[Weekday::Wednesday], SeriesEnd::Until(date("2024-04-17"))).expand(&zone("Africa/Casablanca"));
    let hours: Vec<&str> = ["17", "18", "18", "18", "18", "18", "17"].to_vec();
    let shown: Vec<String> = starts(&meetings).iter().map(|start| start[11..13].to_owned()).collect();
    assert_eq!(shown, hours);
}

#[test]
fn days_weeks_and_ends_are_followed() {
    let days = |rule: &SeriesRule| -> Vec<String> {
        rule.expand(&TimeZone::UTC).iter().map(|meeting| meeting.date.to_string()).collect()
    };
    let two = rule("2026-11-24", &[Weekday::Sunday, Weekday::Tuesday], SeriesEnd::Count(5));
    assert_eq!(days(&two), ["2026-11-24", "2026-11-29", "2026-12-01", "2026-12-06", "2026-12-08"]);
    // Every second week begins with the week of the first day, from Monday to Sunday.
    let second = SeriesRule { every_weeks: 2, ..two.clone() };
    assert_eq!(days(&second), ["2026-11-24", "2026-11-29", "2026-12-08", "2026-12-13", "2026-12-22"]);
    let until = SeriesRule { end: SeriesEnd::Until(date("2026-12-06")), ..two };
    assert_eq!(days(&until), ["2026-11-24", "2026-11-29", "2026-12-01", "2026-12-06"]);
    // The last days of months, and the day that comes every four years.
    let leap = rule("2028-01-31", &[Weekday::Monday, Weekday::Tuesday], SeriesEnd::Until(date("2028-02-29")));
    assert_eq!(days(&leap).last().map(String::as_str), Some("2028-02-29"));
}

#[test]
fn each_fault_of_a_rule_is_named() {
    let fine = rule("2026-11-24", &[Weekday::Tuesday], SeriesEnd::Count(4));
    assert!(fine.check(&TimeZone::UTC).is_empty());
    for (rule, field) in [
        (SeriesRule { weekdays: vec![], ..fine.clone() }, "weekdays"),
        (SeriesRule { every_weeks: 0, ..fine.clone() }, "every_weeks"),
        (SeriesRule { every_weeks: 5, ..fine.clone() }, "every_weeks"),
        (SeriesRule { length_min: 14, ..fine.clone() }, "length"),
        (SeriesRule { length_min: 481, ..fine.clone() }, "length"),
        (SeriesRule { end: SeriesEnd::Count(3), ..fine.clone() }, "end"),
        (SeriesRule { end: SeriesEnd::Count(usize::MAX), ..fine.clone() }, "end"),
        (SeriesRule { end: SeriesEnd::Until(date("2026-11-01")), ..fine.clone() }, "end"),
        (SeriesRule { end: SeriesEnd::Until(date("2030-01-01")), ..fine.clone() }, "end"),
    ] {
        assert_eq!(rule.check(&TimeZone::UTC).0.keys().collect::<Vec<_>>(), [field], "{rule:?}");
    }
}

#[test]
fn a_series_fails_as_a_whole_and_names_each_date() {
    let weekly = WEEKDAYS.map(|weekday| WeeklySpan { weekday, from_min: 540, to_min: 1_200 }).to_vec();
    let taken = Interval::lasting(at("2026-12-01T16:30:00Z"), 30).expect("a span");
    let busy = |kind| vec![Busy { span: taken, before_min: 0, after_min: 0, kind }];
    let mut calendar = Calendar {
        zone: zone("Africa/Cairo"),
        settings: CalendarSettings::default(),
        weekly,
        exceptions: vec![],
        busy: busy(BusyKind::Hold),
    };
    let now = at("2026-11-20T09:00:00Z");
    let meetings = rule("2026-11-24", &[Weekday::Tuesday], SeriesEnd::Count(4)).expand(&calendar.zone);
    let failed = check_series(&calendar, &meetings, now).expect_err("one is taken");
    let shown: Vec<(String, SlotRefusal)> = failed.iter().map(|one| (one.date.to_string(), one.refusal)).collect();
    assert_eq!(shown, [("2026-12-01".to_owned(), SlotRefusal::Taken)]);
    calendar.busy.clear();
    assert_eq!(check_series(&calendar, &meetings, now), Ok(()));
    // Three a week where two are the most: the third of each week fails, and does not keep the next week from being held.
    calendar.settings.max_per_week = Some(2);
    let days = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday];
    let meetings = rule("2026-11-23", &days, SeriesEnd::Count(6)).expand(&calendar.zone);
    let failed = check_series(&calendar, &meetings, now).expect_err("the week is full");
    let dates: Vec<String> = failed.iter().map(|one| one.date.to_string()).collect();
    assert_eq!(dates, ["2026-11-25", "2026-12-02"]);
}

#[test]
fn the_first_meeting_keeps_to_the_sellers_horizon_and_the_last_to_the_hard_one() {
    let weekly = WEEKDAYS.map(|weekday| WeeklySpan { weekday, from_min: 0, to_min: 1_440 }).to_vec();
    let settings = CalendarSettings { horizon_days: 30, ..CalendarSettings::default() };
    let calendar = Calendar { zone: TimeZone::UTC, settings, weekly, exceptions: vec![], busy: vec![] };
    let now = at("2026-11-20T09:00:00Z");
    let ahead = |first: &str, count: usize| {
        let meetings = rule(first, &[date(first).weekday()], SeriesEnd::Count(count)).expand(&calendar.zone);
        check_series(&calendar, &meetings, now).map_err(|failed| (failed.len(), failed[0].refusal))
    };
    assert_eq!(ahead("2026-12-17", 9), Ok(()), "the ninth is 83 days ahead");
    assert_eq!(ahead("2026-12-17", 11), Err((2, SlotRefusal::TooFar)));
    assert_eq!(ahead("2026-12-21", 4), Err((1, SlotRefusal::TooFar)));
}

#[test]
fn both_are_warned_of_the_weeks_in_which_the_gap_changes() {
    let (cairo, berlin) = (zone("Africa/Cairo"), zone("Europe/Berlin"));
    let meetings = rule("2026-10-13", &[Weekday::Tuesday], SeriesEnd::Count(5)).expand(&cairo);
    let shown: Vec<(String, i32, i32)> = gap_weeks(&meetings, &cairo, &berlin)
        .iter()
        .map(|week| (week.week.to_string(), week.before_min, week.after_min))
        .collect();
    // Germany changes on Sunday the 25th, Egypt on Thursday the 29th.
    assert_eq!(shown, [("2026-10-26".to_owned(), 60, 120), ("2026-11-02".to_owned(), 120, 60)]);
    assert!(gap_weeks(&meetings, &cairo, &cairo).is_empty());
}

proptest! {
    #[test]
    fn every_meeting_is_at_the_time_of_the_sellers_clock(
        name in prop::sample::select(vec!["Africa/Cairo", "Africa/Casablanca", "America/New_York", "Australia/Lord_Howe", "Asia/Riyadh"]),
        first_day in 0i64..1_500, days in prop::collection::vec(1i8..=7, 1..4), every_weeks in 1u8..=4,
        minute in 0i16..1_440, length_min in 15i64..=480, count in 4usize..=12,
    ) {
        let zone = zone(name);
        let minute = i8::try_from(minute % 60).expect("a minute");
        let rule = SeriesRule {
            first: add_days(date("2024-01-01"), first_day),
            weekdays: days.iter().map(|day| Weekday::from_monday_one_offset(*day).expect("a day")).collect(),
            every_weeks,
            time: Time::constant(23 - minute % 24, minute, 0, 0),
            length_min,
            end: SeriesEnd::Count(count),
        };
        let meetings = rule.expand(&zone);
        prop_assert_eq!(meetings.len(), count);
        for meeting in &meetings {
            let wall = zone.to_datetime(meeting.span.start());
            match meeting.reading {
                Reading::Never => prop_assert!(wall > meeting.date.to_datetime(rule.time)),
                Reading::Once | Reading::Twice => prop_assert_eq!(wall, meeting.date.to_datetime(rule.time)),
            }
            prop_assert!(rule.weekdays.contains(&meeting.date.weekday()) && meeting.date >= rule.first);
            prop_assert_eq!(meeting.span.seconds(), length_min * 60);
        }
        prop_assert!(meetings.windows(2).all(|pair| pair[0].date < pair[1].date));
    }
}
