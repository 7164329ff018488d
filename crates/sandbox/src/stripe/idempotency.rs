//! Idempotency keys: the first answer is kept in the transaction of its effects and replayed.
//! A key is in flight while its transaction holds the advisory lock, so a crash leaves nothing behind.

use sha2::{Digest, Sha256};
use sqlx::{PgConnection, Row};

use super::error::ApiError;
use super::ids::now_s;
use super::store::KEY_LIFE_S;

/// A key as used by one caller at one address, with the digest of the parameters.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) scope: String,
    pub(crate) key: String,
    pub(crate) fingerprint: String,
}

/// An answer that is given again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Remembered {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Keys belong to an API key and a path.
pub(crate) fn scope(api_key: &str, path: &str) -> String {
    let digest = hex::encode(Sha256::digest(api_key.as_bytes()));
    let short = digest.get(..16).unwrap_or_default();
    format!("{short} {}", path.trim_end_matches('/'))
}

/// Takes the key for this transaction; gives the earlier answer where there is one. After a day a key is forgotten.
pub(crate) async fn claim(conn: &mut PgConnection, claim: &Claim) -> Result<Option<Remembered>, ApiError> {
    let name = format!("sandbox.stripe {} {}", claim.scope, claim.key);
    let row = sqlx::query("select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as taken")
        .bind(name)
        .fetch_one(&mut *conn)
        .await?;
    if !row.try_get::<bool, _>("taken")? {
        return Err(ApiError::key_in_use(&claim.key));
    }
    let row = sqlx::query(
        "select fingerprint, status, body from sandbox.stripe_idempotency
         where scope = $1 and key = $2 and created > $3",
    )
    .bind(&claim.scope)
    .bind(&claim.key)
    .bind(now_s() - KEY_LIFE_S)
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    if row.try_get::<String, _>("fingerprint")? != claim.fingerprint {
        return Err(ApiError::key_reused(&claim.key));
    }
    let status: i32 = row.try_get("status")?;
    Ok(Some(Remembered { status: u16::try_from(status).unwrap_or(500), body: row.try_get("body")? }))
}

/// Remembers the answer for the key, in place of a forgotten one.
pub(crate) async fn remember(conn: &mut PgConnection, claim: &Claim, answer: &Remembered) -> Result<(), ApiError> {
    sqlx::query(
        "insert into sandbox.stripe_idempotency (scope, key, fingerprint, status, body, created)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (scope, key) do update set fingerprint = excluded.fingerprint, status = excluded.status,
             body = excluded.body, created = excluded.created",
    )
    .bind(&claim.scope)
    .bind(&claim.key)
    .bind(&claim.fingerprint)
    .bind(i32::from(answer.status))
    .bind(&answer.body)
    .bind(now_s())
    .execute(conn)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::scope;

    #[test]
    fn keys_belong_to_an_api_key_and_a_path() {
        assert_eq!(scope("sk_1", "/v1/refunds"), scope("sk_1", "/v1/refunds/"));
        assert_ne!(scope("sk_1", "/v1/refunds"), scope("sk_2", "/v1/refunds"));
        assert_ne!(scope("sk_1", "/v1/refunds"), scope("sk_1", "/v1/customers"));
    }
}
