//! Forgotten passwords: a link by mail, a new password, all logins ended.

use super::{
    limits,
    links::{self, LinkWish, Purpose},
    mails, passwords, sql,
};
use crate::{
    Backend, Failure, Result,
    events::{self, Event},
};
use domain::{
    Locale, Thing,
    accounts::{AccountStatus, Email},
};
use secrecy::SecretString;

/// Asks for a link to choose a new password; the answer is the same for every address.
pub async fn request_reset(backend: &Backend, email: &str, locale: Locale, next: Option<&str>) -> Result<()> {
    let email = Email::parse(email).map_err(|key| Failure::field("email", key))?;
    limits::take(backend, email.as_str(), limits::LINK_MAIL).await?;
    links::request(backend, &email, LinkWish::Reset, locale, next).await
}

/// The address whose password a link may change; the link stays unused.
pub async fn find_reset(backend: &Backend, token: &str) -> Result<String> {
    let link = links::find(backend, Purpose::ResetPassword, token).await?;
    let account = sql::accounts::find(&backend.db, link.account_id).await?.ok_or(Failure::not_found(Thing::Link))?;
    Ok(account.email)
}

/// Sets the new password, uses the link up and ends every login of the account.
pub async fn reset_password(backend: &Backend, token: &str, password: SecretString) -> Result<()> {
    let link = links::find(backend, Purpose::ResetPassword, token).await?;
    let account = sql::accounts::find(&backend.db, link.account_id).await?.ok_or(Failure::not_found(Thing::Link))?;
    if account.status != AccountStatus::Active {
        return Err(Failure::not_found(Thing::Link));
    }
    passwords::check_new(&password, &account.email, &account.display_name).map_err(|key| Failure::field("password", key))?;
    let hash = passwords::hash_password(&password).await?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    links::consume(&mut tx, backend, Purpose::ResetPassword, token).await?;
    if !account.is_verified {
        // Whoever proves the address takes the account: nothing tied to it before may stay.
        sql::identities::delete_all(&mut tx, account.id).await?;
    }
    sql::accounts::set_password(&mut tx, account.id, &hash, now).await?;
    sql::logins::delete_all(&mut *tx, account.id, None).await?;
    sql::links::void_all(&mut tx, account.id, now).await?;
    events::record(&mut tx, Event::of_account("account_password_reset", account.id.0, serde_json::json!({})), now).await?;
    mails::queue_notice(&mut tx, backend, &account, mails::Notice::PasswordReset).await?;
    tx.commit().await?;
    // The way in for an owner whom guessers have locked out on every new device: they guessed at a password that is gone.
    limits::reset(backend, &account.email, limits::LOGIN_ACCOUNT).await
}
