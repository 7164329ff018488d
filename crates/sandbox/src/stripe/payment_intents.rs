//! PaymentIntents: created, changed, confirmed, captured, cancelled. What a confirmation does to money is in
//! `charging`, what a challenge does in `intent_actions`.

use serde_json::{Value, json};

use super::call::{Call, KeyKind};
use super::cards::{self, Decision, Decline};
use super::dispatch::Op;
use super::error::{ApiError, ApiResult};
use super::events::emit;
use super::form::Form;
use super::ids::{new_id, now_s};
use super::json::{flag, int, set, some_text, text};
use super::payment_methods::{self, check_usable};
use super::state::{Status, Step};
use super::{charging, customers, fields, intent_actions, listing, objects, store};

const KIND: &str = "payment_intent";
const LARGEST_AMOUNT: i64 = 99_999_999;
const SMALLEST_AMOUNT: i64 = 50;
const TEXTS: &[&str] =
    &["description", "on_behalf_of", "receipt_email", "statement_descriptor", "statement_descriptor_suffix", "transfer_group"];
const CAPTURE_METHODS: &[&str] = &["automatic", "automatic_async", "manual"];
const FUTURE_USAGES: &[&str] = &["off_session", "on_session"];
const CANCEL_REASONS: &[&str] = &["abandoned", "duplicate", "fraudulent", "requested_by_customer"];

/// Does one of the intent's operations.
pub(crate) async fn run(call: &mut Call, op: Op, id: &str) -> ApiResult {
    match op {
        Op::IntentCreate => create(call).await,
        Op::IntentUpdate => update(call, id).await,
        Op::IntentConfirm => confirm(call, id).await,
        Op::IntentCapture => capture(call, id).await,
        Op::IntentCancel => cancel(call, id).await,
        Op::IntentAbandon => {
            let intent = store::lock(&mut call.tx, KIND, id, "intent").await?;
            intent_actions::fail(call, intent).await
        }
        Op::IntentList => listing::by_fields(call, KIND, "/v1/payment_intents", &["customer"]).await,
        _ => store::find(&mut call.tx, KIND, id, "intent").await,
    }
}

/// Refuses a step that the intent's status does not allow.
pub(crate) fn require(intent: &Value, step: Step) -> Result<(), ApiError> {
    match Status::parse(text(intent, "status")) {
        Some(status) if status.allows(step) => Ok(()),
        _ => Err(ApiError::unexpected_state(intent, step)),
    }
}

async fn create(call: &mut Call) -> ApiResult {
    call.form.required("amount")?;
    let amount = call.form.int("amount")?.unwrap_or_default();
    let currency = currency_of(&call.form)?;
    check_amount(amount, &currency)?;
    let confirms = call.form.flag("confirm")?.unwrap_or(false);
    if !confirms {
        refuse_confirmation_only(&call.form)?;
    }
    let mut intent = objects::payment_intent(&new_id("pi"), amount, &currency);
    apply(&call.form, &mut intent)?;
    apply_methods(&call.form, &mut intent)?;
    set_customer(call, &mut intent).await?;
    let method = payment_methods::from_request(call).await?;
    if let Some(method) = &method {
        choose(&mut intent, method)?;
    }
    store::insert(&mut call.tx, &intent).await?;
    emit(call, "payment_intent.created", &intent, None).await?;
    if confirms {
        return confirm_with(call, intent, method).await;
    }
    Ok(intent)
}

async fn update(call: &mut Call, id: &str) -> ApiResult {
    let mut intent = store::lock(&mut call.tx, KIND, id, "intent").await?;
    let harmless = ["description", "metadata", "expand"];
    if call.form.names().any(|name| !harmless.contains(&name)) {
        require(&intent, Step::Change)?;
    }
    if call.form.has("currency") {
        set(&mut intent, "currency", currency_of(&call.form)?);
    }
    if let Some(amount) = call.form.int("amount")? {
        check_amount(amount, text(&intent, "currency"))?;
        if amount != int(&intent, "amount") && text(&intent, "status") == "requires_action" {
            // The bank was asked about the old amount.
            set(&mut intent, "status", "requires_confirmation");
            set(&mut intent, "next_action", Value::Null);
            set(&mut intent, "_challenge", Value::Null);
        }
        set(&mut intent, "amount", amount);
    }
    apply(&call.form, &mut intent)?;
    set_customer(call, &mut intent).await?;
    if let Some(method) = payment_methods::from_request(call).await? {
        choose(&mut intent, &method)?;
        set(&mut intent, "next_action", Value::Null);
        set(&mut intent, "_challenge", Value::Null);
    }
    store::save(&mut call.tx, &intent).await?;
    Ok(intent)
}

