//! Free lessons of published video courses.

use super::courses::MediaRow;
use crate::Result;
use domain::ids::LessonId;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::learning) struct PreviewRow {
    pub offering_id: Uuid,
    pub course_title_en: String,
    pub course_title_ar: String,
    pub seller_name_en: String,
    pub seller_name_ar: String,
    pub price_minor: i64,
    pub currency: String,
    pub kind: String,
    pub title_en: String,
    pub title_ar: String,
    pub body_en: String,
    pub body_ar: String,
    pub media: Option<MediaRow>,
}

pub(in crate::learning) async fn find(conn: &mut PgConnection, slug: &str, lesson_id: Uuid) -> Result<Option<PreviewRow>> {
    let row = sqlx::query!(
        r#"select f.id as offering_id, f.title_en as course_title_en, f.title_ar as course_title_ar, s.name_en as seller_name_en,
            s.name_ar as seller_name_ar, f.price_minor, f.currency, l.kind, l.title_en, l.title_ar, l.body_en, l.body_ar,
            m.id as "media_id?", m.status as "media_status?", m.duration_ms as "duration_ms?", m.file_name as "file_name?",
            m.size_bytes as "size_bytes?"
         from lessons l
         join offerings f on f.id = l.offering_id and f.status = 'published' and f.kind = 'video_course'
         join sellers s on s.id = f.seller_id
         left join media m on m.id = l.media_id
         where f.slug = $1 and l.id = $2 and l.is_free_preview"#,
        slug,
        lesson_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|r| PreviewRow {
        offering_id: r.offering_id,
        course_title_en: r.course_title_en,
        course_title_ar: r.course_title_ar,
        seller_name_en: r.seller_name_en,
        seller_name_ar: r.seller_name_ar,
        price_minor: r.price_minor,
        currency: r.currency,
        kind: r.kind,
        title_en: r.title_en,
        title_ar: r.title_ar,
        body_en: r.body_en,
        body_ar: r.body_ar,
        media: r.media_id.map(|id| MediaRow {
            id,
            status: r.media_status.unwrap_or_default(),
            duration_ms: r.duration_ms,
            file_name: r.file_name,
            size_bytes: r.size_bytes.unwrap_or(0),
        }),
    }))
}

pub(in crate::learning) async fn list(conn: &mut PgConnection, offering_id: Uuid) -> Result<Vec<(LessonId, String, String)>> {
    let rows = sqlx::query!(
        "select l.id, l.title_en, l.title_ar from lessons l join course_sections s on s.id = l.section_id
         where l.offering_id = $1 and l.is_free_preview order by s.position, l.position, l.id",
        offering_id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|r| (LessonId(r.id), r.title_en, r.title_ar)).collect())
}
