//! Refunds. The charge's row is locked while its refunds change, so their sum never passes what was captured.

use serde_json::{Value, json};

use super::call::Call;
use super::cards::Behaviour;
use super::error::{ApiError, ApiResult};
use super::events::emit;
use super::fields;
use super::json::{flag, int, set, some_text, text};
use super::money_objects as money;
use super::payment_methods::test_card;
use super::store;

const KIND: &str = "refund";
const REASONS: &[&str] = &["duplicate", "fraudulent", "requested_by_customer"];

/// Why an amount cannot be refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    NothingLeft,
    NotPositive,
    MoreThanLeft { left: i64 },
}

/// How much a refund takes: what was asked, or all that is left.
fn refundable(captured: i64, refunded: i64, asked: Option<i64>) -> Result<i64, Refusal> {
    let left = captured - refunded;
    if left <= 0 {
        return Err(Refusal::NothingLeft);
    }
    match asked {
        None => Ok(left),
        Some(amount) if amount < 1 => Err(Refusal::NotPositive),
        Some(amount) if amount > left => Err(Refusal::MoreThanLeft { left }),
        Some(amount) => Ok(amount),
    }
}

/// `POST /v1/refunds`.
pub(crate) async fn create(call: &mut Call) -> ApiResult {
    let reason = call.form.one_of("reason", REASONS)?.map(str::to_owned);
    let asked = call.form.int("amount")?;
    let mut charge = lock_charge(call).await?;
    let before = charge.clone();
    if flag(&charge, "disputed") {
        return Err(ApiError::invalid(format!("Charge {} has been charged back; cannot issue a refund.", text(&charge, "id")))
            .code("charge_disputed")
            .executed());
    }
    let captured = int(&charge, "amount_captured");
    let refunded = int(&charge, "amount_refunded");
    let amount = match refundable(captured, refunded, asked) {
        Ok(amount) => amount,
        Err(refusal) => return Err(refused(&charge, refusal, asked)),
    };
    let behaviour = test_card(&charge).map(|card| card.behaviour);
    let status = if behaviour == Some(Behaviour::SlowRefund) { "pending" } else { "succeeded" };
    let mut refund = money::refund(&charge, amount, status);
    set(&mut refund, "_fails", behaviour == Some(Behaviour::FailingRefund));
    set(&mut refund, "reason", reason);
    fields::metadata(&call.form, &mut refund)?;
    book(call, &mut refund, "refund", -amount, "balance_transaction").await?;
    set(&mut charge, "amount_refunded", refunded + amount);
    set(&mut charge, "refunded", refunded + amount == captured);
    store::insert(&mut call.tx, &refund).await?;
    store::save(&mut call.tx, &charge).await?;
    emit(call, "refund.created", &refund, None).await?;
    emit(call, "charge.refunded", &charge, Some(&before)).await?;
    Ok(refund)
}

/// `POST /v1/refunds/{id}`: only metadata changes.
pub(crate) async fn update(call: &mut Call, id: &str) -> ApiResult {
    let mut refund = store::lock(&mut call.tx, KIND, id, "id").await?;
    let before = refund.clone();
    fields::metadata(&call.form, &mut refund)?;
    store::save(&mut call.tx, &refund).await?;
    tell_update(call, &refund, &before).await?;
    Ok(refund)
}

/// `POST /v1/refunds/{id}/cancel`: while it is pending.
pub(crate) async fn cancel(call: &mut Call, id: &str) -> ApiResult {
    let refund = store::lock(&mut call.tx, KIND, id, "id").await?;
    if !is_open(&refund) {
        return Err(ApiError::invalid(format!(
            "Refund {id} cannot be canceled because it has a status of {}.",
            text(&refund, "status")
        ))
        .executed());
    }
    undo(call, refund, "canceled").await
}

/// The refunds that the bank may still settle this way, locked: all, or the one with this id. Those of the failing card count
/// when they are to fail, though they seem to have succeeded.
pub(crate) async fn lock_unsettled(call: &mut Call, id: Option<&str>, succeeds: bool) -> Result<Vec<Value>, ApiError> {
    let mut found = store::lock_matching(&mut call.tx, KIND, &json!({"status": "pending"})).await?;
    if !succeeds {
        let failing = json!({"status": "succeeded", "_fails": true});
        found.extend(store::lock_matching(&mut call.tx, KIND, &failing).await?);
    }
    found.retain(|refund| id.is_none_or(|id| text(refund, "id") == id));
    Ok(found)
}

/// The bank finishes a refund, or sends the money back.
pub(crate) async fn settle(call: &mut Call, mut refund: Value, succeeds: bool) -> ApiResult {
    if !succeeds {
        return undo(call, refund, "failed").await;
    }
    if !is_open(&refund) {
        return Ok(refund);
    }
    let before = refund.clone();
    set(&mut refund, "status", "succeeded");
    set(&mut refund, "pending_reason", Value::Null);
    store::save(&mut call.tx, &refund).await?;
    tell_update(call, &refund, &before).await?;
    Ok(refund)
}