async fn confirm(call: &mut Call, id: &str) -> ApiResult {
    let mut intent = store::lock(&mut call.tx, KIND, id, "intent").await?;
    require(&intent, Step::Confirm)?;
    apply(&call.form, &mut intent)?;
    let method = payment_methods::from_request(call).await?;
    confirm_with(call, intent, method).await
}

async fn confirm_with(call: &mut Call, mut intent: Value, method: Option<Value>) -> ApiResult {
    let method = match (method, some_text(&intent, "payment_method")) {
        (Some(method), _) => method,
        (None, Some(id)) => payment_methods::resolve(call, &id).await?,
        (None, None) => {
            return Err(ApiError::invalid(
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
            )
            .code("payment_intent_unexpected_state"));
        }
    };
    choose(&mut intent, &method)?;
    let return_url = fields::return_url(&call.form)?;
    if call.key == KeyKind::Secret && return_url.is_none() && may_redirect(&intent) {
        return Err(ApiError::invalid(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
        )
        .param("return_url"));
    }
    let is_off_session = matches!(call.form.text("off_session"), Some("true" | "one_off" | "recurring"));
    let refuses_action = call.form.flag("error_on_requires_action")?.unwrap_or(false);
    let card = payment_methods::test_card(&method);
    match cards::charge(card, is_off_session, flag(&method, "_set_up")) {
        Decision::Approve => charging::approve(call, intent, method, false).await,
        Decision::Decline(why) => charging::decline(call, intent, method, why).await,
        Decision::Challenge if refuses_action => charging::decline(call, intent, method, Decline::AuthenticationRequired).await,
        Decision::Challenge => intent_actions::challenge(call, intent, return_url).await,
    }
}

async fn capture(call: &mut Call, id: &str) -> ApiResult {
    let mut intent = store::lock(&mut call.tx, KIND, id, "intent").await?;
    require(&intent, Step::Capture)?;
    let capturable = int(&intent, "amount_capturable");
    let amount = call.form.int("amount_to_capture")?.unwrap_or(capturable);
    if amount < 1 {
        return Err(not_positive("amount_to_capture"));
    }
    if amount > capturable {
        return Err(ApiError::invalid(format!(
            "The provided amount_to_capture ({amount}) is greater than the amount that can be captured ({capturable})."
        ))
        .code("amount_too_large")
        .param("amount_to_capture"));
    }
    fields::metadata(&call.form, &mut intent)?;
    charging::capture(call, intent, amount).await
}

async fn cancel(call: &mut Call, id: &str) -> ApiResult {
    let mut intent = store::lock(&mut call.tx, KIND, id, "intent").await?;
    require(&intent, Step::Cancel)?;
    let reason = call.form.one_of("cancellation_reason", CANCEL_REASONS)?.map(str::to_owned);
    if text(&intent, "status") == "requires_capture" {
        charging::release(call, &intent).await?;
    }
    set(&mut intent, "status", "canceled");
    set(&mut intent, "canceled_at", now_s());
    set(&mut intent, "cancellation_reason", reason);
    set(&mut intent, "amount_capturable", 0);
    set(&mut intent, "next_action", Value::Null);
    set(&mut intent, "_challenge", Value::Null);
    store::save(&mut call.tx, &intent).await?;
    emit(call, "payment_intent.canceled", &intent, None).await?;
    Ok(intent)
}

fn choose(intent: &mut Value, method: &Value) -> Result<(), ApiError> {
    check_usable(method, some_text(intent, "customer").as_deref())?;
    set(intent, "payment_method", text(method, "id"));
    set(intent, "status", "requires_confirmation");
    Ok(())
}

async fn set_customer(call: &mut Call, intent: &mut Value) -> Result<(), ApiError> {
    let Some(id) = call.form.text("customer").map(str::to_owned) else {
        return Ok(());
    };
    customers::living(call, &id).await?;
    match some_text(intent, "customer") {
        Some(owner) if owner != id => Err(ApiError::invalid(
            "You cannot modify `customer` on a PaymentIntent once it already has been set. To fulfill a payment with a different Customer, cancel this PaymentIntent and create a new one.",
        )
        .param("customer")),
        _ => {
            set(intent, "customer", id);
            Ok(())
        }
    }
}

