//! Giving money back: first owed in our books, then paid by a job through the provider, never above what was captured.

use super::{
    ledger::{self, Entry, Line},
    mails,
    refund_news::{self, Origin},
    sql,
};
use crate::{Backend, Failure, Result, crash, db, jobs, learning, notifications, orders};
use domain::{
    AppError, Currency, Locale, Money,
    orders::{OrderStatus, RefundStatus, Shares},
};
use jiff::{SignedDuration, Timestamp};
use orders::sql::{LockedOrder, insert_event, move_order};
use providers::stripe::{Error as StripeError, NewRefund, RefundsOf};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// Stripe forgets idempotency keys after a day; long before that, a second call looks for what the first one did.
const KEY_IS_FRESH: SignedDuration = SignedDuration::from_hours(12);

/// Owes what is left of an order's payment back: access ends in the same transaction, shares and fees are reversed as they
/// were taken.
pub(crate) async fn owe_order_refund(
    backend: &Backend,
    conn: &mut PgConnection,
    order: &LockedOrder,
    actor_id: Option<Uuid>,
) -> Result<()> {
    let now = backend.clock.now();
    let payment = sql::lock_sale(conn, order.id).await?.ok_or_else(|| anyhow::anyhow!("paid order without payment"))?;
    if !close_order(conn, order, now).await? {
        return Err(Failure::conflict(domain::Conflict::Stale));
    }
    insert_event(conn, order.id, "refund_requested", actor_id, &json!({}), now).await?;
    let taken = sql::find_held(conn, payment.id, &payment.intent_id).await?.shares;
    if taken.total() > 0 {
        let mut lines = lines_of(taken, order.seller_id);
        lines.push(Line::new("refunds_due", None, -taken.total()));
        let entry =
            Entry { provider: "stripe", object_id: &payment.intent_id, transition: "refund_owed", order_id: order.id, now };
        ledger::book(conn, entry, &order.currency, &lines).await?;
    }
    // A part of it, or all, may be on its way back by the provider's own pages: it pays its part of the debt, which stands if it fails.
    let amount_minor = payment.amount_minor - payment.refunded_minor;
    if amount_minor == 0 {
        return Ok(());
    }
    owe(backend, conn, payment.id, amount_minor, &order.currency, "requested_by_buyer", actor_id).await?;
    let mail = RefundMail {
        text: "mail-refunded-asked",
        amount_minor,
        dedupe_key: format!("refund:{}", payment.id),
        ..RefundMail::default()
    };
    mail_refund(backend, conn, order, mail).await
}

/// Ends a paid order and the access that it gave; false when it was not paid any more.
pub(super) async fn close_order(conn: &mut PgConnection, order: &LockedOrder, now: Timestamp) -> Result<bool> {
    let Some(from) = OrderStatus::parse(&order.status).filter(|status| status.may_become(OrderStatus::Cancelled)) else {
        return Ok(false);
    };
    if !from.is_paid() || !move_order(conn, order.id, from, OrderStatus::Cancelled, now).await? {
        return Ok(false);
    }
    if learning::revoke(conn, order.id, now).await? {
        sql::count_learner(conn, order.offering_id, order.seller_id, -1).await?;
    }
    Ok(true)
}

/// The lines that take shares back from those who hold them.
pub(super) fn lines_of(taken: Shares, seller_id: Uuid) -> Vec<Line> {
    vec![
        Line::new("seller_held", Some(seller_id), taken.seller_minor),
        Line::new("commission", None, taken.commission_minor),
        Line::new("buyer_fees", None, taken.buyer_fee_minor),
    ]
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
    enqueue_payment(conn, id).await
}

/// Enqueues the job that pays an owed refund; a waiting one is replaced.
pub(super) async fn enqueue_payment(conn: &mut PgConnection, refund_id: Uuid) -> Result<()> {
    jobs::enqueue(conn, jobs::PayRefund::TASK, &jobs::PayRefund { refund_id }, Some(&format!("refund:{refund_id}"))).await
}

