//! SQL of orders. Payments use the locking functions when money changes an order's state.

mod returns;
mod views;

pub(super) use returns::{count_returns, lock_returns, was_returned};
pub(super) use views::{find_view, list_events, list_views};

use crate::{Result, db::at};
use domain::orders::{OrderStatus, Quote};
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

pub(super) struct ForSale {
    pub id: Uuid,
    pub seller_id: Uuid,
    pub price_minor: i64,
    pub currency: String,
}

pub(super) async fn find_for_sale(conn: &mut PgConnection, slug: &str) -> Result<Option<ForSale>> {
    Ok(sqlx::query_as!(
        ForSale,
        "select id, seller_id, price_minor, currency from offerings
         where slug = $1 and status = 'published' and kind = 'video_course'",
        slug
    )
    .fetch_optional(conn)
    .await?)
}

pub(super) async fn has_active_enrolment(conn: &mut PgConnection, account_id: Uuid, offering_id: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from enrolments where account_id = $1 and offering_id = $2 and status = 'active') as "is!""#,
        account_id,
        offering_id
    )
    .fetch_one(conn)
    .await?)
}

pub(super) struct NewOrder<'a> {
    pub id: Uuid,
    pub buyer_id: Uuid,
    pub seller_id: Uuid,
    pub offering_id: Uuid,
    pub quote: Quote,
    pub pricing_version: i32,
    pub key: &'a str,
    pub expires_at: Timestamp,
    pub now: Timestamp,
}

/// Stores an order; false when the key or an unpaid order for the same offering already stands.
pub(super) async fn insert_order(conn: &mut PgConnection, new: &NewOrder<'_>) -> Result<bool> {
    let q = &new.quote;
    let done = sqlx::query!(
        "insert into orders (id, buyer_id, seller_id, offering_id, status, price_minor, buyer_fee_minor, total_minor,
            commission_minor, seller_share_minor, currency, pricing_version, idempotency_key, expires_at, created_at, updated_at)
         values ($1, $2, $3, $4, 'awaiting_payment', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
         on conflict do nothing",
        new.id,
        new.buyer_id,
        new.seller_id,
        new.offering_id,
        q.price.minor,
        q.buyer_fee.minor,
        q.total.minor,
        q.commission.minor,
        q.seller_share.minor,
        q.price.currency.code(),
        new.pricing_version,
        new.key,
        at(new.expires_at),
        at(new.now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// An order that a button leads to instead of placing another.
pub(super) struct Standing {
    pub id: Uuid,
    pub slug: String,
    pub total_minor: i64,
}

/// What the button with this key placed before.
pub(super) async fn find_by_key(conn: &mut PgConnection, buyer_id: Uuid, key: &str) -> Result<Option<Standing>> {
    Ok(sqlx::query_as!(
        Standing,
        "select o.id, f.slug, o.total_minor from orders o join offerings f on f.id = o.offering_id
         where o.buyer_id = $1 and o.idempotency_key = $2",
        buyer_id,
        key
    )
    .fetch_optional(conn)
    .await?)
}

/// The order that stood in the way of a new one.
pub(super) async fn find_same(conn: &mut PgConnection, buyer_id: Uuid, offering_id: Uuid, key: &str) -> Result<Option<Standing>> {
    Ok(sqlx::query_as!(
        Standing,
        "select o.id, f.slug, o.total_minor from orders o join offerings f on f.id = o.offering_id
         where o.buyer_id = $1 and (o.idempotency_key = $3 or (o.offering_id = $2 and o.status = 'awaiting_payment'))
         order by (o.idempotency_key = $3) desc limit 1",
        buyer_id,
        offering_id,
        key
    )
    .fetch_optional(conn)
    .await?)
}

pub(crate) async fn insert_event(
    conn: &mut PgConnection,
    order_id: Uuid,
    kind: &str,
    actor_id: Option<Uuid>,
    data: &serde_json::Value,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into order_events (order_id, kind, actor_id, data, created_at) values ($1, $2, $3, $4, $5)",
        order_id,
        kind,
        actor_id,
        data,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An order locked for a change of state, with what the change needs to know.
pub(crate) struct LockedOrder {
    pub id: Uuid,
    pub number: i64,
    pub buyer_id: Uuid,
    pub seller_id: Uuid,
    pub offering_id: Uuid,
    pub status: String,
    pub price_minor: i64,
    pub buyer_fee_minor: i64,
    pub total_minor: i64,
    pub commission_minor: i64,
    pub seller_share_minor: i64,
    pub currency: String,
    pub paid_at: Option<Timestamp>,
    pub enrolment_id: Option<Uuid>,
}

pub(crate) async fn lock_order(conn: &mut PgConnection, id: Uuid) -> Result<Option<LockedOrder>> {
    let row = sqlx::query!(
        r#"select o.id, o.number, o.buyer_id, o.seller_id, o.offering_id, o.status, o.price_minor, o.buyer_fee_minor, o.total_minor,
            o.commission_minor, o.seller_share_minor, o.currency, o.paid_at,
            (select e.id from enrolments e where e.order_id = o.id and e.status = 'active') as "enrolment_id?"
         from orders o where o.id = $1 for update of o"#,
        id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|r| LockedOrder {
        id: r.id,
        number: r.number,
        buyer_id: r.buyer_id,
        seller_id: r.seller_id,
        offering_id: r.offering_id,
        status: r.status,
        price_minor: r.price_minor,
        buyer_fee_minor: r.buyer_fee_minor,
        total_minor: r.total_minor,
        commission_minor: r.commission_minor,
        seller_share_minor: r.seller_share_minor,
        currency: r.currency,
        paid_at: r.paid_at.map(|t| t.to_jiff()),
        enrolment_id: r.enrolment_id,
    }))
}

/// Walks an order from one state to another; false when it was not there any more.
pub(crate) async fn move_order(
    conn: &mut PgConnection,
    id: Uuid,
    from: OrderStatus,
    to: OrderStatus,
    now: Timestamp,
) -> Result<bool> {
    debug_assert!(from.may_become(to), "{from:?} -> {to:?}");
    let done = sqlx::query!(
        "update orders set status = $3, updated_at = $4,
            paid_at = case when $3 = 'active' then coalesce(paid_at, $4) else paid_at end,
            refunded_at = case when $3 = 'cancelled' and paid_at is not null then $4 else refunded_at end
         where id = $1 and status = $2",
        id,
        from.as_str(),
        to.as_str(),
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Unpaid orders whose time has come; those that could not be closed before come last.
pub(super) async fn list_due(db: &PgPool, now: Timestamp) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id from orders where status = 'awaiting_payment' and expires_at <= $1 order by updated_at, id limit 200",
        at(now)
    )
    .fetch_all(db)
    .await?)
}

/// Lets the others go first next time.
pub(super) async fn put_behind(db: &PgPool, id: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!("update orders set updated_at = $2 where id = $1 and status = 'awaiting_payment'", id, at(now))
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn mark_expired(conn: &mut PgConnection, id: Uuid, now: Timestamp) -> Result<bool> {
    let done = sqlx::query!(
        "update orders set status = 'expired', updated_at = $2 where id = $1 and status = 'awaiting_payment' and expires_at <= $2",
        id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
