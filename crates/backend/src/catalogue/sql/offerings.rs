//! One offering with everything that its page shows, in one statement; and the offerings beside it.

use super::{CardRow, cards};
use crate::{
    Result,
    catalogue::{Bilingual, FaqView, OutlineSection, reviews::ReviewRow},
};
use jiff::Timestamp;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

pub(in crate::catalogue) struct DetailRow {
    pub id: Uuid,
    pub slug: String,
    pub category_id: Uuid,
    pub title_en: String,
    pub title_ar: String,
    pub promise_en: String,
    pub promise_ar: String,
    pub description_en: String,
    pub description_ar: String,
    pub outcomes: Json<Vec<Bilingual>>,
    pub requirements: Json<Vec<Bilingual>>,
    pub audience: Json<Vec<Bilingual>>,
    pub level: String,
    pub language: String,
    pub unlock_mode: String,
    pub price_minor: i64,
    pub currency: String,
    pub video_seconds: i32,
    pub lesson_count: i32,
    pub rating_milli: i32,
    pub rating_count: i32,
    pub learner_count: i32,
    pub updated_at: jiff_sqlx::Timestamp,
    pub kind: String,
    pub status: String,
    pub cover_id: Option<Uuid>,
    pub handle: String,
    pub name_en: String,
    pub name_ar: String,
    pub headline_en: String,
    pub headline_ar: String,
    pub bio_en: String,
    pub bio_ar: String,
    pub seller_rating_sum: i64,
    pub seller_rating_count: i32,
    pub seller_learner_count: i32,
    pub seller_zone: String,
    pub seller_photo: Option<Uuid>,
    pub closed_from: Option<jiff_sqlx::Timestamp>,
    pub closed_until: Option<jiff_sqlx::Timestamp>,
    pub faqs: Json<Vec<FaqView>>,
    pub sections: Json<Vec<OutlineSection>>,
    pub stars: Vec<i64>,
    pub reviews: Json<Vec<ReviewRow>>,
    pub is_own: bool,
    pub is_wished: bool,
    pub enrolment_id: Option<Uuid>,
    pub order_id: Option<Uuid>,
    pub order_price_minor: Option<i64>,
    pub order_fee_minor: Option<i64>,
    pub order_currency: Option<String>,
}

