//! Forgetting somebody: what is open is closed first, then every area drops what it knows of the person, in one transaction.
//! Orders, enrolments and books stay under a pseudonym. Where money is still moving or owed, the deletion waits a night.

use super::{limits, sql};
use crate::{
    Backend, Result, catalogue,
    events::{self, Event},
    jobs, learning, notifications,
    orders::sql::{insert_event, move_order},
    payments,
};
use domain::{ids::AccountId, orders::OrderStatus};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

/// Why a deletion has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMoney {
    /// A payment of theirs is still being decided.
    Payment,
    /// Money is on its way back to them.
    Refund,
    /// They have sold something and the money is not theirs yet.
    Earnings,
}

/// Deletes an account whose time has come; false when it has to wait or the wish was taken back.
pub(super) async fn leave(backend: &Backend, id: AccountId, requested_before: Timestamp) -> Result<bool> {
    if !withdraw(backend, id, requested_before).await? {
        return Ok(false);
    }
    for order_id in sql::forget::list_unpaid_orders(&backend.db, id).await? {
        cancel_unpaid(backend, order_id).await?;
    }
    forget(backend, id, requested_before).await
}

/// Stops selling before anything else, so that a waiting deletion comes to an end.
async fn withdraw(backend: &Backend, id: AccountId, requested_before: Timestamp) -> Result<bool> {
    let mut tx = backend.db.begin().await?;
    if !sql::forget::lock_due(&mut tx, id, requested_before).await? {
        return Ok(false);
    }
    catalogue::withdraw_offerings(&mut tx, id, backend.clock.now()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Cancels an order that nobody will pay, here and at the provider. One that is being paid right now stays.
async fn cancel_unpaid(backend: &Backend, order_id: Uuid) -> Result<()> {
    if !payments::close_attempts(backend, order_id).await? {
        return Ok(());
    }
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    if move_order(&mut tx, order_id, OrderStatus::AwaitingPayment, OrderStatus::Cancelled, now).await? {
        insert_event(&mut tx, order_id, "cancelled", None, &json!({}), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn forget(backend: &Backend, id: AccountId, requested_before: Timestamp) -> Result<bool> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    // The lock keeps new orders out: each of them looks at its buyer's row.
    if !sql::forget::lock_due(&mut tx, id, requested_before).await? {
        return Ok(false);
    }
    let has_unpaid = !sql::forget::list_unpaid_orders(&mut *tx, id).await?.is_empty();
    let open = sql::forget::find_open_money(&mut *tx, id).await?;
    if has_unpaid || open.is_some() {
        tracing::info!(account.id = %id, account.open_money = ?open, "deletion waits for money");
        return Ok(false);
    }
    let addresses = sql::forget::list_addresses(&mut tx, id).await?;
    let causes = sql::forget::list_sale_causes(&mut tx, id).await?;
    learning::forget_account(&mut tx, id).await?;
    catalogue::forget_account(&mut tx, id, now).await?;
    notifications::forget_account(&mut tx, &addresses, &causes).await?;
    sql::forget::delete_jobs(&mut tx, jobs::MailAccountLink::TASK, &addresses).await?;
    limits::forget_account(&mut tx, id, &addresses).await?;
    sql::forget::pseudonymise(&mut tx, id).await?;
    events::record(&mut tx, Event::of_account("account_deleted", id.0, json!({})), now).await?;
    tx.commit().await?;
    Ok(true)
}
