//! The one clock of each learner.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// Up to when an account's time is used up, locked until the transaction ends; begins with the lesson that is watched first.
pub(in crate::learning) async fn lock_or_insert(
    conn: &mut PgConnection,
    account_id: Uuid,
    opened_at: Timestamp,
) -> Result<Timestamp> {
    sqlx::query!(
        "insert into learning_clocks (account_id, used_until) values ($1, $2) on conflict (account_id) do nothing",
        account_id,
        at(opened_at)
    )
    .execute(&mut *conn)
    .await?;
    let used_until = sqlx::query_scalar!("select used_until from learning_clocks where account_id = $1 for update", account_id)
        .fetch_one(conn)
        .await?;
    Ok(used_until.to_jiff())
}

pub(in crate::learning) async fn update(conn: &mut PgConnection, account_id: Uuid, used_until: Timestamp) -> Result<()> {
    sqlx::query!("update learning_clocks set used_until = $2 where account_id = $1", account_id, at(used_until))
        .execute(conn)
        .await?;
    Ok(())
}
