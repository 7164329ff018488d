//! SQL of the seeder, which writes into the tables of every area: it makes what their use cases would have made over years.

pub(super) mod courses;
pub(super) mod history;
pub(super) mod people;
pub(super) mod synthetic;

use crate::Result;
use sqlx::{PgConnection, PgPool};

pub(super) async fn is_empty(db: &PgPool) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select not exists (select 1 from categories) as "is!""#).fetch_one(db).await?)
}

/// Takes the limits off a long transaction, lets only one seeding run at a time, and says whether there is still nothing.
pub(super) async fn begin_seeding(conn: &mut PgConnection) -> Result<bool> {
    lift_limits(conn).await?;
    // 0x5eed: a lock of the seeder alone.
    sqlx::query_scalar!(r#"select 1 as "one!" from (select pg_advisory_xact_lock(24301)) as held"#).fetch_one(&mut *conn).await?;
    Ok(sqlx::query_scalar!(r#"select not exists (select 1 from categories) as "is!""#).fetch_one(conn).await?)
}

/// The pool's statements end after seconds; these may take minutes. Holds for the transaction.
pub(super) async fn lift_limits(conn: &mut PgConnection) -> Result<()> {
    sqlx::query_scalar!(
        r#"select set_config('statement_timeout', '0', true) || set_config('lock_timeout', '0', true)
            || set_config('work_mem', '256MB', true) || set_config('maintenance_work_mem', '512MB', true) as "set!""#
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}
