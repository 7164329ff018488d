//! The job queue: graphile_worker on our own Postgres. A job is enqueued in the transaction that wants it, so it exists
//! exactly when that transaction commits; every job may run twice.

mod tasks;

use crate::Backend;
use graphile_worker::{Worker, WorkerOptions};
use serde::Serialize;
use sqlx::{PgConnection, PgPool};
use std::time::Duration;

pub use tasks::*;

/// Creates or updates the queue's own tables.
pub async fn migrate(pool: &PgPool) -> anyhow::Result<()> {
    let utils = graphile_worker::WorkerUtils::new(pool, "graphile_worker");
    utils.migrate().await?;
    Ok(())
}

/// Enqueues a job. With a `key`, a waiting job of the same key is replaced instead of doubled.
pub async fn enqueue<P: Serialize>(conn: &mut PgConnection, task: &str, payload: &P, key: Option<&str>) -> crate::Result<()> {
    sqlx::query("select graphile_worker.add_job($1, $2::json, job_key => $3)")
        .bind(task)
        .bind(serde_json::to_value(payload)?)
        .bind(key)
        .execute(conn)
        .await?;
    Ok(())
}

/// The worker of one process: wakes by NOTIFY, polls every second, takes over the jobs of dead workers within a minute.
pub async fn worker(backend: &Backend, shutdown: impl Future<Output = ()> + Send + 'static) -> anyhow::Result<Worker> {
    let options = WorkerOptions::default()
        .pg_pool(backend.db.clone())
        .concurrency(4)
        .poll_interval(Duration::from_secs(1))
        .worker_recovery(graphile_worker::WorkerRecoveryConfig {
            enabled: true,
            heartbeat_interval: Duration::from_secs(5),
            sweep_interval: Duration::from_secs(10),
            sweep_threshold: Duration::from_secs(20),
            recovery_delay: Duration::from_secs(1),
            ..Default::default()
        })
        .listen_os_shutdown_signals(false)
        .shutdown_signal(shutdown)
        .shutdown_grace_period(Duration::from_secs(4))
        .add_extension(backend.clone());
    Ok(tasks::define(options)?.init().await?)
}
