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
    // The button was pressed before: its answer does not depend on what is for sale now.
    if let Some(standing) = sql::find_by_key(&mut tx, viewer.account_id.0, key).await? {
        return answer(standing, offering_slug);
    }
    let offering = sql::find_for_sale(&mut tx, offering_slug).await?.ok_or(Failure::not_found(Thing::Offering))?;
    if Some(offering.seller_id) == viewer.seller_id.map(|id| id.0) {
        return Err(Failure::conflict(Conflict::OwnOffering));
    }
    if sql::has_active_enrolment(&mut tx, viewer.account_id.0, offering.id).await? {
        // Another press of this button may have opened the course a moment ago.
        let standing = sql::find_by_key(&mut tx, viewer.account_id.0, key).await?;
        return answer(standing.ok_or(Failure::conflict(Conflict::AlreadyEnrolled))?, offering_slug);
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
    if !sql::insert_order(&mut tx, &new).await? {
        let standing = sql::find_same(&mut tx, viewer.account_id.0, offering.id, key).await?;
        return answer(standing.ok_or(Failure::conflict(Conflict::Stale))?, offering_slug);
    }
    sql::insert_event(&mut tx, new.id, "placed", Some(viewer.account_id.0), &serde_json::json!({}), now).await?;
    let is_free = new.quote.total.is_zero();
    if is_free {
        payments::complete_free(backend, &mut tx, new.id).await?;
    }
    crash::point("order_before_commit");
    tx.commit().await?;
    crash::point("order_after_commit");
    Ok(Placed { order_id: OrderId(new.id), is_free })
}

/// Leads to an order that stands already; it costs what it cost when it was placed. A key belongs to one course.
fn answer(standing: sql::Standing, offering_slug: &str) -> Result<Placed> {
    if standing.slug != offering_slug {
        return Err(Failure::conflict(Conflict::Stale));
    }
    Ok(Placed { order_id: OrderId(standing.id), is_free: standing.total_minor == 0 })
}
