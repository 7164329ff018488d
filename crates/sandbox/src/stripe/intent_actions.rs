//! 3-D Secure for both kinds of intent: the challenge is set, then passed, failed or given up.

use serde_json::{Value, json};

use super::call::Call;
use super::error::{ApiError, ApiResult};
use super::events::emit;
use super::ids::token;
use super::json::{public, set, some_text, text};
use super::payment_intents::require;
use super::state::{Status, Step};
use super::{charging, objects, setup_intents, store};

/// Puts the intent in `requires_action` with the address of the challenge.
pub(crate) async fn challenge(call: &mut Call, mut intent: Value, return_url: Option<String>) -> ApiResult {
    let by_sdk = call.form.flag("use_stripe_sdk")?.unwrap_or(false);
    let id = text(&intent, "id").to_owned();
    let secret = token();
    let base = &call.app.config().browser_base;
    let url = format!("{base}/3ds/{id}?token={secret}");
    let action = objects::next_action(&url, return_url.as_deref(), by_sdk);
    set(&mut intent, "status", Status::RequiresAction.as_str());
    set(&mut intent, "next_action", action);
    set(&mut intent, "_challenge", json!({"token": secret, "return_url": return_url}));
    store::save(&mut call.tx, &intent).await?;
    let told = event_of(&intent, "requires_action");
    emit(call, &told, &intent, None).await?;
    Ok(intent)
}

/// The customer proved who they are: the attempt goes on. The token stays, for a second press of the button.
pub(crate) async fn pass(call: &mut Call, intent: Value) -> ApiResult {
    require(&intent, Step::Authenticate)?;
    let method_id = text(&intent, "payment_method").to_owned();
    let method = store::lock(&mut call.tx, "payment_method", &method_id, "payment_method").await?;
    if text(&intent, "object") == "setup_intent" {
        setup_intents::succeed(call, intent, method).await
    } else {
        charging::approve(call, intent, method, true).await
    }
}

/// The customer failed or gave up: the intent waits for another payment method.
pub(crate) async fn fail(call: &mut Call, mut intent: Value) -> ApiResult {
    require(&intent, Step::Authenticate)?;
    let is_setup = text(&intent, "object") == "setup_intent";
    let mut error = ApiError::authentication_failed(if is_setup {
        "setup_intent_authentication_failure"
    } else {
        "payment_intent_authentication_failure"
    });
    if let Some(id) = some_text(&intent, "payment_method")
        && let Some(method) = store::find_any(&mut call.tx, &id).await?
    {
        error = error.with("payment_method", public(&method));
    }
    if is_setup {
        setup_intents::return_to_start(&mut intent, &error);
    } else {
        charging::return_to_start(&mut intent, &error);
    }
    store::save(&mut call.tx, &intent).await?;
    let told = if is_setup { "setup_intent.setup_failed" } else { "payment_intent.payment_failed" };
    emit(call, told, &intent, None).await?;
    Ok(intent)
}

/// What `redirect_status` says of an intent that comes back from its challenge.
pub(crate) fn redirect_status(intent: &Value) -> &'static str {
    match Status::parse(text(intent, "status")) {
        Some(Status::Succeeded | Status::RequiresCapture) => "succeeded",
        Some(Status::Processing | Status::RequiresAction) => "pending",
        _ => "failed",
    }
}

/// The name of an event about this kind of intent.
fn event_of(intent: &Value, what: &str) -> String {
    format!("{}.{what}", text(intent, "object"))
}

#[cfg(test)]
mod tests {
    use super::redirect_status;
    use serde_json::json;

    #[test]
    fn an_authorised_payment_comes_back_as_succeeded() {
        let status = |status: &str| redirect_status(&json!({"status": status}));
        assert_eq!(status("succeeded"), "succeeded");
        assert_eq!(status("requires_capture"), "succeeded");
        assert_eq!(status("processing"), "pending");
        assert_eq!(status("requires_payment_method"), "failed");
    }
}
