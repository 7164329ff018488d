//! SQL of refunds and of the people whom mails about money reach.

use crate::{Result, db::at};
use domain::Locale;
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

pub(in super::super) struct DueRefund {
    pub order_id: Uuid,
    pub amount_minor: i64,
    pub currency: String,
    pub status: String,
    /// The provider's reference of the payment.
    pub provider_ref: Option<String>,
}

pub(in super::super) async fn find_refund(db: &PgPool, id: Uuid) -> Result<Option<DueRefund>> {
    Ok(sqlx::query_as!(
        DueRefund,
        "select p.order_id, r.amount_minor, r.currency, r.status, p.provider_ref
         from refunds r join payments p on p.id = r.payment_id where r.id = $1",
        id
    )
    .fetch_optional(db)
    .await?)
}

/// Writes the provider's answer; false when it was written before.
pub(in super::super) async fn settle_refund(
    conn: &mut PgConnection,
    id: Uuid,
    status: &str,
    provider_ref: &str,
    now: Timestamp,
) -> Result<bool> {
    let done = sqlx::query!(
        "update refunds set status = $2, provider_ref = $3, updated_at = $4 where id = $1 and status in ('due', 'pending') and status <> $2",
        id,
        status,
        provider_ref,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in super::super) struct People {
    pub buyer_email: String,
    pub buyer_name: String,
    pub buyer_locale: Locale,
    pub seller_email: String,
    pub seller_locale: Locale,
    pub title_en: String,
    pub title_ar: String,
    pub slug: String,
}

pub(in super::super) async fn find_people(conn: &mut PgConnection, order_id: Uuid) -> Result<People> {
    let row = sqlx::query!(
        "select b.email as buyer_email, b.display_name as buyer_name, b.locale as buyer_locale,
            sa.email as seller_email, sa.locale as seller_locale, f.title_en, f.title_ar, f.slug
         from orders o join accounts b on b.id = o.buyer_id join sellers s on s.id = o.seller_id
         join accounts sa on sa.id = s.account_id join offerings f on f.id = o.offering_id where o.id = $1",
        order_id
    )
    .fetch_one(conn)
    .await?;
    Ok(People {
        buyer_email: row.buyer_email,
        buyer_name: row.buyer_name,
        buyer_locale: Locale::parse(&row.buyer_locale).unwrap_or_default(),
        seller_email: row.seller_email,
        seller_locale: Locale::parse(&row.seller_locale).unwrap_or_default(),
        title_en: row.title_en,
        title_ar: row.title_ar,
        slug: row.slug,
    })
}
