//! SQL of the limits: token buckets, and counts that come back after a rest. Both keep what is left and since when.

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

/// One count that comes back after a rest.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounts) struct Rest<'a> {
    pub key: &'a str,
    pub capacity: f64,
    pub rest_s: f64,
    pub now: Timestamp,
}

/// Takes one try; false when there is none. `refilled_at` is the instant of the last one taken; a refused try does not move it.
pub(in crate::accounts) async fn take_rested(db: impl PgExecutor<'_>, rest: Rest<'_>) -> Result<bool> {
    let taken = sqlx::query_scalar!(
        r#"insert into rate_buckets as b (key, tokens, refilled_at) values ($1, $2::double precision - 1, $4)
           on conflict (key) do update set
               tokens = case when excluded.refilled_at >= b.refilled_at + make_interval(secs => $3::double precision)
                   then $2 else b.tokens end - 1,
               refilled_at = greatest(b.refilled_at, excluded.refilled_at)
           where b.tokens >= 1 or excluded.refilled_at >= b.refilled_at + make_interval(secs => $3)
           returning true as "taken!""#,
        rest.key,
        rest.capacity,
        rest.rest_s,
        at(rest.now)
    )
    .fetch_optional(db)
    .await?;
    Ok(taken.unwrap_or(false))
}

/// How long until the tries come back, in whole seconds.
pub(in crate::accounts) async fn wait_rested_s(db: impl PgExecutor<'_>, rest: Rest<'_>) -> Result<i32> {
    let wait = sqlx::query_scalar!(
        r#"select ceil(extract(epoch from refilled_at + make_interval(secs => $2::double precision) - $3::timestamptz))::integer
               as "wait!"
           from rate_buckets where key = $1"#,
        rest.key,
        rest.rest_s,
        at(rest.now)
    )
    .fetch_optional(db)
    .await?;
    Ok(wait.unwrap_or(1).max(1))
}

/// Gives one back, never more than there were.
pub(in crate::accounts) async fn give_back(db: impl PgExecutor<'_>, key: &str, capacity: f64) -> Result<()> {
    sqlx::query!("update rate_buckets set tokens = least($2::double precision, tokens + 1) where key = $1", key, capacity)
        .execute(db)
        .await?;
    Ok(())
}

/// Fills a bucket again.
pub(in crate::accounts) async fn reset(db: impl PgExecutor<'_>, key: &str) -> Result<()> {
    sqlx::query!("delete from rate_buckets where key = $1", key).execute(db).await?;
    Ok(())
}