/// Both names under which Stripe tells of a change, the newer and the older.
async fn tell_update(call: &mut Call, refund: &Value, before: &Value) -> Result<(), ApiError> {
    emit(call, "refund.updated", refund, Some(before)).await?;
    emit(call, "charge.refund.updated", refund, Some(before)).await
}

async fn undo(call: &mut Call, mut refund: Value, status: &str) -> ApiResult {
    let before = refund.clone();
    let amount = int(&refund, "amount");
    let charge_id = text(&refund, "charge").to_owned();
    let mut charge = store::lock(&mut call.tx, "charge", &charge_id, "charge").await?;
    let kept = int(&charge, "amount_refunded") - amount;
    set(&mut charge, "amount_refunded", kept);
    set(&mut charge, "refunded", false);
    book(call, &mut refund, "refund_failure", amount, "failure_balance_transaction").await?;
    set(&mut refund, "status", status);
    set(&mut refund, "pending_reason", Value::Null);
    if status == "failed" {
        set(&mut refund, "failure_reason", "unknown");
    }
    store::save(&mut call.tx, &charge).await?;
    store::save(&mut call.tx, &refund).await?;
    if status == "failed" {
        emit(call, "refund.failed", &refund, Some(&before)).await?;
    }
    tell_update(call, &refund, &before).await?;
    Ok(refund)
}

async fn book(call: &mut Call, refund: &mut Value, kind: &str, amount: i64, field: &str) -> Result<(), ApiError> {
    let line = money::balance_transaction(kind, refund, amount, 0);
    store::insert(&mut call.tx, &line).await?;
    set(refund, field, text(&line, "id"));
    Ok(())
}

fn is_open(refund: &Value) -> bool {
    matches!(text(refund, "status"), "pending" | "requires_action")
}

/// The charge that `charge` or `payment_intent` names, locked.
async fn lock_charge(call: &mut Call) -> ApiResult {
    if let Some(id) = call.form.text("charge").map(str::to_owned) {
        return store::lock(&mut call.tx, "charge", &id, "charge").await;
    }
    let Some(id) = call.form.text("payment_intent").map(str::to_owned) else {
        return Err(ApiError::invalid(
            "One of the following params should be provided for this request: payment_intent or charge.",
        )
        .code("parameter_missing"));
    };
    let intent = store::find(&mut call.tx, "payment_intent", &id, "payment_intent").await?;
    match some_text(&intent, "latest_charge") {
        Some(charge) if text(&intent, "status") == "succeeded" => store::lock(&mut call.tx, "charge", &charge, "charge").await,
        _ => Err(ApiError::invalid(format!("This PaymentIntent ({id}) does not have a successful charge to refund."))
            .param("payment_intent")),
    }
}

fn refused(charge: &Value, refusal: Refusal, asked: Option<i64>) -> ApiError {
    let id = text(charge, "id");
    match refusal {
        Refusal::NotPositive => {
            ApiError::invalid("Refund amount must be at least 1.").code("parameter_invalid_integer").param("amount")
        }
        Refusal::NothingLeft if int(charge, "amount_captured") == 0 => {
            ApiError::invalid(format!("Charge {id} was not captured; there is nothing to refund.")).executed()
        }
        Refusal::NothingLeft => {
            ApiError::invalid(format!("Charge {id} has already been refunded.")).code("charge_already_refunded").executed()
        }
        Refusal::MoreThanLeft { left } => ApiError::invalid(format!(
            "Refund amount ({}) is greater than unrefunded amount on charge ({left})",
            asked.unwrap_or_default()
        ))
        .param("amount")
        .executed(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, refundable};

    #[test]
    fn a_refund_takes_what_is_left_or_what_was_asked() {
        assert_eq!(refundable(1000, 0, None), Ok(1000));
        assert_eq!(refundable(1000, 400, None), Ok(600));
        assert_eq!(refundable(1000, 400, Some(600)), Ok(600));
    }

    #[test]
    fn refunds_never_pass_what_was_captured() {
        assert_eq!(refundable(1000, 400, Some(601)), Err(Refusal::MoreThanLeft { left: 600 }));
        assert_eq!(refundable(1000, 1000, Some(1)), Err(Refusal::NothingLeft));
        assert_eq!(refundable(0, 0, None), Err(Refusal::NothingLeft));
        assert_eq!(refundable(1000, 0, Some(0)), Err(Refusal::NotPositive));
        assert_eq!(refundable(1000, 0, Some(-5)), Err(Refusal::NotPositive));
    }

    #[test]
    fn any_row_of_refunds_sums_to_at_most_the_capture() {
        let mut refunded = 0;
        for asked in [300, 300, 300, 300, 100, 1] {
            if let Ok(amount) = refundable(1000, refunded, Some(asked)) {
                refunded += amount;
            }
        }
        assert_eq!(refunded, 1000);
    }
}
