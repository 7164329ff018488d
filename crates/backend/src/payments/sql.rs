//! SQL of payments, provider events, refunds and the ledger.

mod books;
mod events;
mod people;
mod refunds;

pub(super) use books::{count_learner, find_held, insert_entry, insert_line, ledger_account};
pub(super) use events::{
    NewEvent, StoredEvent, covered_until, find_provider_event, insert_break, insert_provider_event, list_unprocessed,
    mark_processed, note_event_failure, set_covered_until,
};
pub(super) use people::find_people;
pub(super) use refunds::{
    DueRefund, NewRefund, Refund, RefundedPayment, WaitingRefund, find_due, find_owed, find_refund, find_refunded_order,
    is_wholly_refunded, list_waiting, lock_refunded_payment, lock_sale, move_refund, release_refund, reserve_refund, shrink_owed,
    sum_owed, touch_refund,
};

use crate::{
    Result,
    db::{at, new_id},
};
use domain::orders::PaymentStatus;
use jiff::Timestamp;
use providers::stripe::Intent;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// What the provider must know of an order.
pub(super) struct OrderToPay {
    pub id: Uuid,
    pub buyer_id: Uuid,
    pub number: i64,
    pub status: String,
    pub total_minor: i64,
    pub currency: String,
    pub expires_at: Timestamp,
}

pub(super) async fn find_order_to_pay(db: &PgPool, id: Uuid) -> Result<Option<OrderToPay>> {
    let row =
        sqlx::query!("select id, number, buyer_id, status, total_minor, currency, expires_at from orders where id = $1", id)
            .fetch_optional(db)
            .await?;
    Ok(row.map(|r| OrderToPay {
        id: r.id,
        buyer_id: r.buyer_id,
        number: r.number,
        status: r.status,
        total_minor: r.total_minor,
        currency: r.currency,
        expires_at: r.expires_at.to_jiff(),
    }))
}

/// One attempt to pay.
pub(super) struct Attempt {
    pub id: Uuid,
    pub attempt: i32,
    pub status: String,
    pub provider_ref: Option<String>,
    pub client_secret: Option<String>,
}

pub(super) async fn find_open_attempt(conn: &mut PgConnection, order_id: Uuid) -> Result<Option<Attempt>> {
    Ok(sqlx::query_as!(
        Attempt,
        "select id, attempt, status, provider_ref, client_secret from payments
         where order_id = $1 and status not in ('succeeded', 'cancelled') order by attempt desc limit 1",
        order_id
    )
    .fetch_optional(conn)
    .await?)
}

pub(super) async fn list_open_attempts(db: &PgPool, order_id: Uuid) -> Result<Vec<Attempt>> {
    Ok(sqlx::query_as!(
        Attempt,
        "select id, attempt, status, provider_ref, client_secret from payments
         where order_id = $1 and status not in ('succeeded', 'cancelled') order by attempt",
        order_id
    )
    .fetch_all(db)
    .await?)
}

pub(super) async fn insert_attempt(conn: &mut PgConnection, order_id: Uuid, now: Timestamp) -> Result<Attempt> {
    Ok(sqlx::query_as!(
        Attempt,
        "insert into payments (id, order_id, attempt, provider, status, amount_minor, currency, created_at, updated_at)
         select $1, o.id, coalesce((select max(attempt) from payments where order_id = o.id), 0) + 1, 'stripe', 'created',
            o.total_minor, o.currency, $3, $3 from orders o where o.id = $2
         returning id, attempt, status, provider_ref, client_secret",
        new_id(),
        order_id,
        at(now)
    )
    .fetch_one(conn)
    .await?)
}

