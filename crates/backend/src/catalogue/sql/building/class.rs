//! SQL of how a live class is held, where and when.

use crate::{Result, db::at};
use domain::catalogue::offerings::{ClassTerms, ClassVenue, Pair, Trial};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

pub(in crate::catalogue) struct ClassRow {
    pub format: String,
    pub place: String,
    pub city: String,
    pub address: String,
    pub map_url: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub travel_radius_km: Option<i16>,
    pub duration_minutes: i16,
    pub min_seats: i16,
    pub max_seats: i16,
    pub guests_allowed: bool,
    pub guests_take_seats: bool,
    pub materials: Json<Vec<Pair>>,
    pub policy: String,
    pub booking_mode: String,
    pub trial: String,
    pub trial_minutes: Option<i16>,
    pub trial_price_minor: Option<i64>,
    pub time_zone: String,
    pub series_weekdays: Option<Vec<i16>>,
    pub series_time: Option<jiff_sqlx::Time>,
    pub series_first_date: Option<jiff_sqlx::Date>,
    pub series_until: Option<jiff_sqlx::Date>,
    pub series_count: Option<i16>,
}

pub(in crate::catalogue) async fn find(conn: &mut PgConnection, id: Uuid) -> Result<Option<ClassRow>> {
    let row = sqlx::query_as!(
        ClassRow,
        "select format, place, city, address, map_url, latitude, longitude, travel_radius_km, duration_minutes, min_seats, max_seats,
            guests_allowed, guests_take_seats, materials as \"materials!: Json<Vec<Pair>>\", policy, booking_mode, trial,
            trial_minutes, trial_price_minor, time_zone, series_weekdays, series_time, series_first_date, series_until, series_count
         from live_classes where offering_id = $1",
        id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

pub(in crate::catalogue) struct DateRow {
    pub id: Uuid,
    pub local_date: jiff_sqlx::Date,
    pub local_time: jiff_sqlx::Time,
    pub time_zone: String,
    pub starts_at: jiff_sqlx::Timestamp,
}

/// The dates that are still to come, the next first.
pub(in crate::catalogue) async fn list_coming(conn: &mut PgConnection, id: Uuid, now: Timestamp) -> Result<Vec<DateRow>> {
    let rows = sqlx::query_as!(
        DateRow,
        "select id, local_date, local_time, time_zone, starts_at from live_class_dates where offering_id = $1 and starts_at > $2
         order by starts_at limit 50",
        id,
        at(now)
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Saves how a class is held. The constraints on its format are the caller's to name: dates, a rule or a trial may stand in the way.
pub(in crate::catalogue) async fn save_terms(
    conn: &mut PgConnection,
    id: Uuid,
    terms: &ClassTerms,
    materials: serde_json::Value,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update live_classes set format = $2, duration_minutes = $3, min_seats = $4, max_seats = $5, guests_allowed = $6,
            guests_take_seats = $7, policy = $8, booking_mode = $9, materials = $10 where offering_id = $1",
        id,
        terms.format.as_str(),
        terms.duration_minutes,
        terms.min_seats,
        terms.max_seats,
        terms.guests_allowed,
        terms.guests_take_seats,
        terms.policy.as_str(),
        terms.booking_mode.as_str(),
        materials
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update live_class_dates set ends_at = starts_at + make_interval(mins => $2::integer) where offering_id = $1 and starts_at > $3",
        id,
        i32::from(terms.duration_minutes),
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn save_venue(conn: &mut PgConnection, id: Uuid, venue: &ClassVenue) -> Result<()> {
    sqlx::query!(
        "update live_classes set place = $2, city = $3, address = $4, map_url = $5, latitude = $6, longitude = $7,
            travel_radius_km = $8 where offering_id = $1",
        id,
        venue.place.as_str(),
        venue.city,
        venue.address,
        venue.map_url,
        venue.spot.map(|spot| spot.latitude),
        venue.spot.map(|spot| spot.longitude),
        venue.travel_radius_km
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn save_trial(conn: &mut PgConnection, id: Uuid, trial: &Trial) -> Result<()> {
    sqlx::query!(
        "update live_classes set trial = $2, trial_minutes = $3, trial_price_minor = $4 where offering_id = $1",
        id,
        trial.kind.as_str(),
        trial.minutes,
        trial.price_minor
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A weekly rule as it is stored.
pub(in crate::catalogue) struct NewSeries {
    pub weekdays: Vec<i16>,
    pub time: Time,
    pub first_date: Date,
    pub until: Option<Date>,
    pub count: Option<i16>,
}

/// Sets the rule of a series, or takes it away.
pub(in crate::catalogue) async fn save_series(
    conn: &mut PgConnection,
    id: Uuid,
    series: Option<&NewSeries>,
    time_zone: &str,
) -> Result<()> {
    sqlx::query!(
        "update live_classes set series_weekdays = $2, series_time = $3, series_first_date = $4, series_until = $5, series_count = $6,
            time_zone = $7 where offering_id = $1",
        id,
        series.map(|series| series.weekdays.as_slice()) as Option<&[i16]>,
        series.map(|series| series.time.to_sqlx()) as Option<jiff_sqlx::Time>,
        series.map(|series| series.first_date.to_sqlx()) as Option<jiff_sqlx::Date>,
        series.and_then(|series| series.until).map(ToSqlx::to_sqlx) as Option<jiff_sqlx::Date>,
        series.and_then(|series| series.count),
        time_zone
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A date as it is stored.
pub(in crate::catalogue) struct NewDate {
    pub id: Uuid,
    pub date: Date,
    pub time: Time,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

/// Takes the coming dates away that are not among these. Those that somebody has booked cannot go; the caller says so.
pub(in crate::catalogue) async fn delete_dates_but(
    conn: &mut PgConnection,
    id: Uuid,
    kept: &[jiff_sqlx::Timestamp],
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from live_class_dates where offering_id = $1 and starts_at > $2 and not starts_at = any($3::timestamptz[])",
        id,
        at(now),
        kept as &[jiff_sqlx::Timestamp]
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds a date; one that is there already stays as it is.
pub(in crate::catalogue) async fn insert_date(
    conn: &mut PgConnection,
    id: Uuid,
    date: &NewDate,
    time_zone: &str,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into live_class_dates (id, offering_id, format, local_date, local_time, time_zone, starts_at, ends_at, created_at)
         select $1, c.offering_id, c.format, $3, $4, $5, $6, $7, $8 from live_classes c where c.offering_id = $2
         on conflict (offering_id, starts_at) do nothing",
        date.id,
        id,
        date.date.to_sqlx(),
        date.time.to_sqlx(),
        time_zone,
        at(date.starts_at),
        at(date.ends_at),
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Copies how a class is held, without its dates and its rule.
pub(in crate::catalogue) async fn copy(conn: &mut PgConnection, id: Uuid, source: Uuid) -> Result<()> {
    sqlx::query!(
        "insert into live_classes (offering_id, format, place, city, address, map_url, latitude, longitude, travel_radius_km,
            duration_minutes, min_seats, max_seats, guests_allowed, guests_take_seats, materials, policy, booking_mode, trial,
            trial_minutes, trial_price_minor, time_zone)
         select $1, format, place, city, address, map_url, latitude, longitude, travel_radius_km, duration_minutes, min_seats,
            max_seats, guests_allowed, guests_take_seats, materials, policy, booking_mode, trial, trial_minutes, trial_price_minor,
            time_zone
         from live_classes where offering_id = $2",
        id,
        source
    )
    .execute(conn)
    .await?;
    Ok(())
}
