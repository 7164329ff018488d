//! SQL of accounts and of the events that happen to them.

use crate::{
    Result,
    accounts::{Account, NewAccount, PendingAccount, ProfileInput},
    db::{at, new_id},
};
use domain::{
    Locale,
    accounts::{AccountStatus, Email, StaffRole},
    ids::AccountId,
};
use jiff::Timestamp;
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

struct Row {
    id: Uuid,
    email: String,
    email_verified_at: Option<jiff_sqlx::Timestamp>,
    password_hash: Option<String>,
    display_name: String,
    locale: String,
    time_zone: String,
    staff_role: Option<String>,
    status: String,
    deletion_requested_at: Option<jiff_sqlx::Timestamp>,
}

impl From<Row> for Account {
    fn from(row: Row) -> Self {
        Self {
            id: AccountId(row.id),
            email: row.email,
            is_verified: row.email_verified_at.is_some(),
            password_hash: row.password_hash,
            display_name: row.display_name,
            locale: Locale::parse(&row.locale).unwrap_or_default(),
            time_zone: row.time_zone,
            staff_role: row.staff_role.as_deref().and_then(StaffRole::parse),
            // A word that this binary does not know must not open the account.
            status: AccountStatus::parse(&row.status).unwrap_or(AccountStatus::Suspended),
            deletion_requested_at: row.deletion_requested_at.map(|t| t.to_jiff()),
        }
    }
}

pub(in crate::accounts) async fn find(db: impl PgExecutor<'_>, id: AccountId) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        Row,
        "select id, email, email_verified_at, password_hash, display_name, locale, time_zone, staff_role, status,
                deletion_requested_at
         from accounts where id = $1",
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Account::from))
}

pub(in crate::accounts) async fn find_by_email(db: impl PgExecutor<'_>, email: &Email) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        Row,
        "select id, email, email_verified_at, password_hash, display_name, locale, time_zone, staff_role, status,
                deletion_requested_at
         from accounts where email = $1",
        email.as_str()
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Account::from))
}

pub(in crate::accounts) async fn insert(conn: &mut PgConnection, new: &NewAccount) -> Result<AccountId> {
    let id = new_id();
    sqlx::query!(
        "insert into accounts (id, email, email_verified_at, password_hash, display_name, locale, time_zone, staff_role, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        new.email.as_str(),
        new.is_verified.then(|| at(new.created_at)),
        new.password_hash.as_deref(),
        new.display_name,
        new.locale.code(),
        new.time_zone,
        new.staff_role.map(StaffRole::as_str),
        at(new.created_at)
    )
    .execute(conn)
    .await?;
    Ok(AccountId(id))
}

/// Finds the account of an address, or makes one that nobody can log in to yet. The flag says whether it is in use.
pub(in crate::accounts) async fn claim_address(
    conn: &mut PgConnection,
    email: &Email,
    locale: Locale,
    now: Timestamp,
) -> Result<(AccountId, bool)> {
    let name: String = email.as_str().split('@').next().unwrap_or("?").chars().take(domain::accounts::MAX_NAME_CHARS).collect();
    // The update changes nothing: it makes the row come back and takes its lock.
    let row = sqlx::query!(
        r#"insert into accounts (id, email, display_name, locale, created_at) values ($1, $2, $3, $4, $5)
           on conflict (email) do update set email = excluded.email
           returning id, (email_verified_at is not null or password_hash is not null or status <> 'active') as "is_taken!""#,
        new_id(),
        email.as_str(),
        name,
        locale.code(),
        at(now)
    )
    .fetch_one(conn)
    .await?;
    Ok((AccountId(row.id), row.is_taken))
}

/// Makes a claimed account usable; false when somebody else was faster.
pub(in crate::accounts) async fn activate(
    conn: &mut PgConnection,
    id: AccountId,
    pending: &PendingAccount,
    now: Timestamp,
) -> Result<bool> {
    let done = sqlx::query!(
        "update accounts set email_verified_at = $2, password_hash = $3, display_name = $4, locale = $5, time_zone = $6
         where id = $1 and email = $7 and email_verified_at is null and status = 'active'",
        id.0,
        at(now),
        pending.password_hash.as_deref(),
        pending.display_name,
        pending.locale.code(),
        pending.time_zone,
        pending.email.as_str()
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Sets a password; the mail link or the login that led here also proves the address.
pub(in crate::accounts) async fn set_password(conn: &mut PgConnection, id: AccountId, hash: &str, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update accounts set password_hash = $2, email_verified_at = coalesce(email_verified_at, $3) where id = $1 and status <> 'deleted'",
        id.0,
        hash,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes an account that was claimed but never used, so that its address is free.
pub(in crate::accounts) async fn delete_unused(conn: &mut PgConnection, email: &Email) -> Result<()> {
    sqlx::query!(
        "delete from accounts where email = $1 and email_verified_at is null and password_hash is null and status = 'active'",
        email.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves an account to another address. The caller turns the violation of `accounts_email_key` into words.
pub(in crate::accounts) async fn set_email(
    conn: &mut PgConnection,
    id: AccountId,
    old: &Email,
    new: &Email,
    now: Timestamp,
) -> std::result::Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update accounts set email = $3, email_verified_at = $4 where id = $1 and email = $2 and status = 'active'",
        id.0,
        old.as_str(),
        new.as_str(),
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in crate::accounts) async fn update_profile(db: impl PgExecutor<'_>, id: AccountId, input: &ProfileInput) -> Result<()> {
    sqlx::query!(
        "update accounts set display_name = $2, locale = $3, time_zone = $4 where id = $1",
        id.0,
        input.display_name,
        input.locale.code(),
        input.time_zone
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(in crate::accounts) async fn set_deletion(
    conn: &mut PgConnection,
    id: AccountId,
    requested_at: Option<Timestamp>,
) -> Result<()> {
    sqlx::query!(
        "update accounts set deletion_requested_at = $2 where id = $1 and status <> 'deleted'",
        id.0,
        requested_at.map(at)
    )
    .execute(conn)
    .await?;
    Ok(())
}
