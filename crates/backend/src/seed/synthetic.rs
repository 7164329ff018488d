//! A very large catalogue of invented words, for measuring the search. Not part of the demo.

use super::sql::{self, synthetic};
use crate::{Backend, Result};

/// Offerings per statement: large enough to be fast, small enough to stay in memory.
const BATCH: i64 = 50_000;

/// Adds `count` published courses with titles from a vocabulary of 30 000 invented words, used as unevenly as real ones. Needs a
/// seeded marketplace. Everything happens in one transaction that locks the offerings, so keep it away from a site in use.
pub async fn synthetic(backend: &Backend, count: i64) -> Result<()> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    if sql::begin_seeding(&mut tx).await? {
        return Err(anyhow::anyhow!("seed the demo marketplace first: synthetic offerings need sellers and categories").into());
    }
    let first = synthetic::next_number(&mut tx).await?;
    let last = first + count.max(0) - 1;
    // A million rows go in twice as fast without indexes, and building them afterwards is quick.
    let indexes = synthetic::list_indexes(&mut tx).await?;
    synthetic::drop_indexes(&mut tx, &indexes).await?;
    let mut from = first;
    while from <= last {
        let to = (from + BATCH - 1).min(last);
        synthetic::insert_offerings(&mut tx, from, to, now).await?;
        tracing::info!(offerings = to - first + 1, wanted = count, "synthetic offerings written");
        from = to + 1;
    }
    synthetic::create_indexes(&mut tx, &indexes).await?;
    synthetic::analyze(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
