//! Registering. What was typed waits in the mailed link; only whoever holds the mail and the password makes the account usable.

use super::{
    Account, Client, NewLogin, limits,
    links::{self, LinkWish, Purpose},
    logins, mails, passwords, sql,
};
use crate::{
    Backend, Failure, Result,
    events::{self, Event},
    jobs, secret,
};
use domain::{
    AppError, FieldErrors, Locale, Thing,
    accounts::{Email, check_display_name},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

/// What a person types to register.
#[derive(Debug, Clone)]
pub struct RegisterInput {
    pub display_name: String,
    pub email: String,
    pub password: SecretString,
    pub locale: Locale,
    pub time_zone: String,
    /// Where to go on once the address is confirmed.
    pub next: Option<String>,
    pub ip_prefix: String,
}

/// What waits in the link until the address is confirmed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PendingAccount {
    pub email: Email,
    pub password_hash: Option<String>,
    pub display_name: String,
    pub locale: Locale,
    pub time_zone: String,
    /// Hash of a token in the registering browser's cookie.
    pub browser_hash: String,
}

/// What the page behind the mailed link shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerificationView {
    pub email: String,
    /// Another browser than the registering one must type the password.
    pub needs_password: bool,
}

/// How somebody behind the mailed link proves to be who registered.
#[derive(Debug, Clone, Default)]
pub struct VerifyInput {
    pub token: String,
    pub browser: Option<String>,
    pub password: Option<SecretString>,
    pub client: Client,
}

/// Registers and mails a link. Whether the address has an account already shows neither in the answer nor in its time.
/// Returns a token for this browser's cookie.
pub async fn register(backend: &Backend, input: RegisterInput) -> Result<SecretString> {
    let (email, display_name) = check_input(&input)?;
    limits::take(backend, &input.ip_prefix, limits::SIGN_UP).await?;
    limits::take(backend, email.as_str(), limits::LINK_MAIL).await?;
    let password_hash = passwords::hash_password(&input.password).await?;
    let browser = secret::new_token();
    let pending = PendingAccount {
        email: email.clone(),
        password_hash: Some(password_hash),
        display_name,
        locale: input.locale,
        time_zone: super::profile::known_zone(&input.time_zone).unwrap_or_else(|| "UTC".to_owned()),
        browser_hash: hex::encode(secret::hash_token(&browser)),
    };
    let mut tx = backend.db.begin().await?;
    let (account_id, is_taken) = sql::accounts::claim_address(&mut tx, &email, input.locale, backend.clock.now()).await?;
    if is_taken {
        mail_owner(&mut tx, backend, &email).await?;
    } else {
        let token = links::create(&mut tx, backend, account_id, Purpose::VerifyEmail, serde_json::to_value(&pending)?).await?;
        mail_verification(&mut tx, backend, &pending, &token, input.next.as_deref()).await?;
    }
    tx.commit().await?;
    Ok(SecretString::from(browser))
}

fn check_input(input: &RegisterInput) -> Result<(Email, String)> {
    let mut errors = FieldErrors::default();
    let name = check_display_name(&input.display_name).unwrap_or_else(|key| {
        errors.add("name", key);
        String::new()
    });
    let email = Email::parse(&input.email);
    if let Err(key) = email {
        errors.add("email", key);
    }
    if let Err(key) = passwords::check_new(&input.password, &input.email.to_lowercase(), &name) {
        errors.add("password", key);
    }
    match email {
        Ok(email) if errors.is_empty() => Ok((email, name)),
        _ => Err(AppError::Invalid(errors).into()),
    }
}

/// Tells the owner of an address that somebody tried to register with it.
async fn mail_owner(conn: &mut PgConnection, backend: &Backend, email: &Email) -> Result<()> {
    let Some(owner) = sql::accounts::find_by_email(&mut *conn, email).await? else { return Ok(()) };
    mails::queue_notice(conn, backend, &owner, mails::Notice::AlreadyRegistered).await
}

