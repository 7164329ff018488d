//! Passwords: hashing with a fixed cost, checking against the rules, changing.

use super::{Account, Viewer, limits, logins, mails, sql};
use crate::{
    Backend, Failure, Result,
    events::{self, Event},
    secret,
};
use anyhow::anyhow;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use domain::{
    AppError,
    accounts::{PasswordContext, check_password},
};
use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use std::{collections::HashSet, sync::LazyLock, time::Duration};
use tokio::sync::Semaphore;

/// OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashing takes a core for some 30 ms; more at once would starve everything else.
static SEATS: Semaphore = Semaphore::const_new(2);
const SEAT_TIMEOUT: Duration = Duration::from_secs(5);

/// An account without a password proves itself by a login this young.
const FRESH_LOGIN: SignedDuration = SignedDuration::from_mins(10);

/// What an unknown address is checked against, so that it costs the same as a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now(&secret::new_token()).unwrap_or_default());

static BREACHED: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("breached.txt").lines().map(str::trim).filter(|line| !line.is_empty()).collect());

/// Hashes a password; slow on purpose. For seeding, hash once and use the result for many.
pub async fn hash_password(password: &SecretString) -> Result<String> {
    let password = password.clone();
    in_seat(move || -> Result<String> { hash_now(password.expose_secret()) }).await?
}

/// Whether a password is right. Without a stored hash the same work is done, and the answer is no.
pub(super) async fn is_right(password: &SecretString, stored: Option<&str>) -> Result<bool> {
    let password = password.clone();
    let stored = stored.map(str::to_owned);
    in_seat(move || -> Result<bool> {
        let nobody = LazyLock::force(&NOBODY);
        let hash = PasswordHash::new(stored.as_deref().unwrap_or(nobody)).map_err(|error| anyhow!("stored hash: {error}"))?;
        let fits = Argon2::default().verify_password(password.expose_secret().as_bytes(), &hash).is_ok();
        Ok(fits && stored.is_some())
    })
    .await?
}

/// All slow work passes here, so that it is limited and counted: making a hash costs what checking one does.
async fn in_seat<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> Result<R> {
    match tokio::time::timeout(SEAT_TIMEOUT, SEATS.acquire()).await {
        Ok(Ok(_seat)) => {
            let done = tokio::task::spawn_blocking(work).await?;
            metrics::counter!("password_checks_total").increment(1);
            Ok(done)
        }
        Ok(Err(_)) | Err(_) => Err(Failure::User(AppError::Unavailable)),
    }
}

fn hash_now(password: &str) -> Result<String> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| anyhow!("argon2 parameters: {error}"))?;
    let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).map_err(|error| anyhow!("salt: {error}"))?;
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(password.as_bytes(), &salt)
        .map_err(|error| anyhow!("hashing: {error}"))?;
    Ok(hash.to_string())
}

/// Checks a new password against the rules; the error is the key of a message.
pub(super) fn check_new(password: &SecretString, email: &str, name: &str) -> Result<(), &'static str> {
    check_password(password.expose_secret(), PasswordContext { email, name }, is_breached)
}

/// Whether a lower-case password is on the list, is one listed word repeated, or two put together, perhaps with digits behind.
fn is_breached(password: &str) -> bool {
    let plain: String = password.chars().filter(|c| c.is_alphanumeric()).collect();
    let stem = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    [password, plain.as_str(), stem].into_iter().any(|text| BREACHED.contains(text) || is_two_words(text) || is_repeated(text))
}

fn is_two_words(text: &str) -> bool {
    text.char_indices().any(|(at, _)| {
        let (first, second) = text.split_at(at);
        BREACHED.contains(first) && BREACHED.contains(second)
    })
}

fn is_repeated(text: &str) -> bool {
    text.char_indices().skip(3).any(|(at, _)| {
        let unit = text.split_at(at).0;
        BREACHED.contains(unit) && text.len().is_multiple_of(unit.len()) && unit.repeat(text.len() / unit.len()) == text
    })
}

