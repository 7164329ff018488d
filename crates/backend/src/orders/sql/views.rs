//! SQL of orders as their buyer sees them.

use crate::{
    Result,
    db::at,
    orders::view::{OrderEvent, OrderView},
};
use domain::{
    Currency, Money,
    ids::{EnrolmentId, OfferingId, OrderId},
    orders::{OrderStatus, PaymentStatus, Quote},
};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::orders) async fn list_events(conn: &mut PgConnection, order_id: Uuid, buyer_id: Uuid) -> Result<Vec<OrderEvent>> {
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
    offering_id: Uuid,
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
    returning_minor: i64,
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
            offering_id: OfferingId(r.offering_id),
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
            returnable: money((r.total_minor - r.returning_minor).max(0)),
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
            o.currency, o.offering_id, f.slug, f.title_en, f.title_ar, s.name_en as seller_name_en, s.name_ar as seller_name_ar, s.handle, c.hue,
            (select e.id from enrolments e where e.order_id = o.id and e.status = 'active') as "enrolment_id?",
            p.status as "payment_status?", p.failure_code as "failure_code?",
            (select r.status from refunds r join payments rp on rp.id = r.payment_id where rp.order_id = o.id
                order by (r.status = 'failed' and rp.refunded_minor < rp.amount_minor) desc, r.created_at desc limit 1) as "refund_status?",
            (select coalesce(sum(r.amount_minor), 0)::bigint from refunds r join payments rp on rp.id = r.payment_id
                where rp.order_id = o.id and r.status = 'succeeded') as "refunded_minor!",
            (select coalesce(sum(rp.refunded_minor), 0)::bigint from payments rp where rp.order_id = o.id) as "returning_minor!",
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

pub(in crate::orders) async fn find_view(conn: &mut PgConnection, buyer_id: Uuid, id: Uuid) -> Result<Option<OrderView>> {
    Ok(views(conn, buyer_id, Some(id), None, 1).await?.pop())
}

pub(in crate::orders) async fn list_views(
    conn: &mut PgConnection,
    buyer_id: Uuid,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<OrderView>> {
    let before = (before != Timestamp::MAX).then_some(before);
    views(conn, buyer_id, None, before, limit).await
}
