//! SQL of the ledger and of the counters that a sale moves.

use super::super::ledger::Entry;
use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// Stores an entry; none when it was booked before.
pub(in super::super) async fn insert_entry(conn: &mut PgConnection, entry: Entry<'_>) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "insert into ledger_entries (provider, object_id, transition, order_id, occurred_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint ledger_entries_once do nothing returning id",
        entry.provider,
        entry.object_id,
        entry.transition,
        entry.order_id,
        at(entry.now)
    )
    .fetch_optional(conn)
    .await?)
}

/// The account of a kind, party and currency, made when it is new.
pub(in super::super) async fn ledger_account(
    conn: &mut PgConnection,
    kind: &str,
    party_id: Option<Uuid>,
    currency: &str,
) -> Result<i64> {
    let found = sqlx::query_scalar!(
        "select id from ledger_accounts where kind = $1 and party_id is not distinct from $2 and currency = $3",
        kind,
        party_id,
        currency
    )
    .fetch_optional(&mut *conn)
    .await?;
    if let Some(id) = found {
        return Ok(id);
    }
    Ok(sqlx::query_scalar!(
        "insert into ledger_accounts (kind, party_id, currency) values ($1, $2, $3)
         on conflict on constraint ledger_accounts_once do update set kind = excluded.kind returning id",
        kind,
        party_id,
        currency
    )
    .fetch_one(conn)
    .await?)
}

pub(in super::super) async fn insert_line(
    conn: &mut PgConnection,
    entry_id: i64,
    account_id: i64,
    amount_minor: i64,
    currency: &str,
) -> Result<()> {
    sqlx::query!(
        "insert into ledger_lines (entry_id, account_id, amount_minor, currency) values ($1, $2, $3, $4)",
        entry_id,
        account_id,
        amount_minor,
        currency
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves the learner counters of an offering and its seller.
pub(in super::super) async fn count_learner(conn: &mut PgConnection, offering_id: Uuid, seller_id: Uuid, by: i32) -> Result<()> {
    sqlx::query!("update offerings set learner_count = learner_count + $2 where id = $1", offering_id, by)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("update sellers set learner_count = learner_count + $2 where id = $1", seller_id, by).execute(conn).await?;
    Ok(())
}

/// Writes a fact into the outbox of events.
pub(in super::super) async fn insert_outbox(
    conn: &mut PgConnection,
    kind: &str,
    account_id: Option<Uuid>,
    subject_id: Uuid,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into events (kind, account_id, subject_id, created_at) values ($1, $2, $3, $4)",
        kind,
        account_id,
        subject_id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}
