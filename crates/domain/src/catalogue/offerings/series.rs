//! The rule of a series: weekly days from a first day on, until a last day or for a number of meetings. Days are counted from 1970,
//! in the seller's own zone; the hour stays the same on the wall, whatever the clocks do.

use super::text::number;
use crate::FieldErrors;

/// How many meetings a series has.
pub const SERIES_MEETINGS: std::ops::RangeInclusive<usize> = 4..=12;
/// How far ahead a date or a first day may lie, in days.
pub const MAX_DAYS_AHEAD: i64 = 366;

/// Where a series ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesEnd {
    /// With the last meeting up to this day, the day included.
    Until(i64),
    /// After so many meetings.
    Count(i16),
}

/// A weekly rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRule {
    /// ISO days, 1 is Monday; sorted, each once.
    pub weekdays: Vec<i16>,
    pub first_day: i64,
    pub end: SeriesEnd,
}

impl SeriesRule {
    /// The days of its meetings; never more than one over the most that a series may have.
    pub fn days(&self) -> Vec<i64> {
        let most = SERIES_MEETINGS.end() + 1;
        let is_over = |found: usize, day: i64| match self.end {
            SeriesEnd::Until(last) => day > last,
            SeriesEnd::Count(count) => usize::try_from(count).is_ok_and(|count| found >= count),
        };
        let mut days = Vec::new();
        // In a week there is a meeting, or there is none in any.
        for day in self.first_day..self.first_day.saturating_add(7 * (i64::try_from(most).unwrap_or(i64::MAX) + 1)) {
            if days.len() >= most || is_over(days.len(), day) {
                break;
            }
            if self.weekdays.contains(&iso_weekday(day)) {
                days.push(day);
            }
        }
        days
    }
}

/// The ISO day of the week of a day; 1970 began on a Thursday.
fn iso_weekday(day: i64) -> i16 {
    i16::try_from((day + 3).rem_euclid(7) + 1).unwrap_or(1)
}

/// What the step of the schedule sends for a series; days are read already, none where it is no day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeriesInput {
    pub weekdays: Vec<String>,
    pub first_day: Option<i64>,
    /// The inner one is none where something was typed that is no day.
    pub until: Option<Option<i64>>,
    pub count: String,
}

/// Reads a rule, or says what is wrong with each field.
pub fn check_series(raw: &SeriesInput, today: i64, errors: &mut FieldErrors) -> Option<SeriesRule> {
    let mut weekdays: Vec<i16> =
        raw.weekdays.iter().filter_map(|day| number(day, 1, 7)).filter_map(|day| i16::try_from(day).ok()).collect();
    weekdays.sort_unstable();
    weekdays.dedup();
    if weekdays.is_empty() {
        errors.add("weekday", "build-error-weekdays");
    }
    match raw.first_day {
        None => errors.add("series_first_date", "build-error-date"),
        Some(day) if day < today => errors.add("series_first_date", "build-error-date-past"),
        Some(day) if day > today + MAX_DAYS_AHEAD => errors.add("series_first_date", "build-error-date-far"),
        Some(_) => {}
    }
    let end = end(raw, errors);
    let rule = SeriesRule { weekdays, first_day: raw.first_day?, end: end? };
    let field = match rule.end {
        SeriesEnd::Until(last) if last < rule.first_day => {
            errors.add("series_until", "build-error-end-order");
            return None;
        }
        SeriesEnd::Until(_) => "series_until",
        SeriesEnd::Count(_) => "series_count",
    };
    if !rule.weekdays.is_empty() && !SERIES_MEETINGS.contains(&rule.days().len()) {
        errors.add(field, "build-error-meetings");
    }
    errors.is_empty().then_some(rule)
}

