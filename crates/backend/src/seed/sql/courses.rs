//! Categories, offerings and what courses are made of.

use crate::{
    Result,
    db::at,
    seed::content::{Both, Category, Course, Lesson},
};
use domain::Locale;
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::seed) struct NewCategory<'a> {
    pub id: Uuid,
    pub parent_id: Option<Uuid>,
    pub position: i32,
    pub category: &'a Category,
}

pub(in crate::seed) async fn insert_category(conn: &mut PgConnection, new: &NewCategory<'_>) -> Result<()> {
    let category = new.category;
    sqlx::query!(
        "insert into categories (id, slug, parent_id, name_en, name_ar, blurb_en, blurb_ar, hue, icon, position)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id,
        category.slug,
        new.parent_id,
        category.name.en,
        category.name.ar,
        category.blurb.en,
        category.blurb.ar,
        category.hue,
        category.icon,
        new.position
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) struct NewOffering<'a> {
    pub id: Uuid,
    pub seller_id: Uuid,
    pub category_id: Uuid,
    pub published_at: Timestamp,
    pub course: &'a Course,
}

/// A published course; its numbers are counted at the end.
pub(in crate::seed) async fn insert_offering(conn: &mut PgConnection, new: &NewOffering<'_>) -> Result<()> {
    let course = new.course;
    sqlx::query!(
        "insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, promise_en, promise_ar,
            description_en, description_ar, outcomes, requirements, audience, tags, level, language, unlock_mode, price_minor,
            currency, published_at, created_at, updated_at)
         values ($1, $2, $3, $4, 'video_course', 'published', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $20, $20)",
        new.id,
        course.slug,
        new.seller_id,
        new.category_id,
        course.title.en,
        course.title.ar,
        course.promise.en,
        course.promise.ar,
        course.description.en,
        course.description.ar,
        serde_json::to_value(&course.outcomes)?,
        serde_json::to_value(&course.requirements)?,
        serde_json::to_value(&course.audience)?,
        course.tags.as_slice(),
        course.level.as_str(),
        course.language.code(),
        course.unlock.as_str(),
        course.price_minor,
        course.currency,
        at(new.published_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) async fn insert_section(
    conn: &mut PgConnection,
    id: Uuid,
    offering_id: Uuid,
    position: i32,
    title: &Both,
) -> Result<()> {
    sqlx::query!(
        "insert into course_sections (id, offering_id, position, title_en, title_ar) values ($1, $2, $3, $4, $5)",
        id,
        offering_id,
        position,
        title.en,
        title.ar
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) struct NewLesson<'a> {
    pub id: Uuid,
    pub offering_id: Uuid,
    pub section_id: Uuid,
    pub media_id: Option<Uuid>,
    pub position: i32,
    pub created_at: Timestamp,
    pub lesson: &'a Lesson,
}

pub(in crate::seed) async fn insert_lesson(conn: &mut PgConnection, new: &NewLesson<'_>) -> Result<()> {
    let lesson = new.lesson;
    sqlx::query!(
        "insert into lessons (id, offering_id, section_id, position, kind, title_en, title_ar, media_id, body_en, body_ar,
            is_free_preview, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        new.id,
        new.offering_id,
        new.section_id,
        new.position,
        lesson.kind.as_str(),
        lesson.title.en,
        lesson.title.ar,
        new.media_id,
        lesson.body.en,
        lesson.body.ar,
        lesson.free,
        at(new.created_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) struct NewMedia<'a> {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub kind: &'a str,
    pub storage_prefix: &'a str,
    pub file_name: Option<&'a str>,
    pub mime: &'a str,
    pub size_bytes: i64,
    pub duration_ms: Option<i64>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub created_at: Timestamp,
}

pub(in crate::seed) async fn insert_media(conn: &mut PgConnection, new: &NewMedia<'_>) -> Result<()> {
    sqlx::query!(
        "insert into media (id, owner_id, kind, status, storage_prefix, file_name, mime, size_bytes, duration_ms, width, height,
            created_at)
         values ($1, $2, $3, 'ready', $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id,
        new.owner_id,
        new.kind,
        new.storage_prefix,
        new.file_name,
        new.mime,
        new.size_bytes,
        new.duration_ms,
        new.width,
        new.height,
        at(new.created_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) async fn insert_captions(
    conn: &mut PgConnection,
    media_id: Uuid,
    locale: Locale,
    cues: &serde_json::Value,
) -> Result<()> {
    sqlx::query!("insert into captions (media_id, locale, cues) values ($1, $2, $3)", media_id, locale.code(), cues)
        .execute(conn)
        .await?;
    Ok(())
}

/// Counts lessons, learners and stars of every course into its row. Popularity: learners on a logarithmic scale, the rating
/// drawn towards four stars while it rests on few, and up to one and a half for what is new, halved about every four months.
pub(in crate::seed) async fn count_offerings(conn: &mut PgConnection, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update offerings o set lesson_count = c.lessons, video_seconds = c.seconds, has_free_preview = c.has_free,
            rating_sum = c.stars, rating_count = c.ratings, learner_count = c.learners,
            popularity = 2 * ln((1 + c.learners)::double precision) + (c.stars + 20)::double precision / (c.ratings + 5)
                + 1.5 * exp(-greatest(extract(epoch from ($1::timestamptz - o.published_at))::double precision, 0) / 15552000)
         from (
            select f.id,
                (select count(*) from lessons l where l.offering_id = f.id)::integer as lessons,
                (select coalesce(sum(m.duration_ms), 0) / 1000 from lessons l join media m on m.id = l.media_id
                    where l.offering_id = f.id and l.kind = 'video')::integer as seconds,
                exists (select 1 from lessons l where l.offering_id = f.id and l.is_free_preview) as has_free,
                (select coalesce(sum(r.rating), 0) from reviews r where r.offering_id = f.id)::bigint as stars,
                (select count(*) from reviews r where r.offering_id = f.id)::integer as ratings,
                (select count(*) from enrolments e where e.offering_id = f.id and e.status = 'active')::integer as learners
            from offerings f
         ) c
         where c.id = o.id",
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A seller's numbers are the sums over the courses.
pub(in crate::seed) async fn count_sellers(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!(
        "update sellers s set rating_sum = c.stars, rating_count = c.ratings, learner_count = c.learners
         from (
            select seller_id, sum(rating_sum)::bigint as stars, sum(rating_count)::integer as ratings,
                sum(learner_count)::integer as learners
            from offerings group by seller_id
         ) c
         where c.seller_id = s.id"
    )
    .execute(conn)
    .await?;
    Ok(())
}
