//! SQL that takes a person out of the catalogue: wishes, the words of reviews, and what a seller says of themselves.

use crate::{Result, catalogue::Bilingual, db::at};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::catalogue) async fn delete_wishes(conn: &mut PgConnection, account_id: Uuid) -> Result<()> {
    sqlx::query!("delete from wishlist_items where account_id = $1", account_id).execute(conn).await?;
    Ok(())
}

/// Takes the words out of somebody's reviews; the stars stay in the averages of other people's courses.
pub(in crate::catalogue) async fn blank_reviews(conn: &mut PgConnection, account_id: Uuid) -> Result<()> {
    sqlx::query!("update reviews set body = '' where account_id = $1 and body <> ''", account_id).execute(conn).await?;
    Ok(())
}

pub(in crate::catalogue) async fn find_seller(conn: &mut PgConnection, account_id: Uuid) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!("select id from sellers where account_id = $1", account_id).fetch_optional(conn).await?)
}

/// Takes everything of a seller out of the shop, and back from the desk: what was not published yet must not come back without it.
pub(in crate::catalogue) async fn pause_offerings(conn: &mut PgConnection, seller_id: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update offerings set status = case status when 'published' then 'paused' else 'draft' end, version = version + 1,
            updated_at = $2
         where seller_id = $1 and status in ('published', 'in_review')",
        seller_id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn list_indexed(conn: &mut PgConnection, seller_id: Uuid) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select id from offerings where seller_id = $1 and search <> ''::tsvector order by id", seller_id)
        .fetch_all(conn)
        .await?)
}

/// Words that no offering uses any more: a name may be among them.
pub(in crate::catalogue) async fn delete_unused_words(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!("delete from search_words where uses <= 0").execute(conn).await?;
    Ok(())
}

/// Replaces everything that tells who a seller is. Ratings and counts stay: they belong to the sold courses.
pub(in crate::catalogue) async fn pseudonymise_seller(conn: &mut PgConnection, seller_id: Uuid, name: &Bilingual) -> Result<()> {
    sqlx::query!(
        "update sellers set handle = 'deleted-' || replace(id::text, '-', ''), name_en = $2, name_ar = $3, headline_en = '',
            headline_ar = '', bio_en = '', bio_ar = '', country = 'ZZ', time_zone = 'UTC', languages = '[]'
         where id = $1",
        seller_id,
        name.en,
        name.ar
    )
    .execute(conn)
    .await?;
    Ok(())
}
