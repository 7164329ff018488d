//! Reconciliation: every event that the provider knows of is fetched and handled like a webhook, so that nothing is lost when
//! deliveries are. Stripe keeps events for 30 days.

use super::sql;
use crate::{Backend, Failure, Result, jobs};
use jiff::{SignedDuration, Timestamp};

const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Runs overlap by this much, since events become visible a little late.
const OVERLAP: SignedDuration = SignedDuration::from_hours(1);

/// Fetches the provider's events since the last complete run.
pub async fn reconcile(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
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

async fn store_missing(backend: &Backend, events: &[providers::stripe::ListedEvent], now: Timestamp) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    for event in events {
        let payload = serde_json::json!({ "id": event.id, "type": event.kind, "source": "reconciliation" });
        let new =
            sql::NewEvent { event_id: &event.id, kind: &event.kind, object_id: event.object_id.as_deref(), payload: &payload };
        if let Some(provider_event_id) = sql::insert_provider_event(&mut tx, &new, now).await? {
            let job = jobs::HandleProviderEvent { provider_event_id };
            jobs::enqueue(&mut tx, jobs::HandleProviderEvent::TASK, &job, None).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