/// An offering `o` of the seller `s` with its outline, its newest reviews, and where the account `$2` stands with it at `$3`.
macro_rules! detail {
    (where: $where:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            DetailRow,
            "select o.id, o.slug, o.category_id, o.title_en, o.title_ar, o.promise_en, o.promise_ar, o.description_en, o.description_ar,
                o.outcomes as \"outcomes!: Json<Vec<Bilingual>>\", o.requirements as \"requirements!: Json<Vec<Bilingual>>\",
                o.audience as \"audience!: Json<Vec<Bilingual>>\", o.level, o.language, o.unlock_mode, o.price_minor, o.currency,
                o.video_seconds, o.lesson_count, o.rating_milli as \"rating_milli!\", o.rating_count, o.learner_count, o.updated_at,
                o.kind, o.status, o.cover_id, s.handle, s.name_en, s.name_ar, s.headline_en, s.headline_ar, s.bio_en, s.bio_ar,
                s.rating_sum as seller_rating_sum, s.rating_count as seller_rating_count, s.learner_count as seller_learner_count,
                s.time_zone as seller_zone, s.photo_id as seller_photo, s.closed_from, s.closed_until,
                (select coalesce(json_agg(json_build_object(
                        'question', json_build_object('en', q.question_en, 'ar', q.question_ar),
                        'answer', json_build_object('en', q.answer_en, 'ar', q.answer_ar)) order by q.position), '[]')
                    from offering_faqs q where q.offering_id = o.id) as \"faqs!: Json<Vec<FaqView>>\",
                (select coalesce(json_agg(json_build_object(
                    'title', json_build_object('en', c.title_en, 'ar', c.title_ar),
                    'lessons', (select coalesce(json_agg(json_build_object(
                            'id', l.id, 'kind', l.kind, 'title', json_build_object('en', l.title_en, 'ar', l.title_ar),
                            'duration_ms', m.duration_ms, 'is_free', l.is_free_preview,
                            'picture', case when l.is_free_preview and m.kind = 'video' and m.status = 'ready'
                                then json_build_object('width', m.width, 'height', m.height) end) order by l.position), '[]')
                        from lessons l left join media m on m.id = l.media_id where l.section_id = c.id)
                    ) order by c.position), '[]')
                    from course_sections c where c.offering_id = o.id) as \"sections!: Json<Vec<OutlineSection>>\",
                array(select count(r.rating) from generate_series(5, 1, -1) as level(star) left join (
                        select rating from reviews where offering_id = o.id order by created_at desc limit 2000) r on r.rating = level.star
                    group by level.star order by level.star desc) as \"stars!\",
                (select coalesce(json_agg(json_build_object(
                    'id', r.id, 'rating', r.rating, 'body', r.body, 'locale', r.locale, 'author', r.display_name,
                    'created_at', r.created_at) order by r.created_at desc, r.id desc), '[]')
                    from (select v.*, a.display_name from reviews v join accounts a on a.id = v.account_id
                        where v.offering_id = o.id order by v.created_at desc, v.id desc limit 4) r) as \"reviews!: Json<Vec<ReviewRow>>\",
                coalesce(s.account_id = $2, false) as \"is_own!\",
                exists (select 1 from wishlist_items w where w.account_id = $2 and w.offering_id = o.id) as \"is_wished!\",
                (select e.id from enrolments e where e.account_id = $2 and e.offering_id = o.id and e.status = 'active') as \"enrolment_id?\",
                p.id as \"order_id?\", p.price_minor as \"order_price_minor?\", p.buyer_fee_minor as \"order_fee_minor?\",
                p.currency as \"order_currency?\"
             from offerings o join sellers s on s.id = o.seller_id
                left join orders p on p.buyer_id = $2 and p.offering_id = o.id and p.status = 'awaiting_payment' and p.expires_at > $3
             where " + $where
            $(, $argument)*
        )
    };
}

/// A published course by its slug, with its outline, its newest reviews, and where the viewer stands with it.
pub(in crate::catalogue) async fn find(
    conn: &mut PgConnection,
    slug: &str,
    viewer: Option<Uuid>,
    now: Timestamp,
) -> Result<Option<DetailRow>> {
    let row = detail!(
        where: "o.slug = $1 and o.status = 'published' and o.kind = 'video_course'",
        slug,
        viewer,
        crate::db::at(now)
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

/// Any offering by its id, whatever its state, as a stranger would see it.
pub(in crate::catalogue) async fn find_any(conn: &mut PgConnection, id: Uuid, now: Timestamp) -> Result<Option<DetailRow>> {
    let row = detail!(where: "o.id = $1", id, None::<Uuid>, crate::db::at(now)).fetch_optional(conn).await?;
    Ok(row)
}

/// The most popular of some categories without one offering; those of its own category first.
pub(in crate::catalogue) async fn list_related(
    conn: &mut PgConnection,
    offering_id: Uuid,
    category_id: Uuid,
    around: &[Uuid],
) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "o.popularity",
        total: "null::bigint",
        from: ["select h.* from unnest($3::uuid[]) as c(category_id) cross join lateral (
                select * from offerings f where f.category_id = c.category_id and f.status = 'published'
                    and f.kind = 'video_course' and f.id <> $1 order by f.popularity desc, f.id desc limit 4) h
            order by h.category_id = $2 desc, h.popularity desc, h.id desc limit 4"],
        order: "o.category_id = $2 desc, o.popularity desc, o.id desc",
        offering_id,
        category_id,
        around,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