async fn mail_verification(
    conn: &mut PgConnection,
    backend: &Backend,
    pending: &PendingAccount,
    token: &str,
    next: Option<&str>,
) -> Result<()> {
    let letter = mails::LinkMail {
        recipient: pending.email.as_str(),
        locale: pending.locale,
        template: mails::LinkTemplate::Verify,
        path: "/verify",
        token,
        next,
        dedupe_key: hex::encode(secret::hash_token(token)),
    };
    mails::queue_link(conn, backend, letter).await
}

/// Asks for the mailed link once more; the answer is the same for every address.
pub async fn resend_verification(backend: &Backend, email: &str, locale: Locale, next: Option<&str>) -> Result<()> {
    let email = Email::parse(email).map_err(|key| Failure::field("email", key))?;
    limits::take(backend, email.as_str(), limits::LINK_MAIL).await?;
    links::request(backend, &email, LinkWish::Verify, locale, next).await
}

/// The job's part of a resend: the newest registration that waits gets a new link.
pub(super) async fn mail_again(backend: &Backend, account: &Account, job: jobs::MailAccountLink) -> Result<()> {
    if account.is_verified {
        return Ok(());
    }
    let mut tx = backend.db.begin().await?;
    let now = backend.clock.now();
    let Some(payload) = sql::links::find_newest(&mut *tx, account.id, Purpose::VerifyEmail, now).await? else { return Ok(()) };
    let pending: PendingAccount = serde_json::from_value(payload.clone())?;
    let token = links::create(&mut tx, backend, account.id, Purpose::VerifyEmail, payload).await?;
    let letter = mails::LinkMail {
        recipient: pending.email.as_str(),
        locale: pending.locale,
        template: mails::LinkTemplate::Verify,
        path: "/verify",
        token: &token,
        next: job.next.as_deref(),
        dedupe_key: job.request_id.to_string(),
    };
    mails::queue_link(&mut tx, backend, letter).await?;
    tx.commit().await?;
    Ok(())
}

/// What the page behind a mailed link shows; using the link takes a button, because mail scanners open links.
pub async fn find_verification(backend: &Backend, token: &str, browser: Option<&str>) -> Result<VerificationView> {
    let link = links::find(backend, Purpose::VerifyEmail, token).await?;
    let pending: PendingAccount = serde_json::from_value(link.payload)?;
    Ok(VerificationView { email: pending.email.to_string(), needs_password: !is_same_browser(&pending, browser) })
}

/// Confirms the address, makes the account usable and logs it in.
pub async fn verify_email(backend: &Backend, input: VerifyInput) -> Result<NewLogin> {
    let link = links::find(backend, Purpose::VerifyEmail, &input.token).await?;
    let pending: PendingAccount = serde_json::from_value(link.payload)?;
    if !is_same_browser(&pending, input.browser.as_deref()) {
        check_password(backend, &pending, &input).await?;
    }
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    links::consume(&mut tx, backend, Purpose::VerifyEmail, &input.token).await?;
    if !sql::accounts::activate(&mut tx, link.account_id, &pending, now).await? {
        return Err(Failure::not_found(Thing::Link));
    }
    sql::links::void_all(&mut tx, link.account_id, now).await?;
    events::record(&mut tx, Event::of_account("account_registered", link.account_id.0, serde_json::json!({})), now).await?;
    let account = sql::accounts::find(&mut *tx, link.account_id).await?.ok_or(Failure::not_found(Thing::Link))?;
    let login = logins::open(&mut tx, backend, &account, &input.client).await?;
    tx.commit().await?;
    Ok(login)
}

async fn check_password(backend: &Backend, pending: &PendingAccount, input: &VerifyInput) -> Result<()> {
    let password = input.password.as_ref().filter(|password| !password.expose_secret().is_empty());
    let Some(password) = password else { return Err(Failure::field("password", "accounts-error-password-empty")) };
    limits::take(backend, &format!("verify {}", pending.email), limits::LOGIN).await?;
    if passwords::is_right(password, pending.password_hash.as_deref()).await? {
        Ok(())
    } else {
        Err(Failure::field("password", "accounts-error-verify-password"))
    }
}

fn is_same_browser(pending: &PendingAccount, browser: Option<&str>) -> bool {
    browser.is_some_and(|token| hex::encode(secret::hash_token(token)) == pending.browser_hash)
}
