//! Placing an order. The database allows one order per key and one unpaid order per buyer and offering.

use super::sql::{self, NewOrder};
use crate::{
    Backend, Failure, Result,
    accounts::{Viewer, limits},
    crash, db, payments,
};
use domain::{
    Conflict, Currency, Money, Thing,
    ids::OrderId,
    orders::{COURSE_ORDER_TTL_HOURS, PRICING_VERSION, quote},
};
use jiff::SignedDuration;

/// What placing led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub order_id: OrderId,
    /// Nothing is to be paid; the course is open already.
    pub is_free: bool,
}

/// Places an order for a course. The same key, or another press while one is unpaid, gives the same order.
pub async fn place(backend: &Backend, viewer: &Viewer, offering_slug: &str, key: &str) -> Result<Placed> {
    if !(8..=200).contains(&key.len()) {
        return Err(Failure::conflict(Conflict::Stale));
    }
    limits::take(backend, &format!("checkout:{}", viewer.account_id), limits::CHECKOUT).await?;
    let mut tx = backend.db.begin().await?;
    let offering = sql::find_for_sale(&mut tx, offering_slug).await?.ok_or(Failure::not_found(Thing::Offering))?;
    if Some(offering.seller_id) == viewer.seller_id.map(|id| id.0) {
        return Err(Failure::conflict(Conflict::OwnOffering));
    }
    if sql::has_active_enrolment(&mut tx, viewer.account_id.0, offering.id).await? {
        return Err(Failure::conflict(Conflict::AlreadyEnrolled));
    }
    let currency = Currency::parse(&offering.currency).ok_or_else(|| anyhow::anyhow!("currency {}", offering.currency))?;
    let now = backend.clock.now();
    let new = NewOrder {
        id: db::new_id(),
        buyer_id: viewer.account_id.0,
        seller_id: offering.seller_id,
        offering_id: offering.id,
        quote: quote(Money::new(offering.price_minor, currency)),
        pricing_version: PRICING_VERSION,
        key,
        expires_at: now.checked_add(SignedDuration::from_hours(COURSE_ORDER_TTL_HOURS))?,
        now,
    };
    let is_new = sql::insert_order(&mut tx, &new).await?;
    let order_id = if is_new {
        sql::insert_event(&mut tx, new.id, "placed", Some(viewer.account_id.0), &serde_json::json!({}), now).await?;
        new.id
    } else {
        sql::find_same(&mut tx, viewer.account_id.0, offering.id, key).await?.ok_or(Failure::conflict(Conflict::Stale))?
    };
    let is_free = new.quote.total.is_zero();
    if is_free && is_new {
        payments::complete_free(backend, &mut tx, order_id).await?;
    }
    crash::point("order_before_commit");
    tx.commit().await?;
    crash::point("order_after_commit");
    Ok(Placed { order_id: OrderId(order_id), is_free })
}
