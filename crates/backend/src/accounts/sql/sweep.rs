//! SQL that drops what has run out and takes the person out of deleted accounts.

use crate::{Result, db::at};
use domain::ids::AccountId;
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};

/// Accounts whose deletion was asked for before an instant.
pub(in crate::accounts) async fn list_due_deletions(db: &PgPool, requested_before: Timestamp) -> Result<Vec<AccountId>> {
    let ids = sqlx::query_scalar!(
        "select id from accounts where status <> 'deleted' and deletion_requested_at < $1 order by deletion_requested_at limit 500",
        at(requested_before)
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// Replaces everything that names the person; the row stays because orders and books point at it.
pub(in crate::accounts) async fn pseudonymise(
    conn: &mut PgConnection,
    id: AccountId,
    requested_before: Timestamp,
) -> Result<bool> {
    // The condition is checked again under the row's lock: the person may have cancelled meanwhile.
    let done = sqlx::query!(
        "update accounts set email = 'deleted-' || id || '@deleted.invalid', email_verified_at = null, password_hash = null,
                display_name = 'Deleted account', time_zone = 'UTC', staff_role = null, status = 'deleted'
         where id = $1 and status <> 'deleted' and deletion_requested_at < $2",
        id.0,
        at(requested_before)
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("delete from account_identities where account_id = $1", id.0).execute(&mut *conn).await?;
    sqlx::query!("delete from account_links where account_id = $1", id.0).execute(&mut *conn).await?;
    sqlx::query!("delete from logins where account_id = $1", id.0).execute(&mut *conn).await?;
    Ok(true)
}

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
