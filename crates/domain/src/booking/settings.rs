//! How a seller lets time be taken: what lies between meetings, how early one must ask, how far ahead, how many a day and a week.

use crate::FieldErrors;
use jiff::civil::Weekday;

/// The version of the numbers below and of the way in which free times are found.
pub const SLOTS_VERSION: i32 = 1;
/// Minutes that a seller may keep free before and after a meeting.
pub const BUFFERS_MIN: [i16; 4] = [0, 5, 10, 15];
/// How early one must ask, in minutes, unless the seller says otherwise.
pub const NOTICE_MIN: i16 = 120;
/// The same for joining a class that runs anyway.
pub const RUNNING_NOTICE_MIN: i16 = 10;
/// The longest notice: two weeks.
pub const MAX_NOTICE_MIN: i16 = 20_160;
/// How many days ahead one may book, unless the seller says otherwise.
pub const HORIZON_DAYS: i16 = 60;
/// How many days ahead anything may be booked that is paid at once.
pub const MAX_HORIZON_DAYS: i16 = 90;
/// Meetings begin at every full so many minutes of the seller's clock.
pub const STEPS_MIN: [i16; 3] = [15, 30, 60];
const STEP_MIN: i16 = 30;
/// No limit on meetings is higher than this.
pub const MAX_LIMIT: i16 = 100;
/// The days on which a week may begin.
pub const WEEK_STARTS: [Weekday; 3] = [Weekday::Monday, Weekday::Saturday, Weekday::Sunday];

/// A seller's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarSettings {
    pub buffer_before_min: i16,
    pub buffer_after_min: i16,
    pub notice_min: i16,
    pub horizon_days: i16,
    pub step_min: i16,
    pub max_per_day: Option<i16>,
    pub max_per_week: Option<i16>,
    pub week_starts_on: Weekday,
}

impl Default for CalendarSettings {
    fn default() -> Self {
        Self {
            buffer_before_min: 0,
            buffer_after_min: 0,
            notice_min: NOTICE_MIN,
            horizon_days: HORIZON_DAYS,
            step_min: STEP_MIN,
            max_per_day: None,
            max_per_week: None,
            week_starts_on: Weekday::Monday,
        }
    }
}

impl CalendarSettings {
    /// What is wrong with them, by the names of the form.
    pub fn check(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        let mut expect = |field: &str, is_fine: bool, key: &str| {
            if !is_fine {
                errors.add(field, key);
            }
        };
        expect("buffer_before", BUFFERS_MIN.contains(&self.buffer_before_min), "booking-error-choice");
        expect("buffer_after", BUFFERS_MIN.contains(&self.buffer_after_min), "booking-error-choice");
        expect("step", STEPS_MIN.contains(&self.step_min), "booking-error-choice");
        expect("week_starts_on", WEEK_STARTS.contains(&self.week_starts_on), "booking-error-choice");
        expect("notice", (0..=MAX_NOTICE_MIN).contains(&self.notice_min), "booking-error-notice");
        expect("horizon", (1..=MAX_HORIZON_DAYS).contains(&self.horizon_days), "booking-error-horizon");
        expect("max_per_day", self.max_per_day.is_none_or(|most| (1..=MAX_LIMIT).contains(&most)), "booking-error-limit");
        expect("max_per_week", self.max_per_week.is_none_or(|most| (1..=MAX_LIMIT).contains(&most)), "booking-error-limit");
        let is_contrary = matches!((self.max_per_day, self.max_per_week), (Some(day), Some(week)) if week < day);
        expect("max_per_week", !is_contrary, "booking-error-limit-week");
        errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_fine_and_as_the_rules_have_them() {
        let settings = CalendarSettings::default();
        assert!(settings.check().is_empty());
        assert_eq!((settings.notice_min, settings.horizon_days), (120, 60));
    }

    #[test]
    fn each_setting_has_its_bounds() {
        let fine = CalendarSettings::default();
        for (settings, field) in [
            (CalendarSettings { buffer_before_min: 7, ..fine }, "buffer_before"),
            (CalendarSettings { buffer_after_min: 20, ..fine }, "buffer_after"),
            (CalendarSettings { notice_min: -1, ..fine }, "notice"),
            (CalendarSettings { notice_min: 20_161, ..fine }, "notice"),
            (CalendarSettings { horizon_days: 0, ..fine }, "horizon"),
            (CalendarSettings { horizon_days: 91, ..fine }, "horizon"),
            (CalendarSettings { step_min: 7, ..fine }, "step"),
            (CalendarSettings { max_per_day: Some(0), ..fine }, "max_per_day"),
            (CalendarSettings { max_per_week: Some(101), ..fine }, "max_per_week"),
            (CalendarSettings { max_per_day: Some(5), max_per_week: Some(4), ..fine }, "max_per_week"),
            (CalendarSettings { week_starts_on: Weekday::Tuesday, ..fine }, "week_starts_on"),
        ] {
            let errors = settings.check();
            assert_eq!(errors.0.keys().collect::<Vec<_>>(), [field], "{settings:?}");
        }
        let last = CalendarSettings {
            buffer_before_min: 15,
            notice_min: 20_160,
            horizon_days: 90,
            max_per_day: Some(4),
            max_per_week: Some(4),
            ..fine
        };
        assert!(last.check().is_empty());
    }
}
