//! Limits on how often something may be tried, counted in Postgres where every node must count together, in memory for frequent
//! reads. Two ways of counting share one row per key:
//!
//! - *after a rest*: the tries come back all at once, when none was taken for a whole period. Any stretch of that length, wherever
//!   it begins, sees at most as many as the limit says. For guesses and for mails to people who did not ask.
//! - *steadily* (a token bucket): they come back one by one. Whoever shares a network with many others never waits long; the rate
//!   holds over time, while the first period may see the capacity and what grows back meanwhile.

use super::sql::limits as sql;
use crate::{Backend, Failure, Result};
use domain::{AppError, ids::AccountId};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

/// How the tries of a limit come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refill {
    /// All at once, when none was taken for a whole period.
    AfterRest,
    /// One by one, evenly over the period.
    Steadily,
}

/// How many, and in which time they come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub name: &'static str,
    pub capacity: u32,
    pub per_seconds: u32,
    pub refill: Refill,
}

impl Limit {
    /// A limit that holds for every stretch of `per_seconds`.
    pub const fn after_rest(name: &'static str, capacity: u32, per_seconds: u32) -> Self {
        Self { name, capacity, per_seconds, refill: Refill::AfterRest }
    }

    /// A token bucket.
    pub const fn steadily(name: &'static str, capacity: u32, per_seconds: u32) -> Self {
        Self { name, capacity, per_seconds, refill: Refill::Steadily }
    }

    fn refill_per_s(self) -> f64 {
        f64::from(self.capacity) / f64::from(self.per_seconds)
    }
}

/// Guesses at one account from one place. Each costs a hash, so at most ten reach it in any fifteen minutes.
pub const LOGIN: Limit = Limit::after_rest("login", 10, 15 * 60);
/// Wrong guesses at one account from all places together; devices that the account knows are not counted.
pub const LOGIN_ACCOUNT: Limit = Limit::after_rest("login-account", 100, 86_400);
/// Guesses at any account from one place.
pub const LOGIN_IP: Limit = Limit::steadily("login-ip", 100, 3_600);
/// Mails with a link to one address.
pub const LINK_MAIL: Limit = Limit::after_rest("link-mail", 3, 3_600);
/// New accounts from one place.
pub const SIGN_UP: Limit = Limit::steadily("sign-up", 20, 3_600);
/// Purchases begun by one account.
pub const CHECKOUT: Limit = Limit::steadily("checkout", 20, 3_600);
/// Offerings begun or copied by one seller.
pub const NEW_OFFERING: Limit = Limit::steadily("new-offering", 30, 3_600);
/// Forms with files by one account.
pub const UPLOAD: Limit = Limit::steadily("upload", 20, 3_600);
/// Searches by one visitor.
pub const SEARCH: Limit = Limit::steadily("search", 60, 60);

/// Takes one try of `key` (an account, an address, a network prefix), or says how long to wait.
pub async fn take(backend: &Backend, key: &str, limit: Limit) -> Result<()> {
    let key = stored_key(key, limit);
    let (capacity, now) = (f64::from(limit.capacity), backend.clock.now());
    let wait_s = match limit.refill {
        Refill::Steadily => {
            let bucket = sql::Bucket { key: &key, capacity, refill_per_s: limit.refill_per_s(), now };
            if sql::take(&backend.db, bucket).await? {
                return Ok(());
            }
            sql::wait_s(&backend.db, bucket).await?
        }
        Refill::AfterRest => {
            let rest = sql::Rest { key: &key, capacity, rest_s: f64::from(limit.per_seconds), now };
            if sql::take_rested(&backend.db, rest).await? {
                return Ok(());
            }
            sql::wait_rested_s(&backend.db, rest).await?
        }
    };
    refuse(limit, u32::try_from(wait_s).unwrap_or(1))
}

/// Gives one try of `key` back: it was taken for what turned out to be no failure.
pub async fn give_back(backend: &Backend, key: &str, limit: Limit) -> Result<()> {
    sql::give_back(&backend.db, &stored_key(key, limit), f64::from(limit.capacity)).await
}

/// Gives all tries of `key` back, after a success that proves good faith.
pub async fn reset(backend: &Backend, key: &str, limit: Limit) -> Result<()> {
    sql::reset(&backend.db, &stored_key(key, limit)).await
}

