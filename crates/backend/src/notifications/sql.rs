//! SQL of the outbox.

use super::{MailDraft, StoredMail};
use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// Stores a mail; false when the same cause already did.
pub(super) async fn insert_mail(
    conn: &mut PgConnection,
    id: Uuid,
    draft: &MailDraft,
    text_body: &str,
    html_body: &str,
    now: Timestamp,
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into mails (id, dedupe_key, recipient, template, locale, subject, text_body, html_body, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict on constraint mails_once do nothing",
        id,
        draft.dedupe_key,
        draft.recipient,
        draft.template,
        draft.locale.code(),
        draft.subject,
        text_body,
        html_body,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn find_queued(db: &PgPool, id: Uuid) -> Result<Option<StoredMail>> {
    Ok(find(db, id).await?.filter(|mail| mail.status == "queued"))
}

pub(super) async fn find(db: &PgPool, id: Uuid) -> Result<Option<StoredMail>> {
    let row = sqlx::query!(
        "select id, recipient, template, locale, subject, text_body, html_body, status, created_at from mails where id = $1",
        id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|r| StoredMail {
        id: r.id,
        recipient: r.recipient,
        template: r.template,
        locale: r.locale,
        subject: r.subject,
        text_body: r.text_body,
        html_body: r.html_body,
        status: r.status,
        created_at: r.created_at.to_jiff(),
    }))
}

pub(super) async fn list_newest(db: &PgPool, recipient: Option<&str>) -> Result<Vec<StoredMail>> {
    let rows = sqlx::query!(
        "select id, recipient, template, locale, subject, text_body, html_body, status, created_at from mails
         where $1::text is null or recipient = $1 order by created_at desc, id desc limit 100",
        recipient
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| StoredMail {
            id: r.id,
            recipient: r.recipient,
            template: r.template,
            locale: r.locale,
            subject: r.subject,
            text_body: r.text_body,
            html_body: r.html_body,
            status: r.status,
            created_at: r.created_at.to_jiff(),
        })
        .collect())
}

pub(super) async fn mark_sent(db: &PgPool, id: Uuid, provider_id: Option<&str>, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update mails set status = 'sent', attempts = attempts + 1, provider_id = $2, sent_at = $3 where id = $1 and status = 'queued'",
        id,
        provider_id,
        at(now)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Counts an attempt that came to nothing; true when it was the last one.
pub(super) async fn count_attempt(db: &PgPool, id: Uuid, max_attempts: i32) -> Result<bool> {
    let is_last = sqlx::query_scalar!(
        r#"update mails set attempts = attempts + 1, status = case when attempts + 1 >= $2 then 'failed' else status end
           where id = $1 and status = 'queued' returning status = 'failed' as "is_last!""#,
        id,
        max_attempts
    )
    .fetch_optional(db)
    .await?;
    Ok(is_last.unwrap_or(false))
}

/// Drops every mail to some addresses. Their jobs find nothing and end.
pub(super) async fn delete_to(conn: &mut PgConnection, addresses: &[String]) -> Result<()> {
    sqlx::query!("delete from mails where recipient = any($1::text[])", addresses).execute(conn).await?;
    Ok(())
}

/// Drops every mail with one of these causes, whoever got it.
pub(super) async fn delete_caused_by(conn: &mut PgConnection, causes: &[String]) -> Result<()> {
    sqlx::query!("delete from mails where dedupe_key = any($1::text[])", causes).execute(conn).await?;
    Ok(())
}
