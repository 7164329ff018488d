//! A learner's courses, for cards.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::learning) struct CardRow {
    pub id: Uuid,
    pub slug: String,
    pub title_en: String,
    pub title_ar: String,
    pub unlock_mode: String,
    pub seller_name_en: String,
    pub seller_name_ar: String,
    pub hue: i16,
    pub last_lesson_id: Option<Uuid>,
    pub active_at: Timestamp,
}

/// A page of cards, newest activity first. `filter` is `all`, `in-progress` or `done`.
pub(in crate::learning) async fn list(
    conn: &mut PgConnection,
    account_id: Uuid,
    filter: &str,
    after: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<CardRow>> {
    let (after_at, after_id) = after.unzip();
    let rows = sqlx::query!(
        r#"select e.id, f.slug, f.title_en, f.title_ar, f.unlock_mode, s.name_en as seller_name_en, s.name_ar as seller_name_ar,
            c.hue, e.last_lesson_id, coalesce(e.last_activity_at, e.created_at) as "active_at!"
         from enrolments e
         join orders o on o.id = e.order_id and o.refunded_at is null
         join offerings f on f.id = e.offering_id
         join sellers s on s.id = f.seller_id
         join categories c on c.id = f.category_id
         cross join lateral (
            select count(*) > 0 and count(*) = count(p.completed_at) as is_done
            from lessons l left join lesson_progress p on p.lesson_id = l.id and p.enrolment_id = e.id
            where l.offering_id = e.offering_id) d
         where e.account_id = $1 and e.status = 'active' and ($2::text = 'all' or d.is_done = ($2::text = 'done'))
            and ($3::timestamptz is null or (coalesce(e.last_activity_at, e.created_at), e.id) < ($3, $4::uuid))
         order by coalesce(e.last_activity_at, e.created_at) desc, e.id desc limit $5"#,
        account_id,
        filter,
        after_at.map(at) as _,
        after_id as _,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| CardRow {
            id: r.id,
            slug: r.slug,
            title_en: r.title_en,
            title_ar: r.title_ar,
            unlock_mode: r.unlock_mode,
            seller_name_en: r.seller_name_en,
            seller_name_ar: r.seller_name_ar,
            hue: r.hue,
            last_lesson_id: r.last_lesson_id,
            active_at: r.active_at.to_jiff(),
        })
        .collect())
}

pub(in crate::learning) struct PlaceRow {
    pub enrolment_id: Uuid,
    pub lesson_id: Uuid,
    pub title_en: String,
    pub title_ar: String,
    pub is_required: bool,
    pub is_done: bool,
    pub duration_ms: Option<i64>,
    pub last_position_ms: Option<i64>,
}

/// The lessons of several courses in their order, to find where each goes on.
pub(in crate::learning) async fn list_places(conn: &mut PgConnection, enrolment_ids: &[Uuid]) -> Result<Vec<PlaceRow>> {
    let rows = sqlx::query!(
        r#"select e.id as enrolment_id, l.id as lesson_id, l.title_en, l.title_ar, l.is_required,
            (p.completed_at is not null) as "is_done!", m.duration_ms as "duration_ms?", p.last_position_ms as "last_position_ms?"
         from enrolments e
         join lessons l on l.offering_id = e.offering_id
         join course_sections s on s.id = l.section_id
         left join media m on m.id = l.media_id and l.kind = 'video'
         left join lesson_progress p on p.enrolment_id = e.id and p.lesson_id = l.id
         where e.id = any($1)
         order by e.id, s.position, l.position, l.id"#,
        enrolment_ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| PlaceRow {
            enrolment_id: r.enrolment_id,
            lesson_id: r.lesson_id,
            title_en: r.title_en,
            title_ar: r.title_ar,
            is_required: r.is_required,
            is_done: r.is_done,
            duration_ms: r.duration_ms,
            last_position_ms: r.last_position_ms,
        })
        .collect())
}
