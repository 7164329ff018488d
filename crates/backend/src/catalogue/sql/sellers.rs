//! Sellers and what they sell.

use super::{CardRow, cards};
use crate::{
    Result,
    catalogue::{SpokenLanguage, cursor::Place},
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

pub(in crate::catalogue) struct SellerRow {
    pub id: Uuid,
    pub handle: String,
    pub name_en: String,
    pub name_ar: String,
    pub headline_en: String,
    pub headline_ar: String,
    pub bio_en: String,
    pub bio_ar: String,
    pub country: String,
    pub languages: Json<Vec<SpokenLanguage>>,
    pub rating_sum: i64,
    pub rating_count: i32,
    pub learner_count: i32,
    pub created_at: jiff_sqlx::Timestamp,
    pub time_zone: String,
    pub photo_id: Option<Uuid>,
    pub closed_from: Option<jiff_sqlx::Timestamp>,
    pub closed_until: Option<jiff_sqlx::Timestamp>,
    pub offerings: i64,
}

/// A seller whom people may see: one who is still here, or whose offerings are.
pub(in crate::catalogue) async fn find(conn: &mut PgConnection, handle: &str) -> Result<Option<SellerRow>> {
    let row = sqlx::query_as!(
        SellerRow,
        "select s.id, s.handle, s.name_en, s.name_ar, s.headline_en, s.headline_ar, s.bio_en, s.bio_ar, s.country,
            s.languages as \"languages!: Json<Vec<SpokenLanguage>>\", s.rating_sum, s.rating_count, s.learner_count, s.created_at,
            s.time_zone, s.photo_id, s.closed_from, s.closed_until, held.offerings as \"offerings!\"
         from sellers s join accounts a on a.id = s.account_id cross join lateral (
            select count(*) as offerings from offerings o
            where o.seller_id = s.id and o.status = 'published' and o.kind = 'video_course') held
         where s.handle = $1 and (held.offerings > 0 or a.status = 'active')",
        handle
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

pub(in crate::catalogue) async fn list_offerings(conn: &mut PgConnection, seller_id: Uuid, place: Place) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "o.popularity",
        total: "null::bigint",
        from: ["select * from offerings f where f.seller_id = $3 and f.status = 'published' and f.kind = 'video_course'
            and (f.popularity, f.id) < ($1::double precision, $2::uuid)
            order by f.popularity desc, f.id desc limit 25"],
        order: "o.popularity desc, o.id desc",
        place.key,
        place.id,
        seller_id,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
