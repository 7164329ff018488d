//! SQL of applications: the row with its steps, its changes of state, and what is noted of each.

use crate::{
    Result,
    accounts::Viewer,
    catalogue::applications::{Document, Teaching},
    db::at,
};
use domain::{
    Locale,
    catalogue::sellers::{ApplicationStatus, ProfileInput, REAPPLY_AFTER_DAYS, Spoken},
};
use jiff::{SignedDuration, Timestamp};
use sqlx::{PgConnection, PgPool, types::Json};
use uuid::Uuid;

pub(in crate::catalogue) struct ApplicationRow {
    pub id: Uuid,
    pub account_id: Uuid,
    pub status: String,
    pub version: i32,
    pub name_en: String,
    pub name_ar: String,
    pub handle: String,
    pub headline_en: String,
    pub headline_ar: String,
    pub bio_en: String,
    pub bio_ar: String,
    pub languages: Json<Vec<Spoken>>,
    pub subject_ids: Vec<Uuid>,
    pub country: String,
    pub time_zone: String,
    pub photo_id: Option<Uuid>,
    pub video_url: String,
    pub links: Vec<String>,
    pub documents: Json<Vec<Document>>,
    pub reason: String,
    pub updated_at: jiff_sqlx::Timestamp,
    pub submitted_at: Option<jiff_sqlx::Timestamp>,
    pub decided_at: Option<jiff_sqlx::Timestamp>,
}

