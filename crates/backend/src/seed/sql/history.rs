//! Orders, payments, enrolments, progress, notes and reviews of the past.

use crate::{Result, db::at, seed::learner::Place};
use domain::{Locale, learning::CompletedVia};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// A purchase that was paid and is long done. Demo history costs nothing: invented money would have to be in the books.
pub(in crate::seed) struct PastOrder<'a> {
    pub id: Uuid,
    pub buyer_id: Uuid,
    pub seller_id: Uuid,
    pub offering_id: Uuid,
    pub currency: &'a str,
    pub pricing_version: i32,
    pub idempotency_key: &'a str,
    pub ordered_at: Timestamp,
    pub expires_at: Timestamp,
    pub paid_at: Timestamp,
}

pub(in crate::seed) async fn insert_order(conn: &mut PgConnection, order: &PastOrder<'_>) -> Result<()> {
    sqlx::query!(
        "insert into orders (id, buyer_id, seller_id, offering_id, status, price_minor, buyer_fee_minor, total_minor,
            commission_minor, seller_share_minor, currency, pricing_version, idempotency_key, expires_at, paid_at,
            created_at, updated_at)
         values ($1, $2, $3, $4, 'completed', 0, 0, 0, 0, 0, $5, $6, $7, $8, $9, $10, $9)",
        order.id,
        order.buyer_id,
        order.seller_id,
        order.offering_id,
        order.currency,
        order.pricing_version,
        order.idempotency_key,
        at(order.expires_at),
        at(order.paid_at),
        at(order.ordered_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) async fn insert_order_event(
    conn: &mut PgConnection,
    order_id: Uuid,
    kind: &str,
    actor_id: Option<Uuid>,
    happened_at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into order_events (order_id, kind, actor_id, created_at) values ($1, $2, $3, $4)",
        order_id,
        kind,
        actor_id,
        at(happened_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) async fn insert_free_payment(conn: &mut PgConnection, id: Uuid, order: &PastOrder<'_>) -> Result<()> {
    sqlx::query!(
        "insert into payments (id, order_id, attempt, provider, status, amount_minor, currency, created_at, updated_at)
         values ($1, $2, 1, 'free', 'succeeded', 0, $3, $4, $4)",
        id,
        order.id,
        order.currency,
        at(order.paid_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The right to the course; the place where the learner is follows with the progress.
pub(in crate::seed) async fn insert_enrolment(conn: &mut PgConnection, id: Uuid, order: &PastOrder<'_>) -> Result<()> {
    sqlx::query!(
        "insert into enrolments (id, account_id, offering_id, order_id, status, created_at) values ($1, $2, $3, $4, 'active', $5)",
        id,
        order.buyer_id,
        order.offering_id,
        order.id,
        at(order.paid_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) async fn set_last_lesson(
    conn: &mut PgConnection,
    enrolment_id: Uuid,
    lesson_id: Uuid,
    active_at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update enrolments set last_lesson_id = $2, last_activity_at = $3 where id = $1",
        enrolment_id,
        lesson_id,
        at(active_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) struct PastLesson<'a> {
    pub enrolment_id: Uuid,
    pub lesson_id: Uuid,
    pub place: &'a Place,
    pub opened_at: Timestamp,
    pub left_at: Timestamp,
}

pub(in crate::seed) async fn insert_progress(conn: &mut PgConnection, past: &PastLesson<'_>) -> Result<()> {
    let progress = &past.place.progress;
    let completed_via = past.place.completed_via;
    sqlx::query!(
        "insert into lesson_progress (enrolment_id, lesson_id, last_position_ms, furthest_ms, watched, opened_at, last_beat_at,
            completed_at, completed_via)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        past.enrolment_id,
        past.lesson_id,
        progress.last_position_ms,
        progress.furthest_ms,
        progress.watched.as_bytes(),
        at(past.opened_at),
        at(past.left_at),
        completed_via.map(|_| at(past.left_at)),
        completed_via.map(CompletedVia::as_str)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) struct PastNote<'a> {
    pub id: Uuid,
    pub enrolment_id: Uuid,
    pub lesson_id: Uuid,
    pub position_ms: i64,
    pub body: &'a str,
    pub written_at: Timestamp,
}

pub(in crate::seed) async fn insert_note(conn: &mut PgConnection, note: &PastNote<'_>) -> Result<()> {
    sqlx::query!(
        "insert into lesson_notes (id, enrolment_id, lesson_id, position_ms, body, created_at) values ($1, $2, $3, $4, $5, $6)",
        note.id,
        note.enrolment_id,
        note.lesson_id,
        note.position_ms,
        note.body,
        at(note.written_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) struct PastReview<'a> {
    pub id: Uuid,
    pub rating: i16,
    pub body: &'a str,
    pub locale: Locale,
    pub written_at: Timestamp,
}

pub(in crate::seed) async fn insert_review(
    conn: &mut PgConnection,
    order: &PastOrder<'_>,
    review: &PastReview<'_>,
) -> Result<()> {
    sqlx::query!(
        "insert into reviews (id, offering_id, account_id, order_id, rating, body, locale, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        review.id,
        order.offering_id,
        order.buyer_id,
        order.id,
        review.rating,
        review.body,
        review.locale.code(),
        at(review.written_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}
