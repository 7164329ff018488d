//! What an attempt does to money: charges, captures, declines, and the lines in Stripe's own books.

use serde_json::Value;

use super::call::Call;
use super::cards::{Behaviour, Decline};
use super::error::{ApiError, ApiResult};
use super::events::emit;
use super::json::{flag, int, public, set, some_text, text};
use super::money_objects as money;
use super::payment_intents::require;
use super::payment_methods::{self, test_card};
use super::state::{Status, Step};
use super::store;

/// The bank says yes: the charge succeeds, is authorised, or stays pending where a test asked for that.
pub(crate) async fn approve(call: &mut Call, mut intent: Value, method: Value, was_authenticated: bool) -> ApiResult {
    let is_manual = text(&intent, "capture_method") == "manual";
    let is_async = call.app.chaos().processing;
    let mut charge = money::charge(&intent, &method, was_authenticated);
    let amount = int(&charge, "amount");
    let status = Status::after_approval(is_manual, is_async);
    settle_fields(&mut intent, &charge, &method);
    set(&mut intent, "status", status.as_str());
    match status {
        Status::Processing => {
            set(&mut charge, "paid", false);
            set(&mut charge, "status", "pending");
            store::insert(&mut call.tx, &charge).await?;
            store::save(&mut call.tx, &intent).await?;
            emit(call, "payment_intent.processing", &intent, None).await?;
            return Ok(intent);
        }
        Status::RequiresCapture => {
            set(&mut intent, "amount_capturable", amount);
            store::insert(&mut call.tx, &charge).await?;
        }
        _ => {
            set(&mut intent, "amount_received", amount);
            book_capture(call, &mut charge, amount).await?;
            store::insert(&mut call.tx, &charge).await?;
        }
    }
    store::save(&mut call.tx, &intent).await?;
    emit(call, "charge.succeeded", &charge, None).await?;
    let told = if is_manual { "payment_intent.amount_capturable_updated" } else { "payment_intent.succeeded" };
    emit(call, told, &intent, None).await?;
    keep_method(call, &intent, method).await?;
    dispute_if_asked(call, charge).await?;
    Ok(intent)
}

/// A pending payment arrives, or does not.
pub(crate) async fn settle(call: &mut Call, mut intent: Value, succeeds: bool) -> ApiResult {
    require(&intent, Step::Settle)?;
    let charge_id = text(&intent, "latest_charge").to_owned();
    let mut charge = store::lock(&mut call.tx, "charge", &charge_id, "charge").await?;
    let method_id = text(&intent, "payment_method").to_owned();
    let method = store::lock(&mut call.tx, "payment_method", &method_id, "payment_method").await?;
    if !succeeds {
        return fail_pending(call, intent, charge, method).await;
    }
    let amount = int(&charge, "amount");
    set(&mut charge, "paid", true);
    set(&mut charge, "status", "succeeded");
    book_capture(call, &mut charge, amount).await?;
    set(&mut intent, "status", Status::Succeeded.as_str());
    set(&mut intent, "amount_received", amount);
    store::save(&mut call.tx, &charge).await?;
    store::save(&mut call.tx, &intent).await?;
    emit(call, "charge.succeeded", &charge, None).await?;
    emit(call, "payment_intent.succeeded", &intent, None).await?;
    keep_method(call, &intent, method).await?;
    Ok(intent)
}

async fn fail_pending(call: &mut Call, mut intent: Value, mut charge: Value, method: Value) -> ApiResult {
    money::mark_failed(&mut charge, Decline::Generic.reason());
    store::save(&mut call.tx, &charge).await?;
    let error = ApiError::card(Decline::Generic).with("payment_method", public(&method));
    return_to_start(&mut intent, &error);
    store::save(&mut call.tx, &intent).await?;
    emit(call, "charge.failed", &charge, None).await?;
    emit(call, "payment_intent.payment_failed", &intent, None).await?;
    Ok(intent)
}

/// The bank says no: a failed charge, the intent back at its start, and 402 for the caller.
pub(crate) async fn decline(call: &mut Call, mut intent: Value, method: Value, why: Decline) -> ApiResult {
    let mut charge = money::charge(&intent, &method, false);
    money::mark_failed(&mut charge, why.reason());
    let charge_id = text(&charge, "id").to_owned();
    let error = ApiError::card(why).with("charge", charge_id.as_str()).with("payment_method", public(&method));
    set(&mut intent, "latest_charge", charge_id);
    return_to_start(&mut intent, &error);
    store::insert(&mut call.tx, &charge).await?;
    store::save(&mut call.tx, &intent).await?;
    emit(call, "charge.failed", &charge, None).await?;
    emit(call, "payment_intent.payment_failed", &intent, None).await?;
    Err(error.with("payment_intent", public(&intent)).executed())
}

