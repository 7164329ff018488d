//! Giving money back: first owed in our books, then paid by a job through the provider, never above what was captured.

use super::{
    ledger::{self, Line},
    sql,
};
use crate::{Backend, Failure, Result, crash, db, jobs, learning, notifications, orders};
use domain::{AppError, Currency, Locale, Money, orders::OrderStatus};
use orders::sql::{LockedOrder, insert_event, lock_order, move_order};
use providers::stripe::{Error as StripeError, RefundStatus};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// Owes an order's whole payment back: access ends in the same transaction, shares and fees are reversed as they were taken.
pub(crate) async fn owe_order_refund(
    backend: &Backend,
    conn: &mut PgConnection,
    order: &LockedOrder,
    actor_id: Option<Uuid>,
) -> Result<()> {
    let now = backend.clock.now();
    let payment = sql::find_succeeded(conn, order.id).await?.ok_or_else(|| anyhow::anyhow!("paid order without payment"))?;
    let from = OrderStatus::parse(&order.status).unwrap_or(OrderStatus::Active);
    if !move_order(conn, order.id, from, OrderStatus::Cancelled, now).await? {
        return Err(Failure::conflict(domain::Conflict::Stale));
    }
    if learning::revoke(conn, order.id, now).await? {
        sql::count_learner(conn, order.offering_id, order.seller_id, -1).await?;
    }
    let object_id = payment.provider_ref.clone().unwrap_or_default();
    ledger::book(
        conn,
        ledger::Entry { provider: "stripe", object_id: &object_id, transition: "refund_owed", order_id: order.id, now },
        &order.currency,
        &[
            Line::new("seller_held", Some(order.seller_id), order.seller_share_minor),
            Line::new("commission", None, order.commission_minor),
            Line::new("buyer_fees", None, order.buyer_fee_minor),
            Line::new("refunds_due", None, -order.total_minor),
        ],
    )
    .await?;
    insert_event(conn, order.id, "refund_requested", actor_id, &json!({}), now).await?;
    owe(backend, conn, payment.id, order.total_minor, &order.currency, "requested_by_buyer", actor_id).await?;
    mail_refund(backend, conn, order, "mail-refunded-asked", payment.id).await
}

/// Stores a refund and the job that pays it.
pub(super) async fn owe(
    backend: &Backend,
    conn: &mut PgConnection,
    payment_id: Uuid,
    amount_minor: i64,
    currency: &str,
    reason: &str,
    requested_by: Option<Uuid>,
) -> Result<()> {
    let id = db::new_id();
    let new = sql::NewRefund { id, payment_id, amount_minor, currency, reason, requested_by, now: backend.clock.now() };
    if !sql::reserve_refund(conn, &new).await? {
        return Err(Failure::Internal(anyhow::anyhow!("refund above what was captured on payment {payment_id}")));
    }
    jobs::enqueue(conn, jobs::PayRefund::TASK, &jobs::PayRefund { refund_id: id }, Some(&format!("refund:{id}"))).await
}

/// Pays an owed refund. The key is the refund's id, so a second run gets the first answer.
pub async fn pay_refund(backend: &Backend, refund_id: Uuid) -> Result<()> {
    let Some(due) = sql::find_refund(&backend.db, refund_id).await? else { return Ok(()) };
    if due.status == "succeeded" || due.status == "failed" {
        return Ok(());
    }
    crash::point("refund_before_call");
    let intent_id = due.provider_ref.as_deref().unwrap_or_default();
    let refund = match backend.stripe.refund(intent_id, due.amount_minor, &format!("refund:{refund_id}")).await {
        Ok(refund) => refund,
        Err(StripeError::Indeterminate(cause)) => {
            tracing::warn!(refund.id = %refund_id, cause, "no certain answer; the same key will tell");
            return Err(Failure::User(AppError::Unavailable));
        }
        Err(refused) => return Err(Failure::Internal(refused.into())),
    };
    crash::point("refund_after_call");
    let mut tx = backend.db.begin().await?;
    let now = backend.clock.now();
    let order = lock_order(&mut tx, due.order_id).await?.ok_or_else(|| anyhow::anyhow!("refund without order"))?;
    let status = match refund.status {
        RefundStatus::Succeeded => "succeeded",
        RefundStatus::Pending => "pending",
        RefundStatus::Failed => "failed",
    };
    if sql::settle_refund(&mut tx, refund_id, status, &refund.id, now).await? && status == "succeeded" {
        ledger::book(
            &mut tx,
            ledger::Entry { provider: "stripe", object_id: &refund.id, transition: "refunded", order_id: order.id, now },
            &due.currency,
            &[Line::new("refunds_due", None, due.amount_minor), Line::new("provider_clearing", None, -due.amount_minor)],
        )
        .await?;
        insert_event(&mut tx, order.id, "refunded", None, &json!({}), now).await?;
    }
    crash::point("refund_before_commit");
    tx.commit().await?;
    Ok(())
}

/// Tells the buyer that money is on its way back.
pub(super) async fn mail_refund(
    backend: &Backend,
    conn: &mut PgConnection,
    order: &LockedOrder,
    text_key: &str,
    cause: Uuid,
) -> Result<()> {
    use notifications::{MailDraft, queue_mail, text, text_args};
    let people = sql::find_people(conn, order.id).await?;
    let locale: Locale = people.buyer_locale;
    let currency = Currency::parse(&order.currency).unwrap_or(Currency::Usd);
    let amount = format!("{} {}", Money::new(order.total_minor, currency).digits(), currency.code());
    let title = locale.pick(&people.title_en, &people.title_ar).to_owned();
    let draft = MailDraft {
        template: "refund",
        dedupe_key: format!("refund:{cause}"),
        recipient: people.buyer_email,
        locale,
        subject: text_args(locale, "mail-refunded-subject", &[("title", title.into())]),
        paragraphs: vec![text(locale, text_key)],
        details: vec![
            (text(locale, "mail-receipt-order"), order.number.to_string()),
            (text(locale, "mail-refunded-total"), amount),
        ],
        button: None,
    };
    queue_mail(conn, backend, draft).await
}
