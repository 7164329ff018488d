//! Saving when a live class is held: dates, or a weekly rule, on the wall clock of the seller's zone.

use super::editing::{Editing, StepSave, begin};
use crate::{
    Backend, Failure, Result,
    accounts::Viewer,
    catalogue::{
        sql::building::class::{self as sql, NewDate, NewSeries},
        studio::day_number,
    },
    db,
};
use domain::{
    FieldErrors, Thing,
    catalogue::offerings::{ClassFormat, MAX_DAYS_AHEAD, SeriesEnd, SeriesInput, check_series},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use jiff_sqlx::ToSqlx;

/// How many dates a class may have ahead of it.
pub const MAX_DATES: usize = 24;

/// What the step of the schedule sends, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScheduleInput {
    /// Rows of day and hour; empty ones say nothing.
    pub dates: Vec<(String, String)>,
    pub weekdays: Vec<String>,
    pub series_time: String,
    pub series_first_date: String,
    pub series_until: String,
    pub series_count: String,
}

/// Saves dates or a rule, whichever the class has; one-to-one classes have neither.
pub async fn save_schedule(backend: &Backend, viewer: &Viewer, save: StepSave, input: &ScheduleInput) -> Result<()> {
    let mut editing = begin(backend, viewer, save).await?;
    let row = sql::find(editing.conn(), save.id.0).await?.ok_or(Failure::not_found(Thing::Offering))?;
    match ClassFormat::parse(&row.format) {
        Some(ClassFormat::Group | ClassFormat::OneDay) => save_dates(&mut editing, save, input, row.duration_minutes).await?,
        Some(ClassFormat::Series) => save_series(&mut editing, save, input).await?,
        Some(ClassFormat::OneToOne) | None => {}
    }
    editing.finish().await
}

fn zone_of(editing: &Editing) -> TimeZone {
    TimeZone::get(&editing.held.seller_zone).unwrap_or(TimeZone::UTC)
}

async fn save_dates(editing: &mut Editing, save: StepSave, input: &ScheduleInput, minutes: i16) -> Result<()> {
    let (now, zone) = (editing.now, zone_of(editing));
    let mut errors = FieldErrors::default();
    let length = SignedDuration::from_mins(i64::from(minutes));
    let dates = read_dates(&input.dates, &zone, now, length, &mut errors);
    errors.into_result()?;
    let kept: Vec<jiff_sqlx::Timestamp> = dates.iter().map(|date| date.starts_at.to_sqlx()).collect();
    let deleted = sql::delete_dates_but(editing.conn(), save.id.0, &kept, now).await;
    if let Err(sqlx::Error::Database(ref error)) = deleted
        && error.is_foreign_key_violation()
    {
        return Err(Failure::field("date_1", "build-error-date-booked"));
    }
    deleted?;
    let zone_name = editing.held.seller_zone.clone();
    for date in &dates {
        sql::insert_date(editing.conn(), save.id.0, date, &zone_name, now).await?;
    }
    Ok(())
}

/// Reads rows of day and hour. What is wrong stands beside the day of its row, or beside its hour.
fn read_dates(
    rows: &[(String, String)],
    zone: &TimeZone,
    now: Timestamp,
    length: SignedDuration,
    errors: &mut FieldErrors,
) -> Vec<NewDate> {
    let mut dates: Vec<NewDate> = Vec::new();
    for (row, (day, hour)) in (1..).zip(rows) {
        if day.trim().is_empty() && hour.trim().is_empty() {
            continue;
        }
        let (day_field, hour_field) = (format!("date_{row}"), format!("time_{row}"));
        let (date, time) = (read_day(errors, &day_field, day), read_hour(errors, &hour_field, hour));
        let (Some(date), Some(time)) = (date, time) else { continue };
        // At a change of the clocks there are hours that do not exist; the seller names another one.
        let ambiguous = zone.to_ambiguous_timestamp(date.to_datetime(time));
        let is_gap = matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Gap { .. });
        let Some(starts_at) = ambiguous.compatible().ok().filter(|_| !is_gap) else {
            errors.add(&hour_field, "build-error-time-gap");
            continue;
        };
        let Ok(ends_at) = starts_at.checked_add(length) else { continue };
        if starts_at <= now {
            errors.add(&day_field, "build-error-date-past");
        } else if starts_at.duration_since(now) > SignedDuration::from_hours(MAX_DAYS_AHEAD * 24) {
            errors.add(&day_field, "build-error-date-far");
        } else if dates.iter().any(|other| other.starts_at == starts_at) {
            errors.add(&day_field, "build-error-date-twice");
        } else if dates.iter().any(|other| other.starts_at < ends_at && starts_at < other.ends_at) {
            errors.add(&day_field, "build-error-date-overlap");
        }
        dates.push(NewDate { id: db::new_id(), date, time, starts_at, ends_at });
    }
    if dates.len() > MAX_DATES {
        errors.add("date_1", "build-error-dates-many");
    }
    dates
}

