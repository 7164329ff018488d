//! Moving an account to another address: the new one is proven by a link, both are told.

use super::{
    Viewer, limits,
    links::{self, Purpose},
    mails, passwords, sql,
};
use crate::{
    Backend, Failure, OnConstraint, Result,
    events::{self, Event},
    secret,
};
use domain::{AppError, FieldErrors, Thing, accounts::Email};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Change {
    old_email: Email,
    new_email: Email,
}

/// Mails a link to the new address and a warning to the old one. Whether the new address has an account does not show.
pub async fn request_email_change(
    backend: &Backend,
    viewer: &Viewer,
    new_email: &str,
    password: Option<SecretString>,
) -> Result<()> {
    let new_email = Email::parse(new_email).map_err(|key| Failure::field("email", key))?;
    if new_email.as_str() == viewer.email {
        return Err(Failure::field("email", "accounts-error-email-same"));
    }
    let account = passwords::prove_presence(backend, viewer, password.as_ref()).await?;
    limits::take(backend, new_email.as_str(), limits::LINK_MAIL).await?;
    let old_email = Email::parse(&account.email).map_err(|key| anyhow::anyhow!("stored address: {key}"))?;
    let change = serde_json::to_value(Change { old_email, new_email: new_email.clone() })?;
    let mut tx = backend.db.begin().await?;
    let owner = sql::accounts::find_by_email(&mut *tx, &new_email).await?;
    if let Some(owner) = owner.filter(|owner| owner.is_verified) {
        mails::queue_notice(&mut tx, backend, &owner, mails::Notice::AlreadyRegistered).await?;
    } else {
        let token = links::create(&mut tx, backend, account.id, Purpose::ChangeEmail, change).await?;
        let letter = mails::LinkMail {
            recipient: new_email.as_str(),
            locale: account.locale,
            template: mails::LinkTemplate::ChangeEmail,
            path: "/settings/email/confirm",
            token: &token,
            next: None,
            dedupe_key: hex::encode(secret::hash_token(&token)),
        };
        mails::queue_link(&mut tx, backend, letter).await?;
    }
    let warning = mails::Notice::EmailChangeAsked { new_email: new_email.to_string() };
    mails::queue_notice(&mut tx, backend, &account, warning).await?;
    tx.commit().await?;
    Ok(())
}

/// The address that a link would move the account to; the link stays unused.
pub async fn find_email_change(backend: &Backend, token: &str) -> Result<String> {
    let link = links::find(backend, Purpose::ChangeEmail, token).await?;
    let change: Change = serde_json::from_value(link.payload)?;
    Ok(change.new_email.to_string())
}

/// Moves the account to the new address and tells both. Returns the new address.
pub async fn confirm_email_change(backend: &Backend, token: &str) -> Result<String> {
    let link = links::find(backend, Purpose::ChangeEmail, token).await?;
    let change: Change = serde_json::from_value(link.payload)?;
    let account = sql::accounts::find(&backend.db, link.account_id).await?.ok_or(Failure::not_found(Thing::Link))?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    links::consume(&mut tx, backend, Purpose::ChangeEmail, token).await?;
    sql::accounts::delete_unused(&mut tx, &change.new_email).await?;
    let taken = AppError::Invalid(FieldErrors::one("form", "accounts-error-email-taken"));
    let is_moved = sql::accounts::set_email(&mut tx, account.id, &change.old_email, &change.new_email, now)
        .await
        .on_constraint("accounts_email_key", taken)?;
    if !is_moved {
        return Err(Failure::not_found(Thing::Link));
    }
    sql::links::void_all(&mut tx, account.id, now).await?;
    // Kept until the account goes, so that the mails to the old address can go with it.
    let data = serde_json::json!({ "old_email": change.old_email });
    events::record(&mut tx, Event::of_account("account_email_changed", account.id.0, data), now).await?;
    for recipient in [&change.old_email, &change.new_email] {
        let notice = mails::Notice::EmailChanged { new_email: change.new_email.to_string() };
        mails::queue_notice_to(&mut tx, backend, &account, recipient.as_str(), notice).await?;
    }
    tx.commit().await?;
    Ok(change.new_email.to_string())
}
