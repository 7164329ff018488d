//! Reminders of a meeting. One whose moment had passed when the meeting was booked is never sent.

use super::interval::plus_minutes;
use crate::text_enum::text_enum;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The version of the numbers below.
pub const REMINDERS_VERSION: i32 = 1;

text_enum! {
    /// How far before the start somebody is reminded.
    Reminder {
        Day = "day",
        Hour = "hour",
        Minutes = "minutes",
    }
}

impl Reminder {
    /// Minutes before the start.
    pub const fn before_min(self) -> i64 {
        match self {
            Self::Day => 24 * 60,
            Self::Hour => 60,
            Self::Minutes => 10,
        }
    }

    /// Whether it is mailed; the others are shown on the site.
    pub const fn is_mailed(self) -> bool {
        matches!(self, Self::Day | Self::Hour)
    }

    /// When it is due.
    pub fn due_at(self, start: Timestamp) -> Timestamp {
        plus_minutes(start, -self.before_min())
    }

    /// Whether it is sent now: due, not begun, and not past already when the meeting was booked or moved. A job that is late sends it
    /// late, but never two at once: what the next one says is newer.
    pub fn is_due(self, booked_at: Timestamp, start: Timestamp, now: Timestamp) -> bool {
        let due_at = self.due_at(start);
        let next_at = Self::ALL.iter().map(|other| other.due_at(start)).filter(|at| *at > due_at).min().unwrap_or(start);
        booked_at <= due_at && due_at <= now && now < next_at
    }

    /// What is sent for a meeting that was booked then, in order.
    pub fn plan(booked_at: Timestamp, start: Timestamp) -> Vec<(Self, Timestamp)> {
        let all = Self::ALL.iter().map(|reminder| (*reminder, reminder.due_at(start)));
        all.filter(|(_, due_at)| booked_at <= *due_at).collect()
    }

    /// The key under which it is sent once: one booking, one person, one offset. A meeting that was moved is another.
    pub fn key(self, booking: &str, person: &str, start: Timestamp) -> String {
        format!("reminder:{booking}:{person}:{}:{}", self.as_str(), start.as_second())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-{text}:00Z").parse().expect("an instant")
    }

    #[test]
    fn what_was_past_when_it_was_booked_is_skipped() {
        let names = |booked: &str| -> Vec<Reminder> {
            Reminder::plan(at(booked), at("25T18:00")).into_iter().map(|(reminder, _)| reminder).collect()
        };
        assert_eq!(names("20T09:00"), Reminder::ALL);
        assert_eq!(names("24T18:00"), Reminder::ALL, "on the minute");
        assert_eq!(names("24T18:01"), [Reminder::Hour, Reminder::Minutes]);
        assert_eq!(names("25T17:30"), [Reminder::Minutes]);
        assert!(names("25T17:55").is_empty());
    }

    #[test]
    fn a_late_job_says_only_the_newest() {
        let (booked, start) = (at("20T09:00"), at("25T18:00"));
        let due = |now: &str| -> Vec<Reminder> {
            Reminder::ALL.iter().copied().filter(|reminder| reminder.is_due(booked, start, at(now))).collect()
        };
        assert!(due("24T17:59").is_empty());
        assert_eq!(due("24T18:00"), [Reminder::Day]);
        assert_eq!(due("25T17:20"), [Reminder::Hour]);
        assert_eq!(due("25T17:59"), [Reminder::Minutes]);
        assert!(due("25T18:00").is_empty());
        assert!(!Reminder::Hour.is_due(at("25T17:01"), start, at("25T17:02")));
    }

    #[test]
    fn a_key_is_of_one_meeting_one_person_and_one_moment() {
        let key = |reminder: Reminder, person: &str, start: &str| reminder.key("b", person, at(start));
        let one = key(Reminder::Day, "p", "25T18:00");
        assert_eq!(one, key(Reminder::Day, "p", "25T18:00"));
        for other in
            [key(Reminder::Hour, "p", "25T18:00"), key(Reminder::Day, "q", "25T18:00"), key(Reminder::Day, "p", "26T18:00")]
        {
            assert_ne!(one, other);
        }
    }

    proptest! {
        #[test]
        fn at_any_moment_at_most_one_is_due_and_only_what_was_planned(booked_min in 0i64..4_000, now_min in 0i64..4_000) {
            let start = plus_minutes(Timestamp::UNIX_EPOCH, 3_000);
            let (booked, now) = (plus_minutes(Timestamp::UNIX_EPOCH, booked_min), plus_minutes(Timestamp::UNIX_EPOCH, now_min));
            let due: Vec<Reminder> = Reminder::ALL.iter().copied().filter(|one| one.is_due(booked, start, now)).collect();
            prop_assert!(due.len() <= 1);
            let plan = Reminder::plan(booked, start);
            prop_assert!(due.iter().all(|one| plan.iter().any(|(planned, _)| planned == one)));
        }
    }
}
