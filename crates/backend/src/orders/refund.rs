//! Giving a course back inside its window: the page shows the offer, the use case pays exactly that.

use super::sql;
use crate::{Backend, Failure, Result, accounts::Viewer, crash, learning, payments};
use domain::{
    Conflict, Thing,
    ids::OrderId,
    orders::{COURSE_REFUND_DAYS, OrderStatus, course_refund_is_automatic},
};
use jiff::{SignedDuration, Timestamp};

/// Whether and until when a course can be given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundOffer {
    pub is_open: bool,
    pub until: Timestamp,
    pub seen_percent: i64,
}

/// What a buyer would get now. `None` when the order was not paid or cost nothing.
pub async fn refund_offer(backend: &Backend, viewer: &Viewer, id: OrderId) -> Result<Option<RefundOffer>> {
    let mut conn = backend.db.acquire().await?;
    let order = sql::find_view(&mut conn, viewer.account_id.0, id.0).await?.ok_or(Failure::not_found(Thing::Order))?;
    let (Some(paid_at), Some(enrolment_id)) = (order.paid_at, order.enrolment_id) else { return Ok(None) };
    if !order.status.is_paid() || order.total().is_zero() {
        return Ok(None);
    }
    let seen_percent = learning::seen_percent(&mut conn, enrolment_id.0).await?;
    Ok(Some(offer(paid_at, backend.clock.now(), seen_percent)?))
}

/// Gives the course back: access ends now, the whole price and fee go back.
pub async fn request_refund(backend: &Backend, viewer: &Viewer, id: OrderId) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    let order = sql::lock_order(&mut tx, id.0).await?.filter(|o| o.buyer_id == viewer.account_id.0);
    let order = order.ok_or(Failure::not_found(Thing::Order))?;
    let (Some(paid_at), Some(enrolment_id)) = (order.paid_at, order.enrolment_id) else {
        return Err(Failure::conflict(Conflict::Stale));
    };
    let is_paid = OrderStatus::parse(&order.status).is_some_and(OrderStatus::is_paid);
    let seen_percent = learning::seen_percent(&mut tx, enrolment_id).await?;
    if !is_paid || order.total_minor == 0 || !offer(paid_at, backend.clock.now(), seen_percent)?.is_open {
        return Err(Failure::conflict(Conflict::Stale));
    }
    payments::owe_order_refund(backend, &mut tx, &order, Some(viewer.account_id.0)).await?;
    crash::point("refund_owed_before_commit");
    tx.commit().await?;
    crash::point("refund_owed_after_commit");
    Ok(())
}

fn offer(paid_at: Timestamp, now: Timestamp, seen_percent: i64) -> Result<RefundOffer> {
    let days = now.duration_since(paid_at).as_hours() / 24;
    let until = paid_at.checked_add(SignedDuration::from_hours(COURSE_REFUND_DAYS * 24))?;
    Ok(RefundOffer { is_open: course_refund_is_automatic(days, seen_percent), until, seen_percent })
}
