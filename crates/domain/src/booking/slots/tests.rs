use super::*;
use crate::booking::{
    exceptions::ExceptionKind,
    interval::plus,
    weekly::{DAY_MINUTES, WEEKDAYS},
    zones::find_zone,
};
use jiff::civil::Weekday;
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn span(from: &str, to: &str) -> Interval {
    Interval::new(at(from), at(to)).expect("a span")
}

/// Open every day from nine to five in Cairo.
fn office() -> Calendar {
    let weekly = WEEKDAYS.map(|weekday| WeeklySpan { weekday, from_min: 540, to_min: 1_020 }).to_vec();
    Calendar {
        zone: find_zone("Africa/Cairo").expect("a zone"),
        settings: CalendarSettings { step_min: 60, ..CalendarSettings::default() },
        weekly,
        exceptions: Vec::new(),
        busy: Vec::new(),
    }
}

fn meeting(from: &str, to: &str) -> Busy {
    Busy { span: span(from, to), before_min: 0, after_min: 0, kind: BusyKind::Meeting }
}

/// Sunday, 22 November 2026, in Cairo; it is Friday morning.
fn sunday(length_min: i64) -> SlotWish {
    SlotWish {
        length_min,
        window: span("2026-11-21T22:00:00Z", "2026-11-22T22:00:00Z"),
        now: at("2026-11-20T09:00:00Z"),
        is_running: false,
    }
}

/// When the slots begin, by the clock of Cairo.
fn starts(slots: &[Interval]) -> Vec<String> {
    let cairo = find_zone("Africa/Cairo").expect("a zone");
    slots.iter().map(|slot| cairo.to_datetime(slot.start()).strftime("%H:%M").to_string()).collect()
}

