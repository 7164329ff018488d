//! SQL of courses that buyers gave back.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// Counts one buyer's returns one after the other until the transaction ends.
pub(in crate::orders) async fn lock_returns(conn: &mut PgConnection, buyer_id: Uuid) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('returns/' || $1::uuid::text, 0))", buyer_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// How often a buyer gave courses back.
pub(in crate::orders) struct Returns {
    pub of_offering: i64,
    pub lately: i64,
}

pub(in crate::orders) async fn count_returns(
    conn: &mut PgConnection,
    buyer_id: Uuid,
    offering_id: Uuid,
    since: Timestamp,
) -> Result<Returns> {
    Ok(sqlx::query_as!(
        Returns,
        r#"select count(*) filter (where o.offering_id = $2) as "of_offering!", count(*) filter (where e.created_at > $3) as "lately!"
         from orders o join order_events e on e.order_id = o.id
         where o.buyer_id = $1 and e.kind = 'refund_requested' and e.actor_id = o.buyer_id"#,
        buyer_id,
        offering_id,
        at(since)
    )
    .fetch_one(conn)
    .await?)
}

/// Whether the buyer gave this order back.
pub(in crate::orders) async fn was_returned(conn: &mut PgConnection, order_id: Uuid, buyer_id: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from order_events where order_id = $1 and kind = 'refund_requested' and actor_id = $2) as "is!""#,
        order_id,
        buyer_id
    )
    .fetch_one(conn)
    .await?)
}