/// Drops the buckets that are named by somebody who leaves. Those named by a place or a device are swept within two days.
pub(super) async fn forget_account(conn: &mut PgConnection, id: AccountId, addresses: &[String]) -> Result<()> {
    sql::reset(&mut *conn, &stored_key(&format!("checkout:{id}"), CHECKOUT)).await?;
    sql::reset(&mut *conn, &stored_key(&format!("upload:{id}"), UPLOAD)).await?;
    sql::reset(&mut *conn, &stored_key(&format!("offering:{id}"), NEW_OFFERING)).await?;
    sql::reset(&mut *conn, &stored_key(&format!("presence:{id}"), LOGIN)).await?;
    for address in addresses {
        sql::reset(&mut *conn, &stored_key(address, LINK_MAIL)).await?;
        sql::reset(&mut *conn, &stored_key(&format!("verify {address}"), LOGIN)).await?;
        sql::reset(&mut *conn, &stored_key(address, LOGIN_ACCOUNT)).await?;
    }
    Ok(())
}

/// A steady limit, counted in this process only: for reads that are too frequent to write a row each.
pub fn take_local(backend: &Backend, key: &str, limit: Limit) -> Result<()> {
    // Two backends in one process, as tests have them, must not share buckets.
    let key = format!("{}:{}", Arc::as_ptr(&backend.settings).addr(), stored_key(key, limit));
    let mut buckets = LOCAL.lock().unwrap_or_else(PoisonError::into_inner);
    match buckets.take(key, limit, backend.clock.now()) {
        None => Ok(()),
        Some(wait_s) => refuse(limit, wait_s),
    }
}

fn refuse(limit: Limit, wait_s: u32) -> Result<()> {
    metrics::counter!("limit_hits_total", "limit" => limit.name).increment(1);
    Err(Failure::User(AppError::TooMany { retry_after_s: wait_s.max(1) }))
}

/// Addresses and network prefixes are personal: only their hash is stored.
fn stored_key(key: &str, limit: Limit) -> String {
    let hash = hex::encode(Sha256::digest(key.as_bytes()));
    format!("{}:{}", limit.name, hash.get(..32).unwrap_or(&hash))
}

static LOCAL: LazyLock<Mutex<LocalBuckets>> = LazyLock::new(Mutex::default);

/// More keys than this at once is an attack; forgetting them all is kinder than growing without end.
const MAX_LOCAL_BUCKETS: usize = 100_000;

#[derive(Default)]
struct LocalBuckets(HashMap<String, (f64, Timestamp)>);

impl LocalBuckets {
    /// `None` when a token was taken, else the seconds until there is one.
    fn take(&mut self, key: String, limit: Limit, now: Timestamp) -> Option<u32> {
        if self.0.len() >= MAX_LOCAL_BUCKETS {
            self.0.clear();
        }
        let capacity = f64::from(limit.capacity);
        let (tokens, refilled_at) = self.0.entry(key).or_insert((capacity, now));
        let elapsed_s = now.duration_since(*refilled_at).as_secs_f64().max(0.0);
        *tokens = (*tokens + elapsed_s * limit.refill_per_s()).min(capacity);
        *refilled_at = now.max(*refilled_at);
        if *tokens >= 0.999_999 {
            *tokens -= 1.0;
            return None;
        }
        let wait_s = ((1.0 - *tokens) / limit.refill_per_s()).ceil();
        // At most `per_seconds`, counted up instead of cast: a float has no checked way into an integer.
        (1..=limit.per_seconds).find(|s| f64::from(*s) >= wait_s).or(Some(limit.per_seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    const THREE_A_MINUTE: Limit = Limit::steadily("test", 3, 60);

    #[test]
    fn exactly_as_many_as_the_capacity_pass_and_grow_back_one_by_one() {
        let mut buckets = LocalBuckets::default();
        let start = Timestamp::UNIX_EPOCH;
        let mut take = |seconds: i64| {
            let now = start.checked_add(SignedDuration::from_secs(seconds)).expect("in range");
            buckets.take("a".to_owned(), THREE_A_MINUTE, now)
        };
        assert_eq!([take(0), take(0), take(0), take(0)], [None, None, None, Some(20)]);
        assert_eq!(take(5), Some(15));
        assert_eq!([take(20), take(20)], [None, Some(20)]);
        assert_eq!([take(500), take(500), take(500), take(500)], [None, None, None, Some(20)]);
    }

    #[test]
    fn keys_do_not_touch_each_other_and_are_not_readable() {
        let mut buckets = LocalBuckets::default();
        for _ in 0..3 {
            assert_eq!(buckets.take("a".to_owned(), THREE_A_MINUTE, Timestamp::UNIX_EPOCH), None);
        }
        assert_eq!(buckets.take("b".to_owned(), THREE_A_MINUTE, Timestamp::UNIX_EPOCH), None);
        assert!(!stored_key("ada@example.org", LOGIN).contains("ada"));
        assert_ne!(stored_key("x", LOGIN), stored_key("x", SIGN_UP));
    }
}
