//! SQL of the ledger and of the counters that a sale moves.

use super::super::ledger::Entry;
use crate::{Result, db::at};
use domain::orders::Shares;
use sqlx::PgConnection;
use uuid::Uuid;

/// Stores an entry; none when it was booked before.
pub(in super::super) async fn insert_entry(conn: &mut PgConnection, entry: Entry<'_>) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "insert into ledger_entries (provider, object_id, transition, order_id, occurred_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint ledger_entries_once do nothing returning id",
        entry.provider,
        entry.object_id,
        entry.transition,
        entry.order_id,
        at(entry.now)
    )
    .fetch_optional(conn)
    .await?)
}

/// The account of a kind, party and currency, made when it is new.
pub(in super::super) async fn ledger_account(
    conn: &mut PgConnection,
    kind: &str,
    party_id: Option<Uuid>,
    currency: &str,
) -> Result<i64> {
    let found = sqlx::query_scalar!(
        "select id from ledger_accounts where kind = $1 and party_id is not distinct from $2 and currency = $3",
        kind,
        party_id,
        currency
    )
    .fetch_optional(&mut *conn)
    .await?;
    if let Some(id) = found {
        return Ok(id);
    }
    Ok(sqlx::query_scalar!(
        "insert into ledger_accounts (kind, party_id, currency) values ($1, $2, $3)
         on conflict on constraint ledger_accounts_once do update set kind = excluded.kind returning id",
        kind,
        party_id,
        currency
    )
    .fetch_one(conn)
    .await?)
}

pub(in super::super) async fn insert_line(
    conn: &mut PgConnection,
    entry_id: i64,
    account_id: i64,
    amount_minor: i64,
    currency: &str,
) -> Result<()> {
    sqlx::query!(
        "insert into ledger_lines (entry_id, account_id, amount_minor, currency) values ($1, $2, $3, $4)",
        entry_id,
        account_id,
        amount_minor,
        currency
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Who holds the money of a payment, as the books say.
pub(in super::super) struct Held {
    /// Owed to the buyer.
    pub refunds_due_minor: i64,
    pub shares: Shares,
}

/// The balances that one payment and its refunds left.
pub(in super::super) async fn find_held(conn: &mut PgConnection, payment_id: Uuid, intent_id: &str) -> Result<Held> {
    let row = sqlx::query!(
        r#"select
            coalesce(-sum(l.amount_minor) filter (where a.kind = 'refunds_due'), 0)::bigint as "refunds_due!",
            coalesce(-sum(l.amount_minor) filter (where a.kind = 'seller_held'), 0)::bigint as "seller!",
            coalesce(-sum(l.amount_minor) filter (where a.kind = 'commission'), 0)::bigint as "commission!",
            coalesce(-sum(l.amount_minor) filter (where a.kind = 'buyer_fees'), 0)::bigint as "buyer_fee!"
         from ledger_entries e join ledger_lines l on l.entry_id = e.id join ledger_accounts a on a.id = l.account_id
         where e.provider = 'stripe' and (e.object_id = $2
            or e.object_id in (select r.provider_ref from refunds r where r.payment_id = $1 and r.provider_ref is not null))"#,
        payment_id,
        intent_id
    )
    .fetch_one(conn)
    .await?;
    let shares = Shares { seller_minor: row.seller, commission_minor: row.commission, buyer_fee_minor: row.buyer_fee };
    Ok(Held { refunds_due_minor: row.refunds_due, shares })
}

/// Moves the learner counters of an offering and its seller.
pub(in super::super) async fn count_learner(conn: &mut PgConnection, offering_id: Uuid, seller_id: Uuid, by: i32) -> Result<()> {
    sqlx::query!("update offerings set learner_count = learner_count + $2 where id = $1", offering_id, by)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("update sellers set learner_count = learner_count + $2 where id = $1", seller_id, by).execute(conn).await?;
    Ok(())
}
