//! Disputes: the bank decides one. Stripe takes the money when a dispute opens and gives it back when it is won; here it is taken
//! when it is lost.

use serde_json::{Value, json};

use super::call::Call;
use super::error::{ApiError, ApiResult};
use super::events::emit;
use super::json::{int, set};
use super::money_objects as money;
use super::store;

const KIND: &str = "dispute";

/// The disputes that the bank has not decided, locked.
pub(crate) async fn lock_open(call: &mut Call) -> Result<Vec<Value>, ApiError> {
    store::lock_matching(&mut call.tx, KIND, &json!({"status": "needs_response"})).await
}

/// The bank decides for us or for its customer.
pub(crate) async fn close(call: &mut Call, mut dispute: Value, is_won: bool) -> ApiResult {
    let before = dispute.clone();
    if !is_won {
        let line = money::balance_transaction("adjustment", &dispute, -int(&dispute, "amount"), 0);
        store::insert(&mut call.tx, &line).await?;
    }
    set(&mut dispute, "status", if is_won { "won" } else { "lost" });
    store::save(&mut call.tx, &dispute).await?;
    emit(call, "charge.dispute.closed", &dispute, Some(&before)).await?;
    Ok(dispute)
}
