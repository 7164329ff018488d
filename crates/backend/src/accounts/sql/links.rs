//! SQL of the one-time links that mails carry.

use crate::{Result, accounts::links::Purpose, db::at};
use domain::ids::AccountId;
use jiff::Timestamp;
use sqlx::{PgConnection, PgExecutor};

/// What is stored of a new link.
pub(in crate::accounts) struct NewLinkRow<'a> {
    pub token_hash: &'a [u8],
    pub account_id: AccountId,
    pub purpose: Purpose,
    pub payload: serde_json::Value,
    pub now: Timestamp,
    pub expires_at: Timestamp,
}

pub(in crate::accounts) async fn insert(conn: &mut PgConnection, row: NewLinkRow<'_>) -> Result<()> {
    sqlx::query!(
        "insert into account_links (token_hash, account_id, purpose, payload, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
        row.token_hash,
        row.account_id.0,
        row.purpose.as_str(),
        row.payload,
        at(row.now),
        at(row.expires_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Reads a link that can still be used, without using it.
pub(in crate::accounts) async fn find(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<(AccountId, serde_json::Value)>> {
    let row = sqlx::query!(
        "select account_id, payload from account_links
         where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3",
        token_hash,
        purpose.as_str(),
        at(now)
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|r| (AccountId(r.account_id), r.payload)))
}

/// The newest link of an address that waits to be confirmed, to send it once more.
pub(in crate::accounts) async fn find_newest(
    db: impl PgExecutor<'_>,
    account_id: AccountId,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<serde_json::Value>> {
    let payload = sqlx::query_scalar!(
        "select payload from account_links
         where account_id = $1 and purpose = $2 and used_at is null and expires_at > $3 order by created_at desc limit 1",
        account_id.0,
        purpose.as_str(),
        at(now)
    )
    .fetch_optional(db)
    .await?;
    Ok(payload)
}

/// Uses a link up; false when it was used, has run out or never was. Of two at once, one wins.
pub(in crate::accounts) async fn consume(
    conn: &mut PgConnection,
    token_hash: &[u8],
    purpose: Purpose,
    now: Timestamp,
) -> Result<bool> {
    let done = sqlx::query!(
        "update account_links set used_at = $3 where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3",
        token_hash,
        purpose.as_str(),
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes every open link of an account useless.
pub(in crate::accounts) async fn void_all(conn: &mut PgConnection, account_id: AccountId, now: Timestamp) -> Result<()> {
    sqlx::query!("update account_links set used_at = $2 where account_id = $1 and used_at is null", account_id.0, at(now))
        .execute(conn)
        .await?;
    Ok(())
}
