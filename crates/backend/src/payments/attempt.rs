//! Attempts to pay an order. An attempt is stored before the provider hears of it, and named to the provider by
//! `order:attempt`, so that a lost answer is asked for again with the same key and never charged twice.

use super::{complete, mails, reconcile, sql};
use crate::{Backend, Failure, Result, accounts::Viewer, crash, orders::sql::lock_order};
use domain::{
    AppError, Conflict, Thing,
    ids::OrderId,
    orders::{OrderStatus, PaymentStatus},
};
use jiff::SignedDuration;
use providers::stripe::{Error as StripeError, Intent, IntentStatus, NewIntent};
use serde_json::json;
use uuid::Uuid;

/// What the browser needs to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    pub client_secret: String,
    pub publishable_key: String,
    pub status: PaymentStatus,
}

/// Gives the order's open attempt at the provider, making it when there is none.
pub async fn start(backend: &Backend, viewer: &Viewer, order_id: OrderId) -> Result<Checkout> {
    let order = sql::find_order_to_pay(&backend.db, order_id.0).await?.filter(|o| o.buyer_id == viewer.account_id.0);
    let order = order.ok_or(Failure::not_found(Thing::Order))?;
    match OrderStatus::parse(&order.status) {
        Some(OrderStatus::AwaitingPayment) if order.expires_at > backend.clock.now() => {}
        Some(OrderStatus::AwaitingPayment | OrderStatus::Expired | OrderStatus::Cancelled) => {
            return Err(Failure::conflict(Conflict::OrderExpired));
        }
        _ => return Err(Failure::conflict(Conflict::AlreadyPaid)),
    }
    let attempt = current_attempt(backend, order_id.0).await?;
    let attempt = if attempt.client_secret.is_some() { attempt } else { ask_provider(backend, &order, attempt).await? };
    Ok(Checkout {
        client_secret: attempt.client_secret.unwrap_or_default(),
        publishable_key: backend.settings.stripe_publishable_key.clone(),
        status: PaymentStatus::parse(&attempt.status).unwrap_or(PaymentStatus::Created),
    })
}

/// The open attempt as the provider sees it. Who comes back to the checkout after the charge, and before any news of it, must
/// not be asked for a card again.
async fn current_attempt(backend: &Backend, order_id: Uuid) -> Result<sql::Attempt> {
    let attempt = open_attempt(backend, order_id).await?;
    let Some(intent_id) = attempt.provider_ref.as_ref().filter(|_| attempt.client_secret.is_some()) else { return Ok(attempt) };
    match refresh_intent(backend, intent_id).await {
        Ok(intent) if intent.status == IntentStatus::Succeeded => Err(Failure::conflict(Conflict::AlreadyPaid)),
        // It may have been cancelled there: then this opens the next.
        Ok(_) => open_attempt(backend, order_id).await,
        // The form works with what is stored.
        Err(Failure::User(AppError::Unavailable)) => Ok(attempt),
        Err(failure) => Err(failure),
    }
}

/// The open attempt of an order, or a new one; two tabs get the same. The order is looked at again under its lock: between the
/// first look and this, news from the provider may have paid it, and a second attempt would ask for the money twice.
async fn open_attempt(backend: &Backend, order_id: Uuid) -> Result<sql::Attempt> {
    let mut tx = backend.db.begin().await?;
    let order = lock_order(&mut tx, order_id).await?.ok_or(Failure::not_found(Thing::Order))?;
    match OrderStatus::parse(&order.status) {
        Some(OrderStatus::AwaitingPayment) => {}
        Some(OrderStatus::Expired | OrderStatus::Cancelled) => return Err(Failure::conflict(Conflict::OrderExpired)),
        _ => return Err(Failure::conflict(Conflict::AlreadyPaid)),
    }
    let attempt = match sql::find_open_attempt(&mut tx, order_id).await? {
        Some(attempt) => attempt,
        None => sql::insert_attempt(&mut tx, order_id, backend.clock.now()).await?,
    };
    crash::point("attempt_before_commit");
    tx.commit().await?;
    Ok(attempt)
}

