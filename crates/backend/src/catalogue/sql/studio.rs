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
