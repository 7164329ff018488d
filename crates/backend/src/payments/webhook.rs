//! What the provider tells us: verified over the raw body, stored by its unique id before anything is done, acted on by a job.
//! The job reads the object as it is now, so the order and the number of deliveries do not matter.

use super::{attempt, refund_news, sql};
use crate::{Backend, Failure, Result, crash, jobs};
use domain::AppError;
use providers::stripe::RefundsOf;
use serde::Deserialize;

#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: EnvelopeData,
}

#[derive(Deserialize)]
struct EnvelopeData {
    object: ObjectHead,
}

#[derive(Deserialize)]
struct ObjectHead {
    id: Option<String>,
}

/// Verifies and stores one delivery. A wrong signature is refused; a repetition is accepted and changes nothing.
pub async fn receive_stripe_webhook(backend: &Backend, body: &[u8], signature: &str) -> Result<()> {
    let now = backend.clock.now();
    // Signatures are judged by real time: the provider's clock is not ours to move.
    if let Err(error) = backend.stripe.verify_webhook(body, signature, jiff::Timestamp::now().as_second()) {
        tracing::warn!(error = %error, "webhook refused");
        return Err(Failure::User(AppError::NotAllowed));
    }
    let payload: serde_json::Value = serde_json::from_slice(body)?;
    let envelope = Envelope::deserialize(&payload)?;
    let mut tx = backend.db.begin().await?;
    let event = sql::NewEvent {
        event_id: &envelope.id,
        kind: &envelope.kind,
        object_id: envelope.data.object.id.as_deref(),
        payload: &payload,
    };
    if let Some(provider_event_id) = sql::insert_provider_event(&mut tx, &event, now).await? {
        let job = jobs::HandleProviderEvent { provider_event_id };
        jobs::enqueue(&mut tx, jobs::HandleProviderEvent::TASK, &job, None).await?;
    }
    crash::point("webhook_before_commit");
    tx.commit().await?;
    crash::point("webhook_after_commit");
    Ok(())
}

/// Acts on one stored event.
pub async fn handle_provider_event(backend: &Backend, provider_event_id: i64) -> Result<()> {
    let Some(event) = sql::find_provider_event(&backend.db, provider_event_id).await? else { return Ok(()) };
    if event.is_processed {
        return Ok(());
    }
    // Only these kinds carry news for us; others are stored and left.
    match (event.kind.as_str(), event.object_id.as_deref()) {
        (kind, Some(intent_id)) if kind.starts_with("payment_intent.") => {
            attempt::refresh_intent(backend, intent_id).await?;
        }
        ("charge.refunded", Some(charge_id)) => {
            refund_news::refresh_refunds(backend, RefundsOf::Charge(charge_id)).await?;
        }
        ("charge.refund.updated", Some(refund_id)) => refund_news::refresh_refund(backend, refund_id).await?,
        (kind, Some(refund_id)) if kind.starts_with("refund.") => refund_news::refresh_refund(backend, refund_id).await?,
        _ => {}
    }
    crash::point("event_before_processed");
    sql::mark_processed(&backend.db, provider_event_id, backend.clock.now()).await
}
