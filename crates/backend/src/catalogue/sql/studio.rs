//! SQL of a seller's own side.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

pub(in crate::catalogue) struct OwnRow {
    pub handle: String,
    pub name_en: String,
    pub name_ar: String,
    pub time_zone: String,
    pub photo_id: Option<Uuid>,
    pub closed_from: Option<jiff_sqlx::Timestamp>,
    pub closed_until: Option<jiff_sqlx::Timestamp>,
}

pub(in crate::catalogue) async fn find_own(conn: &mut PgConnection, seller_id: Uuid) -> Result<Option<OwnRow>> {
    let row = sqlx::query_as!(
        OwnRow,
        "select handle, name_en, name_ar, time_zone, photo_id, closed_from, closed_until from sellers where id = $1",
        seller_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

pub(in crate::catalogue) struct OwnOfferingRow {
    pub id: Uuid,
    pub slug: String,
    pub kind: String,
    pub status: String,
    pub title_en: String,
    pub title_ar: String,
    pub price_minor: i64,
    pub currency: String,
    pub learner_count: i32,
    pub key: f64,
}

/// What a seller has made, the newest first: a page and one more.
pub(in crate::catalogue) async fn list_own(
    conn: &mut PgConnection,
    seller_id: Uuid,
    before: Timestamp,
    id: Uuid,
) -> Result<Vec<OwnOfferingRow>> {
    let rows = sqlx::query_as!(
        OwnOfferingRow,
        "select id, slug, kind, status, title_en, title_ar, price_minor, currency, learner_count,
            (extract(epoch from created_at) * 1000000)::double precision as \"key!\"
         from offerings where seller_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid)
         order by created_at desc, id desc limit 25",
        seller_id,
        at(before),
        id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

pub(in crate::catalogue) async fn set_closed(db: &PgPool, seller_id: Uuid, closed: Option<(Timestamp, Timestamp)>) -> Result<()> {
    sqlx::query!(
        "update sellers set closed_from = $2, closed_until = $3 where id = $1",
        seller_id,
        closed.map(|(from, _)| at(from)) as Option<jiff_sqlx::Timestamp>,
        closed.map(|(_, until)| at(until)) as Option<jiff_sqlx::Timestamp>
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(in crate::catalogue) struct PhotoRow {
    pub id: Uuid,
    pub storage_prefix: String,
}

/// The photo of a seller whom people may see.
pub(in crate::catalogue) async fn find_photo(db: &PgPool, handle: &str) -> Result<Option<PhotoRow>> {
    let row = sqlx::query_as!(
        PhotoRow,
        "select m.id, m.storage_prefix from sellers s join accounts a on a.id = s.account_id and a.status = 'active'
         join media m on m.id = s.photo_id and m.kind = 'image' and m.status = 'ready' where s.handle = $1",
        handle
    )
    .fetch_optional(db)
    .await?;
    Ok(row)
}
