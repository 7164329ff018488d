//! Logging in and out. A login is a random token in a cookie, stored as a hash; it ends by time, by its owner, or by a new password.

use super::{Account, Viewer, limits, mails, passwords, sql};
use crate::{
    Backend, Failure, Result, Settings, db,
    events::{self, Event},
    secret,
};
use domain::{
    AppError, Thing,
    accounts::{AccountStatus, DeviceName, Email, device_name},
    ids::{AccountId, LoginId},
};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use sqlx::PgConnection;

const IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(90 * 24);
const STAFF_IDLE: SignedDuration = SignedDuration::from_hours(12);
const STAFF_ABSOLUTE: SignedDuration = SignedDuration::from_hours(24);
/// A login is marked as seen at most this often, so that reading pages does not write rows.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// Begins every token that may travel in the cookie without protection.
pub const PLAIN_TOKEN_PREFIX: &str = "p.";

/// Where a request came from, as far as logins care.
#[derive(Debug, Clone, Default)]
pub struct Client {
    pub ip_prefix: String,
    pub user_agent: String,
    /// The token of a device that was seen before, from its own cookie.
    pub device: Option<String>,
    /// The login that the new one replaces.
    pub old_token: Option<SecretString>,
}

/// What a person types to log in.
#[derive(Debug, Clone)]
pub struct LoginInput {
    pub email: String,
    pub password: SecretString,
    pub client: Client,
}

/// A login that was just made; the only time its token is seen.
#[derive(Debug, Clone)]
pub struct NewLogin {
    pub account_id: AccountId,
    pub token: SecretString,
    /// Goes into the device's cookie: the next login from it is not news.
    pub device: String,
}

/// One login in the list that its owner sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginView {
    pub id: LoginId,
    pub device: DeviceName,
    pub ip_prefix: String,
    pub begun_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub is_current: bool,
}

/// The person behind a token, if its login still counts.
pub async fn find_viewer(backend: &Backend, token: &str) -> Result<Option<Viewer>> {
    let now = backend.clock.now();
    let deadlines = sql::logins::Deadlines {
        now,
        idle_before: now.checked_sub(IDLE)?,
        staff_idle_before: now.checked_sub(STAFF_IDLE)?,
        staff_begun_before: now.checked_sub(STAFF_ABSOLUTE)?,
        touch_before: now.checked_sub(TOUCH_EVERY)?,
    };
    sql::logins::find_viewer(&backend.db, &secret::hash_token(token), deadlines).await
}

/// Logs in with address and password. A wrong password, an unknown and an unconfirmed address get the same answer in the same time.
pub async fn log_in(backend: &Backend, input: LoginInput) -> Result<NewLogin> {
    let account = check_login(backend, &input).await?;
    let mut tx = backend.db.begin().await?;
    let login = open(&mut tx, backend, &account, &input.client).await?;
    tx.commit().await?;
    Ok(login)
}

/// The account that address and password belong to, within the limits.
pub(super) async fn check_login(backend: &Backend, input: &LoginInput) -> Result<Account> {
    let email = Email::parse(&input.email).map_err(|key| Failure::field("email", key))?;
    if input.password.expose_secret().is_empty() {
        return Err(Failure::field("password", "accounts-error-password-empty"));
    }
    limits::take(backend, &input.client.ip_prefix, limits::LOGIN_IP).await?;
    let account = sql::accounts::find_by_email(&backend.db, &email).await?;
    let is_known = is_known_device(backend, account.as_ref(), &input.client).await?;
    let guesses = guess_key(&email, &input.client, is_known);
    limits::take(backend, &guesses, limits::LOGIN).await?;
    if !is_known {
        // By what was typed, whether or not somebody has that address: the limit must not tell.
        limits::take(backend, email.as_str(), limits::LOGIN_ACCOUNT).await?;
    }
    let stored = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let is_right = passwords::is_right(&input.password, stored).await?;
    match account {
        Some(account) if is_right && account.is_verified => {
            check_status(&account)?;
            limits::reset(backend, &guesses, limits::LOGIN).await?;
            if !is_known {
                // Only failures count, and the owner's success must not give a guesser elsewhere new tries.
                limits::give_back(backend, email.as_str(), limits::LOGIN_ACCOUNT).await?;
            }
            Ok(account)
        }
        _ => {
            tracing::info!(login.known_account = account.is_some(), "login refused");
            Err(Failure::field("form", "accounts-error-login"))
        }
    }
}

/// Whether somebody has logged in to the account from this device before.
async fn is_known_device(backend: &Backend, account: Option<&Account>, client: &Client) -> Result<bool> {
    let (Some(account), Some(device)) = (account, client.device.as_deref()) else { return Ok(false) };
    Ok(sql::logins::find_history(&backend.db, account.id, &device_hash(device)).await?.1)
}

/// Guesses are counted per account and place; a device known to the account counts alone, so that guessers near it cannot lock it out.
fn guess_key(email: &Email, client: &Client, is_known: bool) -> String {
    match client.device.as_deref().filter(|_| is_known) {
        Some(device) => format!("{email}|device {}", device_hash(device)),
        None => format!("{email}|{}", client.ip_prefix),
    }
}

/// Says so when an account may not be used; only told to whoever proved to own it.
pub(super) fn check_status(account: &Account) -> Result<()> {
    match account.status {
        AccountStatus::Active => Ok(()),
        AccountStatus::Suspended | AccountStatus::Deleted => Err(Failure::field("form", "accounts-error-suspended")),
    }
}

