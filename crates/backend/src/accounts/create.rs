//! Making accounts outside registration (seeds, tests), and telling other areas whom to write to.

use super::{Client, logins, sql};
use crate::{Backend, Failure, Result};
use domain::{
    Locale, Thing,
    accounts::{Email, StaffRole},
    ids::AccountId,
};
use jiff::Timestamp;
use secrecy::ExposeSecret;
use sqlx::PgConnection;

/// An account as seeds and tests make it.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub email: Email,
    /// From `hash_password`; the same hash may serve many demo accounts.
    pub password_hash: Option<String>,
    pub display_name: String,
    pub locale: Locale,
    pub time_zone: String,
    pub staff_role: Option<StaffRole>,
    pub is_verified: bool,
    pub created_at: Timestamp,
}

/// Where and how to write to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub account_id: AccountId,
    pub email: String,
    pub display_name: String,
    pub locale: Locale,
    pub time_zone: String,
}

/// Makes an account as it is told to, without mails and without checks of the password.
pub async fn create_account(conn: &mut PgConnection, new: NewAccount) -> Result<AccountId> {
    sql::accounts::insert(conn, &new).await
}

/// Makes a login of an account without its password, mails and events; returns its token.
pub async fn seed_login(backend: &Backend, id: AccountId) -> Result<String> {
    let mut conn = backend.db.acquire().await?;
    let account = sql::accounts::find(&mut *conn, id).await?.ok_or(Failure::not_found(Thing::Account))?;
    let token = logins::insert(&mut conn, backend, &account, &Client::default()).await?;
    Ok(token.expose_secret().to_owned())
}

/// Whether an address has an account. For whoever runs the site; visitors are never told.
pub async fn has_account(backend: &Backend, email: &str) -> Result<bool> {
    let Ok(email) = Email::parse(email) else { return Ok(false) };
    Ok(sql::accounts::find_by_email(&backend.db, &email).await?.is_some())
}

/// Whom to write to about an account.
pub async fn find_contact(conn: &mut PgConnection, id: AccountId) -> Result<Contact> {
    let account = sql::accounts::find(conn, id).await?.ok_or(Failure::not_found(Thing::Account))?;
    Ok(Contact {
        account_id: account.id,
        email: account.email,
        display_name: account.display_name,
        locale: account.locale,
        time_zone: account.time_zone,
    })
}
