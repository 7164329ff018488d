//! SQL that drops what has run out.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::PgPool;

pub(in crate::accounts) async fn delete_dead_logins(db: &PgPool, now: Timestamp, idle_before: Timestamp) -> Result<u64> {
    let done = sqlx::query!("delete from logins where expires_at < $1 or last_seen_at < $2", at(now), at(idle_before))
        .execute(db)
        .await?;
    Ok(done.rows_affected())
}

pub(in crate::accounts) async fn delete_old_links(db: &PgPool, expired_before: Timestamp) -> Result<u64> {
    let done = sqlx::query!("delete from account_links where expires_at < $1", at(expired_before)).execute(db).await?;
    Ok(done.rows_affected())
}

/// Addresses that were claimed and never confirmed.
pub(in crate::accounts) async fn delete_unused_accounts(db: &PgPool, created_before: Timestamp) -> Result<u64> {
    let done = sqlx::query!(
        "delete from accounts a
         where a.email_verified_at is null and a.password_hash is null and a.status = 'active' and a.staff_role is null
           and a.created_at < $1
           and not exists (select 1 from account_links k where k.account_id = a.id)
           and not exists (select 1 from account_identities i where i.account_id = a.id)
           and not exists (select 1 from logins l where l.account_id = a.id)",
        at(created_before)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

pub(in crate::accounts) async fn delete_full_buckets(db: &PgPool, refilled_before: Timestamp) -> Result<u64> {
    let done = sqlx::query!("delete from rate_buckets where refilled_at < $1", at(refilled_before)).execute(db).await?;
    Ok(done.rows_affected())
}
