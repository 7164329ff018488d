//! SQL of what a service is made of. A row keeps its id while its position is taken.

use crate::Result;
use domain::catalogue::offerings::{Extra, Package, Pair, Question, ServiceVenue};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

pub(in crate::catalogue) struct ServiceRow {
    pub place: String,
    pub city: String,
    pub travel_radius_km: Option<i16>,
}

pub(in crate::catalogue) async fn find(conn: &mut PgConnection, id: Uuid) -> Result<Option<ServiceRow>> {
    let row = sqlx::query_as!(ServiceRow, "select place, city, travel_radius_km from services where offering_id = $1", id)
        .fetch_optional(conn)
        .await?;
    Ok(row)
}

pub(in crate::catalogue) struct PackageRow {
    pub name_en: String,
    pub name_ar: String,
    pub includes: Json<Vec<Pair>>,
    pub price_minor: i64,
    pub days: i16,
    pub revisions: i16,
}

pub(in crate::catalogue) async fn list_packages(conn: &mut PgConnection, id: Uuid) -> Result<Vec<PackageRow>> {
    let rows = sqlx::query_as!(
        PackageRow,
        "select name_en, name_ar, includes as \"includes!: Json<Vec<Pair>>\", price_minor, days, revisions from service_packages
         where offering_id = $1 order by position",
        id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

pub(in crate::catalogue) struct ExtraRow {
    pub name_en: String,
    pub name_ar: String,
    pub price_minor: i64,
    pub days: i16,
}

pub(in crate::catalogue) async fn list_extras(conn: &mut PgConnection, id: Uuid) -> Result<Vec<ExtraRow>> {
    let rows = sqlx::query_as!(
        ExtraRow,
        "select name_en, name_ar, price_minor, days from service_extras where offering_id = $1 order by position",
        id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

pub(in crate::catalogue) struct QuestionRow {
    pub question_en: String,
    pub question_ar: String,
    pub kind: String,
    pub choices: Json<Vec<Pair>>,
    pub is_required: bool,
}

pub(in crate::catalogue) async fn list_questions(conn: &mut PgConnection, id: Uuid) -> Result<Vec<QuestionRow>> {
    let rows = sqlx::query_as!(
        QuestionRow,
        "select question_en, question_ar, kind, choices as \"choices!: Json<Vec<Pair>>\", is_required from service_questions
         where offering_id = $1 order by position",
        id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

pub(in crate::catalogue) async fn save_venue(conn: &mut PgConnection, id: Uuid, venue: &ServiceVenue) -> Result<()> {
    sqlx::query!(
        "update services set place = $2, city = $3, travel_radius_km = $4 where offering_id = $1",
        id,
        venue.place.as_str(),
        venue.city,
        venue.travel_radius_km
    )
    .execute(conn)
    .await?;
    Ok(())
}

fn last(count: usize) -> i16 {
    i16::try_from(count).unwrap_or(i16::MAX)
}

pub(in crate::catalogue) async fn replace_packages(conn: &mut PgConnection, id: Uuid, packages: &[Package]) -> Result<()> {
    sqlx::query!("delete from service_packages where offering_id = $1 and position > $2", id, last(packages.len()))
        .execute(&mut *conn)
        .await?;
    for (position, package) in (1_i16..).zip(packages) {
        sqlx::query!(
            "insert into service_packages (id, offering_id, position, name_en, name_ar, includes, price_minor, days, revisions)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (offering_id, position) do update set name_en = excluded.name_en, name_ar = excluded.name_ar,
                includes = excluded.includes, price_minor = excluded.price_minor, days = excluded.days,
                revisions = excluded.revisions",
            crate::db::new_id(),
            id,
            position,
            package.name.en,
            package.name.ar,
            serde_json::to_value(&package.includes)?,
            package.price_minor,
            package.days,
            package.revisions
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

pub(in crate::catalogue) async fn replace_extras(conn: &mut PgConnection, id: Uuid, extras: &[Extra]) -> Result<()> {
    sqlx::query!("delete from service_extras where offering_id = $1 and position > $2", id, last(extras.len()))
        .execute(&mut *conn)
        .await?;
    for (position, extra) in (1_i16..).zip(extras) {
        sqlx::query!(
            "insert into service_extras (id, offering_id, position, name_en, name_ar, price_minor, days)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (offering_id, position) do update set name_en = excluded.name_en, name_ar = excluded.name_ar,
                price_minor = excluded.price_minor, days = excluded.days",
            crate::db::new_id(),
            id,
            position,
            extra.name.en,
            extra.name.ar,
            extra.price_minor,
            extra.days
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

pub(in crate::catalogue) async fn replace_questions(conn: &mut PgConnection, id: Uuid, questions: &[Question]) -> Result<()> {
    sqlx::query!("delete from service_questions where offering_id = $1 and position > $2", id, last(questions.len()))
        .execute(&mut *conn)
        .await?;
    for (position, question) in (1_i16..).zip(questions) {
        sqlx::query!(
            "insert into service_questions (id, offering_id, position, question_en, question_ar, kind, choices, is_required)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (offering_id, position) do update set question_en = excluded.question_en,
                question_ar = excluded.question_ar, kind = excluded.kind, choices = excluded.choices,
                is_required = excluded.is_required",
            crate::db::new_id(),
            id,
            position,
            question.question.en,
            question.question.ar,
            question.kind.as_str(),
            serde_json::to_value(&question.choices)?,
            question.is_required
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Copies all of a service.
pub(in crate::catalogue) async fn copy(conn: &mut PgConnection, id: Uuid, source: Uuid) -> Result<()> {
    sqlx::query!(
        "insert into services (offering_id, place, city, travel_radius_km)
         select $1, place, city, travel_radius_km from services where offering_id = $2",
        id,
        source
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into service_packages (id, offering_id, position, name_en, name_ar, includes, price_minor, days, revisions)
         select gen_random_uuid(), $1, position, name_en, name_ar, includes, price_minor, days, revisions from service_packages
         where offering_id = $2",
        id,
        source
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into service_extras (id, offering_id, position, name_en, name_ar, price_minor, days)
         select gen_random_uuid(), $1, position, name_en, name_ar, price_minor, days from service_extras where offering_id = $2",
        id,
        source
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into service_questions (id, offering_id, position, question_en, question_ar, kind, choices, is_required)
         select gen_random_uuid(), $1, position, question_en, question_ar, kind, choices, is_required from service_questions
         where offering_id = $2",
        id,
        source
    )
    .execute(conn)
    .await?;
    Ok(())
}