/// An application by its account or by its id, with its documents.
pub(in crate::catalogue) async fn find(
    conn: &mut PgConnection,
    account_id: Option<Uuid>,
    id: Option<Uuid>,
) -> Result<Option<ApplicationRow>> {
    let row = sqlx::query_as!(
        ApplicationRow,
        "select p.id, p.account_id, p.status, p.version, p.name_en, p.name_ar, p.handle, p.headline_en, p.headline_ar, p.bio_en,
            p.bio_ar, p.languages as \"languages!: Json<Vec<Spoken>>\", p.subject_ids, p.country, p.time_zone, p.photo_id,
            p.video_url, p.links, p.reason, p.updated_at, p.submitted_at, p.decided_at,
            (select coalesce(json_agg(json_build_object('id', m.id, 'name', coalesce(m.file_name, ''), 'size_bytes', m.size_bytes)
                order by d.position), '[]')
                from seller_application_documents d join media m on m.id = d.media_id
                where d.application_id = p.id) as \"documents!: Json<Vec<Document>>\"
         from seller_applications p where p.account_id = $1::uuid or p.id = $2::uuid",
        account_id,
        id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

/// The state of somebody's application while it is news.
pub(in crate::catalogue) async fn find_news(db: &PgPool, account_id: Uuid, since: Timestamp) -> Result<Option<String>> {
    let status = sqlx::query_scalar!(
        "select status from seller_applications
         where account_id = $1 and (status = 'changes_requested' or (status in ('approved', 'rejected') and decided_at > $2))",
        account_id,
        at(since)
    )
    .fetch_optional(db)
    .await?;
    Ok(status)
}

/// Begins an application with what is known of its writer; false when there is one.
pub(in crate::catalogue) async fn insert(conn: &mut PgConnection, id: Uuid, viewer: &Viewer, now: Timestamp) -> Result<bool> {
    let (name_en, name_ar) = match viewer.locale {
        Locale::En => (viewer.display_name.as_str(), ""),
        Locale::Ar => ("", viewer.display_name.as_str()),
    };
    let done = sqlx::query!(
        "insert into seller_applications (id, account_id, name_en, name_ar, time_zone, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing",
        id,
        viewer.account_id.0,
        name_en,
        name_ar,
        viewer.time_zone,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes a rejected application a draft again when the wait is over; gives its id when that happened.
pub(in crate::catalogue) async fn reopen(conn: &mut PgConnection, account_id: Uuid, now: Timestamp) -> Result<Option<Uuid>> {
    let decided_before = now.checked_sub(SignedDuration::from_hours(REAPPLY_AFTER_DAYS * 24))?;
    let id = sqlx::query_scalar!(
        "update seller_applications set status = 'draft', version = version + 1, updated_at = $2
         where account_id = $1 and status = 'rejected' and decided_at <= $3 returning id",
        account_id,
        at(now),
        at(decided_before)
    )
    .fetch_optional(conn)
    .await?;
    Ok(id)
}

/// Whether a handle is somebody else's, a seller's or one that is being decided on.
pub(in crate::catalogue) async fn is_handle_taken(conn: &mut PgConnection, handle: &str, account_id: Uuid) -> Result<bool> {
    let is_taken = sqlx::query_scalar!(
        "select exists (select 1 from sellers where handle = $1 and account_id <> $2)
             or exists (select 1 from seller_applications where handle = $1 and handle <> '' and account_id <> $2
                and status in ('submitted', 'changes_requested', 'approved')) as \"is!\"",
        handle,
        account_id
    )
    .fetch_one(conn)
    .await?;
    Ok(is_taken)
}

/// Keeps the profile step; false when the application cannot be written in. The constraint on handles is the caller's to name.
pub(in crate::catalogue) async fn save_profile(
    conn: &mut PgConnection,
    account_id: Uuid,
    profile: &ProfileInput,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update seller_applications set name_en = $2, name_ar = $3, handle = $4, headline_en = $5, headline_ar = $6, bio_en = $7,
            bio_ar = $8, updated_at = $9
         where account_id = $1 and status in ('draft', 'changes_requested')",
        account_id,
        profile.name_en,
        profile.name_ar,
        profile.handle,
        profile.headline_en,
        profile.headline_ar,
        profile.bio_en,
        profile.bio_ar,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in crate::catalogue) async fn save_teaching(
    db: &PgPool,
    account_id: Uuid,
    teaching: &Teaching,
    now: Timestamp,
) -> Result<bool> {
    let subjects: Vec<Uuid> = teaching.subjects.iter().map(|subject| subject.0).collect();
    let done = sqlx::query!(
        "update seller_applications set languages = $2, subject_ids = $3, country = $4, time_zone = $5, updated_at = $6
         where account_id = $1 and status in ('draft', 'changes_requested')",
        account_id,
        serde_json::to_value(&teaching.languages)?,
        subjects.as_slice(),
        teaching.country,
        teaching.time_zone,
        at(now)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in crate::catalogue) async fn save_links(
    db: &PgPool,
    account_id: Uuid,
    video_url: &str,
    links: &[String],
    now: Timestamp,
) -> Result<bool> {
    let done = sqlx::query!(
        "update seller_applications set video_url = $2, links = $3, updated_at = $4
         where account_id = $1 and status in ('draft', 'changes_requested')",
        account_id,
        video_url,
        links,
        at(now)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// An application held against all other changes.
pub(in crate::catalogue) struct Held {
    pub id: Uuid,
    pub photo_id: Option<Uuid>,
}

/// Holds somebody's application while it can be written in. Its writer's row comes first, as when somebody leaves.
pub(in crate::catalogue) async fn lock_editable(conn: &mut PgConnection, account_id: Uuid) -> Result<Option<Held>> {
    hold_account(&mut *conn, account_id).await?;
    let held = sqlx::query_as!(
        Held,
        "select id, photo_id from seller_applications
         where account_id = $1 and status in ('draft', 'changes_requested') for update",
        account_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(held)
}

/// Keeps an account from being deleted meanwhile.
pub(in crate::catalogue) async fn hold_account(conn: &mut PgConnection, account_id: Uuid) -> Result<()> {
    sqlx::query_scalar!("select id from accounts where id = $1 for key share", account_id).fetch_optional(conn).await?;
    Ok(())
}

/// A change of state of the application as it was read.
pub(in crate::catalogue) struct Change<'a> {
    pub id: Uuid,
    pub from: ApplicationStatus,
    pub to: ApplicationStatus,
    pub version: i32,
    pub reason: &'a str,
    pub now: Timestamp,
}

/// Walks an application from one state to another; false when it is not any more what was read.
pub(in crate::catalogue) async fn change(conn: &mut PgConnection, change: &Change<'_>) -> Result<bool, sqlx::Error> {
    debug_assert!(change.from.may_become(change.to), "{:?} -> {:?}", change.from, change.to);
    let done = sqlx::query!(
        "update seller_applications set status = $4, version = version + 1, reason = $5, updated_at = $6,
            submitted_at = case when $4 = 'submitted' then $6 else submitted_at end,
            decided_at = case when $4 = 'submitted' then null else $6 end
         where id = $1 and status = $2 and version = $3",
        change.id,
        change.from.as_str(),
        change.version,
        change.to.as_str(),
        change.reason,
        at(change.now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in crate::catalogue) async fn insert_history(
    conn: &mut PgConnection,
    application_id: Uuid,
    kind: &str,
    actor_id: Uuid,
    reason: &str,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into seller_application_history (application_id, kind, actor_id, reason, created_at) values ($1, $2, $3, $4, $5)",
        application_id,
        kind,
        actor_id,
        reason,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Makes the seller of an approved application.
pub(in crate::catalogue) async fn insert_seller(
    conn: &mut PgConnection,
    seller_id: Uuid,
    application_id: Uuid,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into sellers (id, account_id, handle, name_en, name_ar, headline_en, headline_ar, bio_en, bio_ar, country, time_zone,
            languages, photo_id, created_at)
         select $1, account_id, handle, name_en, name_ar, headline_en, headline_ar, bio_en, bio_ar, country, time_zone, languages,
            photo_id, $3
         from seller_applications where id = $2",
        seller_id,
        application_id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}
