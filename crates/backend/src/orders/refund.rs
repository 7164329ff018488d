//! Giving a course back inside its window: the page shows the offer, the use case pays exactly that.

use super::sql;
use crate::{Backend, Failure, Result, accounts::Viewer, crash, learning, payments};
use domain::{
    Conflict, Thing,
    ids::{OfferingId, OrderId},
    orders::{COURSE_REFUND_DAYS, COURSE_REFUNDS_WINDOW_DAYS, CourseReturn, OrderStatus, RefundRefusal},
};
use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;
use uuid::Uuid;

/// Whether and until when a course can be given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundOffer {
    /// Why not; none when the money would go back at once.
    pub refusal: Option<RefundRefusal>,
    pub until: Timestamp,
    pub seen_percent: i64,
}

/// A paid order, as far as the rule looks at it.
struct Purchase {
    buyer_id: Uuid,
    offering_id: Uuid,
    enrolment_id: Uuid,
    paid_at: Timestamp,
}

/// What a buyer would get now. `None` when the order was not paid or cost nothing.
pub async fn refund_offer(backend: &Backend, viewer: &Viewer, id: OrderId) -> Result<Option<RefundOffer>> {
    let mut conn = backend.db.acquire().await?;
    let buyer_id = viewer.account_id.0;
    let order = sql::find_view(&mut conn, buyer_id, id.0).await?.ok_or(Failure::not_found(Thing::Order))?;
    let (Some(paid_at), Some(enrolment_id)) = (order.paid_at, order.enrolment_id) else { return Ok(None) };
    if !order.status.is_paid() || order.returnable.is_zero() {
        return Ok(None);
    }
    let purchase = Purchase { buyer_id, offering_id: order.offering_id.0, enrolment_id: enrolment_id.0, paid_at };
    Ok(Some(offer(&mut conn, &purchase, backend.clock.now()).await?))
}

/// Gives the course back: access ends now, the whole price and fee go back. Pressing again changes nothing.
pub async fn request_refund(backend: &Backend, viewer: &Viewer, id: OrderId) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    let buyer_id = viewer.account_id.0;
    let order = sql::lock_order(&mut tx, id.0).await?.filter(|o| o.buyer_id == buyer_id);
    let order = order.ok_or(Failure::not_found(Thing::Order))?;
    let is_paid = OrderStatus::parse(&order.status).is_some_and(OrderStatus::is_paid);
    if !is_paid && sql::was_returned(&mut tx, order.id, buyer_id).await? {
        return Ok(());
    }
    let (Some(paid_at), Some(enrolment_id)) = (order.paid_at, order.enrolment_id) else {
        return Err(Failure::conflict(Conflict::Stale));
    };
    // Two orders of one buyer are counted one after the other; a download waits, and then finds the course closed.
    sql::lock_returns(&mut tx, buyer_id).await?;
    learning::lock_enrolment(&mut tx, enrolment_id).await?;
    let purchase = Purchase { buyer_id, offering_id: order.offering_id, enrolment_id, paid_at };
    if !is_paid || order.total_minor == 0 || offer(&mut tx, &purchase, backend.clock.now()).await?.refusal.is_some() {
        return Err(Failure::conflict(Conflict::Stale));
    }
    payments::owe_order_refund(backend, &mut tx, &order, Some(buyer_id)).await?;
    crash::point("refund_owed_before_commit");
    tx.commit().await?;
    crash::point("refund_owed_after_commit");
    Ok(())
}

/// Why a course would not be given back by itself, if it were bought now: too much was given back before.
pub(crate) async fn refusal_if_bought(
    conn: &mut PgConnection,
    buyer_id: Uuid,
    offering_id: Uuid,
    now: Timestamp,
) -> Result<Option<RefundRefusal>> {
    Ok(case_before(conn, buyer_id, offering_id, now).await?.refusal())
}

/// The same for a course that is about to be paid.
pub async fn return_refusal(backend: &Backend, viewer: &Viewer, offering: OfferingId) -> Result<Option<RefundRefusal>> {
    let mut conn = backend.db.acquire().await?;
    refusal_if_bought(&mut conn, viewer.account_id.0, offering.0, backend.clock.now()).await
}

/// What counts before anything was learned: what the buyer gave back before.
async fn case_before(conn: &mut PgConnection, buyer_id: Uuid, offering_id: Uuid, now: Timestamp) -> Result<CourseReturn> {
    let window = now.checked_sub(SignedDuration::from_hours(COURSE_REFUNDS_WINDOW_DAYS * 24))?;
    let returns = sql::count_returns(conn, buyer_id, offering_id, window).await?;
    Ok(CourseReturn { returned_before: returns.of_offering, returned_lately: returns.lately, ..CourseReturn::default() })
}

async fn offer(conn: &mut PgConnection, purchase: &Purchase, now: Timestamp) -> Result<RefundOffer> {
    let until = purchase.paid_at.checked_add(SignedDuration::from_hours(COURSE_REFUND_DAYS * 24))?;
    let seen_percent = learning::seen_percent(conn, purchase.enrolment_id).await?;
    let case = CourseReturn {
        days: now.duration_since(purchase.paid_at).as_hours() / 24,
        seen_percent,
        has_downloaded: learning::has_downloaded(conn, purchase.enrolment_id).await?,
        ..case_before(conn, purchase.buyer_id, purchase.offering_id, now).await?
    };
    Ok(RefundOffer { refusal: case.refusal(), until, seen_percent })
}
