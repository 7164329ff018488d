//! SQL of orders. Payments use the locking functions when money changes an order's state.

use super::view::{OrderEvent, OrderView};
use crate::{Result, db::at};
use domain::{
    Currency, Money,
    ids::{EnrolmentId, OrderId},
    orders::{OrderStatus, PaymentStatus, Quote},
};
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

/// The order that stood in the way of a new one.
pub(super) async fn find_same(conn: &mut PgConnection, buyer_id: Uuid, offering_id: Uuid, key: &str) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id from orders where buyer_id = $1 and (idempotency_key = $3 or (offering_id = $2 and status = 'awaiting_payment'))
         order by (idempotency_key = $3) desc limit 1",
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

pub(super) async fn list_due(db: &PgPool, now: Timestamp) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id from orders where status = 'awaiting_payment' and expires_at <= $1 order by expires_at limit 200",
        at(now)
    )
    .fetch_all(db)
    .await?)
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

pub(super) async fn list_events(conn: &mut PgConnection, order_id: Uuid, buyer_id: Uuid) -> Result<Vec<OrderEvent>> {
    let rows = sqlx::query!("select kind, actor_id, created_at from order_events where order_id = $1 order by id", order_id)
        .fetch_all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|r| OrderEvent { kind: r.kind, is_buyer: r.actor_id == Some(buyer_id), created_at: r.created_at.to_jiff() })
        .collect())
}

struct ViewRow {
    id: Uuid,
    number: i64,
    status: String,
    price_minor: i64,
    buyer_fee_minor: i64,
    total_minor: i64,
    commission_minor: i64,
    seller_share_minor: i64,
    currency: String,
    slug: String,
    title_en: String,
    title_ar: String,
    seller_name_en: String,
    seller_name_ar: String,
    handle: String,
    hue: i16,
    enrolment_id: Option<Uuid>,
    payment_status: Option<String>,
    failure_code: Option<String>,
    refund_status: Option<String>,
    refunded_minor: i64,
    created_at: jiff_sqlx::Timestamp,
    expires_at: jiff_sqlx::Timestamp,
    paid_at: Option<jiff_sqlx::Timestamp>,
    refunded_at: Option<jiff_sqlx::Timestamp>,
}

impl From<ViewRow> for OrderView {
    fn from(r: ViewRow) -> Self {
        let currency = Currency::parse(&r.currency).unwrap_or(Currency::Usd);
        let money = |minor| Money::new(minor, currency);
        Self {
            id: OrderId(r.id),
            number: r.number,
            status: OrderStatus::parse(&r.status).unwrap_or(OrderStatus::Cancelled),
            quote: Quote {
                price: money(r.price_minor),
                buyer_fee: money(r.buyer_fee_minor),
                total: money(r.total_minor),
                commission: money(r.commission_minor),
                seller_share: money(r.seller_share_minor),
            },
            offering_slug: r.slug,
            title_en: r.title_en,
            title_ar: r.title_ar,
            seller_name_en: r.seller_name_en,
            seller_name_ar: r.seller_name_ar,
            seller_handle: r.handle,
            category_hue: r.hue,
            enrolment_id: r.enrolment_id.map(EnrolmentId),
            payment_status: r.payment_status.as_deref().and_then(PaymentStatus::parse),
            payment_failure: r.failure_code,
            refund_status: r.refund_status,
            refunded: money(r.refunded_minor),
            created_at: r.created_at.to_jiff(),
            expires_at: r.expires_at.to_jiff(),
            paid_at: r.paid_at.map(|t| t.to_jiff()),
            refunded_at: r.refunded_at.map(|t| t.to_jiff()),
        }
    }
}

/// One order (`$2`) or a page of orders of a buyer, newest first; the page and the list share one shape.
async fn views(
    conn: &mut PgConnection,
    buyer_id: Uuid,
    id: Option<Uuid>,
    before: Option<Timestamp>,
    limit: i64,
) -> Result<Vec<OrderView>> {
    let rows = sqlx::query_as!(
        ViewRow,
        r#"select o.id, o.number, o.status, o.price_minor, o.buyer_fee_minor, o.total_minor, o.commission_minor, o.seller_share_minor,
            o.currency, f.slug, f.title_en, f.title_ar, s.name_en as seller_name_en, s.name_ar as seller_name_ar, s.handle, c.hue,
            (select e.id from enrolments e where e.order_id = o.id and e.status = 'active') as "enrolment_id?",
            p.status as "payment_status?", p.failure_code as "failure_code?",
            (select r.status from refunds r join payments rp on rp.id = r.payment_id where rp.order_id = o.id order by r.created_at desc limit 1) as "refund_status?",
            (select coalesce(sum(r.amount_minor), 0)::bigint from refunds r join payments rp on rp.id = r.payment_id
                where rp.order_id = o.id and r.status = 'succeeded') as "refunded_minor!",
            o.created_at, o.expires_at, o.paid_at, o.refunded_at
         from orders o
         join offerings f on f.id = o.offering_id
         join sellers s on s.id = o.seller_id
         join categories c on c.id = f.category_id
         left join lateral (select status, failure_code from payments where order_id = o.id order by attempt desc limit 1) p on true
         where o.buyer_id = $1 and ($2::uuid is null or o.id = $2) and ($3::timestamptz is null or o.created_at < $3)
         order by o.created_at desc limit $4"#,
        buyer_id,
        id,
        before.map(at) as Option<jiff_sqlx::Timestamp>,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(OrderView::from).collect())
}

pub(super) async fn find_view(conn: &mut PgConnection, buyer_id: Uuid, id: Uuid) -> Result<Option<OrderView>> {
    Ok(views(conn, buyer_id, Some(id), None, 1).await?.pop())
}

pub(super) async fn list_views(conn: &mut PgConnection, buyer_id: Uuid, before: Timestamp, limit: i64) -> Result<Vec<OrderView>> {
    let before = (before != Timestamp::MAX).then_some(before);
    views(conn, buyer_id, None, before, limit).await
}