/// Creates the intent under the attempt's key and stores what came back. What is sent never changes for an order: the provider refuses a
/// key that comes again with other words.
async fn ask_provider(backend: &Backend, order: &sql::OrderToPay, attempt: sql::Attempt) -> Result<sql::Attempt> {
    crash::point("intent_before_create");
    let key = format!("{}:{}", order.id, attempt.attempt);
    let answer = backend
        .stripe
        .create_intent(&NewIntent {
            amount_minor: order.total_minor,
            currency: &order.currency,
            order_id: &order.id.to_string(),
            description: &format!("DreamCrowd order {}", order.number),
            idempotency_key: &key,
        })
        .await;
    crash::point("intent_after_create");
    let now = backend.clock.now();
    match answer {
        Ok(intent) => {
            sql::store_intent(&backend.db, attempt.id, &intent, now).await?;
            crash::point("intent_stored");
            Ok(sql::Attempt { client_secret: intent.client_secret, provider_ref: Some(intent.id), ..attempt })
        }
        Err(StripeError::Indeterminate(cause)) => {
            tracing::warn!(order.id = %order.id, cause, "the provider gave no certain answer; the same key will tell");
            sql::set_status(&backend.db, attempt.id, PaymentStatus::Unknown, None, now).await?;
            Err(Failure::User(AppError::Unavailable))
        }
        Err(refused @ StripeError::Refused { .. }) => {
            sql::set_status(&backend.db, attempt.id, PaymentStatus::Cancelled, Some("refused"), now).await?;
            Err(Failure::Internal(refused.into()))
        }
    }
}

/// Asks the provider how the order's attempts stand and acts on it: what the return page does.
pub async fn refresh_order(backend: &Backend, viewer: &Viewer, order_id: OrderId) -> Result<()> {
    let order = sql::find_order_to_pay(&backend.db, order_id.0).await?.filter(|o| o.buyer_id == viewer.account_id.0);
    order.ok_or(Failure::not_found(Thing::Order))?;
    for attempt in sql::list_open_attempts(&backend.db, order_id.0).await? {
        if let Some(intent_id) = &attempt.provider_ref {
            refresh_intent(backend, intent_id).await?;
        }
    }
    Ok(())
}

/// Reads the intent as it is now and walks our side to the same state. Every path of completion comes through here.
pub(super) async fn refresh_intent(backend: &Backend, intent_id: &str) -> Result<Intent> {
    let intent = match backend.stripe.retrieve_intent(intent_id).await {
        Ok(intent) => intent,
        Err(StripeError::Indeterminate(cause)) => {
            tracing::warn!(intent.id = intent_id, cause, "the provider does not answer");
            return Err(Failure::User(AppError::Unavailable));
        }
        Err(refused) => return Err(Failure::Internal(refused.into())),
    };
    complete::apply(backend, &intent).await?;
    Ok(intent)
}

