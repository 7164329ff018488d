//! Sixty times at which clocks are hard to read: each a wall clock somewhere, the moment that is meant, and what another clock shows.

use super::{
    interval::{Interval, plus_minutes},
    series::{SeriesEnd, SeriesRule},
    weekly::{WEEKDAYS, WeeklySpan, weekly_hours},
    zones::{Reading, find_zone, moment_of, whole_day},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

/// What is asked and what is expected.
enum Case {
    /// Zone, wall clock, the moment in UTC, and how often the clock shows it.
    Wall(&'static str, &'static str, &'static str, Reading),
    /// A seller's zone and wall clock, a buyer's zone and wall clock.
    Both(&'static str, &'static str, &'static str, &'static str),
    /// Zone, first day, wall clock, and the moments of four weekly meetings.
    Weekly(&'static str, &'static str, &'static str, [&'static str; 4]),
    /// Zone, day, hours of the day, and how many minutes of real time they are.
    Hours(&'static str, &'static str, (i16, i16), i64),
    /// Zone, day, and how many minutes it has.
    Day(&'static str, &'static str, i64),
}
use Case::{Both, Day, Hours, Wall, Weekly};
use Reading::{Never, Once, Twice};

const CASES: [Case; 60] = [
    // Cairo: forward at 00:00 on the last Friday of April, back at 24:00 on the last Thursday of October.
    Wall("Africa/Cairo", "2026-04-23T23:59", "2026-04-23T21:59:00Z", Once),
    Wall("Africa/Cairo", "2026-04-24T00:00", "2026-04-23T22:00:00Z", Never),
    Wall("Africa/Cairo", "2026-04-24T00:30", "2026-04-23T22:30:00Z", Never),
    Wall("Africa/Cairo", "2026-04-24T01:00", "2026-04-23T22:00:00Z", Once),
    Wall("Africa/Cairo", "2026-10-29T22:59", "2026-10-29T19:59:00Z", Once),
    Wall("Africa/Cairo", "2026-10-29T23:00", "2026-10-29T20:00:00Z", Twice),
    Wall("Africa/Cairo", "2026-10-29T23:59", "2026-10-29T20:59:00Z", Twice),
    Wall("Africa/Cairo", "2026-10-30T00:00", "2026-10-29T22:00:00Z", Once),
    Wall("Africa/Cairo", "2024-04-26T00:15", "2024-04-25T22:15:00Z", Never),
    Wall("Africa/Cairo", "2022-07-01T12:00", "2022-07-01T10:00:00Z", Once),
    Day("Africa/Cairo", "2026-04-24", 1_380),
    Day("Africa/Cairo", "2026-10-29", 1_500),
    Hours("Africa/Cairo", "2026-04-24", (0, 120), 60),
    Hours("Africa/Cairo", "2026-10-29", (1_380, 1_440), 120),
    Hours("Africa/Cairo", "2026-10-29", (1_200, 1_290), 90),
    Weekly(
        "Africa/Cairo",
        "2026-04-17",
        "00:30",
        ["2026-04-16T22:30:00Z", "2026-04-23T22:30:00Z", "2026-04-30T21:30:00Z", "2026-05-07T21:30:00Z"],
    ),
    Weekly(
        "Africa/Cairo",
        "2026-10-22",
        "23:30",
        ["2026-10-22T20:30:00Z", "2026-10-29T20:30:00Z", "2026-11-05T21:30:00Z", "2026-11-12T21:30:00Z"],
    ),
    // Casablanca: an hour back at 03:00 for Ramadan, forward at 02:00 after it; since September 2026 back for good.
    Wall("Africa/Casablanca", "2024-03-10T01:59", "2024-03-10T00:59:00Z", Once),
    Wall("Africa/Casablanca", "2024-03-10T02:30", "2024-03-10T01:30:00Z", Twice),
    Wall("Africa/Casablanca", "2024-03-10T03:00", "2024-03-10T03:00:00Z", Once),
    Wall("Africa/Casablanca", "2024-04-14T01:59", "2024-04-14T01:59:00Z", Once),
    Wall("Africa/Casablanca", "2024-04-14T02:30", "2024-04-14T02:30:00Z", Never),
    Wall("Africa/Casablanca", "2024-04-14T03:00", "2024-04-14T02:00:00Z", Once),
    Wall("Africa/Casablanca", "2026-02-15T02:30", "2026-02-15T01:30:00Z", Twice),
    Wall("Africa/Casablanca", "2026-03-22T02:30", "2026-03-22T02:30:00Z", Never),
    Wall("Africa/Casablanca", "2026-12-01T18:00", "2026-12-01T18:00:00Z", Once),
    Day("Africa/Casablanca", "2024-03-10", 1_500),
    Day("Africa/Casablanca", "2024-04-14", 1_380),
    Hours("Africa/Casablanca", "2024-04-14", (90, 210), 60),
    Hours("Africa/Casablanca", "2026-02-15", (60, 240), 240),
    Weekly(
        "Africa/Casablanca",
        "2026-02-10",
        "20:00",
        ["2026-02-10T19:00:00Z", "2026-02-17T20:00:00Z", "2026-02-24T20:00:00Z", "2026-03-03T20:00:00Z"],
    ),
    Weekly(
        "Africa/Casablanca",
        "2026-03-15",
        "02:30",
        ["2026-03-15T02:30:00Z", "2026-03-22T02:30:00Z", "2026-03-29T01:30:00Z", "2026-04-05T01:30:00Z"],
    ),
    // The leap day and the ends of months and years.
    Wall("Africa/Cairo", "2028-02-29T09:00", "2028-02-29T07:00:00Z", Once),
    Weekly(
        "Africa/Cairo",
        "2028-02-15",
        "10:00",
        ["2028-02-15T08:00:00Z", "2028-02-22T08:00:00Z", "2028-02-29T08:00:00Z", "2028-03-07T08:00:00Z"],
    ),
    Weekly(
        "Asia/Riyadh",
        "2026-12-31",
        "23:00",
        ["2026-12-31T20:00:00Z", "2027-01-07T20:00:00Z", "2027-01-14T20:00:00Z", "2027-01-21T20:00:00Z"],
    ),
    Weekly(
        "Asia/Dubai",
        "2027-01-31",
        "01:00",
        ["2027-01-30T21:00:00Z", "2027-02-06T21:00:00Z", "2027-02-13T21:00:00Z", "2027-02-20T21:00:00Z"],
    ),
    Both("Asia/Riyadh", "2026-12-31T23:30", "Europe/Berlin", "2026-12-31T21:30"),
    Both("Pacific/Auckland", "2027-01-01T08:00", "America/New_York", "2026-12-31T14:00"),
    Both("Africa/Cairo", "2028-03-01T01:00", "Africa/Casablanca", "2028-02-29T23:00"),
    // Both in different zones, before, between and after their changes.
    Both("Africa/Cairo", "2026-03-27T18:00", "Europe/Berlin", "2026-03-27T17:00"),
    Both("Africa/Cairo", "2026-04-10T18:00", "Europe/Berlin", "2026-04-10T18:00"),
    Both("Africa/Cairo", "2026-05-08T18:00", "Europe/Berlin", "2026-05-08T17:00"),
    Both("Africa/Cairo", "2026-10-27T18:00", "Europe/Berlin", "2026-10-27T16:00"),
    Both("Africa/Cairo", "2026-11-03T18:00", "Europe/Berlin", "2026-11-03T17:00"),
    Both("Africa/Cairo", "2024-03-09T20:00", "Africa/Casablanca", "2024-03-09T19:00"),
    Both("Africa/Cairo", "2024-03-11T20:00", "Africa/Casablanca", "2024-03-11T18:00"),
    Both("Africa/Cairo", "2024-04-15T20:00", "Africa/Casablanca", "2024-04-15T19:00"),
    Both("Africa/Cairo", "2024-04-27T20:00", "Africa/Casablanca", "2024-04-27T18:00"),
    Both("America/New_York", "2026-03-10T09:00", "Europe/London", "2026-03-10T13:00"),
    Both("America/New_York", "2026-03-31T09:00", "Europe/London", "2026-03-31T14:00"),
    Both("Asia/Kathmandu", "2026-06-15T12:00", "Asia/Kolkata", "2026-06-15T11:45"),
    // Hours that are skipped and hours that come twice elsewhere, also half ones.
    Wall("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z", Never),
    Wall("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z", Twice),
    Wall("America/New_York", "2026-03-08T02:15", "2026-03-08T07:15:00Z", Never),
    Wall("America/New_York", "2026-11-01T01:45", "2026-11-01T05:45:00Z", Twice),
    Wall("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:40:00Z", Never),
    Wall("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z", Twice),
    Day("Australia/Lord_Howe", "2026-04-05", 1_470),
    Wall("Asia/Beirut", "2026-03-29T00:30", "2026-03-28T22:30:00Z", Never),
    // A day that a country left out.
    Wall("Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z", Once),
];

fn zone(name: &str) -> TimeZone {
    find_zone(name).expect("a zone")
}

fn wall(text: &str) -> DateTime {
    text.parse().expect("a wall clock")
}

fn weekly(name: &str, first: &str, time: &str) -> Vec<String> {
    let first: Date = first.parse().expect("a date");
    let time: Time = time.parse().expect("a time");
    let end = SeriesEnd::Count(4);
    let rule = SeriesRule { first, weekdays: vec![first.weekday()], every_weeks: 1, time, length_min: 60, end };
    rule.expand(&zone(name)).iter().map(|meeting| meeting.span.start().to_string()).collect()
}

fn minutes(name: &str, day: &str, (from_min, to_min): (i16, i16)) -> i64 {
    let day: Date = day.parse().expect("a date");
    let spans = WEEKDAYS.map(|weekday| WeeklySpan { weekday, from_min, to_min });
    let day = whole_day(&zone(name), day).expect("a day");
    weekly_hours(&spans, &zone(name), day).into_iter().map(Interval::seconds).sum::<i64>() / 60
}

#[test]
fn every_clock_is_read_as_people_read_it() {
    for case in &CASES {
        match case {
            Wall(name, clock, moment, reading) => {
                let (found, how) = moment_of(&zone(name), wall(clock)).expect("a moment");
                assert_eq!((found.to_string().as_str(), how), (*moment, *reading), "{name} {clock}");
            }
            Both(seller, sellers, buyer, buyers) => {
                let (moment, _) = moment_of(&zone(seller), wall(sellers)).expect("a moment");
                assert_eq!(zone(buyer).to_datetime(moment), wall(buyers), "{seller} {sellers} in {buyer}");
            }
            Weekly(name, first, time, moments) => assert_eq!(weekly(name, first, time), *moments, "{name} {first} {time}"),
            Hours(name, day, hours, expected) => assert_eq!(minutes(name, day, *hours), *expected, "{name} {day} {hours:?}"),
            Day(name, day, expected) => assert_eq!(minutes(name, day, (0, 1_440)), *expected, "{name} {day}"),
        }
    }
}

#[test]
fn a_moment_that_was_read_reads_back() {
    for case in &CASES {
        if let Wall(name, clock, moment, Once | Twice) = case {
            let moment: Timestamp = moment.parse().expect("an instant");
            assert_eq!(zone(name).to_datetime(moment), wall(clock), "{name} {clock}");
            assert_ne!(zone(name).to_datetime(plus_minutes(moment, 1)), wall(clock));
        }
    }
}