pub(super) async fn insert_free_payment(conn: &mut PgConnection, order_id: Uuid, currency: &str, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "insert into payments (id, order_id, attempt, provider, status, amount_minor, currency, created_at, updated_at)
         values ($1, $2, 1, 'free', 'succeeded', 0, $3, $4, $4)",
        new_id(),
        order_id,
        currency,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn store_intent(db: &PgPool, id: Uuid, intent: &Intent, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update payments set provider_ref = $2, client_secret = $3, updated_at = $4,
            status = case when status = 'unknown' then 'created' else status end where id = $1",
        id,
        intent.id,
        intent.client_secret,
        at(now)
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn set_status(
    db: &PgPool,
    id: Uuid,
    status: PaymentStatus,
    failure: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update payments set status = $2, failure_code = $3, updated_at = $4 where id = $1 and status not in ('succeeded', 'cancelled')",
        id,
        status.as_str(),
        failure,
        at(now)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Orders with attempts that wait too long: without an answer since `lost_before`, or open and idle since `idle_before`. A declined
/// one waits for its buyer, unless its order ended without it.
pub(super) async fn list_unsettled(db: &PgPool, lost_before: Timestamp, idle_before: Timestamp) -> Result<Vec<(Uuid, Attempt)>> {
    let rows = sqlx::query!(
        "select p.id, p.order_id, p.attempt, p.status, p.provider_ref, p.client_secret from payments p
         where p.status not in ('succeeded', 'cancelled')
            and ((p.provider_ref is null and p.updated_at <= $1) or (p.provider_ref is not null and p.updated_at <= $2))
            and (p.status <> 'failed' or exists (select 1 from orders o where o.id = p.order_id and o.status <> 'awaiting_payment'))
         order by p.updated_at limit 100",
        at(lost_before),
        at(idle_before)
    )
    .fetch_all(db)
    .await?;
    let attempt = |id, attempt, status, provider_ref, client_secret| Attempt { id, attempt, status, provider_ref, client_secret };
    Ok(rows.into_iter().map(|r| (r.order_id, attempt(r.id, r.attempt, r.status, r.provider_ref, r.client_secret))).collect())
}

pub(super) async fn touch_attempts(db: &PgPool, order_id: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update payments set updated_at = $2 where order_id = $1 and status not in ('succeeded', 'cancelled')",
        order_id,
        at(now)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A payment locked for a change of state.
pub(super) struct Payment {
    pub id: Uuid,
    pub order_id: Uuid,
    pub status: String,
}

/// Finds and locks the payment of an intent. A webhook may come before our own call's answer: then the order named in the
/// intent's metadata leads to the open attempt that still lacks its reference; one that the provider refused has no intent.
pub(super) async fn lock_payment(conn: &mut PgConnection, intent: &Intent) -> Result<Option<Payment>> {
    let known = sqlx::query_as!(
        Payment,
        "select id, order_id, status from payments where provider = 'stripe' and provider_ref = $1 for update",
        intent.id
    )
    .fetch_optional(&mut *conn)
    .await?;
    if known.is_some() {
        return Ok(known);
    }
    let Some(order_id) = intent.order_id.as_deref().and_then(|id| id.parse::<Uuid>().ok()) else { return Ok(None) };
    Ok(sqlx::query_as!(
        Payment,
        "update payments set provider_ref = $2, client_secret = $3
         where id = (select id from payments where order_id = $1 and provider = 'stripe' and provider_ref is null
            and status not in ('succeeded', 'cancelled') order by attempt desc limit 1 for update)
         returning id, order_id, status",
        order_id,
        intent.id,
        intent.client_secret
    )
    .fetch_optional(conn)
    .await?)
}

/// Keeps what really arrived, where it is not what the order asked for.
pub(super) async fn set_captured(conn: &mut PgConnection, id: Uuid, amount_minor: i64, currency: &str) -> Result<()> {
    sqlx::query!("update payments set amount_minor = $2, currency = $3 where id = $1", id, amount_minor, currency)
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn move_payment(
    conn: &mut PgConnection,
    id: Uuid,
    status: PaymentStatus,
    failure: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update payments set status = $2, failure_code = $3, updated_at = $4 where id = $1",
        id,
        status.as_str(),
        failure,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}
