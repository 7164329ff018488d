//! Reviews page by page.

use crate::{Result, catalogue::reviews::ReviewRow, db::at};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// Reviews per page; the query fetches one more.
pub(in crate::catalogue) const PAGE: usize = 20;

pub(in crate::catalogue) struct HeadRow {
    pub id: Uuid,
    pub slug: String,
    pub title_en: String,
    pub title_ar: String,
    pub rating_milli: i32,
    pub rating_count: i32,
}

pub(in crate::catalogue) async fn find_head(conn: &mut PgConnection, slug: &str) -> Result<Option<HeadRow>> {
    let row = sqlx::query_as!(
        HeadRow,
        "select id, slug, title_en, title_ar, rating_milli as \"rating_milli!\", rating_count from offerings
         where slug = $1 and status = 'published' and kind = 'video_course'",
        slug
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

pub(in crate::catalogue) async fn list(
    conn: &mut PgConnection,
    offering_id: Uuid,
    before: Timestamp,
    before_id: Uuid,
) -> Result<Vec<ReviewRow>> {
    let rows = sqlx::query!(
        "select r.id, r.rating, r.body, r.locale, r.created_at, a.display_name
         from reviews r join accounts a on a.id = r.account_id
         where r.offering_id = $1 and (r.created_at, r.id) < ($2, $3) order by r.created_at desc, r.id desc limit 21",
        offering_id,
        at(before),
        before_id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| ReviewRow {
            id: r.id,
            rating: r.rating,
            body: r.body,
            locale: r.locale,
            author: r.display_name,
            created_at: r.created_at.to_jiff(),
        })
        .collect())
}
