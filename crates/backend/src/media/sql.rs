//! SQL of media: the rights behind grants, and captions.

use super::MediaFile;
use crate::Result;
use domain::ids::MediaId;
use sqlx::PgPool;
use uuid::Uuid;

/// The media of a lesson in an active, unrefunded course of the account behind a living login.
pub(super) async fn find_for_learner(
    db: &PgPool,
    enrolment_id: Uuid,
    login_id: Uuid,
    media_id: Uuid,
) -> Result<Option<MediaFile>> {
    let row = sqlx::query!(
        "select m.id, m.kind, m.storage_prefix, m.file_name, m.mime
         from enrolments e
         join orders o on o.id = e.order_id and o.refunded_at is null
         join logins g on g.account_id = e.account_id and g.id = $2
         join lessons l on l.offering_id = e.offering_id and l.media_id = $3
         join media m on m.id = l.media_id and m.status = 'ready'
         where e.id = $1 and e.status = 'active' limit 1",
        enrolment_id,
        login_id,
        media_id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|r| MediaFile {
        id: MediaId(r.id),
        kind: r.kind,
        storage_prefix: r.storage_prefix,
        file_name: r.file_name,
        mime: r.mime,
    }))
}

/// The media of a free lesson of a published video course.
pub(super) async fn find_for_preview(db: &PgPool, lesson_id: Uuid, media_id: Uuid) -> Result<Option<MediaFile>> {
    let row = sqlx::query!(
        "select m.id, m.kind, m.storage_prefix, m.file_name, m.mime
         from lessons l
         join offerings o on o.id = l.offering_id and o.status = 'published' and o.kind = 'video_course'
         join media m on m.id = l.media_id and m.status = 'ready'
         where l.id = $1 and l.media_id = $2 and l.is_free_preview",
        lesson_id,
        media_id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|r| MediaFile {
        id: MediaId(r.id),
        kind: r.kind,
        storage_prefix: r.storage_prefix,
        file_name: r.file_name,
        mime: r.mime,
    }))
}

pub(super) async fn find_captions(db: &PgPool, media_id: Uuid, locale: &str) -> Result<Option<serde_json::Value>> {
    Ok(sqlx::query_scalar!("select cues from captions where media_id = $1 and locale = $2", media_id, locale)
        .fetch_optional(db)
        .await?)
}

pub(super) async fn list_captions(db: &PgPool, media_id: Uuid) -> Result<Vec<(String, serde_json::Value)>> {
    let rows = sqlx::query!("select locale, cues from captions where media_id = $1 order by locale desc", media_id)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|r| (r.locale, r.cues)).collect())
}
