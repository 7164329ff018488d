//! The outbox of facts: what happened, in the past tense, written in the transaction that caused it.

use crate::{Result, db::at};
use jiff::Timestamp;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

/// One fact.
pub(crate) struct Event<'a> {
    /// What happened, as `order_paid`.
    pub(crate) kind: &'a str,
    /// Whose doing or concern it is.
    pub(crate) account_id: Option<Uuid>,
    /// What it happened to.
    pub(crate) subject_id: Uuid,
    pub(crate) data: Value,
}

impl<'a> Event<'a> {
    /// Something that happened to an account itself.
    pub(crate) fn of_account(kind: &'a str, account_id: Uuid, data: Value) -> Self {
        Self { kind, account_id: Some(account_id), subject_id: account_id, data }
    }
}

/// Writes a fact down.
pub(crate) async fn record(conn: &mut PgConnection, event: Event<'_>, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "insert into events (kind, account_id, subject_id, data, created_at) values ($1, $2, $3, $4, $5)",
        event.kind,
        event.account_id,
        event.subject_id,
        event.data,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}
