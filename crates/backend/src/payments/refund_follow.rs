//! Refunds that the provider has not settled are asked about until it has.

use super::{refund, refund_news, sql};
use crate::{Backend, Result};
use jiff::SignedDuration;
use serde_json::json;

/// How long a refund may rest before the provider is asked about it.
const REST: SignedDuration = SignedDuration::from_mins(10);
/// How long a refund may take before somebody must look.
const PATIENCE: SignedDuration = SignedDuration::from_hours(10 * 24);

/// Asks the provider about refunds that rest too long: lost answers, banks that take their time.
pub async fn follow_refunds(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    for waiting in sql::list_waiting(&backend.db, now.checked_sub(REST)?).await? {
        // One that cannot be settled now must not hold up the others; the next run asks again.
        if let Err(failure) = follow(backend, &waiting).await {
            tracing::warn!(refund.id = %waiting.id, failure = ?failure, "refund not settled yet");
        }
        sql::touch_refund(&backend.db, waiting.id, now).await?;
        if now.duration_since(waiting.created_at) > PATIENCE {
            note_stuck(backend, &waiting).await?;
        }
    }
    Ok(())
}

async fn follow(backend: &Backend, waiting: &sql::WaitingRefund) -> Result<()> {
    if let Some(provider_ref) = &waiting.provider_ref {
        return refund_news::refresh_refund(backend, provider_ref).await;
    }
    // The job that pays may have given up; what it did under the same key is found again.
    let mut conn = backend.db.acquire().await?;
    refund::enqueue_payment(&mut conn, waiting.id).await
}

async fn note_stuck(backend: &Backend, waiting: &sql::WaitingRefund) -> Result<()> {
    let mut conn = backend.db.acquire().await?;
    let details = json!({ "provider_ref": waiting.provider_ref, "intent_id": waiting.intent_id });
    sql::insert_break(&mut conn, "refund_stuck", &waiting.id.to_string(), &details, backend.clock.now()).await
}
