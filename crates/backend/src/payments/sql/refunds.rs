//! SQL of refunds and of the payments that they take from.

use crate::{Result, db::at};
use domain::orders::RefundStatus;
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

pub(in super::super) struct NewRefund<'a> {
    pub id: Uuid,
    pub payment_id: Uuid,
    pub amount_minor: i64,
    pub currency: &'a str,
    pub reason: &'a str,
    pub requested_by: Option<Uuid>,
    pub now: Timestamp,
}

/// Takes the amount out of what can be refunded and stores the refund; false when more than was captured would go back.
pub(in super::super) async fn reserve_refund(conn: &mut PgConnection, new: &NewRefund<'_>) -> Result<bool> {
    let reserved = sqlx::query!(
        "update payments set refunded_minor = refunded_minor + $2 where id = $1 and refunded_minor + $2 <= amount_minor",
        new.payment_id,
        new.amount_minor
    )
    .execute(&mut *conn)
    .await?;
    if reserved.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into refunds (id, payment_id, amount_minor, currency, reason, status, requested_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, 'due', $6, $7, $7)",
        new.id,
        new.payment_id,
        new.amount_minor,
        new.currency,
        new.reason,
        new.requested_by,
        at(new.now)
    )
    .execute(conn)
    .await?;
    Ok(true)
}

/// Puts the amount of a failed refund back into what can be refunded.
pub(in super::super) async fn release_refund(conn: &mut PgConnection, payment_id: Uuid, amount_minor: i64) -> Result<()> {
    sqlx::query!("update payments set refunded_minor = refunded_minor - $2 where id = $1", payment_id, amount_minor)
        .execute(conn)
        .await?;
    Ok(())
}

pub(in super::super) struct DueRefund {
    pub amount_minor: i64,
    pub status: String,
    /// The provider's reference of the payment.
    pub intent_id: Option<String>,
    pub created_at: Timestamp,
}

pub(in super::super) async fn find_due(db: &PgPool, id: Uuid) -> Result<Option<DueRefund>> {
    let row = sqlx::query!(
        "select r.amount_minor, r.status, p.provider_ref, r.created_at
         from refunds r join payments p on p.id = r.payment_id where r.id = $1",
        id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|r| DueRefund {
        amount_minor: r.amount_minor,
        status: r.status,
        intent_id: r.provider_ref,
        created_at: r.created_at.to_jiff(),
    }))
}

/// A payment that a refund takes from.
pub(in super::super) struct RefundedPayment {
    pub id: Uuid,
    /// The provider's reference of the payment.
    pub intent_id: String,
    pub amount_minor: i64,
    pub refunded_minor: i64,
    pub currency: String,
}

/// The payment that bought the course, locked; one that came too late or twice is not the sale.
pub(in super::super) async fn lock_sale(conn: &mut PgConnection, order_id: Uuid) -> Result<Option<RefundedPayment>> {
    Ok(sqlx::query_as!(
        RefundedPayment,
        r#"select p.id, p.provider_ref as "intent_id!", p.amount_minor, p.refunded_minor, p.currency from payments p
         where p.order_id = $1 and p.status = 'succeeded' and exists (
            select 1 from ledger_entries e join ledger_lines l on l.entry_id = e.id
            join ledger_accounts a on a.id = l.account_id and a.kind in ('seller_held', 'commission', 'buyer_fees')
            where e.provider = 'stripe' and e.object_id = p.provider_ref and e.transition = 'captured')
         order by p.attempt limit 1 for update of p"#,
        order_id
    )
    .fetch_optional(conn)
    .await?)
}

/// The order whose money an intent brought; none while we do not know of its success.
pub(in super::super) async fn find_refunded_order(db: &PgPool, intent_id: &str) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select order_id from payments where provider = 'stripe' and provider_ref = $1 and status = 'succeeded'",
        intent_id
    )
    .fetch_optional(db)
    .await?)
}

pub(in super::super) async fn lock_refunded_payment(conn: &mut PgConnection, intent_id: &str) -> Result<Option<RefundedPayment>> {
    Ok(sqlx::query_as!(
        RefundedPayment,
        r#"select id, provider_ref as "intent_id!", amount_minor, refunded_minor, currency from payments
         where provider = 'stripe' and provider_ref = $1 and status = 'succeeded' for update"#,
        intent_id
    )
    .fetch_optional(conn)
    .await?)
}

