//! SQL of logins.

use crate::{
    Result,
    accounts::{LoginView, Viewer},
    db::at,
};
use domain::{
    Locale,
    accounts::{StaffRole, device_name},
    ids::{AccountId, LoginId, SellerId},
};
use jiff::Timestamp;
use sqlx::{PgConnection, PgExecutor};

/// The instants that decide whether a login still counts.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounts) struct Deadlines {
    pub now: Timestamp,
    /// Logins last seen before this are over.
    pub idle_before: Timestamp,
    pub staff_idle_before: Timestamp,
    /// Logins of staff begun before this are over.
    pub staff_begun_before: Timestamp,
    /// Logins last seen before this are marked as seen now.
    pub touch_before: Timestamp,
}

/// Reads the person behind a token and marks the login as seen, in one round trip.
pub(in crate::accounts) async fn find_viewer(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    deadlines: Deadlines,
) -> Result<Option<Viewer>> {
    let row = sqlx::query!(
        r#"with found as (
               select l.id as login_id, l.last_seen_at, a.id, a.email, a.display_name, a.locale, a.time_zone, a.staff_role,
                      a.email_verified_at is not null as is_email_verified, s.id as seller_id
               from logins l
               join accounts a on a.id = l.account_id
               left join sellers s on s.account_id = a.id
               where l.token_hash = $1 and l.expires_at > $2 and a.status = 'active'
                 and l.last_seen_at > case when a.staff_role is null then $3::timestamptz else $4::timestamptz end
                 and (a.staff_role is null or l.created_at > $5::timestamptz)
           ), touched as (
               update logins set last_seen_at = $2 from found where logins.id = found.login_id and found.last_seen_at < $6::timestamptz
           )
           select login_id as "login_id!", id as "id!", email as "email!", display_name as "display_name!", locale as "locale!",
                  time_zone as "time_zone!", staff_role as "staff_role?", is_email_verified as "is_email_verified!",
                  seller_id as "seller_id?"
           from found"#,
        token_hash,
        at(deadlines.now),
        at(deadlines.idle_before),
        at(deadlines.staff_idle_before),
        at(deadlines.staff_begun_before),
        at(deadlines.touch_before)
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|r| Viewer {
        account_id: AccountId(r.id),
        login_id: LoginId(r.login_id),
        email: r.email,
        display_name: r.display_name,
        locale: Locale::parse(&r.locale).unwrap_or_default(),
        time_zone: r.time_zone,
        is_email_verified: r.is_email_verified,
        staff_role: r.staff_role.as_deref().and_then(StaffRole::parse),
        seller_id: r.seller_id.map(SellerId),
    }))
}

/// What is stored of a new login.
pub(in crate::accounts) struct NewLoginRow<'a> {
    pub id: LoginId,
    pub account_id: AccountId,
    pub token_hash: &'a [u8],
    pub now: Timestamp,
    pub expires_at: Timestamp,
    pub user_agent: &'a str,
    pub ip_prefix: &'a str,
}

pub(in crate::accounts) async fn insert(conn: &mut PgConnection, row: &NewLoginRow<'_>) -> Result<()> {
    sqlx::query!(
        "insert into logins (id, token_hash, account_id, created_at, last_seen_at, expires_at, user_agent, ip_prefix)
         values ($1, $2, $3, $4, $4, $5, $6, $7)",
        row.id.0,
        row.token_hash,
        row.account_id.0,
        at(row.now),
        at(row.expires_at),
        row.user_agent,
        row.ip_prefix
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::accounts) async fn delete_by_token(db: impl PgExecutor<'_>, token_hash: &[u8]) -> Result<()> {
    sqlx::query!("delete from logins where token_hash = $1", token_hash).execute(db).await?;
    Ok(())
}

/// Ends one login of an account; false when there is none.
pub(in crate::accounts) async fn delete(db: impl PgExecutor<'_>, account_id: AccountId, id: LoginId) -> Result<bool> {
    let done = sqlx::query!("delete from logins where id = $1 and account_id = $2", id.0, account_id.0).execute(db).await?;
    Ok(done.rows_affected() == 1)
}

/// Ends all logins of an account, or all but one.
pub(in crate::accounts) async fn delete_all(db: impl PgExecutor<'_>, account_id: AccountId, but: Option<LoginId>) -> Result<()> {
    sqlx::query!("delete from logins where account_id = $1 and id is distinct from $2::uuid", account_id.0, but.map(|id| id.0))
        .execute(db)
        .await?;
    Ok(())
}

pub(in crate::accounts) async fn set_token(conn: &mut PgConnection, id: LoginId, token_hash: &[u8]) -> Result<()> {
    sqlx::query!("update logins set token_hash = $2 where id = $1", id.0, token_hash).execute(conn).await?;
    Ok(())
}

pub(in crate::accounts) async fn begun_at(db: impl PgExecutor<'_>, id: LoginId) -> Result<Option<Timestamp>> {
    let begun = sqlx::query_scalar!("select created_at from logins where id = $1", id.0).fetch_optional(db).await?;
    Ok(begun.map(|t| t.to_jiff()))
}

pub(in crate::accounts) async fn list(db: impl PgExecutor<'_>, viewer: &Viewer, now: Timestamp) -> Result<Vec<LoginView>> {
    let rows = sqlx::query!(
        "select id, created_at, last_seen_at, user_agent, ip_prefix from logins
         where account_id = $1 and expires_at > $2 order by last_seen_at desc, id desc limit 100",
        viewer.account_id.0,
        at(now)
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| LoginView {
            id: LoginId(r.id),
            device: device_name(&r.user_agent),
            ip_prefix: r.ip_prefix,
            begun_at: r.created_at.to_jiff(),
            last_seen_at: r.last_seen_at.to_jiff(),
            is_current: r.id == viewer.login_id.0,
        })
        .collect())
}

/// Whether the account ever logged in, and whether from this device.
pub(in crate::accounts) async fn find_history(
    db: impl PgExecutor<'_>,
    account_id: AccountId,
    device_hash: &str,
) -> Result<(bool, bool)> {
    let row = sqlx::query!(
        r#"select exists (select 1 from events where subject_id = $1 and kind = 'account_logged_in') as "has_logged_in!",
                  exists (select 1 from events where subject_id = $1 and kind = 'account_logged_in' and data ->> 'device' = $2)
                      as "is_known_device!""#,
        account_id.0,
        device_hash
    )
    .fetch_one(db)
    .await?;
    Ok((row.has_logged_in, row.is_known_device))
}
