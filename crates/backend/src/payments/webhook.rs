//! What the provider tells us: verified over the raw body, stored by its unique id before anything is done, acted on by a job.
//! The job reads the object as it is now, so the order and the number of deliveries do not matter.

use super::{attempt, disputes, refund_news, sql};
use crate::{Backend, Failure, Result, crash, jobs};
use domain::AppError;
use providers::stripe::RefundsOf;
use serde::Deserialize;
use sqlx::PgConnection;

/// What an event brings news of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Intent,
    RefundsOfCharge,
    Refund,
    Dispute,
}

/// The kinds of events that are acted on; a star stands for every ending. The provider must be asked for all of them.
pub const STRIPE_EVENTS: [(&str, News); 5] = [
    ("payment_intent.*", News::Intent),
    ("charge.refunded", News::RefundsOfCharge),
    ("charge.refund.updated", News::Refund),
    ("refund.*", News::Refund),
    ("charge.dispute.*", News::Dispute),
];

/// What a kind of event brings news of; none when it has nothing for us.
fn news_of(kind: &str) -> Option<News> {
    STRIPE_EVENTS.into_iter().find(|(pattern, _)| fits(pattern, kind)).map(|(_, news)| news)
}

fn fits(pattern: &str, kind: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(family) => kind.starts_with(family),
        None => kind == pattern,
    }
}

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
        enqueue_event(&mut tx, provider_event_id).await?;
    }
    crash::point("webhook_before_commit");
    tx.commit().await?;
    crash::point("webhook_after_commit");
    Ok(())
}

/// Enqueues the job that acts on a stored event; a waiting one is replaced.
pub(super) async fn enqueue_event(conn: &mut PgConnection, provider_event_id: i64) -> Result<()> {
    let job = jobs::HandleProviderEvent { provider_event_id };
    jobs::enqueue(conn, jobs::HandleProviderEvent::TASK, &job, Some(&format!("event:{provider_event_id}"))).await
}

/// Acts on one stored event. What fails is kept beside the event, which stays pending.
pub async fn handle_provider_event(backend: &Backend, provider_event_id: i64) -> Result<()> {
    let Some(event) = sql::find_provider_event(&backend.db, provider_event_id).await? else { return Ok(()) };
    if event.is_processed {
        return Ok(());
    }
    if let Err(failure) = act(backend, &event).await {
        let words = match &failure {
            Failure::User(error) => error.to_string(),
            Failure::Internal(cause) => format!("{cause:#}"),
        };
        sql::note_event_failure(&backend.db, provider_event_id, &words).await?;
        return Err(failure);
    }
    crash::point("event_before_processed");
    sql::mark_processed(&backend.db, provider_event_id, backend.clock.now()).await
}

/// Other kinds are stored and left.
async fn act(backend: &Backend, event: &sql::StoredEvent) -> Result<()> {
    let Some(object_id) = event.object_id.as_deref() else { return Ok(()) };
    match news_of(&event.kind) {
        Some(News::Intent) => attempt::refresh_intent(backend, object_id).await.map(|_| ()),
        Some(News::RefundsOfCharge) => refund_news::refresh_refunds(backend, RefundsOf::Charge(object_id)).await,
        Some(News::Refund) => refund_news::refresh_refund(backend, object_id).await,
        Some(News::Dispute) => disputes::refresh_dispute(backend, object_id).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_brings_its_news() {
        for (kind, news) in [
            ("payment_intent.succeeded", Some(News::Intent)),
            ("charge.refunded", Some(News::RefundsOfCharge)),
            ("charge.refund.updated", Some(News::Refund)),
            ("refund.failed", Some(News::Refund)),
            ("charge.dispute.closed", Some(News::Dispute)),
            ("charge.succeeded", None),
            ("charge.refunded.later", None),
            ("customer.created", None),
        ] {
            assert_eq!(news_of(kind), news, "{kind}");
        }
    }

    #[test]
    fn operators_are_told_every_kind() {
        let operations = include_str!("../../../../docs/operations.md");
        let stripe = operations.split("\n## ").find(|part| part.starts_with("Stripe\n")).expect("a part about Stripe");
        for (pattern, _) in STRIPE_EVENTS {
            assert!(stripe.contains(&format!("`{pattern}`")), "{pattern}");
        }
    }
}
