//! What becomes of refunds at the provider: ours, and those that somebody made on its own pages. Every path reads the refund as
//! it is now and walks our side there, so the order and the number of the news do not matter.

use super::{
    attempt,
    ledger::{self, Entry, Line},
    refund::{self, RefundMail},
    sql,
};
use crate::{Backend, Failure, Result, crash, db, orders};
use domain::{
    AppError,
    orders::{RefundStatus, Shares},
};
use jiff::Timestamp;
use orders::sql::{LockedOrder, insert_event, lock_order};
use providers::stripe::{Error as StripeError, Refund, RefundStatus as ProviderStatus, RefundsOf};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// Money that went back without our asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Somebody made a refund on the provider's own pages.
    Provider,
    /// The buyer's bank took the payment back, and we lost the dispute.
    Dispute,
}

impl Origin {
    /// The reason that our row of it has.
    const fn reason(self) -> &'static str {
        match self {
            Self::Provider => "made_at_provider",
            Self::Dispute => "lost_dispute",
        }
    }
}

/// Whether we asked for a refund with this reason.
fn is_ours(reason: &str) -> bool {
    reason != Origin::Provider.reason() && reason != Origin::Dispute.reason()
}

/// One refund between its order, its payment and the provider.
struct Case<'a> {
    order: &'a LockedOrder,
    payment: &'a sql::RefundedPayment,
    ours: &'a sql::Refund,
    theirs: &'a Refund,
    now: Timestamp,
}

/// Reads a refund as it is now and acts on it.
pub(super) async fn refresh_refund(backend: &Backend, provider_ref: &str) -> Result<()> {
    let refund = backend.stripe.retrieve_refund(provider_ref).await.map_err(failure_of)?;
    apply(backend, &refund, Origin::Provider).await
}

/// Reads every refund of a payment as it is now and acts on it.
pub(super) async fn refresh_refunds(backend: &Backend, of: RefundsOf<'_>) -> Result<()> {
    // Oldest first, as the money moved.
    for refund in backend.stripe.list_refunds(of).await.map_err(failure_of)?.iter().rev() {
        apply(backend, refund, Origin::Provider).await?;
    }
    Ok(())
}

pub(super) fn failure_of(error: StripeError) -> Failure {
    match error {
        StripeError::Indeterminate(cause) => {
            tracing::warn!(cause, "the provider does not answer about money that goes back");
            Failure::User(AppError::Unavailable)
        }
        refused => Failure::Internal(refused.into()),
    }
}

/// Walks our side of a refund to where the provider's stands, in one transaction. The origin matters when it is new to us.
pub(super) async fn apply(backend: &Backend, theirs: &Refund, origin: Origin) -> Result<()> {
    let Some(intent_id) = theirs.intent_id.as_deref() else { return note_unknown(backend, theirs).await };
    let mut order_id = sql::find_refunded_order(&backend.db, intent_id).await?;
    if order_id.is_none() {
        // The news of the refund came before that of the payment.
        attempt::refresh_intent(backend, intent_id).await?;
        order_id = sql::find_refunded_order(&backend.db, intent_id).await?;
    }
    let Some(order_id) = order_id else { return note_unknown(backend, theirs).await };
    let mut tx = backend.db.begin().await?;
    let order = lock_order(&mut tx, order_id).await?.ok_or_else(|| anyhow::anyhow!("refund without order"))?;
    let payment = sql::lock_refunded_payment(&mut tx, intent_id).await?;
    let payment = payment.ok_or_else(|| anyhow::anyhow!("refund without payment"))?;
    let now = backend.clock.now();
    if let Some(ours) = find_or_adopt(&mut tx, &payment, theirs, origin, now).await? {
        advance(backend, &mut tx, &Case { order: &order, payment: &payment, ours: &ours, theirs, now }).await?;
    }
    crash::point("refund_before_commit");
    tx.commit().await?;
    crash::point("refund_after_commit");
    Ok(())
}

/// A refund of money that we know nothing of.
async fn note_unknown(backend: &Backend, theirs: &Refund) -> Result<()> {
    let mut conn = backend.db.acquire().await?;
    let details = json!({ "intent_id": theirs.intent_id, "amount_minor": theirs.amount_minor, "currency": theirs.currency });
    sql::insert_break(&mut conn, "unknown_refund", &theirs.id, &details, backend.clock.now()).await
}

