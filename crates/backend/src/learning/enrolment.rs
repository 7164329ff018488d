//! The right to a course: given when an order is paid, taken when it is refunded.

use super::sql;
use crate::{Backend, OnConstraint, Result, accounts::Viewer, db};
use domain::{
    AppError, Conflict,
    ids::{EnrolmentId, OfferingId},
    learning::Segments,
};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// Holds the place of one buyer in one course until the transaction ends; whether it is free.
pub async fn lock_place(conn: &mut PgConnection, account_id: Uuid, offering_id: Uuid) -> Result<bool> {
    sql::enrolments::lock_place(conn, account_id, offering_id).await?;
    Ok(sql::enrolments::find_active(conn, account_id, offering_id).await?.is_none())
}

/// Opens a course to a buyer, in the transaction that completes the order.
pub async fn enrol(conn: &mut PgConnection, account_id: Uuid, offering_id: Uuid, order_id: Uuid, now: Timestamp) -> Result<Uuid> {
    let id = db::new_id();
    sql::enrolments::insert(conn, id, account_id, offering_id, order_id, now)
        .await
        .on_constraint("enrolments_one_active", AppError::Conflict(Conflict::AlreadyEnrolled))?;
    Ok(id)
}

/// Ends the right that an order gave, in the transaction that refunds it; false when there was none any more.
pub async fn revoke(conn: &mut PgConnection, order_id: Uuid, now: Timestamp) -> Result<bool> {
    sql::enrolments::revoke(conn, order_id, now).await
}

/// The share of a course's videos that was really seen, in percent: what the refund rule asks.
pub async fn seen_percent(conn: &mut PgConnection, enrolment_id: Uuid) -> Result<i64> {
    let (mut seen, mut all) = (0, 0);
    for (watched, duration_ms) in sql::enrolments::list_watched(conn, enrolment_id).await? {
        let count = Segments::count_for(duration_ms);
        seen += Segments::from_bytes(watched).seen().min(count);
        all += count;
    }
    Ok(if all == 0 { 0 } else { seen * 100 / all })
}

/// Holds an enrolment until the transaction ends: what its learner asks for meanwhile waits.
pub async fn lock_enrolment(conn: &mut PgConnection, enrolment_id: Uuid) -> Result<()> {
    sql::enrolments::lock(conn, enrolment_id).await
}

/// Whether a file of the course was downloaded: what the refund rule asks.
pub async fn has_downloaded(conn: &mut PgConnection, enrolment_id: Uuid) -> Result<bool> {
    sql::enrolments::has_downloaded(conn, enrolment_id).await
}

/// The viewer's active enrolment in a course, for pages that offer to go on instead of to buy.
pub async fn find_enrolment(backend: &Backend, viewer: &Viewer, offering: OfferingId) -> Result<Option<EnrolmentId>> {
    let mut conn = backend.db.acquire().await?;
    let found = sql::enrolments::find_active(&mut conn, viewer.account_id.0, offering.0).await?;
    Ok(found.map(EnrolmentId))
}
