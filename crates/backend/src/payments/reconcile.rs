//! Reconciliation: every event that the provider knows of is fetched and handled like a webhook, so that nothing is lost when
//! deliveries are. Stripe keeps events for 30 days. What we know and have not acted on is tried again, whatever became of its job.

use super::{sql, webhook};
use crate::{Backend, Failure, Result};
use jiff::{SignedDuration, Timestamp};

const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Runs overlap by this much, since events become visible a little late.
const OVERLAP: SignedDuration = SignedDuration::from_hours(1);
/// How long an event may wait before its job is made anew.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// Fetches the provider's events since the last complete run.
pub async fn reconcile(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    retry_unprocessed(backend, now).await?;
    let oldest = now.checked_sub(KEPT)?;
    let since = match sql::covered_until(&backend.db).await? {
        Some(covered) => covered.checked_sub(OVERLAP)?.max(oldest),
        None => oldest,
    };
    let mut after: Option<String> = None;
    loop {
        let (events, has_more) = match backend.stripe.list_events(since.as_second(), after.as_deref()).await {
            Ok(page) => page,
            Err(error) => return Err(Failure::Internal(error.into())),
        };
        after = events.last().map(|event| event.id.clone());
        store_missing(backend, &events, now).await?;
        if !has_more || after.is_none() {
            break;
        }
    }
    sql::set_covered_until(&backend.db, now).await
}

/// A job that used up its attempts, or was lost, must not keep its event for ever.
async fn retry_unprocessed(backend: &Backend, now: Timestamp) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    for provider_event_id in sql::list_unprocessed(&mut tx, now.checked_sub(PATIENCE)?).await? {
        webhook::enqueue_event(&mut tx, provider_event_id).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn store_missing(backend: &Backend, events: &[providers::stripe::ListedEvent], now: Timestamp) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    for event in events {
        let payload = serde_json::json!({ "id": event.id, "type": event.kind, "source": "reconciliation" });
        let new =
            sql::NewEvent { event_id: &event.id, kind: &event.kind, object_id: event.object_id.as_deref(), payload: &payload };
        if let Some(provider_event_id) = sql::insert_provider_event(&mut tx, &new, now).await? {
            webhook::enqueue_event(&mut tx, provider_event_id).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
