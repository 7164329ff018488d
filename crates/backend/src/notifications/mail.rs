//! Mails: composed once, stored in the transaction that causes them, sent by a job.

use super::{NOBODY, sql, text};
use crate::{Backend, Failure, Result, db, jobs};
use askama::Template;
use domain::{AppError, Locale, Thing};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// A mail before it is stored.
#[derive(Debug, Clone)]
pub struct MailDraft {
    /// Names the kind of mail; part of its identity.
    pub template: &'static str,
    /// What caused it: the same cause never mails the same person twice with one template.
    pub dedupe_key: String,
    pub recipient: String,
    pub locale: Locale,
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// Label and value, shown as a small table.
    pub details: Vec<(String, String)>,
    /// Label and whole address of the one button.
    pub button: Option<(String, String)>,
}

/// A stored mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMail {
    pub id: Uuid,
    pub recipient: String,
    pub template: String,
    pub locale: String,
    pub subject: String,
    pub text_body: String,
    pub html_body: String,
    pub status: String,
    pub created_at: Timestamp,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct HtmlMail<'a> {
    draft: &'a MailDraft,
    footer: &'a str,
    site_url: &'a str,
}

#[derive(Template)]
#[template(path = "mail.txt", escape = "none")]
struct TextMail<'a> {
    draft: &'a MailDraft,
    footer: &'a str,
}

/// Stores a mail and the job that sends it, in the caller's transaction. A repeated cause stores nothing, and neither does a mail
/// to somebody who has left.
pub async fn queue_mail(conn: &mut PgConnection, backend: &Backend, draft: MailDraft) -> Result<()> {
    if draft.recipient.ends_with(NOBODY) {
        return Ok(());
    }
    let footer = text(draft.locale, "mail-footer");
    let html = HtmlMail { draft: &draft, footer: &footer, site_url: &backend.settings.site_url }.render()?;
    let plain = TextMail { draft: &draft, footer: &footer }.render()?;
    let mail_id = db::new_id();
    if sql::insert_mail(conn, mail_id, &draft, &plain, &html, backend.clock.now()).await? {
        jobs::enqueue(conn, jobs::SendMail::TASK, &jobs::SendMail { mail_id }, None).await?;
    }
    Ok(())
}

/// Fewer than the 25 after which the queue leaves a job alone; with its growing pauses that is some two and a half days.
const MAX_ATTEMPTS: i32 = 20;

/// Hands one stored mail to the mailer; a second run of the job does nothing. After the last attempt the mail is marked as failed
/// and its job ends, so that nothing waits for ever.
pub async fn send_mail(backend: &Backend, mail_id: Uuid) -> Result<()> {
    let Some(mail) = sql::find_queued(&backend.db, mail_id).await? else { return Ok(()) };
    let outgoing = providers::mail::Outgoing {
        id: mail.id.to_string(),
        recipient: mail.recipient.clone(),
        subject: mail.subject.clone(),
        text_body: mail.text_body.clone(),
        html_body: mail.html_body.clone(),
    };
    match backend.mailer.send(&outgoing).await {
        Ok(provider_id) => sql::mark_sent(&backend.db, mail_id, provider_id.as_deref(), backend.clock.now()).await,
        Err(error) => {
            if !sql::count_attempt(&backend.db, mail_id, MAX_ATTEMPTS).await? {
                return Err(Failure::Internal(error));
            }
            tracing::error!(mail.id = %mail_id, error = %format!("{error:#}"), "mail given up");
            Ok(())
        }
    }
}

/// The newest mails, for the sandbox's mailbox; optionally those of one address.
pub async fn list_mails(backend: &Backend, recipient: Option<&str>) -> Result<Vec<StoredMail>> {
    sql::list_newest(&backend.db, recipient).await
}

/// One mail, for the sandbox's mailbox.
pub async fn find_mail(backend: &Backend, id: Uuid) -> Result<StoredMail> {
    sql::find(&backend.db, id).await?.ok_or(Failure::User(AppError::NotFound(Thing::Page)))
}
