//! SQL of logins at other sites.

use crate::{Result, db::at};
use domain::ids::AccountId;
use jiff::Timestamp;
use sqlx::{PgConnection, PgExecutor};

/// An identity as it is stored.
pub(in crate::accounts) struct IdentityRow<'a> {
    pub issuer: &'a str,
    pub subject: &'a str,
    pub email: Option<&'a str>,
}

pub(in crate::accounts) async fn find_account(db: impl PgExecutor<'_>, issuer: &str, subject: &str) -> Result<Option<AccountId>> {
    let id = sqlx::query_scalar!("select account_id from account_identities where issuer = $1 and subject = $2", issuer, subject)
        .fetch_optional(db)
        .await?;
    Ok(id.map(AccountId))
}

/// Ties an identity to an account. Answers the account that it belongs to, which is another one when it was tied before.
pub(in crate::accounts) async fn insert(
    conn: &mut PgConnection,
    account_id: AccountId,
    identity: &IdentityRow<'_>,
    now: Timestamp,
) -> Result<AccountId> {
    let owner = sqlx::query_scalar!(
        "insert into account_identities (issuer, subject, account_id, email, created_at) values ($1, $2, $3, $4, $5)
         on conflict (issuer, subject) do update set email = excluded.email returning account_id",
        identity.issuer,
        identity.subject,
        account_id.0,
        identity.email,
        at(now)
    )
    .fetch_one(conn)
    .await?;
    Ok(AccountId(owner))
}

/// The issuers that an account is tied to.
pub(in crate::accounts) async fn list_issuers(db: impl PgExecutor<'_>, account_id: AccountId) -> Result<Vec<String>> {
    let issuers =
        sqlx::query_scalar!("select issuer from account_identities where account_id = $1 order by created_at", account_id.0)
            .fetch_all(db)
            .await?;
    Ok(issuers)
}

pub(in crate::accounts) async fn delete(conn: &mut PgConnection, account_id: AccountId, issuer: &str) -> Result<()> {
    sqlx::query!("delete from account_identities where account_id = $1 and issuer = $2", account_id.0, issuer)
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::accounts) async fn delete_all(conn: &mut PgConnection, account_id: AccountId) -> Result<()> {
    sqlx::query!("delete from account_identities where account_id = $1", account_id.0).execute(conn).await?;
    Ok(())
}