/// Our row of the provider's refund, made when it is new to us.
async fn find_or_adopt(
    conn: &mut PgConnection,
    payment: &sql::RefundedPayment,
    theirs: &Refund,
    origin: Origin,
    now: Timestamp,
) -> Result<Option<sql::Refund>> {
    let our_id = theirs.refund_id.as_deref().and_then(|id| id.parse::<Uuid>().ok());
    let known = sql::find_refund(conn, payment.id, &theirs.id, our_id).await?;
    // A bank takes the whole charge back, also when a part of it went back before: that part is our loss.
    let is_bounded = |ours: &sql::Refund| origin == Origin::Dispute && ours.amount_minor < theirs.amount_minor;
    let is_odd = known.as_ref().is_some_and(|ours| ours.amount_minor != theirs.amount_minor && !is_bounded(ours));
    if is_odd || theirs.currency != payment.currency {
        note_odd(conn, "wrong_refund", payment, theirs, now).await?;
        return Ok(None);
    }
    match known {
        Some(ours) => Ok(Some(ours)),
        // A failed one that we never heard of moved no money.
        None if theirs.status == ProviderStatus::Failed => Ok(None),
        None => {
            let left = payment.amount_minor - payment.refunded_minor;
            if origin != Origin::Dispute || left <= 0 || theirs.amount_minor <= left {
                return adopt(conn, payment, theirs, origin, now).await;
            }
            note_odd(conn, "refund_above_captured", payment, theirs, now).await?;
            adopt(conn, payment, &Refund { amount_minor: left, ..theirs.clone() }, origin, now).await
        }
    }
}

/// Money that went back without our asking gets a row, or pays what is owed already; it never makes the sum pass
/// what was captured.
async fn adopt(
    conn: &mut PgConnection,
    payment: &sql::RefundedPayment,
    theirs: &Refund,
    origin: Origin,
    now: Timestamp,
) -> Result<Option<sql::Refund>> {
    let id = db::new_id();
    let new = sql::NewRefund {
        id,
        payment_id: payment.id,
        amount_minor: theirs.amount_minor,
        currency: &payment.currency,
        reason: origin.reason(),
        requested_by: None,
        now,
    };
    if sql::reserve_refund(conn, &new).await? {
        return sql::find_refund(conn, payment.id, &theirs.id, Some(id)).await;
    }
    // All that is left is promised to the buyer already: this pays the promise, or a part of it.
    let owed = sql::find_owed(conn, payment.id, theirs.amount_minor).await?;
    if owed.is_some() {
        return Ok(owed);
    }
    if sql::shrink_owed(conn, payment.id, theirs.amount_minor).await? {
        sql::release_refund(conn, payment.id, theirs.amount_minor).await?;
        if sql::reserve_refund(conn, &new).await? {
            return sql::find_refund(conn, payment.id, &theirs.id, Some(id)).await;
        }
    }
    note_odd(conn, "refund_above_captured", payment, theirs, now).await?;
    Ok(None)
}

async fn note_odd(
    conn: &mut PgConnection,
    kind: &str,
    payment: &sql::RefundedPayment,
    theirs: &Refund,
    now: Timestamp,
) -> Result<()> {
    let details = json!({ "payment_id": payment.id, "amount_minor": theirs.amount_minor, "currency": theirs.currency });
    sql::insert_break(conn, kind, &theirs.id, &details, now).await
}

/// Moves our row on; what was said before, or comes late, changes nothing.
async fn advance(backend: &Backend, conn: &mut PgConnection, case: &Case<'_>) -> Result<()> {
    let from = RefundStatus::parse(&case.ours.status).unwrap_or(RefundStatus::Due);
    let to = match case.theirs.status {
        ProviderStatus::Pending => RefundStatus::Pending,
        ProviderStatus::Succeeded => RefundStatus::Succeeded,
        ProviderStatus::Failed => RefundStatus::Failed,
    };
    if !from.may_become(to) {
        return Ok(());
    }
    let reason = case.theirs.failure_reason.as_deref();
    sql::move_refund(conn, case.ours.id, to, &case.theirs.id, reason, case.now).await?;
    match to {
        RefundStatus::Succeeded => succeed(backend, conn, case).await,
        RefundStatus::Failed => fail(backend, conn, case, from).await,
        RefundStatus::Due | RefundStatus::Pending => Ok(()),
    }
}

