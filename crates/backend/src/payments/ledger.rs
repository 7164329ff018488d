//! The books: double entry in integer minor units, append-only, one entry per (provider, object, transition) for ever.

use super::sql;
use crate::Result;
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// What an entry is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub provider: &'a str,
    pub object_id: &'a str,
    pub transition: &'a str,
    pub order_id: Uuid,
    pub now: Timestamp,
}

/// One side of an entry: debits positive, credits negative.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub account_kind: &'static str,
    pub party_id: Option<Uuid>,
    pub amount_minor: i64,
}

impl Line {
    pub(super) const fn new(account_kind: &'static str, party_id: Option<Uuid>, amount_minor: i64) -> Self {
        Self { account_kind, party_id, amount_minor }
    }
}

/// Books an entry once; a repetition books nothing. Lines of zero are left out; the database refuses what does not balance.
pub(super) async fn book(conn: &mut PgConnection, entry: Entry<'_>, currency: &str, lines: &[Line]) -> Result<()> {
    let Some(entry_id) = sql::insert_entry(conn, entry).await? else { return Ok(()) };
    for line in lines.iter().filter(|line| line.amount_minor != 0) {
        let account_id = sql::ledger_account(conn, line.account_kind, line.party_id, currency).await?;
        sql::insert_line(conn, entry_id, account_id, line.amount_minor, currency).await?;
    }
    Ok(())
}
