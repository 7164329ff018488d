//! The one completion path. The return page, the webhook and the reconciliation all end here; repeating it changes nothing.

use super::{
    ledger::{self, Line},
    refund, sql,
};
use crate::{Backend, Failure, Result, crash, db, learning, notifications, orders};
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
    // A second decline may have another reason than the first.
    if !old.is_final() && (old != new || new == PaymentStatus::Failed) {
        if new == PaymentStatus::Succeeded {
            succeed(backend, &mut tx, &payment, intent).await?;
        } else {
            sql::move_payment(&mut tx, payment.id, new, intent.failure_code.as_deref(), backend.clock.now()).await?;
            if old != new {
                note_failure(backend, &mut tx, &payment, new).await?;
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

async fn note_failure(backend: &Backend, conn: &mut PgConnection, payment: &sql::Payment, new: PaymentStatus) -> Result<()> {
    let kind = match new {
        PaymentStatus::Failed => "payment_failed",
        PaymentStatus::RequiresAction => "payment_requires_action",
        _ => return Ok(()),
    };
    insert_event(conn, payment.order_id, kind, None, &json!({}), backend.clock.now()).await
}

/// Money arrived. Checks it against the order, books it, and opens the course or owes the money back.
async fn succeed(backend: &Backend, conn: &mut PgConnection, payment: &sql::Payment, intent: &Intent) -> Result<()> {
    let now = backend.clock.now();
    let order = lock_order(conn, payment.order_id).await?.ok_or_else(|| anyhow::anyhow!("payment without order"))?;
    if intent.amount_received_minor != order.total_minor || intent.currency != order.currency {
        let details =
            json!({ "received": intent.amount_received_minor, "currency": intent.currency, "expected": order.total_minor });
        return sql::insert_break(conn, "wrong_amount", &intent.id, &details, now).await;
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
            }
            _ => {}
        }
        refund::owe(backend, conn, payment.id, order.total_minor, &order.currency, "late_or_double", None).await?;
        mail_late_refund(backend, conn, &order).await
    }
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
    sql::insert_outbox(conn, "order_paid", Some(order.buyer_id), order.id, now).await?;
    mail_receipt(backend, conn, order, enrolment_id).await
}

async fn mail_receipt(backend: &Backend, conn: &mut PgConnection, order: &LockedOrder, enrolment_id: Uuid) -> Result<()> {
    use notifications::{MailDraft, queue_mail, text, text_args};
    let people = sql::find_people(conn, order.id).await?;
    let currency = Currency::parse(&order.currency).unwrap_or(Currency::Usd);
    let amount = |minor| format!("{} {}", Money::new(minor, currency).digits(), currency.code());
    let site = &backend.settings.site_url;
    let locale = people.buyer_locale;
    let title = locale.pick(&people.title_en, &people.title_ar).to_owned();
    let mut paragraphs = vec![text(locale, "mail-receipt-thanks")];
    if order.total_minor > 0 {
        let hours = domain::orders::COURSE_REFUND_DAYS * 24;
        let until =
            backend.clock.now().checked_add(jiff::SignedDuration::from_hours(hours))?.strftime("%Y-%m-%d %H:%M UTC").to_string();
        paragraphs.push(text_args(locale, "mail-receipt-refund", &[("until", until.into())]));
    }
    let receipt = MailDraft {
        template: "receipt",
        dedupe_key: format!("order_paid:{}", order.id),
        recipient: people.buyer_email.clone(),
        locale,
        subject: text_args(locale, "mail-receipt-subject", &[("title", title.clone().into())]),
        paragraphs,
        details: vec![
            (text(locale, "mail-receipt-order"), order.number.to_string()),
            (text(locale, "mail-receipt-course"), title),
            (text(locale, "mail-receipt-price"), amount(order.price_minor)),
            (text(locale, "mail-receipt-fee"), amount(order.buyer_fee_minor)),
            (text(locale, "mail-receipt-total"), amount(order.total_minor)),
        ],
        button: Some((text(locale, "mail-receipt-button"), format!("{site}{}", locale.path(&format!("/learn/{enrolment_id}"))))),
    };
    queue_mail(conn, backend, receipt).await?;
    let locale = people.seller_locale;
    let title = locale.pick(&people.title_en, &people.title_ar).to_owned();
    let sale = MailDraft {
        template: "sale",
        dedupe_key: format!("order_paid:{}", order.id),
        recipient: people.seller_email,
        locale,
        subject: text_args(locale, "mail-sale-subject", &[("buyer", people.buyer_name.into()), ("title", title.into())]),
        paragraphs: vec![text(locale, "mail-sale-text")],
        details: vec![(text(locale, "mail-sale-share"), amount(order.seller_share_minor))],
        button: Some((text(locale, "mail-sale-button"), format!("{site}{}", locale.path(&format!("/o/{}", people.slug))))),
    };
    queue_mail(conn, backend, sale).await
}

async fn mail_late_refund(backend: &Backend, conn: &mut PgConnection, order: &LockedOrder) -> Result<()> {
    let mail = refund::RefundMail {
        text: "mail-refunded-late",
        amount_minor: order.total_minor,
        dedupe_key: format!("refund:{}", db::new_id()),
        ..refund::RefundMail::default()
    };
    refund::mail_refund(backend, conn, order, mail).await
}
