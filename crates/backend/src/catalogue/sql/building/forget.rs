//! SQL that takes a person out of what they have built.

use crate::Result;
use sqlx::PgConnection;
use uuid::Uuid;

/// Takes the covers off a seller's offerings; gives their ids.
pub(in crate::catalogue) async fn take_covers(conn: &mut PgConnection, seller_id: Uuid) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        "with taken as (select id, cover_id from offerings where seller_id = $1 and cover_id is not null),
            bared as (update offerings o set cover_id = null from taken where o.id = taken.id)
         select cover_id as \"cover_id!\" from taken",
        seller_id
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// Drops drafts that nobody has ordered and that have no lessons, and blanks in the rest what speaks of the person.
pub(in crate::catalogue) async fn blank(conn: &mut PgConnection, seller_id: Uuid) -> Result<()> {
    sqlx::query!(
        "delete from offerings o where o.seller_id = $1 and o.status = 'draft'
            and not exists (select 1 from orders p where p.offering_id = o.id)
            and not exists (select 1 from lessons l where l.offering_id = o.id)",
        seller_id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update offerings set review_note = '' where seller_id = $1 and review_note <> ''", seller_id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "update live_classes c set city = '', address = '', map_url = '', latitude = null, longitude = null
         from offerings o where o.id = c.offering_id and o.seller_id = $1 and c.city || c.address || c.map_url <> ''",
        seller_id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update services c set city = '' from offerings o where o.id = c.offering_id and o.seller_id = $1 and c.city <> ''",
        seller_id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from offering_faqs q using offerings o where o.id = q.offering_id and o.seller_id = $1", seller_id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "update offering_review_history h set reason = '' from offerings o
         where o.id = h.offering_id and o.seller_id = $1 and h.reason <> ''",
        seller_id
    )
    .execute(conn)
    .await?;
    Ok(())
}