fn apply(form: &Form, intent: &mut Value) -> Result<(), ApiError> {
    fields::texts(form, intent, TEXTS);
    fields::metadata(form, intent)?;
    fields::shipping(form, intent);
    if let Some(word) = form.one_of("capture_method", CAPTURE_METHODS)? {
        set(intent, "capture_method", word);
    }
    if let Some(word) = form.one_of("confirmation_method", &["automatic", "manual"])? {
        set(intent, "confirmation_method", word);
    }
    if let Some(word) = form.one_of("setup_future_usage", FUTURE_USAGES)? {
        set(intent, "setup_future_usage", word);
    } else if form.raw("setup_future_usage") == Some("") {
        set(intent, "setup_future_usage", Value::Null);
    }
    if let Some(fee) = form.int("application_fee_amount")? {
        set(intent, "application_fee_amount", fee);
    }
    if let Some(account) = form.text("transfer_data.destination") {
        let amount = form.int("transfer_data.amount")?;
        let data = json!({"destination": account, "amount": amount});
        set(intent, "transfer_data", data);
    }
    Ok(())
}

/// Payment methods are automatic unless the caller lists them or says no.
fn apply_methods(form: &Form, intent: &mut Value) -> Result<(), ApiError> {
    let words = ["always", "never"];
    let redirects = form.one_of("automatic_payment_methods.allow_redirects", &words)?.unwrap_or("always");
    let enabled = form.flag("automatic_payment_methods.enabled")?;
    let is_listed = form.has("payment_method_types") || form.has("allowed_payment_method_types");
    let automatic = match enabled {
        Some(false) => Value::Null,
        None if is_listed => Value::Null,
        Some(true) | None => json!({"allow_redirects": redirects, "enabled": true}),
    };
    set(intent, "automatic_payment_methods", automatic);
    Ok(())
}

/// Whether Stripe could send the customer away, and so needs to know where they come back.
pub(crate) fn may_redirect(intent: &Value) -> bool {
    let automatic = &intent["automatic_payment_methods"];
    flag(automatic, "enabled") && text(automatic, "allow_redirects") != "never"
}

fn refuse_confirmation_only(form: &Form) -> Result<(), ApiError> {
    for name in ["off_session", "return_url", "error_on_requires_action", "mandate_data"] {
        if form.has(name) {
            return Err(ApiError::invalid(format!(
                "The parameter `{name}` cannot be passed when creating a PaymentIntent unless `confirm` is set to true."
            ))
            .param(name));
        }
    }
    Ok(())
}

fn currency_of(form: &Form) -> Result<String, ApiError> {
    let currency = form.required("currency")?.to_ascii_lowercase();
    let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_code {
        Ok(currency)
    } else {
        Err(ApiError::invalid(format!("Invalid currency: {currency}")).code("invalid_currency").param("currency"))
    }
}

fn check_amount(amount: i64, currency: &str) -> Result<(), ApiError> {
    if amount < 1 {
        return Err(not_positive("amount"));
    }
    if amount < SMALLEST_AMOUNT && matches!(currency, "usd" | "eur") {
        return Err(ApiError::invalid(format!("The amount must be at least 0.50 {currency}."))
            .code("amount_too_small")
            .param("amount"));
    }
    if amount > LARGEST_AMOUNT {
        return Err(ApiError::invalid("The amount must be no more than 999999.99.").code("amount_too_large").param("amount"));
    }
    Ok(())
}

fn not_positive(param: &str) -> ApiError {
    ApiError::invalid("This value must be greater than or equal to 1.").code("parameter_invalid_integer").param(param)
}

#[cfg(test)]
mod tests {
    use super::{apply_methods, check_amount, may_redirect, require};
    use crate::stripe::error::ApiError;
    use crate::stripe::form::Form;
    use crate::stripe::state::Step;
    use serde_json::json;

    #[test]
    fn amounts_have_limits() {
        assert!(check_amount(50, "usd").is_ok());
        assert!(check_amount(49, "usd").is_err());
        assert!(check_amount(0, "egp").is_err());
        assert!(check_amount(100_000_000, "usd").is_err());
    }

    #[test]
    fn a_wrong_step_names_the_status() {
        let intent = json!({"object": "payment_intent", "status": "succeeded"});
        let error = require(&intent, Step::Capture).err();
        let fields = error.map(|error| error.fields()).unwrap_or_default();
        assert_eq!(fields["code"], json!("payment_intent_unexpected_state"));
        assert_eq!(fields["payment_intent"]["status"], json!("succeeded"));
    }

    #[test]
    fn automatic_methods_may_redirect_unless_told_never() -> Result<(), ApiError> {
        let mut intent = json!({});
        apply_methods(&Form::parse(b"", b"")?, &mut intent)?;
        assert!(may_redirect(&intent));
        let never = b"automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never";
        apply_methods(&Form::parse(b"", never)?, &mut intent)?;
        assert!(!may_redirect(&intent));
        apply_methods(&Form::parse(b"", b"payment_method_types[]=card")?, &mut intent)?;
        assert!(!may_redirect(&intent));
        Ok(())
    }
}
