//! Unpaid orders run out. The provider is asked once more before one does, so that a payment in its last second counts.

use super::sql;
use crate::{Backend, Result, crash, payments};
use uuid::Uuid;

/// Lets every order run out whose time has come. Safe to run twice and on several nodes.
pub async fn expire_due(backend: &Backend) -> Result<()> {
    let due = sql::list_due(&backend.db, backend.clock.now()).await?;
    for order_id in due {
        expire(backend, order_id).await?;
    }
    Ok(())
}

async fn expire(backend: &Backend, order_id: Uuid) -> Result<()> {
    // A payment that is being decided keeps the order open until the next run.
    if !payments::close_attempts(backend, order_id).await? {
        return Ok(());
    }
    crash::point("expire_before_commit");
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    if sql::mark_expired(&mut tx, order_id, now).await? {
        sql::insert_event(&mut tx, order_id, "expired", None, &serde_json::json!({}), now).await?;
    }
    tx.commit().await?;
    Ok(())
}
