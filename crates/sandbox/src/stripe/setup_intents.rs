//! SetupIntents: save a payment method for later without taking money.

use serde_json::{Value, json};

use super::call::{Call, KeyKind};
use super::cards::{self, Decision};
use super::dispatch::Op;
use super::error::{ApiError, ApiResult};
use super::events::emit;
use super::form::Form;
use super::ids::new_id;
use super::json::{public, set, some_text, text};
use super::payment_intents::{may_redirect, require};
use super::payment_methods::{self, check_usable, test_card};
use super::state::{Status, Step};
use super::{customers, fields, intent_actions, listing, objects, store};

const KIND: &str = "setup_intent";
const CANCEL_REASONS: &[&str] = &["abandoned", "duplicate", "requested_by_customer"];

/// Does one of the intent's operations.
pub(crate) async fn run(call: &mut Call, op: Op, id: &str) -> ApiResult {
    match op {
        Op::SetupCreate => create(call).await,
        Op::SetupConfirm => confirm(call, id).await,
        Op::SetupCancel => cancel(call, id).await,
        Op::SetupAbandon => {
            let intent = store::lock(&mut call.tx, KIND, id, "intent").await?;
            intent_actions::fail(call, intent).await
        }
        Op::SetupList => {
            let filters = ["customer", "payment_method"];
            listing::by_fields(call, KIND, "/v1/setup_intents", &filters).await
        }
        _ => store::find(&mut call.tx, KIND, id, "intent").await,
    }
}

async fn create(call: &mut Call) -> ApiResult {
    let mut intent = objects::setup_intent(&new_id("seti"));
    apply(&call.form, &mut intent)?;
    if let Some(id) = call.form.text("customer").map(str::to_owned) {
        customers::living(call, &id).await?;
        set(&mut intent, "customer", id);
    }
    let method = payment_methods::from_request(call).await?;
    if let Some(method) = &method {
        choose(&mut intent, method)?;
    }
    store::insert(&mut call.tx, &intent).await?;
    emit(call, "setup_intent.created", &intent, None).await?;
    if call.form.flag("confirm")?.unwrap_or(false) {
        return confirm_with(call, intent, method).await;
    }
    Ok(intent)
}

async fn confirm(call: &mut Call, id: &str) -> ApiResult {
    let intent = store::lock(&mut call.tx, KIND, id, "intent").await?;
    require(&intent, Step::Confirm)?;
    let method = payment_methods::from_request(call).await?;
    confirm_with(call, intent, method).await
}

async fn confirm_with(call: &mut Call, mut intent: Value, method: Option<Value>) -> ApiResult {
    let method = match (method, some_text(&intent, "payment_method")) {
        (Some(method), _) => method,
        (None, Some(id)) => payment_methods::resolve(call, &id).await?,
        (None, None) => {
            return Err(ApiError::invalid(
                "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
            )
            .code("setup_intent_unexpected_state"));
        }
    };
    choose(&mut intent, &method)?;
    let return_url = fields::return_url(&call.form)?;
    if call.key == KeyKind::Secret && return_url.is_none() && may_redirect(&intent) {
        return Err(ApiError::invalid(
            "This SetupIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`.",
        )
        .param("return_url"));
    }
    match cards::setup(test_card(&method)) {
        Decision::Approve => succeed(call, intent, method).await,
        Decision::Challenge => intent_actions::challenge(call, intent, return_url).await,
        Decision::Decline(why) => {
            let error = ApiError::card(why).with("payment_method", public(&method));
            return_to_start(&mut intent, &error);
            store::save(&mut call.tx, &intent).await?;
            emit(call, "setup_intent.setup_failed", &intent, None).await?;
            Err(error.with("setup_intent", public(&intent)).executed())
        }
    }
}

async fn cancel(call: &mut Call, id: &str) -> ApiResult {
    let mut intent = store::lock(&mut call.tx, KIND, id, "intent").await?;
    require(&intent, Step::Cancel)?;
    let reason = call.form.one_of("cancellation_reason", CANCEL_REASONS)?.map(str::to_owned);
    set(&mut intent, "status", Status::Canceled.as_str());
    set(&mut intent, "cancellation_reason", reason);
    set(&mut intent, "next_action", Value::Null);
    set(&mut intent, "_challenge", Value::Null);
    store::save(&mut call.tx, &intent).await?;
    emit(call, "setup_intent.canceled", &intent, None).await?;
    Ok(intent)
}

/// The payment method is saved: ready for later, and the customer's own where there is one.
pub(crate) async fn succeed(call: &mut Call, mut intent: Value, mut method: Value) -> ApiResult {
    set(&mut intent, "status", Status::Succeeded.as_str());
    set(&mut intent, "payment_method", text(&method, "id"));
    set(&mut intent, "latest_attempt", new_id("setatt"));
    set(&mut intent, "last_setup_error", Value::Null);
    set(&mut intent, "next_action", Value::Null);
    set(&mut method, "_set_up", true);
    store::save(&mut call.tx, &intent).await?;
    emit(call, "setup_intent.succeeded", &intent, None).await?;
    match some_text(&intent, "customer") {
        Some(customer) if some_text(&method, "customer").is_none() => {
            payment_methods::hand_over(call, method, &customer).await?;
        }
        _ => store::save(&mut call.tx, &method).await?,
    }
    Ok(intent)
}

/// A setup that failed waits for another payment method.
pub(crate) fn return_to_start(intent: &mut Value, error: &ApiError) {
    let waits = Status::RequiresPaymentMethod.as_str();
    set(intent, "status", waits);
    set(intent, "latest_attempt", new_id("setatt"));
    set(intent, "payment_method", Value::Null);
    set(intent, "next_action", Value::Null);
    set(intent, "last_setup_error", error.fields());
}

fn choose(intent: &mut Value, method: &Value) -> Result<(), ApiError> {
    check_usable(method, some_text(intent, "customer").as_deref())?;
    set(intent, "payment_method", text(method, "id"));
    set(intent, "status", Status::RequiresConfirmation.as_str());
    Ok(())
}

fn apply(form: &Form, intent: &mut Value) -> Result<(), ApiError> {
    fields::texts(form, intent, &["description", "on_behalf_of"]);
    fields::metadata(form, intent)?;
    if let Some(word) = form.one_of("usage", &["off_session", "on_session"])? {
        set(intent, "usage", word);
    }
    let redirects = form.one_of("automatic_payment_methods.allow_redirects", &["always", "never"])?.unwrap_or("always");
    let is_listed = form.has("payment_method_types") || form.has("allowed_payment_method_types");
    let is_automatic = form.flag("automatic_payment_methods.enabled")?.unwrap_or(!is_listed);
    let automatic = if is_automatic { json!({"allow_redirects": redirects, "enabled": true}) } else { Value::Null };
    set(intent, "automatic_payment_methods", automatic);
    Ok(())
}
