//! The one completion path. The return page, the webhook and the reconciliation all end here; repeating it changes nothing.

use super::{
    ledger::{self, Line},
    mails, refund, sql,
};
use crate::{
    Backend, Failure, Result, crash,
    events::{self, Event},
    learning, orders,
};
use domain::{
    Currency, Money,
    orders::{OrderStatus, PaymentStatus},
};
use orders::sql::{LockedOrder, insert_event, lock_order, move_order};
use providers::stripe::{Intent, IntentStatus};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// Walks a payment and its order to where the provider's intent stands, in one transaction.
pub(super) async fn apply(backend: &Backend, intent: &Intent) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    let Some(payment) = sql::lock_payment(&mut tx, intent).await? else {
        sql::insert_break(&mut tx, "unknown_intent", &intent.id, &json!({ "order_id": intent.order_id }), backend.clock.now())
            .await?;
        tx.commit().await?;
        return Ok(());
    };
    let old = PaymentStatus::parse(&payment.status).unwrap_or(PaymentStatus::Created);
    let new = status_of(intent);
    let is_late = old == PaymentStatus::Cancelled && new == PaymentStatus::Succeeded;
    if is_late {
        // We had closed it, and it was paid all the same. The money goes the usual way; how that came to be is noted.
        let details = json!({ "order_id": payment.order_id, "received": intent.amount_received_minor });
        sql::insert_break(&mut tx, "paid_after_cancelling", &intent.id, &details, backend.clock.now()).await?;
    }
    // A second decline may have another reason than the first.
    if (is_late || !old.is_final()) && (old != new || new == PaymentStatus::Failed) {
        if new == PaymentStatus::Succeeded {
            succeed(backend, &mut tx, &payment, intent).await?;
        } else {
            sql::move_payment(&mut tx, payment.id, new, intent.failure_code.as_deref(), backend.clock.now()).await?;
            if old != new {
                note_change(backend, &mut tx, &payment, old, new).await?;
            }
        }
    }
    crash::point("complete_before_commit");
    tx.commit().await?;
    crash::point("complete_after_commit");
    Ok(())
}

fn status_of(intent: &Intent) -> PaymentStatus {
    match intent.status {
        IntentStatus::Succeeded => PaymentStatus::Succeeded,
        IntentStatus::Canceled => PaymentStatus::Cancelled,
        IntentStatus::Processing | IntentStatus::RequiresCapture => PaymentStatus::Processing,
        IntentStatus::RequiresAction => PaymentStatus::RequiresAction,
        IntentStatus::RequiresPaymentMethod | IntentStatus::RequiresConfirmation if intent.failure_code.is_some() => {
            PaymentStatus::Failed
        }
        IntentStatus::RequiresPaymentMethod | IntentStatus::RequiresConfirmation => PaymentStatus::Created,
    }
}

/// Writes into the timeline what the buyer can do something about. Who was told to wait for the bank's answer gets it by mail.
async fn note_change(
    backend: &Backend,
    conn: &mut PgConnection,
    payment: &sql::Payment,
    old: PaymentStatus,
    new: PaymentStatus,
) -> Result<()> {
    let kind = match new {
        PaymentStatus::Failed => Some("payment_failed"),
        PaymentStatus::RequiresAction => Some("payment_requires_action"),
        _ => None,
    };
    if let Some(kind) = kind {
        insert_event(conn, payment.order_id, kind, None, &json!({}), backend.clock.now()).await?;
    }
    if old == PaymentStatus::Processing && new == PaymentStatus::Failed {
        let order = lock_order(conn, payment.order_id).await?.ok_or_else(|| anyhow::anyhow!("payment without order"))?;
        mails::payment_failed(backend, conn, &order, payment.id).await?;
    }
    Ok(())
}

/// Money arrived. Checks it against the order, books it, and opens the course or owes the money back.
async fn succeed(backend: &Backend, conn: &mut PgConnection, payment: &sql::Payment, intent: &Intent) -> Result<()> {
    let now = backend.clock.now();
    let order = lock_order(conn, payment.order_id).await?.ok_or_else(|| anyhow::anyhow!("payment without order"))?;
    if intent.amount_received_minor != order.total_minor || intent.currency != order.currency {
        return return_odd(backend, conn, payment.id, &order, intent).await;
    }
    sql::move_payment(conn, payment.id, PaymentStatus::Succeeded, None, now).await?;
    let is_usable = match OrderStatus::parse(&order.status) {
        Some(OrderStatus::AwaitingPayment | OrderStatus::Expired) => is_place_free(conn, &order).await?,
        _ => false,
    };
    if is_usable {
        book_sale(conn, &intent.id, &order, now).await?;
        fulfil(backend, conn, &order).await
    } else {
        // Paid late or paid twice: the money was never the seller's.
        ledger::book(
            conn,
            ledger::Entry { provider: "stripe", object_id: &intent.id, transition: "captured", order_id: order.id, now },
            &order.currency,
            &[Line::new("provider_clearing", None, order.total_minor), Line::new("refunds_due", None, -order.total_minor)],
        )
        .await?;
        match OrderStatus::parse(&order.status) {
            Some(OrderStatus::Expired) => insert_event(conn, order.id, "paid_too_late", None, &json!({}), now).await?,
            // Another order opened the course meanwhile: this one has nothing left to give.
            Some(OrderStatus::AwaitingPayment) => {
                move_order(conn, order.id, OrderStatus::AwaitingPayment, OrderStatus::Cancelled, now).await?;
                insert_event(conn, order.id, "paid_twice", None, &json!({}), now).await?;
            }
            _ => insert_event(conn, order.id, "paid_twice", None, &json!({}), now).await?,
        }
        refund::owe(backend, conn, payment.id, order.total_minor, &order.currency, "late_or_double", None).await?;
        mails::late_refund(backend, conn, &order).await
    }
}

