//! One-time links: made for a purpose, mailed, looked at without being used, used once.

use super::{Account, mails, registration, sql};
use crate::{Backend, Failure, Result, jobs, secret};
use domain::{Locale, Thing, accounts::Email, ids::AccountId};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

/// What a link is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    VerifyEmail,
    ResetPassword,
    ChangeEmail,
    LinkIdentity,
}

impl Purpose {
    /// The word stored in the database.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::ChangeEmail => "change_email",
            Self::LinkIdentity => "link_identity",
        }
    }

    /// How long it can be used, in hours; the mails say so too.
    pub(crate) const fn hours(self) -> i64 {
        match self {
            Self::VerifyEmail | Self::ChangeEmail => 24,
            Self::ResetPassword | Self::LinkIdentity => 1,
        }
    }
}

/// What somebody who typed an address wants to be mailed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkWish {
    /// A link to choose a new password.
    Reset,
    /// The link of the registration once more.
    Verify,
}

/// A link that can be used, and what was kept with it.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub account_id: AccountId,
    pub payload: serde_json::Value,
}

/// Makes a link and returns its token, which is stored only as a hash.
pub(super) async fn create(
    conn: &mut PgConnection,
    backend: &Backend,
    account_id: AccountId,
    purpose: Purpose,
    payload: serde_json::Value,
) -> Result<String> {
    let token = secret::new_token();
    let now = backend.clock.now();
    let row = sql::links::NewLinkRow {
        token_hash: &secret::hash_token(&token),
        account_id,
        purpose,
        payload,
        now,
        expires_at: now.checked_add(SignedDuration::from_hours(purpose.hours()))?,
    };
    sql::links::insert(conn, row).await?;
    Ok(token)
}

/// Looks at a link without using it: mail scanners open every link.
pub(super) async fn find(backend: &Backend, purpose: Purpose, token: &str) -> Result<Link> {
    let found = sql::links::find(&backend.db, &secret::hash_token(token), purpose, backend.clock.now()).await?;
    found.map(|(account_id, payload)| Link { account_id, payload }).ok_or(Failure::not_found(Thing::Link))
}

/// Uses a link up, in the transaction of what it allows.
pub(super) async fn consume(conn: &mut PgConnection, backend: &Backend, purpose: Purpose, token: &str) -> Result<()> {
    if sql::links::consume(conn, &secret::hash_token(token), purpose, backend.clock.now()).await? {
        Ok(())
    } else {
        Err(Failure::not_found(Thing::Link))
    }
}

/// Puts a wish for a mail into the queue. Known and unknown addresses take the same path up to here.
pub(super) async fn request(backend: &Backend, email: &Email, wish: LinkWish, locale: Locale, next: Option<&str>) -> Result<()> {
    let job = jobs::MailAccountLink {
        request_id: crate::db::new_id(),
        email: email.to_string(),
        locale,
        next: next.map(str::to_owned),
        wish,
    };
    let mut conn = backend.db.acquire().await?;
    jobs::enqueue(&mut conn, jobs::MailAccountLink::TASK, &job, None).await
}

/// The job: looks the address up and mails it what was wished for, or nothing. A second run mails nothing new.
pub async fn mail_link(backend: &Backend, job: jobs::MailAccountLink) -> Result<()> {
    let Ok(email) = Email::parse(&job.email) else { return Ok(()) };
    let Some(account) = sql::accounts::find_by_email(&backend.db, &email).await? else { return Ok(()) };
    if account.status != domain::accounts::AccountStatus::Active {
        return Ok(());
    }
    match job.wish {
        LinkWish::Reset => mail_reset(backend, &account, job.request_id, job.next.as_deref()).await,
        LinkWish::Verify => registration::mail_again(backend, &account, job).await,
    }
}

async fn mail_reset(backend: &Backend, account: &Account, request_id: Uuid, next: Option<&str>) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    let token = create(&mut tx, backend, account.id, Purpose::ResetPassword, serde_json::json!({})).await?;
    let letter = mails::LinkMail {
        recipient: &account.email,
        locale: account.locale,
        template: mails::LinkTemplate::Reset,
        path: "/reset",
        token: &token,
        next,
        dedupe_key: request_id.to_string(),
    };
    mails::queue_link(&mut tx, backend, letter).await?;
    tx.commit().await?;
    Ok(())
}
