//! Logins at other sites. An account is found by (issuer, subject), never by address; an address that has an account is only
//! tied to an identity after proof: its password, or a link mailed to it and opened in the same browser.

use super::{
    Account, Client, LoginInput, NewLogin, PendingAccount, Viewer, limits,
    links::{self, Purpose},
    logins, mails, oauth, sql,
};
use crate::{
    Backend, Failure, Result,
    events::{self, Event},
    secret,
};
use domain::{
    Locale, Thing,
    accounts::{Email, Provider, check_display_name},
    ids::AccountId,
};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

/// Somebody who just came from a provider, who vouched for this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    pub provider: Provider,
    pub issuer: String,
    pub subject: String,
    pub email: Option<String>,
    /// Whether the provider itself made sure of the address.
    pub is_email_verified: bool,
    pub name: Option<String>,
    /// The language in which the person was before leaving.
    pub locale: Locale,
    /// The zone of the browser, where it said so.
    #[serde(default)]
    pub time_zone: Option<String>,
}

impl Arrival {
    fn proven_email(&self) -> Option<Email> {
        self.email.as_deref().filter(|_| self.is_email_verified).and_then(|email| Email::parse(email).ok())
    }

    fn is_same(&self, other: &Tied) -> bool {
        self.issuer == other.issuer && self.subject == other.subject
    }

    /// What an account that begins with this identity is called.
    fn pending(&self, email: Email) -> PendingAccount {
        let local = email.as_str().split('@').next().unwrap_or("?").to_owned();
        let name = self.name.as_deref().and_then(|name| check_display_name(name).ok());
        PendingAccount {
            display_name: name.unwrap_or_else(|| local.chars().take(domain::accounts::MAX_NAME_CHARS).collect()),
            email,
            password_hash: None,
            locale: self.locale,
            time_zone: self.time_zone.clone().unwrap_or_else(|| "UTC".to_owned()),
            browser_hash: String::new(),
        }
    }
}

/// What a mailed link would tie to the account.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Tied {
    issuer: String,
    subject: String,
}

/// How an arrival goes on.
#[derive(Debug, Clone)]
pub enum IdentityOutcome {
    LoggedIn(NewLogin),
    /// The address is not proven, or has an account already.
    ProofNeeded,
}

/// Logs in whoever a provider vouched for: into the account of that identity, or into a new one for a proven, free address.
pub async fn log_in_with_identity(backend: &Backend, arrival: &Arrival, client: &Client) -> Result<IdentityOutcome> {
    limits::take(backend, &client.ip_prefix, limits::LOGIN_IP).await?;
    let mut tx = backend.db.begin().await?;
    let account = match sql::identities::find_account(&mut *tx, &arrival.issuer, &arrival.subject).await? {
        Some(id) => find_account(&mut tx, id).await?,
        None => match begin_account(&mut tx, backend, arrival).await? {
            Some(account) => account,
            None => return Ok(IdentityOutcome::ProofNeeded),
        },
    };
    logins::check_status(&account)?;
    let login = logins::open(&mut tx, backend, &account, client).await?;
    tx.commit().await?;
    Ok(IdentityOutcome::LoggedIn(login))
}

/// A new account for a proven address that nobody uses; else nothing.
async fn begin_account(conn: &mut PgConnection, backend: &Backend, arrival: &Arrival) -> Result<Option<Account>> {
    let Some(email) = arrival.proven_email() else { return Ok(None) };
    let now = backend.clock.now();
    let (id, is_taken) = sql::accounts::claim_address(conn, &email, arrival.locale, now).await?;
    if is_taken {
        return Ok(None);
    }
    activate(conn, backend, id, &arrival.pending(email)).await?;
    tie(conn, backend, id, arrival).await?;
    find_account(conn, id).await.map(Some)
}

async fn activate(conn: &mut PgConnection, backend: &Backend, id: AccountId, pending: &PendingAccount) -> Result<()> {
    let now = backend.clock.now();
    if !sql::accounts::activate(conn, id, pending, now).await? {
        return Err(Failure::not_found(Thing::Link));
    }
    sql::links::void_all(conn, id, now).await?;
    events::record(conn, Event::of_account("account_registered", id.0, serde_json::json!({})), now).await
}

async fn find_account(conn: &mut PgConnection, id: AccountId) -> Result<Account> {
    sql::accounts::find(conn, id).await?.ok_or(Failure::not_found(Thing::Account))
}

async fn tie(conn: &mut PgConnection, backend: &Backend, id: AccountId, arrival: &Arrival) -> Result<()> {
    let row =
        sql::identities::IdentityRow { issuer: &arrival.issuer, subject: &arrival.subject, email: arrival.email.as_deref() };
    let owner = sql::identities::insert(conn, id, &row, backend.clock.now()).await?;
    if owner == id { Ok(()) } else { Err(Failure::field("form", "accounts-error-identity-elsewhere")) }
}

