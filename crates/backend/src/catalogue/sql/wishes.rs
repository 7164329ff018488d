//! Wishlists.

use super::{CardRow, cards};
use crate::{Result, catalogue::cursor::Place, db::at};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// Puts a published offering on a wishlist; false when there is none.
pub(in crate::catalogue) async fn insert(conn: &mut PgConnection, account_id: Uuid, slug: &str, now: Timestamp) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "with wished as (select id from offerings where slug = $2 and status = 'published' and kind = 'video_course'),
            added as (
                insert into wishlist_items (account_id, offering_id, created_at) select $1::uuid, id, $3::timestamptz from wished
                on conflict do nothing)
         select exists (select 1 from wished) as \"found!\"",
        account_id,
        slug,
        at(now)
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Takes an offering off a wishlist, whatever became of it.
pub(in crate::catalogue) async fn delete(conn: &mut PgConnection, account_id: Uuid, slug: &str) -> Result<()> {
    sqlx::query!(
        "delete from wishlist_items w using offerings o where o.id = w.offering_id and w.account_id = $1 and o.slug = $2",
        account_id,
        slug
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn list(conn: &mut PgConnection, account_id: Uuid, place: Place) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "(extract(epoch from o.wished_at) * 1000000)::double precision",
        total: "null::bigint",
        from: ["select f.*, w.created_at as wished_at from wishlist_items w
            join offerings f on f.id = w.offering_id and f.status = 'published' and f.kind = 'video_course'
            where w.account_id = $3 and (w.created_at, w.offering_id) < ($1::timestamptz, $2::uuid)
            order by w.created_at desc, w.offering_id desc limit 25"],
        order: "o.wished_at desc, o.id desc",
        at(place.instant()),
        place.id,
        account_id,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Which of some offerings are on a wishlist.
pub(in crate::catalogue) async fn list_among(conn: &mut PgConnection, account_id: Uuid, offerings: &[Uuid]) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "select offering_id from wishlist_items where account_id = $1 and offering_id = any($2)",
        account_id,
        offerings
    )
    .fetch_all(conn)
    .await?;
    Ok(found)
}