#[test]
fn a_day_is_cut_into_steps_that_fit() {
    let slots = office().find_slots(&sunday(90), 100);
    assert_eq!(starts(&slots), ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00"]);
    assert!(slots.iter().all(|slot| slot.seconds() == 5_400));
    assert_eq!(office().find_slots(&sunday(60), 2).len(), 2, "no more than asked for");
}

#[test]
fn hours_begin_where_they_begin_and_go_on_in_full_steps() {
    let mut calendar = office();
    calendar.weekly = vec![WeeklySpan { weekday: Weekday::Sunday, from_min: 555, to_min: 720 }];
    assert_eq!(starts(&calendar.find_slots(&sunday(60), 9)), ["09:15", "10:00", "11:00"]);
    // Hours that begin at an odd minute are cut at the full step only, and what is taken begins nothing.
    calendar.weekly = vec![WeeklySpan { weekday: Weekday::Sunday, from_min: 557, to_min: 720 }];
    assert_eq!(starts(&calendar.find_slots(&sunday(60), 9)), ["10:00", "11:00"]);
    calendar.weekly = vec![WeeklySpan { weekday: Weekday::Sunday, from_min: 540, to_min: 720 }];
    calendar.busy = vec![meeting("2026-11-22T07:00:00Z", "2026-11-22T07:50:00Z")];
    assert_eq!(starts(&calendar.find_slots(&sunday(60), 9)), ["10:00", "11:00"]);
}

#[test]
fn the_buffers_of_both_meetings_count() {
    let mut calendar = office();
    calendar.settings.step_min = 15;
    let noon = Busy { before_min: 10, after_min: 5, ..meeting("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z") };
    for (own_before, own_after, last_before, first_after) in
        [(0, 0, "10:45", "13:15"), (15, 0, "10:45", "13:30"), (0, 15, "10:30", "13:15"), (10, 5, "10:45", "13:15")]
    {
        calendar.settings.buffer_before_min = own_before;
        calendar.settings.buffer_after_min = own_after;
        calendar.busy = vec![noon];
        let found = starts(&calendar.find_slots(&sunday(60), 100));
        let gap = found.iter().position(|start| start.as_str() > "12:00").expect("a slot in the afternoon");
        assert_eq!((found[gap - 1].as_str(), found[gap].as_str()), (last_before, first_after), "{own_before} {own_after}");
    }
    // Days off are no meeting: nothing is kept free around them.
    calendar.busy = vec![Busy { kind: BusyKind::Away, ..noon }];
    assert!(starts(&calendar.find_slots(&sunday(60), 100)).contains(&"13:00".to_owned()));
}

#[test]
fn notice_and_horizon_hold_to_the_minute() {
    let calendar = office();
    let slot = span("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z");
    for (now, is_running, expected) in [
        ("2026-11-22T07:00:00Z", false, None),
        ("2026-11-22T07:01:00Z", false, Some(SlotRefusal::TooSoon)),
        ("2026-11-22T08:50:00Z", true, None),
        ("2026-11-22T08:51:00Z", true, Some(SlotRefusal::TooSoon)),
        ("2026-09-23T09:00:00Z", false, None),
        ("2026-09-23T08:59:00Z", false, Some(SlotRefusal::TooFar)),
    ] {
        assert_eq!(calendar.refusal(slot, at(now), is_running), expected, "{now}");
        let wish = SlotWish { length_min: 60, window: slot, now: at(now), is_running };
        assert_eq!(calendar.find_slots(&wish, 9).is_empty(), expected.is_some(), "{now}");
    }
}

#[test]
fn a_full_day_and_a_full_week_are_closed() {
    let mut calendar = office();
    calendar.busy = vec![
        meeting("2026-11-22T07:00:00Z", "2026-11-22T08:00:00Z"),
        meeting("2026-11-22T08:00:00Z", "2026-11-22T09:00:00Z"),
        meeting("2026-11-17T08:00:00Z", "2026-11-17T09:00:00Z"),
        Busy { kind: BusyKind::Away, ..meeting("2026-11-18T08:00:00Z", "2026-11-18T09:00:00Z") },
    ];
    let slot = span("2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z");
    let now = at("2026-11-20T09:00:00Z");
    for (day, week, first, expected) in [
        (Some(3), Some(4), Weekday::Monday, None),
        (Some(2), None, Weekday::Monday, Some(SlotRefusal::DayFull)),
        // Monday the 16th to this Sunday: three meetings.
        (None, Some(3), Weekday::Monday, Some(SlotRefusal::WeekFull)),
        // From this Sunday on: two.
        (None, Some(3), Weekday::Sunday, None),
    ] {
        calendar.settings = CalendarSettings { max_per_day: day, max_per_week: week, week_starts_on: first, ..calendar.settings };
        assert_eq!(calendar.refusal(slot, now, false), expected);
        assert_eq!(calendar.find_slots(&sunday(60), 100).is_empty(), expected.is_some());
    }
}

#[test]
fn a_closed_time_and_a_taken_time_are_told_apart() {
    let mut calendar = office();
    calendar.busy = vec![meeting("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z")];
    calendar.exceptions =
        vec![Exception { kind: ExceptionKind::Closed, span: span("2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z") }];
    let now = at("2026-11-20T09:00:00Z");
    for (from, to, expected) in [
        ("2026-11-22T06:00:00Z", "2026-11-22T07:00:00Z", Some(SlotRefusal::Closed)),
        ("2026-11-22T14:30:00Z", "2026-11-22T15:30:00Z", Some(SlotRefusal::Closed)),
        ("2026-11-22T11:30:00Z", "2026-11-22T12:30:00Z", Some(SlotRefusal::Closed)),
        ("2026-11-22T10:30:00Z", "2026-11-22T11:30:00Z", Some(SlotRefusal::Taken)),
        ("2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z", None),
    ] {
        assert_eq!(calendar.refusal(span(from, to), now, false), expected, "{from}");
    }
}

#[test]
fn days_are_those_of_whoever_looks() {
    let [cairo, auckland] = ["Africa/Cairo", "Pacific/Auckland"].map(|name| find_zone(name).expect("a zone"));
    let slots = office().find_slots(&sunday(60), 100);
    let days = by_day(&slots, &auckland, &cairo);
    let shown: Vec<(String, usize)> = days.iter().map(|day| (day.date.to_string(), day.slots.len())).collect();
    assert_eq!(shown, [("2026-11-22".to_owned(), 4), ("2026-11-23".to_owned(), 4)]);
    let first = &days[0].slots[0];
    assert_eq!((first.viewer.hour(), first.seller.hour()), (20, 9));
}

#[test]
fn minutes_ahead_are_never_negative() {
    let now = at("2026-11-20T09:00:00Z");
    assert_eq!(minutes_until(now, at("2026-11-20T09:59:59Z")), 59);
    assert_eq!(minutes_until(now, at("2026-11-19T09:00:00Z")), 0);
}

fn some_calendar() -> impl Strategy<Value = Calendar> {
    let week = prop::collection::vec((0usize..7, 0i16..1_300, 60i16..500), 1..8);
    let busy = prop::collection::vec((0i64..20_000, 15i64..180, 0usize..4, 0usize..4, 0usize..3), 0..30);
    let exceptions = prop::collection::vec((10i64..2_000, 15i64..600, any::<bool>()), 0..6);
    let settings = (0usize..4, 0usize..4, 0i16..600, 0usize..3, prop::option::of(1i16..4), 1i16..40);
    let names = prop::sample::select(vec!["Africa/Cairo", "Africa/Casablanca", "America/New_York", "Asia/Kathmandu"]);
    (names, week, busy, exceptions, settings).prop_map(|(name, week, busy, exceptions, settings)| {
        let start = at("2026-10-20T00:00:00Z");
        let (before, after, notice_min, step, max_per_day, horizon_days) = settings;
        let buffers = crate::booking::settings::BUFFERS_MIN;
        let row = |(day, from, length): (usize, i16, i16)| WeeklySpan {
            weekday: WEEKDAYS[day],
            from_min: from,
            to_min: (from + length).min(DAY_MINUTES),
        };
        let taken = |(from, length, before, after, kind): (i64, i64, usize, usize, usize)| Busy {
            span: Interval::lasting(plus_minutes(start, from), length).expect("a span"),
            before_min: buffers[before],
            after_min: buffers[after],
            kind: BusyKind::ALL[kind],
        };
        let mut from = 0;
        let mut apart = |(wait, length, is_open): (i64, i64, bool)| {
            from += wait;
            let span = Interval::lasting(plus_minutes(start, from), length).expect("a span");
            from += length;
            Exception { kind: if is_open { ExceptionKind::Open } else { ExceptionKind::Closed }, span }
        };
        Calendar {
            zone: find_zone(name).expect("a zone"),
            settings: CalendarSettings {
                buffer_before_min: buffers[before],
                buffer_after_min: buffers[after],
                notice_min,
                horizon_days,
                step_min: crate::booking::settings::STEPS_MIN[step],
                max_per_day,
                ..CalendarSettings::default()
            },
            weekly: week.into_iter().map(row).collect(),
            exceptions: exceptions.into_iter().map(&mut apart).collect(),
            busy: busy.into_iter().map(taken).collect(),
        }
    })
}

proptest! {
    #[test]
    fn what_is_found_can_be_taken_and_what_is_not_found_cannot(
        calendar in some_calendar(), now_min in 0i64..6_000, length_min in 15i64..121, is_running in any::<bool>(),
    ) {
        let now = plus_minutes(at("2026-10-20T00:00:00Z"), now_min);
        let window = Interval::lasting(now, 14 * 1_440).expect("two weeks");
        let wish = SlotWish { length_min, window, now, is_running };
        let slots = calendar.find_slots(&wish, usize::MAX);
        for slot in &slots {
            prop_assert_eq!(calendar.refusal(*slot, now, is_running), None, "{:?}", slot);
            prop_assert_eq!(slot.seconds(), length_min * 60);
        }
        prop_assert!(slots.windows(2).all(|pair| pair[0].start() < pair[1].start()));
        // Every full step of the clock that is not among them is refused.
        for (stretch, offset) in stretches(&calendar.zone, window) {
            let step_s = i64::from(calendar.settings.step_min) * 60;
            let first_s = (stretch.start().as_second() + i64::from(offset.seconds())).div_euclid(step_s) * step_s + step_s;
            let mut start = Timestamp::from_second(first_s - i64::from(offset.seconds())).expect("an instant");
            while start < stretch.end() {
                let slot = Interval::lasting(start, length_min).expect("a span");
                let is_found = slots.binary_search(&slot).is_ok();
                prop_assert_eq!(calendar.refusal(slot, now, is_running).is_none(), is_found, "{:?}", slot);
                start = plus(start, SignedDuration::from_secs(step_s));
            }
        }
    }
}
