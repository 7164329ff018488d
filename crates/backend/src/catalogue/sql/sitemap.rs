//! Addresses for search engines.

use crate::Result;
use jiff::Timestamp;
use sqlx::PgConnection;

/// Slugs of published courses with their last change, the most popular first; at most what one sitemap may hold.
pub(in crate::catalogue) async fn list_offerings(conn: &mut PgConnection) -> Result<Vec<(String, Timestamp)>> {
    let rows = sqlx::query!(
        "select slug, updated_at from offerings where status = 'published' and kind = 'video_course'
         order by popularity desc, id desc limit 20000"
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|r| (r.slug, r.updated_at.to_jiff())).collect())
}

/// Handles of sellers who have something published.
pub(in crate::catalogue) async fn list_sellers(conn: &mut PgConnection) -> Result<Vec<String>> {
    let handles = sqlx::query_scalar!(
        "select handle from sellers s where exists (
            select 1 from offerings o where o.seller_id = s.id and o.status = 'published' and o.kind = 'video_course')
         order by handle limit 4000"
    )
    .fetch_all(conn)
    .await?;
    Ok(handles)
}
