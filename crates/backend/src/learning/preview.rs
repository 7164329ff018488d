//! Free preview lessons: for everybody, without progress.

use super::{
    lesson::{LessonMedia, Transcript, list_transcripts},
    sql,
};
use crate::{
    Backend, Failure, Result,
    media::{self, Subject},
};
use domain::{
    Currency, Money, Thing,
    ids::{LessonId, MediaId, OfferingId},
    learning::{GrantView, LessonKind},
};

/// A free lesson of a published course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewView {
    pub offering_id: OfferingId,
    pub slug: String,
    pub course_title_en: String,
    pub course_title_ar: String,
    pub seller_name_en: String,
    pub seller_name_ar: String,
    pub price: Money,
    pub id: LessonId,
    pub kind: LessonKind,
    pub title_en: String,
    pub title_ar: String,
    pub body_en: String,
    pub body_ar: String,
    pub media: Option<LessonMedia>,
    pub transcripts: Vec<Transcript>,
    /// All free lessons of the course, in its order: id and titles.
    pub free_lessons: Vec<(LessonId, String, String)>,
}

/// A free lesson by the course's slug; anything else is not found.
pub async fn find_preview(backend: &Backend, slug: &str, lesson: LessonId) -> Result<PreviewView> {
    // Postgres takes no NUL in a text, and no slug has one.
    if slug.contains('\0') {
        return Err(Failure::not_found(Thing::Lesson));
    }
    let mut conn = backend.db.acquire().await?;
    let row = sql::previews::find(&mut conn, slug, lesson.0).await?.ok_or(Failure::not_found(Thing::Lesson))?;
    let free_lessons = sql::previews::list(&mut conn, row.offering_id).await?;
    drop(conn);
    let media = row.media.as_ref().map(|found| found.view(media::grant(backend, Subject::Preview { lesson }, MediaId(found.id))));
    let transcripts = match &row.media {
        Some(found) if row.kind == LessonKind::Video.as_str() => list_transcripts(backend, MediaId(found.id)).await?,
        _ => Vec::new(),
    };
    let currency = Currency::parse(&row.currency).ok_or_else(|| anyhow::anyhow!("currency {} is unknown", row.currency))?;
    Ok(PreviewView {
        offering_id: OfferingId(row.offering_id),
        slug: slug.to_owned(),
        course_title_en: row.course_title_en,
        course_title_ar: row.course_title_ar,
        seller_name_en: row.seller_name_en,
        seller_name_ar: row.seller_name_ar,
        price: Money::new(row.price_minor, currency),
        id: lesson,
        kind: LessonKind::parse(&row.kind).unwrap_or(LessonKind::Text),
        title_en: row.title_en,
        title_ar: row.title_ar,
        body_en: row.body_en,
        body_ar: row.body_ar,
        media,
        transcripts,
        free_lessons,
    })
}

/// A new grant for the media of a free lesson, before the old one ends.
pub async fn renew_preview_grant(backend: &Backend, slug: &str, lesson: LessonId) -> Result<GrantView> {
    let mut conn = backend.db.acquire().await?;
    let row = sql::previews::find(&mut conn, slug, lesson.0).await?.ok_or(Failure::not_found(Thing::Lesson))?;
    let found = row.media.ok_or(Failure::not_found(Thing::Media))?;
    Ok(media::grant(backend, Subject::Preview { lesson }, MediaId(found.id)))
}