/// Closes an order's attempts before it runs out; false while one is still being decided or has just succeeded.
pub async fn close_attempts(backend: &Backend, order_id: Uuid) -> Result<bool> {
    let Some(order) = sql::find_order_to_pay(&backend.db, order_id).await? else { return Ok(false) };
    for attempt in sql::list_open_attempts(&backend.db, order_id).await? {
        // An attempt without an answer may exist at the provider: the same key fetches it, then it can be closed.
        let attempt = if attempt.provider_ref.is_some() { attempt } else { ask_provider(backend, &order, attempt).await? };
        if !close_attempt(backend, &attempt).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether an attempt can no longer bring money.
async fn close_attempt(backend: &Backend, attempt: &sql::Attempt) -> Result<bool> {
    let Some(intent_id) = attempt.provider_ref.as_deref() else { return Ok(true) };
    let intent = match refresh_intent(backend, intent_id).await {
        Ok(intent) => intent,
        Err(Failure::Internal(cause)) if is_missing(&cause) => return forget_attempt(backend, attempt.id, intent_id).await,
        Err(failure) => return Err(failure),
    };
    match intent.status {
        IntentStatus::Succeeded | IntentStatus::Processing | IntentStatus::RequiresCapture => return Ok(false),
        IntentStatus::Canceled => {}
        _ => match backend.stripe.cancel_intent(intent_id).await {
            Ok(intent) => complete::apply(backend, &intent).await?,
            // It was paid between the question and the cancelling: the next run sees it.
            Err(error) => {
                tracing::info!(intent.id = intent_id, error = %error, "intent not cancelled");
                refresh_intent(backend, intent_id).await?;
                return Ok(false);
            }
        },
    }
    Ok(true)
}

fn is_missing(cause: &anyhow::Error) -> bool {
    matches!(cause.downcast_ref::<StripeError>(), Some(StripeError::Refused { status: 404, .. }))
}

/// The provider has no such intent (another account's keys, say): nobody can pay it, and somebody must look why.
async fn forget_attempt(backend: &Backend, attempt_id: Uuid, intent_id: &str) -> Result<bool> {
    let now = backend.clock.now();
    let mut conn = backend.db.acquire().await?;
    sql::insert_break(&mut conn, "missing_intent", intent_id, &json!({ "payment_id": attempt_id }), now).await?;
    drop(conn);
    sql::set_status(&backend.db, attempt_id, PaymentStatus::Cancelled, Some("missing"), now).await?;
    Ok(true)
}

/// Asks about attempts that have waited longer than they should: lost answers after a minute, open ones after ten.
pub async fn resolve_unsettled(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    let lost_before = now.checked_sub(SignedDuration::from_mins(1))?;
    let idle_before = now.checked_sub(SignedDuration::from_mins(10))?;
    let mut is_lost = false;
    for (order_id, attempt) in sql::list_unsettled(&backend.db, lost_before, idle_before).await? {
        let has_answer = attempt.provider_ref.is_some();
        // One that cannot be resolved now must not hold up the others; the next run asks again.
        if let Err(failure) = resolve(backend, order_id, attempt).await {
            tracing::warn!(order.id = %order_id, failure = ?failure, "attempt not resolved yet");
            is_lost |= !has_answer;
        }
        sql::touch_attempts(&backend.db, order_id, now).await?;
    }
    // The provider repeats a stored failure for as long as it knows the key: only its events tell what it made under it.
    if is_lost && let Err(failure) = reconcile::reconcile(backend).await {
        tracing::warn!(failure = ?failure, "the provider's events are not read yet");
    }
    Ok(())
}

async fn resolve(backend: &Backend, order_id: Uuid, attempt: sql::Attempt) -> Result<()> {
    let Some(order) = sql::find_order_to_pay(&backend.db, order_id).await? else { return Ok(()) };
    let Some(intent_id) = &attempt.provider_ref else {
        return ask_provider(backend, &order, attempt).await.map(|_| ());
    };
    if OrderStatus::parse(&order.status) != Some(OrderStatus::AwaitingPayment) {
        // Another attempt paid the order, or it is over: nobody is to pay this one any more.
        return close_attempt(backend, &attempt).await.map(|_| ());
    }
    let intent = refresh_intent(backend, intent_id).await?;
    if intent.status == IntentStatus::RequiresAction {
        remind(backend, order_id, attempt.id).await?;
    }
    Ok(())
}

/// Who has left the bank's question alone for a while gets a mail that leads back to it, once.
async fn remind(backend: &Backend, order_id: Uuid, payment_id: Uuid) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    let order = lock_order(&mut tx, order_id).await?.ok_or(Failure::not_found(Thing::Order))?;
    if OrderStatus::parse(&order.status) == Some(OrderStatus::AwaitingPayment) {
        mails::confirmation_waits(backend, &mut tx, &order, payment_id).await?;
    }
    tx.commit().await?;
    Ok(())
}