/// Asks for the password again before something that a borrowed login must not do.
pub(super) async fn prove_presence(backend: &Backend, viewer: &Viewer, password: Option<&SecretString>) -> Result<Account> {
    let account = sql::accounts::find(&backend.db, viewer.account_id).await?.ok_or(Failure::User(AppError::SignInRequired))?;
    if let Some(stored) = &account.password_hash {
        let Some(password) = password else { return Err(Failure::field("password", "accounts-error-password-empty")) };
        let key = format!("presence:{}", viewer.account_id);
        limits::take(backend, &key, limits::LOGIN).await?;
        if !is_right(password, Some(stored)).await? {
            return Err(Failure::field("password", "accounts-error-password-wrong"));
        }
        // Only wrong ones count: somebody who changes much knows the password each time.
        limits::reset(backend, &key, limits::LOGIN).await?;
        return Ok(account);
    }
    let begun_at = sql::logins::begun_at(&backend.db, viewer.login_id).await?;
    match begun_at {
        Some(begun_at) if backend.clock.now().duration_since(begun_at) <= FRESH_LOGIN => Ok(account),
        _ => Err(Failure::field("password", "accounts-error-login-old")),
    }
}

/// Sets another password, ends all other logins and gives this one a new token, which is returned.
pub async fn change_password(
    backend: &Backend,
    viewer: &Viewer,
    current: Option<SecretString>,
    new: SecretString,
) -> Result<SecretString> {
    if let Err(key) = check_new(&new, &viewer.email, &viewer.display_name) {
        return Err(Failure::field("new_password", key));
    }
    let account = prove_presence(backend, viewer, current.as_ref()).await?;
    let hash = hash_password(&new).await?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    sql::accounts::set_password(&mut tx, account.id, &hash, now).await?;
    sql::logins::delete_all(&mut *tx, account.id, Some(viewer.login_id)).await?;
    sql::links::void_all(&mut tx, account.id, now).await?;
    let token = logins::rotate(&mut tx, backend, viewer.login_id).await?;
    events::record(&mut tx, Event::of_account("account_password_changed", account.id.0, serde_json::json!({})), now).await?;
    mails::queue_notice(&mut tx, backend, &account, mails::Notice::PasswordChanged).await?;
    tx.commit().await?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_fits_only_its_password() {
        let hash = hash_password(&SecretString::from("correct horse")).await.expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(is_right(&SecretString::from("correct horse"), Some(&hash)).await.expect("checks"));
        assert!(!is_right(&SecretString::from("wrong horse"), Some(&hash)).await.expect("checks"));
        assert!(!is_right(&SecretString::from("correct horse"), None).await.expect("checks"));
    }

    #[test]
    fn listed_words_are_found_alone_doubled_and_with_digits() {
        for password in
            ["qwertyuiopasdfghjkl", "passwordpassword", "iloveyou iloveyou", "password123456789", "sunshineprincess2024"]
        {
            assert!(is_breached(password), "{password}");
        }
        for password in ["seven quiet lamps hum", "كلمة مرور طويلة جدا"] {
            assert!(!is_breached(password), "{password}");
        }
    }

    #[tokio::test]
    async fn nobodys_password_costs_as_much_as_somebodys() {
        let somebody = hash_password(&SecretString::from("correct horse")).await.expect("hashes");
        let cost = |hash: &str| hash.rsplitn(3, '$').last().map(str::to_owned);
        assert_eq!(cost(&NOBODY), cost(&somebody), "the same work for an address that nobody has");
        assert_eq!(cost(&NOBODY).as_deref(), Some("$argon2id$v=19$m=19456,t=2,p=1"));
    }

    #[test]
    fn the_demo_marketplaces_passwords_are_not_listed() {
        for (email, password) in crate::seed::DEMO_PASSWORDS {
            assert!(!is_breached(&password.to_lowercase()), "{email}");
        }
    }

    #[test]
    fn the_list_is_long_and_clean() {
        assert!(BREACHED.len() >= 2_000, "{}", BREACHED.len());
        assert!(BREACHED.iter().all(|line| line.to_lowercase() == **line && !line.contains(' ')));
    }
}