/// Another amount than asked for buys nothing: it is booked as received and owed back, and the order is over so that the course
/// can be ordered again. Somebody must look how that came to be.
async fn return_odd(
    backend: &Backend,
    conn: &mut PgConnection,
    payment_id: Uuid,
    order: &LockedOrder,
    intent: &Intent,
) -> Result<()> {
    let now = backend.clock.now();
    let received = intent.amount_received_minor;
    let details = json!({ "received": received, "currency": intent.currency, "expected": order.total_minor });
    sql::insert_break(conn, "wrong_amount", &intent.id, &details, now).await?;
    sql::set_captured(conn, payment_id, received, &intent.currency).await?;
    sql::move_payment(conn, payment_id, PaymentStatus::Succeeded, None, now).await?;
    insert_event(conn, order.id, "paid_wrong_amount", None, &details, now).await?;
    if OrderStatus::parse(&order.status) == Some(OrderStatus::AwaitingPayment) {
        move_order(conn, order.id, OrderStatus::AwaitingPayment, OrderStatus::Cancelled, now).await?;
    }
    if received <= 0 {
        return Ok(());
    }
    let entry = ledger::Entry { provider: "stripe", object_id: &intent.id, transition: "captured", order_id: order.id, now };
    let lines = [Line::new("provider_clearing", None, received), Line::new("refunds_due", None, -received)];
    ledger::book(conn, entry, &intent.currency, &lines).await?;
    refund::owe(backend, conn, payment_id, received, &intent.currency, "wrong_amount", None).await?;
    let currency = Currency::parse(&intent.currency).or(Currency::parse(&order.currency)).unwrap_or(Currency::Usd);
    mails::odd_refund(backend, conn, order, payment_id, Money::new(received, currency)).await
}

/// The sale in the books: gross = seller's share + commission + buyer fee.
async fn book_sale(conn: &mut PgConnection, object_id: &str, order: &LockedOrder, now: jiff::Timestamp) -> Result<()> {
    ledger::book(
        conn,
        ledger::Entry { provider: "stripe", object_id, transition: "captured", order_id: order.id, now },
        &order.currency,
        &[
            Line::new("provider_clearing", None, order.total_minor),
            Line::new("seller_held", Some(order.seller_id), -order.seller_share_minor),
            Line::new("commission", None, -order.commission_minor),
            Line::new("buyer_fees", None, -order.buyer_fee_minor),
        ],
    )
    .await
}

async fn is_place_free(conn: &mut PgConnection, order: &LockedOrder) -> Result<bool> {
    learning::lock_place(conn, order.buyer_id, order.offering_id).await
}

/// Completes an order that costs nothing, in the transaction that placed it.
pub async fn complete_free(backend: &Backend, conn: &mut PgConnection, order_id: Uuid) -> Result<()> {
    let order = lock_order(conn, order_id).await?.ok_or_else(|| anyhow::anyhow!("no order"))?;
    if order.total_minor != 0 {
        return Err(Failure::Internal(anyhow::anyhow!("order {order_id} is not free")));
    }
    sql::insert_free_payment(conn, order_id, &order.currency, backend.clock.now()).await?;
    fulfil(backend, conn, &order).await
}

/// Opens what was bought and tells everybody.
async fn fulfil(backend: &Backend, conn: &mut PgConnection, order: &LockedOrder) -> Result<()> {
    let now = backend.clock.now();
    let from = OrderStatus::parse(&order.status).unwrap_or(OrderStatus::AwaitingPayment);
    if !move_order(conn, order.id, from, OrderStatus::Active, now).await? {
        return Err(Failure::Internal(anyhow::anyhow!("order {} moved under the lock", order.id)));
    }
    let enrolment_id = learning::enrol(conn, order.buyer_id, order.offering_id, order.id, now).await?;
    sql::count_learner(conn, order.offering_id, order.seller_id, 1).await?;
    insert_event(conn, order.id, "paid", None, &json!({}), now).await?;
    let event = Event { kind: "order_paid", account_id: Some(order.buyer_id), subject_id: order.id, data: json!({}) };
    events::record(conn, event, now).await?;
    mails::receipt(backend, conn, order, enrolment_id).await
}
