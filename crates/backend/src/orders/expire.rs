//! Unpaid orders run out. The provider is asked once more before one does, so that a payment in its last second counts.

use super::sql;
use crate::{Backend, Result, crash, payments};
use uuid::Uuid;

/// Lets every order run out whose time has come. Safe to run twice and on several nodes.
pub async fn expire_due(backend: &Backend) -> Result<()> {
    let due = sql::list_due(&backend.db, backend.clock.now()).await?;
    for order_id in due {
        // One that cannot be closed now must not hold up the others; the next run tries again.
        let is_expired = match expire(backend, order_id).await {
            Ok(is_expired) => is_expired,
            Err(failure) => {
                tracing::warn!(order.id = %order_id, failure = ?failure, "order not expired yet");
                false
            }
        };
        if !is_expired {
            sql::put_behind(&backend.db, order_id, backend.clock.now()).await?;
        }
    }
    Ok(())
}

/// Whether the order has run out.
async fn expire(backend: &Backend, order_id: Uuid) -> Result<bool> {
    // A payment that is being decided keeps the order open until the next run.
    if !payments::close_attempts(backend, order_id).await? {
        return Ok(false);
    }
    crash::point("expire_before_commit");
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let is_expired = sql::mark_expired(&mut tx, order_id, now).await?;
    if is_expired {
        sql::insert_event(&mut tx, order_id, "expired", None, &serde_json::json!({}), now).await?;
    }
    tx.commit().await?;
    Ok(is_expired)
}