/// Pays an owed refund. The key is the refund's id and amount, so a second run gets the first answer.
pub async fn pay_refund(backend: &Backend, refund_id: Uuid) -> Result<()> {
    let Some(due) = find_due(backend, refund_id).await? else { return Ok(()) };
    let intent_id = due.intent_id.as_deref().unwrap_or_default();
    if backend.clock.now().duration_since(due.created_at) > KEY_IS_FRESH {
        refund_news::refresh_refunds(backend, RefundsOf::Intent(intent_id)).await?;
        if find_due(backend, refund_id).await?.is_none() {
            return Ok(());
        }
    }
    crash::point("refund_before_call");
    let (our_id, key) = (refund_id.to_string(), format!("refund:{refund_id}:{}", due.amount_minor));
    let new = NewRefund { intent_id, amount_minor: due.amount_minor, refund_id: &our_id, idempotency_key: &key };
    let refund = match backend.stripe.refund(&new).await {
        Ok(refund) => refund,
        Err(StripeError::Indeterminate(cause)) => {
            tracing::warn!(refund.id = %refund_id, cause, "no certain answer; the same key will tell");
            return Err(Failure::User(AppError::Unavailable));
        }
        Err(refused) => return learn_why(backend, refund_id, &due, refused).await,
    };
    crash::point("refund_after_call");
    refund_news::apply(backend, &refund, Origin::Provider).await
}

/// A refund that still waits for the provider's first answer.
async fn find_due(backend: &Backend, refund_id: Uuid) -> Result<Option<sql::DueRefund>> {
    let due = sql::find_due(&backend.db, refund_id).await?;
    Ok(due.filter(|due| RefundStatus::parse(&due.status) == Some(RefundStatus::Due)))
}

/// The provider refuses: money may have gone back on its own pages. Otherwise somebody must look.
async fn learn_why(backend: &Backend, refund_id: Uuid, due: &sql::DueRefund, refused: StripeError) -> Result<()> {
    let intent_id = due.intent_id.as_deref().unwrap_or_default();
    refund_news::refresh_refunds(backend, RefundsOf::Intent(intent_id)).await?;
    let Some(left) = find_due(backend, refund_id).await? else { return Ok(()) };
    let mut conn = backend.db.acquire().await?;
    if left.amount_minor != due.amount_minor {
        return enqueue_payment(&mut conn, refund_id).await;
    }
    let details = json!({ "intent_id": intent_id, "refusal": refused.to_string() });
    sql::insert_break(&mut conn, "refund_refused", &refund_id.to_string(), &details, backend.clock.now()).await?;
    Err(Failure::Internal(refused.into()))
}

/// What a mail about a refund says, by keys of the locale files.
pub(super) struct RefundMail {
    pub subject: &'static str,
    pub text: &'static str,
    /// What the amount is called.
    pub label: &'static str,
    pub amount_minor: i64,
    /// None is the order's.
    pub currency: Option<Currency>,
    pub dedupe_key: String,
}

impl Default for RefundMail {
    fn default() -> Self {
        Self {
            subject: "mail-refunded-subject",
            text: "mail-refunded-asked",
            label: "mail-refunded-total",
            amount_minor: 0,
            currency: None,
            dedupe_key: String::new(),
        }
    }
}

/// Tells the buyer about money that is on its way back, or is not.
pub(super) async fn mail_refund(backend: &Backend, conn: &mut PgConnection, order: &LockedOrder, mail: RefundMail) -> Result<()> {
    use notifications::{MailDraft, queue_mail, text, text_args};
    let people = sql::find_people(conn, order.id).await?;
    let locale: Locale = people.buyer_locale;
    let currency = mail.currency.or(Currency::parse(&order.currency)).unwrap_or(Currency::Usd);
    let amount = mails::spelled(Money::new(mail.amount_minor, currency));
    let title = locale.pick(&people.title_en, &people.title_ar).to_owned();
    let draft = MailDraft {
        template: "refund",
        dedupe_key: mail.dedupe_key,
        recipient: people.buyer_email,
        locale,
        subject: text_args(locale, mail.subject, &[("title", title.into())]),
        paragraphs: vec![text(locale, mail.text)],
        details: vec![(text(locale, "mail-receipt-order"), order.number.to_string()), (text(locale, mail.label), amount)],
        button: None,
    };
    queue_mail(conn, backend, draft).await
}
