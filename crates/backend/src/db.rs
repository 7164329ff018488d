//! The connection to Postgres: pool, migrations, readiness, and the bridge between jiff and the database.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{
    ConnectOptions, Connection, PgConnection, PgPool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{str::FromStr, time::Duration};

/// All migrations, part of the binary.
pub static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// Opens the pool: two connections per core and two more, all at once and for good, since opening one while every core is busy
/// takes longer than a visitor waits. A statement may take five seconds.
pub async fn connect(database_url: &str, max_connections: u32) -> anyhow::Result<PgPool> {
    let options = PgConnectOptions::from_str(database_url)?
        .application_name("dreamcrowd")
        .options([("statement_timeout", "5s"), ("idle_in_transaction_session_timeout", "30s"), ("lock_timeout", "4s")])
        .log_statements(tracing::log::LevelFilter::Trace)
        .log_slow_statements(tracing::log::LevelFilter::Warn, Duration::from_millis(500));
    let pool = PgPoolOptions::new()
        .max_connections(max_connections)
        .min_connections(max_connections)
        .idle_timeout(None)
        .acquire_timeout(Duration::from_secs(2))
        // A broken connection shows itself at its first statement; asking before each costs a round trip per page.
        .test_before_acquire(false)
        .connect_with(options)
        .await?;
    Ok(pool)
}

/// Brings the schema, the job queue's included, up to this binary's version.
pub async fn migrate(pool: &PgPool) -> anyhow::Result<()> {
    let mut connection = connect_to_migrate(pool).await?;
    MIGRATIONS.run(&mut connection).await?;
    connection.close().await?;
    crate::jobs::migrate(pool).await
}

/// A connection for migrations: an index over a million rows takes longer than a page may wait. Waiting for a lock stays bounded.
pub async fn connect_to_migrate(pool: &PgPool) -> sqlx::Result<PgConnection> {
    let options = (*pool.connect_options()).clone().options([("statement_timeout", "0")]);
    PgConnection::connect_with(&options).await
}

/// Whether the database answers and every migration of this binary is applied.
pub async fn is_ready(pool: &PgPool) -> bool {
    let wanted = MIGRATIONS.iter().filter(|m| !m.migration_type.is_down_migration()).count();
    let applied = sqlx::query_scalar!("select count(*) as \"count!\" from _sqlx_migrations where success").fetch_one(pool).await;
    matches!(applied, Ok(count) if usize::try_from(count).is_ok_and(|count| count >= wanted))
}

/// Postgres' time begins in 4713 BC; what a visitor's text claims may lie before.
const BEGINNING: Timestamp = Timestamp::constant(-185_000_000_000, 0);

/// An instant as the database takes it.
pub fn at(instant: Timestamp) -> jiff_sqlx::Timestamp {
    instant.max(BEGINNING).to_sqlx()
}

/// A new time-ordered id.
pub fn new_id() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}