/// An intent whose attempt failed waits for another payment method.
pub(crate) fn return_to_start(intent: &mut Value, error: &ApiError) {
    let waits = Status::RequiresPaymentMethod.as_str();
    set(intent, "status", waits);
    set(intent, "payment_method", Value::Null);
    set(intent, "next_action", Value::Null);
    set(intent, "last_payment_error", error.fields());
}

/// Takes the money that was authorised, or part of it; the rest is let go.
pub(crate) async fn capture(call: &mut Call, mut intent: Value, amount: i64) -> ApiResult {
    let charge_id = text(&intent, "latest_charge").to_owned();
    let mut charge = store::lock(&mut call.tx, "charge", &charge_id, "charge").await?;
    let before = charge.clone();
    book_capture(call, &mut charge, amount).await?;
    set(&mut intent, "status", Status::Succeeded.as_str());
    set(&mut intent, "amount_received", amount);
    set(&mut intent, "amount_capturable", 0);
    store::save(&mut call.tx, &charge).await?;
    store::save(&mut call.tx, &intent).await?;
    emit(call, "charge.captured", &charge, Some(&before)).await?;
    emit(call, "payment_intent.succeeded", &intent, None).await?;
    Ok(intent)
}

/// Lets an authorisation go: Stripe shows the charge as refunded, though no money moved.
pub(crate) async fn release(call: &mut Call, intent: &Value) -> Result<(), ApiError> {
    let charge_id = text(intent, "latest_charge").to_owned();
    let mut charge = store::lock(&mut call.tx, "charge", &charge_id, "charge").await?;
    let before = charge.clone();
    let amount = int(&charge, "amount");
    set(&mut charge, "amount_refunded", amount);
    set(&mut charge, "refunded", true);
    store::save(&mut call.tx, &charge).await?;
    emit(call, "charge.refunded", &charge, Some(&before)).await
}

async fn book_capture(call: &mut Call, charge: &mut Value, amount: i64) -> Result<(), ApiError> {
    let line = money::balance_transaction("charge", charge, amount, money::fee_for(amount));
    store::insert(&mut call.tx, &line).await?;
    set(charge, "captured", true);
    set(charge, "amount_captured", amount);
    set(charge, "balance_transaction", text(&line, "id"));
    Ok(())
}

fn settle_fields(intent: &mut Value, charge: &Value, method: &Value) {
    set(intent, "latest_charge", text(charge, "id"));
    set(intent, "payment_method", text(method, "id"));
    set(intent, "last_payment_error", Value::Null);
    set(intent, "next_action", Value::Null);
}

/// A payment method that paid is kept for its customer where the intent says so; otherwise it is used up.
async fn keep_method(call: &mut Call, intent: &Value, mut method: Value) -> Result<(), ApiError> {
    let customer = some_text(intent, "customer");
    let is_kept = some_text(intent, "setup_future_usage").is_some();
    if text(intent, "setup_future_usage") == "off_session" {
        set(&mut method, "_set_up", true);
    }
    match customer {
        Some(customer) if is_kept && some_text(&method, "customer").is_none() => {
            payment_methods::hand_over(call, method, &customer).await?;
        }
        _ => {
            if some_text(&method, "customer").is_none() {
                set(&mut method, "_consumed", true);
            }
            store::save(&mut call.tx, &method).await?;
        }
    }
    Ok(())
}

async fn dispute_if_asked(call: &mut Call, mut charge: Value) -> Result<(), ApiError> {
    let is_asked = test_card(&charge).is_some_and(|card| card.behaviour == Behaviour::Dispute);
    if !is_asked || !flag(&charge, "captured") {
        return Ok(());
    }
    let dispute = money::dispute(&charge);
    set(&mut charge, "disputed", true);
    set(&mut charge, "dispute", text(&dispute, "id"));
    store::insert(&mut call.tx, &dispute).await?;
    store::save(&mut call.tx, &charge).await?;
    emit(call, "charge.dispute.created", &dispute, None).await
}
