//! The stand-in's own tables, in the Postgres schema `sandbox`: objects as JSON, one row each.
//! Every change of state reads its row with `for update` first.

use serde_json::Value;
use sqlx::{PgConnection, PgPool, Row};

use super::error::ApiError;
use super::ids::now_s;
use super::json::{int, some_text, text};

/// Two starting servers must not both create the schema; this number names that lock.
const SCHEMA_LOCK: i64 = 0x5374_7269_7065;
/// How long an idempotency key is remembered.
pub(crate) const KEY_LIFE_S: i64 = 86_400;

const SCHEMA: [&str; 11] = [
    "create schema if not exists sandbox",
    "create table if not exists sandbox.stripe_objects (
        id text primary key,
        kind text not null,
        body jsonb not null,
        created bigint not null,
        customer text null,
        seq bigint not null generated always as identity
    )",
    "create index if not exists stripe_objects_kind_seq on sandbox.stripe_objects (kind, seq)",
    "create index if not exists stripe_objects_customer
        on sandbox.stripe_objects (customer, kind, seq) where customer is not null",
    "create table if not exists sandbox.stripe_events (
        id text primary key,
        type text not null,
        body jsonb not null,
        created bigint not null,
        pending_deliveries integer not null,
        seq bigint not null generated always as identity
    )",
    "create index if not exists stripe_events_seq on sandbox.stripe_events (seq)",
    // state: pending, held (until released), delivered, failed (tries used up) or dropped (never sent).
    "create table if not exists sandbox.stripe_deliveries (
        id bigint primary key generated always as identity,
        event_id text not null references sandbox.stripe_events (id) on delete cascade,
        url text not null,
        state text not null,
        attempt integer not null default 0,
        next_at bigint not null,
        delivered_at bigint null,
        last_status integer null
    )",
    "create index if not exists stripe_deliveries_due
        on sandbox.stripe_deliveries (next_at) where state = 'pending'",
    "create index if not exists stripe_deliveries_event on sandbox.stripe_deliveries (event_id)",
    "create table if not exists sandbox.stripe_idempotency (
        scope text not null,
        key text not null,
        fingerprint text not null,
        status integer not null,
        body text not null,
        created bigint not null,
        primary key (scope, key)
    )",
    "create index if not exists stripe_idempotency_created on sandbox.stripe_idempotency (created)",
];

/// Creates the schema `sandbox` and its tables where they are not there yet.
pub async fn ensure_schema(pool: &PgPool) -> Result<(), sqlx::Error> {
    let mut tx = pool.begin().await?;
    sqlx::query("select pg_advisory_xact_lock($1)").bind(SCHEMA_LOCK).execute(&mut *tx).await?;
    for statement in SCHEMA {
        sqlx::query(statement).execute(&mut *tx).await?;
    }
    sqlx::query("delete from sandbox.stripe_idempotency where created < $1").bind(now_s() - KEY_LIFE_S).execute(&mut *tx).await?;
    tx.commit().await
}

/// Stores a new object under its own `id`, `object` and `created`.
pub(crate) async fn insert(conn: &mut PgConnection, object: &Value) -> Result<(), ApiError> {
    sqlx::query(
        "insert into sandbox.stripe_objects (id, kind, body, created, customer)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(text(object, "id"))
    .bind(text(object, "object"))
    .bind(object)
    .bind(int(object, "created"))
    .bind(some_text(object, "customer"))
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes a changed object back.
pub(crate) async fn save(conn: &mut PgConnection, object: &Value) -> Result<(), ApiError> {
    sqlx::query("update sandbox.stripe_objects set body = $2, customer = $3 where id = $1")
        .bind(text(object, "id"))
        .bind(object)
        .bind(some_text(object, "customer"))
        .execute(conn)
        .await?;
    Ok(())
}

/// Reads any object by its id.
pub(crate) async fn find_any(conn: &mut PgConnection, id: &str) -> Result<Option<Value>, ApiError> {
    let row = sqlx::query("select body from sandbox.stripe_objects where id = $1").bind(id).fetch_optional(conn).await?;
    body_of(row)
}

/// Reads an object of one kind, or says that there is none.
pub(crate) async fn find(conn: &mut PgConnection, kind: &str, id: &str, param: &str) -> Result<Value, ApiError> {
    let row = sqlx::query("select body from sandbox.stripe_objects where id = $1 and kind = $2")
        .bind(id)
        .bind(kind)
        .fetch_optional(conn)
        .await?;
    body_of(row)?.ok_or_else(|| ApiError::no_such(kind, id, param))
}

/// Reads an object of one kind and keeps it for this transaction alone.
pub(crate) async fn lock(conn: &mut PgConnection, kind: &str, id: &str, param: &str) -> Result<Value, ApiError> {
    let row = sqlx::query("select body from sandbox.stripe_objects where id = $1 and kind = $2 for update")
        .bind(id)
        .bind(kind)
        .fetch_optional(conn)
        .await?;
    body_of(row)?.ok_or_else(|| ApiError::no_such(kind, id, param))
}

/// Locks every object of a kind whose body holds the given fields, oldest first.
pub(crate) async fn lock_matching(conn: &mut PgConnection, kind: &str, fields: &Value) -> Result<Vec<Value>, ApiError> {
    let rows = sqlx::query(
        "select body from sandbox.stripe_objects
         where kind = $1 and body @> $2 order by seq for update",
    )
    .bind(kind)
    .bind(fields)
    .fetch_all(conn)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(row.try_get::<Value, _>("body")?);
    }
    Ok(found)
}

fn body_of(row: Option<sqlx::postgres::PgRow>) -> Result<Option<Value>, ApiError> {
    match row {
        Some(row) => Ok(Some(row.try_get("body")?)),
        None => Ok(None),
    }
}
