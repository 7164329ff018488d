//! SQL of the token buckets.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::PgExecutor;

/// One bucket and what it holds.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounts) struct Bucket<'a> {
    pub key: &'a str,
    pub capacity: f64,
    pub refill_per_s: f64,
    pub now: Timestamp,
}

/// Takes one token; false when there is none. The statement is atomic: of many at once, exactly as many win as there are tokens.
pub(in crate::accounts) async fn take(db: impl PgExecutor<'_>, bucket: Bucket<'_>) -> Result<bool> {
    // A hair less than one is one: the refill is a floating-point product.
    let taken = sqlx::query_scalar!(
        r#"insert into rate_buckets as b (key, tokens, refilled_at) values ($1, $2::double precision - 1, $4)
           on conflict (key) do update set
               tokens = least($2, b.tokens + $3::double precision
                   * greatest(extract(epoch from excluded.refilled_at - b.refilled_at)::double precision, 0)) - 1,
               refilled_at = greatest(b.refilled_at, excluded.refilled_at)
           where least($2, b.tokens + $3
                   * greatest(extract(epoch from excluded.refilled_at - b.refilled_at)::double precision, 0)) >= 0.999999
           returning true as "taken!""#,
        bucket.key,
        bucket.capacity,
        bucket.refill_per_s,
        at(bucket.now)
    )
    .fetch_optional(db)
    .await?;
    Ok(taken.unwrap_or(false))
}

/// How long until the next token, in whole seconds.
pub(in crate::accounts) async fn wait_s(db: impl PgExecutor<'_>, bucket: Bucket<'_>) -> Result<i32> {
    let wait = sqlx::query_scalar!(
        r#"select ceil((1 - (tokens + $2::double precision
                   * greatest(extract(epoch from $3::timestamptz - refilled_at)::double precision, 0))) / $2)::integer as "wait!"
           from rate_buckets where key = $1"#,
        bucket.key,
        bucket.refill_per_s,
        at(bucket.now)
    )
    .fetch_optional(db)
    .await?;
    Ok(wait.unwrap_or(1).max(1))
}

/// Fills a bucket again.
pub(in crate::accounts) async fn reset(db: impl PgExecutor<'_>, key: &str) -> Result<()> {
    sqlx::query!("delete from rate_buckets where key = $1", key).execute(db).await?;
    Ok(())
}
