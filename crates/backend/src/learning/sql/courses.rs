//! A course from the inside, for one enrolment.

use crate::{Result, learning::LessonMedia};
use domain::{
    ids::MediaId,
    learning::{GrantView, LessonState},
};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::learning) struct HeadRow {
    pub created_at: Timestamp,
    pub last_lesson_id: Option<Uuid>,
    pub slug: String,
    pub title_en: String,
    pub title_ar: String,
    pub unlock_mode: String,
    pub seller_name_en: String,
    pub seller_name_ar: String,
    pub seller_handle: String,
}

pub(in crate::learning) async fn find_head(
    conn: &mut PgConnection,
    account_id: Uuid,
    enrolment_id: Uuid,
) -> Result<Option<HeadRow>> {
    let row = sqlx::query!(
        "select e.created_at, e.last_lesson_id, f.slug, f.title_en, f.title_ar, f.unlock_mode,
            s.name_en as seller_name_en, s.name_ar as seller_name_ar, s.handle as seller_handle
         from enrolments e
         join orders o on o.id = e.order_id and o.refunded_at is null
         join offerings f on f.id = e.offering_id
         join sellers s on s.id = f.seller_id
         where e.id = $1 and e.account_id = $2 and e.status = 'active'",
        enrolment_id,
        account_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|r| HeadRow {
        created_at: r.created_at.to_jiff(),
        last_lesson_id: r.last_lesson_id,
        slug: r.slug,
        title_en: r.title_en,
        title_ar: r.title_ar,
        unlock_mode: r.unlock_mode,
        seller_name_en: r.seller_name_en,
        seller_name_ar: r.seller_name_ar,
        seller_handle: r.seller_handle,
    }))
}

pub(in crate::learning) struct LessonRow {
    pub id: Uuid,
    pub section_id: Uuid,
    pub section_title_en: String,
    pub section_title_ar: String,
    pub kind: String,
    pub title_en: String,
    pub title_ar: String,
    pub is_required: bool,
    pub created_at: Timestamp,
    pub duration_ms: Option<i64>,
    pub last_position_ms: Option<i64>,
    pub is_done: bool,
}

impl LessonRow {
    /// What the unlock rule needs to know.
    pub(in crate::learning) const fn state(&self) -> LessonState {
        LessonState { is_done: self.is_done, is_required: self.is_required }
    }
}

/// All lessons in the order of the course. The right to the course is checked by the caller.
pub(in crate::learning) async fn list_lessons(conn: &mut PgConnection, enrolment_id: Uuid) -> Result<Vec<LessonRow>> {
    let rows = sqlx::query!(
        r#"select l.id, l.section_id, s.title_en as section_title_en, s.title_ar as section_title_ar, l.kind, l.title_en, l.title_ar,
            l.is_required, l.created_at, m.duration_ms as "duration_ms?", p.last_position_ms as "last_position_ms?",
            (p.completed_at is not null) as "is_done!"
         from enrolments e
         join lessons l on l.offering_id = e.offering_id
         join course_sections s on s.id = l.section_id
         left join media m on m.id = l.media_id and l.kind = 'video'
         left join lesson_progress p on p.enrolment_id = e.id and p.lesson_id = l.id
         where e.id = $1
         order by s.position, l.position, l.id"#,
        enrolment_id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| LessonRow {
            id: r.id,
            section_id: r.section_id,
            section_title_en: r.section_title_en,
            section_title_ar: r.section_title_ar,
            kind: r.kind,
            title_en: r.title_en,
            title_ar: r.title_ar,
            is_required: r.is_required,
            created_at: r.created_at.to_jiff(),
            duration_ms: r.duration_ms,
            last_position_ms: r.last_position_ms,
            is_done: r.is_done,
        })
        .collect())
}

pub(in crate::learning) struct MediaRow {
    pub id: Uuid,
    pub status: String,
    pub duration_ms: Option<i64>,
    pub file_name: Option<String>,
    pub size_bytes: i64,
}

impl MediaRow {
    /// The media with a grant to fetch it.
    pub(in crate::learning) fn view(&self, grant: GrantView) -> LessonMedia {
        LessonMedia {
            id: MediaId(self.id),
            is_ready: self.status == "ready",
            has_failed: self.status == "failed",
            duration_ms: self.duration_ms.unwrap_or(0),
            file_name: self.file_name.clone(),
            size_bytes: self.size_bytes,
            grant,
        }
    }
}

pub(in crate::learning) struct ContentRow {
    pub kind: String,
    pub body_en: String,
    pub body_ar: String,
    pub last_position_ms: Option<i64>,
    pub completed_via: Option<String>,
    pub media: Option<MediaRow>,
}

/// What a lesson holds. The right to the course is checked by the caller.
pub(in crate::learning) async fn find_content(
    conn: &mut PgConnection,
    enrolment_id: Uuid,
    lesson_id: Uuid,
) -> Result<Option<ContentRow>> {
    let row = sqlx::query!(
        r#"select l.kind, l.body_en, l.body_ar, p.last_position_ms as "last_position_ms?", p.completed_via as "completed_via?",
            m.id as "media_id?", m.status as "media_status?", m.duration_ms as "duration_ms?", m.file_name as "file_name?",
            m.size_bytes as "size_bytes?"
         from enrolments e
         join lessons l on l.offering_id = e.offering_id and l.id = $2
         left join media m on m.id = l.media_id
         left join lesson_progress p on p.enrolment_id = e.id and p.lesson_id = l.id
         where e.id = $1"#,
        enrolment_id,
        lesson_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|r| ContentRow {
        kind: r.kind,
        body_en: r.body_en,
        body_ar: r.body_ar,
        last_position_ms: r.last_position_ms,
        completed_via: r.completed_via,
        media: r.media_id.map(|id| MediaRow {
            id,
            status: r.media_status.unwrap_or_default(),
            duration_ms: r.duration_ms,
            file_name: r.file_name,
            size_bytes: r.size_bytes.unwrap_or(0),
        }),
    }))
}