/// A refund as we know it.
pub(in super::super) struct Refund {
    pub id: Uuid,
    pub amount_minor: i64,
    pub reason: String,
    pub status: String,
}

/// The refund with the provider's reference, else the one of our id that has no reference yet.
pub(in super::super) async fn find_refund(
    conn: &mut PgConnection,
    payment_id: Uuid,
    provider_ref: &str,
    id: Option<Uuid>,
) -> Result<Option<Refund>> {
    Ok(sqlx::query_as!(
        Refund,
        "select id, amount_minor, reason, status from refunds
         where payment_id = $1 and (provider_ref = $2 or (provider_ref is null and id = $3))
         order by provider_ref nulls last limit 1",
        payment_id,
        provider_ref,
        id
    )
    .fetch_optional(conn)
    .await?)
}

/// A refund of this amount that is owed on a payment and that the provider has not answered for yet.
pub(in super::super) async fn find_owed(conn: &mut PgConnection, payment_id: Uuid, amount_minor: i64) -> Result<Option<Refund>> {
    Ok(sqlx::query_as!(
        Refund,
        "select id, amount_minor, reason, status from refunds
         where payment_id = $1 and amount_minor = $2 and status = 'due' and provider_ref is null order by created_at limit 1",
        payment_id,
        amount_minor
    )
    .fetch_optional(conn)
    .await?)
}

/// Takes an amount that went back otherwise out of a larger refund that is owed and not asked for; false when there is none.
pub(in super::super) async fn shrink_owed(conn: &mut PgConnection, payment_id: Uuid, amount_minor: i64) -> Result<bool> {
    let done = sqlx::query!(
        "update refunds set amount_minor = amount_minor - $2 where id = (
            select id from refunds where payment_id = $1 and amount_minor > $2 and status = 'due' and provider_ref is null
            order by created_at limit 1)",
        payment_id,
        amount_minor
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The sum of our own refunds of a payment that are under way.
pub(in super::super) async fn sum_owed(conn: &mut PgConnection, payment_id: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select coalesce(sum(amount_minor), 0)::bigint as "owed!" from refunds
         where payment_id = $1 and status in ('due', 'pending') and reason <> 'made_at_provider'"#,
        payment_id
    )
    .fetch_one(conn)
    .await?)
}

pub(in super::super) async fn is_wholly_refunded(conn: &mut PgConnection, payment: &RefundedPayment) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select coalesce(sum(amount_minor), 0) >= $2::bigint as "is!" from refunds where payment_id = $1 and status = 'succeeded'"#,
        payment.id,
        payment.amount_minor
    )
    .fetch_one(conn)
    .await?)
}

/// Writes where the provider's refund stands.
pub(in super::super) async fn move_refund(
    conn: &mut PgConnection,
    id: Uuid,
    status: RefundStatus,
    provider_ref: &str,
    failure_reason: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update refunds set status = $2, provider_ref = $3, failure_reason = $4, updated_at = $5 where id = $1",
        id,
        status.as_str(),
        provider_ref,
        failure_reason,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A refund that the provider has not settled for too long.
pub(in super::super) struct WaitingRefund {
    pub id: Uuid,
    pub provider_ref: Option<String>,
    pub intent_id: String,
    pub created_at: Timestamp,
}

pub(in super::super) async fn list_waiting(db: &PgPool, before: Timestamp) -> Result<Vec<WaitingRefund>> {
    let rows = sqlx::query!(
        r#"select r.id, r.provider_ref, p.provider_ref as "intent_id!", r.created_at
         from refunds r join payments p on p.id = r.payment_id and p.provider_ref is not null
         where r.status in ('due', 'pending') and r.updated_at <= $1 order by r.updated_at limit 100"#,
        at(before)
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| WaitingRefund {
            id: r.id,
            provider_ref: r.provider_ref,
            intent_id: r.intent_id,
            created_at: r.created_at.to_jiff(),
        })
        .collect())
}

pub(in super::super) async fn touch_refund(db: &PgPool, id: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!("update refunds set updated_at = $2 where id = $1 and status in ('due', 'pending')", id, at(now))
        .execute(db)
        .await?;
    Ok(())
}
