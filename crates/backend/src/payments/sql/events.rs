//! SQL of what providers told us, of breaks, and of how far reconciliation has come.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};

pub(in super::super) struct NewEvent<'a> {
    pub event_id: &'a str,
    pub kind: &'a str,
    pub object_id: Option<&'a str>,
    pub payload: &'a serde_json::Value,
}

/// Stores an event; none when it is known.
pub(in super::super) async fn insert_provider_event(
    conn: &mut PgConnection,
    event: &NewEvent<'_>,
    now: Timestamp,
) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "insert into provider_events (provider, event_id, kind, object_id, payload, received_at) values ('stripe', $1, $2, $3, $4, $5)
         on conflict on constraint provider_events_once do nothing returning id",
        event.event_id,
        event.kind,
        event.object_id,
        event.payload,
        at(now)
    )
    .fetch_optional(conn)
    .await?)
}

pub(in super::super) struct StoredEvent {
    pub kind: String,
    pub object_id: Option<String>,
    pub is_processed: bool,
}

pub(in super::super) async fn find_provider_event(db: &PgPool, id: i64) -> Result<Option<StoredEvent>> {
    Ok(sqlx::query_as!(
        StoredEvent,
        r#"select kind, object_id, processed_at is not null as "is_processed!" from provider_events where id = $1"#,
        id
    )
    .fetch_optional(db)
    .await?)
}

pub(in super::super) async fn mark_processed(db: &PgPool, id: i64, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update provider_events set processed_at = $2, failure = null where id = $1 and processed_at is null",
        id,
        at(now)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps why the last try failed; the event stays pending.
pub(in super::super) async fn note_event_failure(db: &PgPool, id: i64, failure: &str) -> Result<()> {
    sqlx::query!("update provider_events set failure = $2 where id = $1 and processed_at is null", id, failure)
        .execute(db)
        .await?;
    Ok(())
}

/// Events that nobody has acted on, though they came before an instant; those that were never tried come first.
pub(in super::super) async fn list_unprocessed(conn: &mut PgConnection, before: Timestamp) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "select id from provider_events where processed_at is null and received_at <= $1
         order by failure is not null, received_at limit 1000",
        at(before)
    )
    .fetch_all(conn)
    .await?)
}

/// Notes a disagreement once; somebody must look at it.
pub(in super::super) async fn insert_break(
    conn: &mut PgConnection,
    kind: &str,
    object_id: &str,
    details: &serde_json::Value,
    now: Timestamp,
) -> Result<()> {
    tracing::error!(break.kind = kind, break.object_id = object_id, "the provider's books and ours disagree");
    sqlx::query!(
        "insert into reconciliation_breaks (kind, object_id, details, found_at) values ($1, $2, $3, $4)
         on conflict on constraint reconciliation_breaks_once do nothing",
        kind,
        object_id,
        details,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in super::super) async fn covered_until(db: &PgPool) -> Result<Option<Timestamp>> {
    let row =
        sqlx::query_scalar!("select covered_until from reconciliation_runs where provider = 'stripe'").fetch_optional(db).await?;
    Ok(row.map(|t| t.to_jiff()))
}

pub(in super::super) async fn set_covered_until(db: &PgPool, until: Timestamp) -> Result<()> {
    sqlx::query!(
        "insert into reconciliation_runs (provider, covered_until) values ('stripe', $1)
         on conflict (provider) do update set covered_until = greatest(reconciliation_runs.covered_until, excluded.covered_until)",
        at(until)
    )
    .execute(db)
    .await?;
    Ok(())
}