/// Makes a new login with a new token, in place of the old one, and mails a notice when the device is new.
pub(super) async fn open(conn: &mut PgConnection, backend: &Backend, account: &Account, client: &Client) -> Result<NewLogin> {
    let now = backend.clock.now();
    if let Some(old) = &client.old_token {
        sql::logins::delete_by_token(&mut *conn, &secret::hash_token(old.expose_secret())).await?;
    }
    let token = insert(conn, backend, account, client).await?;
    let device = client.device.clone().filter(|device| is_device(device)).unwrap_or_else(secret::new_token);
    let device_hash = device_hash(&device);
    let (has_logged_in, is_known) = sql::logins::find_history(&mut *conn, account.id, &device_hash).await?;
    if has_logged_in && !is_known {
        let device = device_name(&client.user_agent);
        mails::queue_notice(conn, backend, account, mails::Notice::NewDevice { device, at: now }).await?;
    }
    events::record(conn, Event::of_account("account_logged_in", account.id.0, serde_json::json!({ "device": device_hash })), now)
        .await?;
    Ok(NewLogin { account_id: account.id, token, device })
}

/// Stores a login and nothing else.
pub(super) async fn insert(
    conn: &mut PgConnection,
    backend: &Backend,
    account: &Account,
    client: &Client,
) -> Result<SecretString> {
    let token = new_login_token(backend);
    let now = backend.clock.now();
    let row = sql::logins::NewLoginRow {
        id: LoginId(db::new_id()),
        account_id: account.id,
        token_hash: &secret::hash_token(&token),
        now,
        expires_at: now.checked_add(if account.staff_role.is_some() { STAFF_ABSOLUTE } else { ABSOLUTE })?,
        user_agent: &client.user_agent,
        ip_prefix: &client.ip_prefix,
    };
    sql::logins::insert(conn, &row).await?;
    Ok(SecretString::from(token))
}

/// Gives a login a new token; the old one stops working at once.
pub(super) async fn rotate(conn: &mut PgConnection, backend: &Backend, login_id: LoginId) -> Result<SecretString> {
    let token = new_login_token(backend);
    sql::logins::set_token(conn, login_id, &secret::hash_token(&token)).await?;
    Ok(SecretString::from(token))
}

/// Tokens of plain-http sites look different: a token of another site planted in the unprotected cookie is then recognised as foreign.
fn new_login_token(backend: &Backend) -> String {
    let prefix = if needs_plain_cookies(&backend.settings) { PLAIN_TOKEN_PREFIX } else { "" };
    format!("{prefix}{}", secret::new_token())
}

/// Whether browsers would refuse protected cookies: on a plain-http site that is not on loopback.
pub fn needs_plain_cookies(settings: &Settings) -> bool {
    is_plain_elsewhere(&settings.site_url)
}

fn is_plain_elsewhere(site_url: &str) -> bool {
    url::Url::parse(site_url).is_ok_and(|url| url.scheme() == "http" && !is_on_loopback(&url))
}

/// Whether an address is only reached from the machine itself.
pub fn is_on_loopback(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

fn is_device(token: &str) -> bool {
    (20..=64).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn device_hash(token: &str) -> String {
    hex::encode(secret::hash_token(token))
}

/// Ends the login of a token; without one nothing happens.
pub async fn log_out(backend: &Backend, token: &str) -> Result<()> {
    sql::logins::delete_by_token(&backend.db, &secret::hash_token(token)).await
}

/// Ends every login of the viewer but this one.
pub async fn log_out_everywhere_else(backend: &Backend, viewer: &Viewer) -> Result<()> {
    sql::logins::delete_all(&backend.db, viewer.account_id, Some(viewer.login_id)).await
}

/// The viewer's logins, the latest first.
pub async fn list_logins(backend: &Backend, viewer: &Viewer) -> Result<Vec<LoginView>> {
    let now = backend.clock.now();
    let (idle, absolute) = if viewer.staff_role.is_some() { (STAFF_IDLE, STAFF_ABSOLUTE) } else { (IDLE, ABSOLUTE) };
    let (idle_before, begun_before) = (now.checked_sub(idle)?, now.checked_sub(absolute)?);
    let mut logins = sql::logins::list(&backend.db, viewer, now).await?;
    logins.retain(|login| login.last_seen_at > idle_before && login.begun_at > begun_before);
    Ok(logins)
}

/// Ends one login of the viewer.
pub async fn end_login(backend: &Backend, viewer: &Viewer, id: LoginId) -> Result<()> {
    if sql::logins::delete(&backend.db, viewer.account_id, id).await? {
        Ok(())
    } else {
        Err(Failure::User(AppError::NotFound(Thing::Page)))
    }
}

/// Drops logins that nobody can use any more.
pub(super) async fn sweep(backend: &Backend) -> Result<u64> {
    let now = backend.clock.now();
    sql::sweep::delete_dead_logins(&backend.db, now, now.checked_sub(IDLE)?).await
}

#[cfg(test)]
mod tests {
    use super::is_plain_elsewhere;

    #[test]
    fn only_a_plain_http_site_elsewhere_needs_plain_cookies() {
        for site in
            ["http://127.0.0.1:3000", "http://localhost:3000", "http://shop.localhost", "http://[::1]:3000", "https://x.test"]
        {
            assert!(!is_plain_elsewhere(site), "{site}");
        }
        for site in ["http://192.168.1.5:3000", "http://x.test", "http://localhost.evil.test", "http://0.0.0.0:3000"] {
            assert!(is_plain_elsewhere(site), "{site}");
        }
    }
}