/// Proof by password: logs in to an existing account and ties the identity to it.
pub async fn link_identity_with_password(backend: &Backend, arrival: &Arrival, input: &LoginInput) -> Result<NewLogin> {
    let account = logins::check_login(backend, input).await?;
    let mut tx = backend.db.begin().await?;
    connect(&mut tx, backend, &account, arrival).await?;
    let login = logins::open(&mut tx, backend, &account, &input.client).await?;
    tx.commit().await?;
    Ok(login)
}

async fn connect(conn: &mut PgConnection, backend: &Backend, account: &Account, arrival: &Arrival) -> Result<()> {
    tie(conn, backend, account.id, arrival).await?;
    let now = backend.clock.now();
    let data = serde_json::json!({ "provider": arrival.provider.as_str() });
    events::record(conn, Event::of_account("account_identity_connected", account.id.0, data), now).await?;
    mails::queue_notice(conn, backend, account, mails::Notice::IdentityConnected { provider: arrival.provider.name() }).await
}

/// Proof by mail: sends a link to an address, whether or not it has an account; the answer is the same.
pub async fn request_identity_link(backend: &Backend, arrival: &Arrival, email: &str, next: Option<&str>) -> Result<()> {
    let email = Email::parse(email).map_err(|key| Failure::field("email", key))?;
    limits::take(backend, email.as_str(), limits::LINK_MAIL).await?;
    let tied = serde_json::to_value(Tied { issuer: arrival.issuer.clone(), subject: arrival.subject.clone() })?;
    let mut tx = backend.db.begin().await?;
    let (id, _) = sql::accounts::claim_address(&mut tx, &email, arrival.locale, backend.clock.now()).await?;
    let token = links::create(&mut tx, backend, id, Purpose::LinkIdentity, tied).await?;
    let letter = mails::LinkMail {
        recipient: email.as_str(),
        locale: arrival.locale,
        template: mails::LinkTemplate::LinkIdentity { provider: arrival.provider.name() },
        path: "/oauth/confirm",
        token: &token,
        next,
        dedupe_key: hex::encode(secret::hash_token(&token)),
    };
    mails::queue_link(&mut tx, backend, letter).await?;
    tx.commit().await?;
    Ok(())
}

/// The address that a mailed link would tie to this arrival. Another browser's link is no link here.
pub async fn find_identity_link(backend: &Backend, token: &str, arrival: &Arrival) -> Result<String> {
    let account_id = open_link(backend, token, arrival).await?;
    let account = sql::accounts::find(&backend.db, account_id).await?.ok_or(Failure::not_found(Thing::Link))?;
    Ok(account.email)
}

/// Ties the identity to the account of the mailed address and logs in.
pub async fn confirm_identity_link(backend: &Backend, token: &str, arrival: &Arrival, client: &Client) -> Result<NewLogin> {
    let account_id = open_link(backend, token, arrival).await?;
    let mut tx = backend.db.begin().await?;
    links::consume(&mut tx, backend, Purpose::LinkIdentity, token).await?;
    let mut account = find_account(&mut tx, account_id).await?;
    logins::check_status(&account)?;
    if account.is_verified {
        connect(&mut tx, backend, &account, arrival).await?;
    } else {
        let email = Email::parse(&account.email).map_err(|key| anyhow::anyhow!("stored address: {key}"))?;
        activate(&mut tx, backend, account_id, &arrival.pending(email)).await?;
        tie(&mut tx, backend, account_id, arrival).await?;
        account = find_account(&mut tx, account_id).await?;
    }
    let login = logins::open(&mut tx, backend, &account, client).await?;
    tx.commit().await?;
    Ok(login)
}

/// The link must have been asked for by the identity that this browser holds, else a stranger could have it confirmed by the owner.
async fn open_link(backend: &Backend, token: &str, arrival: &Arrival) -> Result<AccountId> {
    let link = links::find(backend, Purpose::LinkIdentity, token).await?;
    let tied: Tied = serde_json::from_value(link.payload)?;
    if arrival.is_same(&tied) { Ok(link.account_id) } else { Err(Failure::not_found(Thing::Link)) }
}

/// Unties a provider, unless it is the only way in.
pub async fn disconnect_identity(backend: &Backend, viewer: &Viewer, provider: Provider) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    let account = find_account(&mut tx, viewer.account_id).await?;
    let issuers = sql::identities::list_issuers(&mut *tx, account.id).await?;
    let (going, staying): (Vec<_>, Vec<_>) =
        issuers.into_iter().partition(|issuer| oauth::provider_of(backend, issuer) == Some(provider));
    if account.password_hash.is_none() && staying.is_empty() {
        return Err(Failure::field("identities", "accounts-error-last-way-in"));
    }
    let now = backend.clock.now();
    for issuer in &going {
        sql::identities::delete(&mut tx, account.id, issuer).await?;
        let data = serde_json::json!({ "provider": provider.as_str() });
        events::record(&mut tx, Event::of_account("account_identity_disconnected", account.id.0, data), now).await?;
    }
    tx.commit().await?;
    Ok(())
}