/// A last day or a number, and not both.
fn end(raw: &SeriesInput, errors: &mut FieldErrors) -> Option<SeriesEnd> {
    match (raw.until, raw.count.trim().is_empty()) {
        (Some(_), false) => errors.add("series_count", "build-error-end-both"),
        (None, true) => errors.add("series_until", "build-error-end-none"),
        (Some(None), true) => errors.add("series_until", "build-error-date"),
        (Some(Some(last)), true) => return Some(SeriesEnd::Until(last)),
        (None, false) => {
            let count = number(&raw.count, 1, 99).and_then(|count| i16::try_from(count).ok());
            if count.is_none() {
                errors.add("series_count", "build-error-meetings");
            }
            return count.map(SeriesEnd::Count);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Friday 20 November 2026.
    const TODAY: i64 = 20_777;

    fn input(weekdays: &[&str], until: Option<i64>, count: &str) -> SeriesInput {
        SeriesInput {
            weekdays: weekdays.iter().map(|day| (*day).to_owned()).collect(),
            first_day: Some(TODAY),
            until: until.map(Some),
            count: count.to_owned(),
        }
    }

    fn check(raw: &SeriesInput) -> Result<SeriesRule, FieldErrors> {
        let mut errors = FieldErrors::default();
        check_series(raw, TODAY, &mut errors).ok_or(errors)
    }

    #[test]
    fn a_rule_becomes_its_days() {
        assert_eq!(iso_weekday(TODAY), 5);
        let rule = check(&input(&["7", "1", "1"], None, "4")).expect("a rule");
        assert_eq!(rule.weekdays, [1, 7]);
        assert_eq!(rule.days(), [TODAY + 2, TODAY + 3, TODAY + 9, TODAY + 10]);
        let rule = check(&input(&["5"], Some(TODAY + 28), "")).expect("a rule");
        assert_eq!(rule.days(), [0, 7, 14, 21, 28].map(|days| TODAY + days), "the first day and the last one count");
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (raw, field, key) in [
            (input(&[], None, "4"), "weekday", "build-error-weekdays"),
            (input(&["8", "x"], None, "4"), "weekday", "build-error-weekdays"),
            (input(&["1"], None, "3"), "series_count", "build-error-meetings"),
            (input(&["1"], None, "13"), "series_count", "build-error-meetings"),
            (input(&["1"], None, "many"), "series_count", "build-error-meetings"),
            (input(&["1"], Some(TODAY + 50), "4"), "series_count", "build-error-end-both"),
            (input(&["1"], None, ""), "series_until", "build-error-end-none"),
            (input(&["1"], Some(TODAY - 1), ""), "series_until", "build-error-end-order"),
            (input(&["1"], Some(TODAY + 14), ""), "series_until", "build-error-meetings"),
            (SeriesInput { until: Some(None), ..input(&["1"], None, "") }, "series_until", "build-error-date"),
            (SeriesInput { first_day: None, ..input(&["1"], None, "4") }, "series_first_date", "build-error-date"),
            (
                SeriesInput { first_day: Some(TODAY - 1), ..input(&["1"], None, "4") },
                "series_first_date",
                "build-error-date-past",
            ),
            (
                SeriesInput { first_day: Some(TODAY + 400), ..input(&["1"], None, "4") },
                "series_first_date",
                "build-error-date-far",
            ),
        ] {
            let errors = check(&raw).expect_err("refused");
            assert_eq!(errors.get(field), Some(key), "{raw:?} {errors:?}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_one_of_the_rule(mask in 1u8..128, first in -1_000i64..30_000, count in 4i16..=12) {
            let weekdays: Vec<i16> = (1..=7).filter(|day| mask & (1 << (day - 1)) != 0).collect();
            let rule = SeriesRule { weekdays: weekdays.clone(), first_day: first, end: SeriesEnd::Count(count) };
            let days = rule.days();
            prop_assert_eq!(days.len(), usize::try_from(count).expect("small"));
            prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(days.iter().all(|day| *day >= first && weekdays.contains(&iso_weekday(*day))));
            // The same days, said by their last one.
            let last = *days.last().expect("a day");
            prop_assert_eq!(SeriesRule { end: SeriesEnd::Until(last), ..rule }.days(), days);
        }
    }
}