/// The money is back with the buyer.
async fn succeed(backend: &Backend, conn: &mut PgConnection, case: &Case<'_>) -> Result<()> {
    let Case { order, payment, ours, theirs, now } = *case;
    let is_ours = is_ours(&ours.reason);
    let taken = if is_ours { Shares::default() } else { shares_taken(conn, payment, ours.amount_minor).await? };
    let mut lines = refund::lines_of(taken, order.seller_id);
    lines.push(Line::new("refunds_due", None, ours.amount_minor - taken.total()));
    lines.push(Line::new("provider_clearing", None, -ours.amount_minor));
    let entry = Entry { provider: "stripe", object_id: &theirs.id, transition: "refunded", order_id: order.id, now };
    ledger::book(conn, entry, &payment.currency, &lines).await?;
    let is_whole = sql::is_wholly_refunded(conn, payment).await?;
    // Only money that was the seller's ends the order; what was owed ended it when it became owed.
    if is_whole && taken.total() > 0 {
        refund::close_order(conn, order, now).await?;
    }
    let kind = if is_whole { "refunded" } else { "refunded_partly" };
    let data = json!({ "refund_id": ours.id, "amount_minor": ours.amount_minor, "reason": ours.reason });
    insert_event(conn, order.id, kind, None, &data, now).await?;
    if is_ours {
        // The buyer was told when it was asked for.
        return Ok(());
    }
    let mail = RefundMail {
        text: match (ours.reason == Origin::Dispute.reason(), is_whole) {
            (true, true) => "mail-refunded-disputed",
            (false, true) => "mail-refunded-returned",
            (_, false) => "mail-refunded-part",
        },
        amount_minor: ours.amount_minor,
        dedupe_key: format!("refund:{}", ours.id),
        ..RefundMail::default()
    };
    refund::mail_refund(backend, conn, order, mail).await
}

/// What a refund made at the provider takes from those who share the sale: all that does not pay a debt to the buyer.
async fn shares_taken(conn: &mut PgConnection, payment: &sql::RefundedPayment, amount_minor: i64) -> Result<Shares> {
    let held = sql::find_held(conn, payment.id, &payment.intent_id).await?;
    let free_debt = held.refunds_due_minor - sql::sum_owed(conn, payment.id).await?;
    Ok(held.shares.part(amount_minor - free_debt.clamp(0, amount_minor)))
}

/// Whether the buyer is owed more than our own refunds on their way will pay.
async fn has_free_debt(conn: &mut PgConnection, payment: &sql::RefundedPayment) -> Result<bool> {
    let held = sql::find_held(conn, payment.id, &payment.intent_id).await?;
    Ok(held.refunds_due_minor > sql::sum_owed(conn, payment.id).await?)
}

/// The bank sent the money back to us: it is owed again, and somebody must find another way.
async fn fail(backend: &Backend, conn: &mut PgConnection, case: &Case<'_>, from: RefundStatus) -> Result<()> {
    let Case { order, payment, ours, theirs, now } = *case;
    sql::release_refund(conn, payment.id, ours.amount_minor).await?;
    if from == RefundStatus::Succeeded {
        let lines = [Line::new("provider_clearing", None, ours.amount_minor), Line::new("refunds_due", None, -ours.amount_minor)];
        let entry = Entry { provider: "stripe", object_id: &theirs.id, transition: "refund_failed", order_id: order.id, now };
        ledger::book(conn, entry, &payment.currency, &lines).await?;
    }
    let data = json!({ "refund_id": ours.id, "amount_minor": ours.amount_minor, "reason": theirs.failure_reason });
    insert_event(conn, order.id, "refund_failed", None, &data, now).await?;
    sql::insert_break(conn, "refund_failed", &theirs.id, &data, now).await?;
    if !is_ours(&ours.reason) && !has_free_debt(conn, payment).await? {
        // The buyer never heard of it, and nothing is owed.
        return Ok(());
    }
    let mail = RefundMail {
        subject: "mail-refunded-failed-subject",
        text: "mail-refunded-failed",
        label: "mail-refunded-owed",
        amount_minor: ours.amount_minor,
        dedupe_key: format!("refund_failed:{}", ours.id),
        ..RefundMail::default()
    };
    refund::mail_refund(backend, conn, order, mail).await
}