fn read_day(errors: &mut FieldErrors, field: &str, raw: &str) -> Option<Date> {
    let day = raw.trim().parse::<Date>().ok();
    if day.is_none() {
        errors.add(field, "build-error-date");
    }
    day
}

/// Hours have no seconds.
fn read_hour(errors: &mut FieldErrors, field: &str, raw: &str) -> Option<Time> {
    let time = raw.trim().parse::<Time>().ok().filter(|time| time.second() == 0 && time.subsec_nanosecond() == 0);
    if time.is_none() {
        errors.add(field, "build-error-time");
    }
    time
}

async fn save_series(editing: &mut Editing, save: StepSave, input: &ScheduleInput) -> Result<()> {
    let zone_name = editing.held.seller_zone.clone();
    let texts = [&input.series_time, &input.series_first_date, &input.series_until, &input.series_count];
    if input.weekdays.is_empty() && texts.iter().all(|text| text.trim().is_empty()) {
        return sql::save_series(editing.conn(), save.id.0, None, &zone_name).await;
    }
    let mut errors = FieldErrors::default();
    let today = editing.now.to_zoned(zone_of(editing)).date();
    let series = read_series(input, today, &mut errors)?;
    errors.into_result()?;
    sql::save_series(editing.conn(), save.id.0, series.as_ref(), &zone_name).await
}

fn read_series(input: &ScheduleInput, today: Date, errors: &mut FieldErrors) -> Result<Option<NewSeries>> {
    let day = |raw: &str| raw.trim().parse::<Date>().ok();
    let (first, until) = (day(&input.series_first_date), day(&input.series_until));
    let number = |day: Option<Date>| day.map(day_number).transpose();
    let time = read_hour(errors, "series_time", &input.series_time);
    let raw = SeriesInput {
        weekdays: input.weekdays.clone(),
        first_day: number(first)?,
        until: if input.series_until.trim().is_empty() { None } else { Some(number(until)?) },
        count: input.series_count.clone(),
    };
    let Some(rule) = check_series(&raw, day_number(today)?, errors) else { return Ok(None) };
    let (Some(time), Some(first_date)) = (time, first) else { return Ok(None) };
    let (until, count) = match rule.end {
        SeriesEnd::Until(_) => (until, None),
        SeriesEnd::Count(count) => (None, Some(count)),
    };
    Ok(Some(NewSeries { weekdays: rule.weekdays, time, first_date, until, count }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &[(&str, &str)], zone: &str) -> (Vec<NewDate>, FieldErrors) {
        let rows: Vec<_> = rows.iter().map(|(day, hour)| ((*day).to_owned(), (*hour).to_owned())).collect();
        let now: Timestamp = "2026-11-20T09:00:00Z".parse().expect("an instant");
        let mut errors = FieldErrors::default();
        let zone = TimeZone::get(zone).expect("a zone");
        let dates = read_dates(&rows, &zone, now, SignedDuration::from_mins(60), &mut errors);
        (dates, errors)
    }

    #[test]
    fn a_date_is_an_hour_on_the_wall_of_the_seller() {
        let (dates, errors) = read(&[("", ""), ("2026-11-25", "18:00"), ("2027-05-05", "18:00")], "Africa/Cairo");
        assert!(errors.is_empty(), "{errors:?}");
        let starts: Vec<String> = dates.iter().map(|date| date.starts_at.to_string()).collect();
        assert_eq!(starts, ["2026-11-25T16:00:00Z", "2027-05-05T15:00:00Z"], "summer and winter");
    }

    #[test]
    fn what_is_wrong_with_a_date_stands_in_its_row() {
        for (rows, field, key) in [
            (vec![("2026-11-20", "10:00")], "date_1", "build-error-date-past"),
            (vec![("2028-11-20", "10:00")], "date_1", "build-error-date-far"),
            (vec![("2026-13-01", "10:00")], "date_1", "build-error-date"),
            (vec![("2026-11-25", "25:00")], "time_1", "build-error-time"),
            (vec![("2026-11-25", "")], "time_1", "build-error-time"),
            (vec![("2026-11-25", "18:00"), ("2026-11-25", "18:00")], "date_2", "build-error-date-twice"),
            (vec![("2026-11-25", "18:00"), ("2026-11-25", "18:30")], "date_2", "build-error-date-overlap"),
        ] {
            let (_, errors) = read(&rows, "Africa/Cairo");
            assert_eq!(errors.get(field), Some(key), "{rows:?} {errors:?}");
        }
    }

    #[test]
    fn an_hour_that_the_clocks_leave_out_is_refused_and_one_that_comes_twice_is_the_first() {
        let (_, errors) = read(&[("2027-03-28", "02:30")], "Europe/Berlin");
        assert_eq!(errors.get("time_1"), Some("build-error-time-gap"));
        let (dates, errors) = read(&[("2027-10-31", "02:30")], "Europe/Berlin");
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(dates.first().map(|date| date.starts_at.to_string()).as_deref(), Some("2027-10-31T00:30:00Z"));
    }
}
