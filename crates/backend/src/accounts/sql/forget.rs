//! SQL of forgetting somebody: what still has to be settled first, where their traces are, and the end of the account's own rows.

use crate::{Result, accounts::OpenMoney, db::at, notifications::NOBODY};
use domain::ids::AccountId;
use jiff::Timestamp;
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

/// Accounts whose deletion was asked for before an instant.
pub(in crate::accounts) async fn list_due(db: &PgPool, requested_before: Timestamp) -> Result<Vec<AccountId>> {
    let ids = sqlx::query_scalar!(
        "select id from accounts where status <> 'deleted' and deletion_requested_at < $1 order by deletion_requested_at",
        at(requested_before)
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// Locks an account that is to be deleted; false when it is gone or the person has changed their mind meanwhile.
pub(in crate::accounts) async fn lock_due(conn: &mut PgConnection, id: AccountId, requested_before: Timestamp) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select id from accounts where id = $1 and status <> 'deleted' and deletion_requested_at < $2 for update",
        id.0,
        at(requested_before)
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}

/// Orders that somebody has begun and not paid.
pub(in crate::accounts) async fn list_unpaid_orders(db: impl PgExecutor<'_>, id: AccountId) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select id from orders where buyer_id = $1 and status = 'awaiting_payment' order by id", id.0)
        .fetch_all(db)
        .await?)
}

/// What of somebody's money is still moving or owed.
pub(in crate::accounts) async fn find_open_money(db: impl PgExecutor<'_>, id: AccountId) -> Result<Option<OpenMoney>> {
    let row = sqlx::query!(
        r#"select
            exists (select 1 from orders o join payments p on p.order_id = o.id
                where o.buyer_id = $1 and p.status in ('processing', 'unknown')) as "payment!",
            exists (select 1 from orders o join payments p on p.order_id = o.id join refunds r on r.payment_id = p.id
                where o.buyer_id = $1 and r.status in ('due', 'pending'))
                or exists (select 1 from orders o join ledger_entries e on e.order_id = o.id join ledger_lines l on l.entry_id = e.id
                    join ledger_accounts a on a.id = l.account_id and a.kind = 'refunds_due'
                    where o.buyer_id = $1 group by o.id having sum(l.amount_minor) <> 0) as "refund!",
            exists (select 1 from sellers s join ledger_accounts a on a.party_id = s.id
                    and a.kind in ('seller_held', 'seller_available', 'receivable')
                join ledger_lines l on l.account_id = a.id
                where s.account_id = $1 group by a.id having sum(l.amount_minor) <> 0) as "earnings!",
            exists (select 1 from sellers s join orders o on o.seller_id = s.id
                where s.account_id = $1 and (o.status = 'awaiting_payment' or exists (select 1 from payments p
                    where p.order_id = o.id and p.status in ('processing', 'unknown')))) as "sale!""#,
        id.0
    )
    .fetch_one(db)
    .await?;
    Ok(match (row.payment, row.refund, row.earnings || row.sale) {
        (true, _, _) => Some(OpenMoney::Payment),
        (_, true, _) => Some(OpenMoney::Refund),
        (_, _, true) => Some(OpenMoney::Earnings),
        _ => None,
    })
}

/// Somebody's address and the ones they had before, without those that are somebody else's by now.
pub(in crate::accounts) async fn list_addresses(conn: &mut PgConnection, id: AccountId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"select email as "address!" from accounts where id = $1
           union
           select e.data ->> 'old_email' from events e
           where e.subject_id = $1 and e.kind = 'account_email_changed' and e.data ->> 'old_email' is not null
             and not exists (select 1 from accounts o where o.email = e.data ->> 'old_email' and o.id <> $1)"#,
        id.0
    )
    .fetch_all(conn)
    .await?)
}

/// What caused the mails that told sellers who has bought.
pub(in crate::accounts) async fn list_sale_causes(conn: &mut PgConnection, id: AccountId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(r#"select 'order_paid:' || id as "cause!" from orders where buyer_id = $1"#, id.0)
        .fetch_all(conn)
        .await?)
}

/// Replaces everything that names the person; the row stays because orders and books point at it.
pub(in crate::accounts) async fn pseudonymise(conn: &mut PgConnection, id: AccountId) -> Result<()> {
    sqlx::query!(
        "update accounts set email = 'deleted-' || id || $2::text, email_verified_at = null, password_hash = null,
                display_name = '', locale = 'en', time_zone = 'UTC', staff_role = null, status = 'deleted'
         where id = $1",
        id.0,
        NOBODY
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from account_identities where account_id = $1", id.0).execute(&mut *conn).await?;
    sqlx::query!("delete from account_links where account_id = $1", id.0).execute(&mut *conn).await?;
    sqlx::query!("delete from logins where account_id = $1", id.0).execute(&mut *conn).await?;
    sqlx::query!("delete from events where subject_id = $1", id.0).execute(&mut *conn).await?;
    Ok(())
}

/// Drops waiting jobs that carry one of these addresses, and what failed jobs wrote about them. The queue's tables are its own,
/// so these statements are not checked when the program is built.
pub(in crate::accounts) async fn delete_jobs(conn: &mut PgConnection, task: &str, addresses: &[String]) -> Result<()> {
    sqlx::query(
        "delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
         where t.id = j.task_id and t.identifier = $1 and j.payload ->> 'email' = any($2)",
    )
    .bind(task)
    .bind(addresses)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "update graphile_worker._private_jobs j set last_error = null
         where exists (select 1 from unnest($1::text[]) as known(address) where strpos(j.last_error, known.address) > 0)",
    )
    .bind(addresses)
    .execute(&mut *conn)
    .await?;
    Ok(())
}
