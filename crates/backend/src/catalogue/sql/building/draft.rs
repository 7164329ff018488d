//! An offering as its seller builds it, read whole; begun, copied and dropped.

use crate::{Result, db::at};
use domain::catalogue::offerings::Pair;
use jiff::Timestamp;
use serde::Deserialize;
use sqlx::{PgConnection, types::Json};
use std::collections::HashMap;
use uuid::Uuid;

/// A question with its answer, as the row's JSON has it.
#[derive(Debug, Clone, Deserialize)]
pub(in crate::catalogue) struct FaqRow {
    pub question: Pair,
    pub answer: Pair,
}

pub(in crate::catalogue) struct DraftRow {
    pub id: Uuid,
    pub slug: String,
    pub seller_id: Uuid,
    pub account_id: Uuid,
    pub category_id: Uuid,
    pub kind: String,
    pub status: String,
    pub version: i32,
    pub step_versions: Json<HashMap<String, i32>>,
    pub title_en: String,
    pub title_ar: String,
    pub promise_en: String,
    pub promise_ar: String,
    pub description_en: String,
    pub description_ar: String,
    pub outcomes: Json<Vec<Pair>>,
    pub requirements: Json<Vec<Pair>>,
    pub audience: Json<Vec<Pair>>,
    pub tags: Vec<String>,
    pub level: String,
    pub language: String,
    pub price_minor: i64,
    pub currency: String,
    pub cover_id: Option<Uuid>,
    pub review_note: String,
    pub learner_count: i32,
    pub video_seconds: i32,
    pub lesson_count: i32,
    pub published_at: Option<jiff_sqlx::Timestamp>,
    pub submitted_at: Option<jiff_sqlx::Timestamp>,
    pub archived_at: Option<jiff_sqlx::Timestamp>,
    pub handle: String,
    pub name_en: String,
    pub name_ar: String,
    pub seller_zone: String,
    pub faqs: Json<Vec<FaqRow>>,
    pub has_ready_lesson: bool,
    pub has_orders: bool,
}

/// An offering by its id; of one seller, where one is named.
pub(in crate::catalogue) async fn find(conn: &mut PgConnection, id: Uuid, seller_id: Option<Uuid>) -> Result<Option<DraftRow>> {
    let row = sqlx::query_as!(
        DraftRow,
        "select o.id, o.slug, o.seller_id, s.account_id, o.category_id, o.kind, o.status, o.version,
            o.step_versions as \"step_versions!: Json<HashMap<String, i32>>\", o.title_en, o.title_ar, o.promise_en, o.promise_ar,
            o.description_en, o.description_ar, o.outcomes as \"outcomes!: Json<Vec<Pair>>\",
            o.requirements as \"requirements!: Json<Vec<Pair>>\", o.audience as \"audience!: Json<Vec<Pair>>\", o.tags, o.level,
            o.language, o.price_minor, o.currency, o.cover_id, o.review_note, o.learner_count, o.video_seconds, o.lesson_count,
            o.published_at, o.submitted_at, o.archived_at, s.handle, s.name_en, s.name_ar, s.time_zone as seller_zone,
            (select coalesce(json_agg(json_build_object(
                    'question', json_build_object('en', q.question_en, 'ar', q.question_ar),
                    'answer', json_build_object('en', q.answer_en, 'ar', q.answer_ar)) order by q.position), '[]')
                from offering_faqs q where q.offering_id = o.id) as \"faqs!: Json<Vec<FaqRow>>\",
            exists (select 1 from lessons l left join media m on m.id = l.media_id where l.offering_id = o.id
                and case when l.kind = 'text' then l.body_en || l.body_ar <> '' else m.status = 'ready' end) as \"has_ready_lesson!\",
            exists (select 1 from orders p where p.offering_id = o.id) as \"has_orders!\"
         from offerings o join sellers s on s.id = o.seller_id
         where o.id = $1 and ($2::uuid is null or o.seller_id = $2)",
        id,
        seller_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

/// An offering that is begun.
pub(in crate::catalogue) struct NewOffering<'a> {
    pub id: Uuid,
    pub seller_id: Uuid,
    pub category_id: Uuid,
    pub kind: &'a str,
    pub title: &'a Pair,
    pub language: &'a str,
    pub now: Timestamp,
}

/// Begins an offering; false when there is one with this id. Its address is made when it is published.
pub(in crate::catalogue) async fn insert(conn: &mut PgConnection, new: &NewOffering<'_>) -> Result<bool> {
    let done = sqlx::query!(
        "insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, level, language, price_minor,
            currency, created_at, updated_at)
         values ($1::uuid, 'draft-' || replace($1::uuid::text, '-', ''), $2, $3, $4, 'draft', $5, $6, 'all', $7, 0, 'USD', $8, $8)
         on conflict (id) do nothing",
        new.id,
        new.seller_id,
        new.category_id,
        new.kind,
        new.title.en,
        new.title.ar,
        new.language,
        at(new.now)
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    // What belongs to a kind is there from the first moment, with what most sellers take.
    sqlx::query!(
        "insert into live_classes (offering_id, format, duration_minutes, time_zone)
         select o.id, 'one_to_one', 60, s.time_zone from offerings o join sellers s on s.id = o.seller_id
         where o.id = $1 and o.kind = 'live_class'",
        new.id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("insert into services (offering_id) select id from offerings where id = $1 and kind = 'service'", new.id)
        .execute(conn)
        .await?;
    Ok(true)
}

/// A copy of an offering as a draft; false when there is one with this id. Lessons, dates and the cover are not copied.
pub(in crate::catalogue) async fn copy(
    conn: &mut PgConnection,
    id: Uuid,
    source: Uuid,
    title: &Pair,
    now: Timestamp,
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into offerings (id, slug, seller_id, category_id, kind, status, step_versions, title_en, title_ar, promise_en,
            promise_ar, description_en, description_ar, outcomes, requirements, audience, tags, level, language, unlock_mode,
            price_minor, currency, created_at, updated_at)
         select $1::uuid, 'draft-' || replace($1::uuid::text, '-', ''), seller_id, category_id, kind, 'draft',
            step_versions - 'image' - 'curriculum', $3, $4, promise_en, promise_ar, description_en, description_ar, outcomes,
            requirements, audience, tags, level, language, unlock_mode, price_minor, currency, $5, $5
         from offerings where id = $2 on conflict (id) do nothing",
        id,
        source,
        title.en,
        title.ar,
        at(now)
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into offering_faqs (id, offering_id, position, question_en, answer_en, question_ar, answer_ar)
         select gen_random_uuid(), $1, position, question_en, answer_en, question_ar, answer_ar from offering_faqs
         where offering_id = $2",
        id,
        source
    )
    .execute(&mut *conn)
    .await?;
    super::class::copy(&mut *conn, id, source).await?;
    super::service::copy(conn, id, source).await?;
    Ok(true)
}

/// Drops a draft that nobody has ordered; false when it is not one any more.
pub(in crate::catalogue) async fn delete(conn: &mut PgConnection, id: Uuid, seller_id: Uuid, version: i32) -> Result<bool> {
    let done = sqlx::query!(
        "delete from offerings o where o.id = $1 and o.seller_id = $2 and o.status = 'draft' and o.version = $3
            and not exists (select 1 from orders p where p.offering_id = o.id)",
        id,
        seller_id,
        version
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
