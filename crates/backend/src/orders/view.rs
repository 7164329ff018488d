//! Orders as their buyer sees them.

use super::sql;
use crate::{Backend, Failure, Result, accounts::Viewer};
use domain::{
    Money, Thing,
    ids::{EnrolmentId, OfferingId, OrderId},
    orders::{OrderStatus, PaymentStatus, Quote},
};
use jiff::Timestamp;

/// One order with its offering, its money and its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderView {
    pub id: OrderId,
    pub number: i64,
    pub status: OrderStatus,
    pub quote: Quote,
    pub offering_id: OfferingId,
    pub offering_slug: String,
    pub title_en: String,
    pub title_ar: String,
    pub seller_name_en: String,
    pub seller_name_ar: String,
    pub seller_handle: String,
    pub category_hue: i16,
    pub enrolment_id: Option<EnrolmentId>,
    pub payment_status: Option<PaymentStatus>,
    pub payment_failure: Option<String>,
    pub refund_status: Option<String>,
    /// What has gone back to the buyer so far.
    pub refunded: Money,
    /// What is left to give back, without what is on its way already.
    pub returnable: Money,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub paid_at: Option<Timestamp>,
    pub refunded_at: Option<Timestamp>,
}

impl OrderView {
    /// What the buyer pays.
    pub const fn total(&self) -> Money {
        self.quote.total
    }

    /// Whether it can still be paid.
    pub fn is_payable(&self, now: Timestamp) -> bool {
        self.status == OrderStatus::AwaitingPayment && self.expires_at > now
    }
}

/// One line of an order's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderEvent {
    pub kind: String,
    pub is_buyer: bool,
    pub created_at: Timestamp,
}

/// One order of the viewer with its timeline; a stranger's order is not found.
pub async fn find_order(backend: &Backend, viewer: &Viewer, id: OrderId) -> Result<(OrderView, Vec<OrderEvent>)> {
    let mut conn = backend.db.acquire().await?;
    let order = sql::find_view(&mut conn, viewer.account_id.0, id.0).await?.ok_or(Failure::not_found(Thing::Order))?;
    let events = sql::list_events(&mut conn, id.0, viewer.account_id.0).await?;
    Ok((order, events))
}

/// The viewer's orders, newest first, a page of 20 before an instant. The flag says whether more follow.
pub async fn list_orders(backend: &Backend, viewer: &Viewer, before: Option<Timestamp>) -> Result<(Vec<OrderView>, bool)> {
    const PAGE: usize = 20;
    let mut conn = backend.db.acquire().await?;
    let mut orders = sql::list_views(&mut conn, viewer.account_id.0, before.unwrap_or(Timestamp::MAX), 21).await?;
    let has_more = orders.len() > PAGE;
    orders.truncate(PAGE);
    Ok((orders, has_more))
}
