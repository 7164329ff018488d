//! Errors in Stripe's shape. `executed` tells whether the endpoint had begun its work: only then are its
//! effects kept and its answer remembered for the idempotency key.

use serde_json::{Map, Value, json};

use super::cards::Decline;
use super::json::public;
use super::state::Step;

/// What an operation gives: the object to answer with, or an error in Stripe's shape.
pub(crate) type ApiResult = Result<Value, ApiError>;

/// An error answer; boxed because every operation's result carries one.
#[derive(Debug)]
pub(crate) struct ApiError(Box<Detail>);

#[derive(Debug)]
struct Detail {
    status: u16,
    executed: bool,
    fields: Map<String, Value>,
}

impl ApiError {
    fn new(status: u16, kind: &str, message: impl Into<String>) -> Self {
        let mut fields = Map::new();
        fields.insert("type".to_owned(), Value::from(kind));
        fields.insert("message".to_owned(), Value::String(message.into()));
        Self(Box::new(Detail { status, executed: false, fields }))
    }

    /// A request that Stripe refuses before doing anything.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "invalid_request_error", message)
    }

    /// A required parameter that is not there.
    pub(crate) fn missing(param: &str) -> Self {
        Self::invalid(format!("Missing required param: {param}.")).code("parameter_missing").param(param)
    }

    /// A parameter whose name Stripe does not know.
    pub(crate) fn unknown_param(param: &str) -> Self {
        Self::invalid(format!("Received unknown parameter: {param}")).code("parameter_unknown").param(param)
    }

    /// An identifier that names nothing.
    pub(crate) fn no_such(kind: &str, id: &str, param: &str) -> Self {
        let mut error = Self::invalid(format!("No such {kind}: '{id}'")).code("resource_missing").param(param);
        error.0.status = 404;
        error
    }

    /// A missing, wrong or insufficient API key.
    pub(crate) fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(401, "invalid_request_error", message)
    }

    /// An address that is no endpoint.
    pub(crate) fn unknown_url(method: &str, path: &str) -> Self {
        Self::new(
            404,
            "invalid_request_error",
            format!(
                "Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/."
            ),
        )
    }

    /// A key that was used with other parameters.
    pub(crate) fn key_reused(key: &str) -> Self {
        Self::new(
            400,
            "idempotency_error",
            format!(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request."
            ),
        )
    }

    /// A key whose first request has not finished.
    pub(crate) fn key_in_use(key: &str) -> Self {
        let mut error = Self::invalid(format!(
            "There is currently another in-progress request using this Stripe-Idempotency-Key (that probably means you submitted twice, and the other request is still going through): {key}. Please try again."
        ))
        .code("idempotency_key_in_use");
        error.0.status = 409;
        error
    }

    /// A fault of the stand-in itself or one that a test asked for.
    pub(crate) fn api(status: u16, message: impl Into<String>) -> Self {
        let kind = if status == 429 { "invalid_request_error" } else { "api_error" };
        let error = Self::new(status, kind, message);
        if status == 429 { error.code("rate_limit") } else { error }
    }

    /// An intent whose status forbids the step; the answer shows the intent.
    pub(crate) fn unexpected_state(intent: &Value, step: Step) -> Self {
        let kind = super::json::text(intent, "object");
        let status = super::json::text(intent, "status");
        let name = if kind == "setup_intent" { "SetupIntent" } else { "PaymentIntent" };
        Self::invalid(format!("You cannot {} this {name} because it has a status of {status}.", step.verb()))
            .code(&format!("{kind}_unexpected_state"))
            .with(kind, public(intent))
            .executed()
    }

    /// A card that the bank, or Stripe's own check, refuses.
    pub(crate) fn card(decline: Decline) -> Self {
        let reason = decline.reason();
        let error = Self::new(402, "card_error", reason.message).code(reason.code);
        match reason.decline_code {
            Some(code) => error.with("decline_code", code),
            None => error,
        }
    }

    /// A card detail that is wrong in itself, such as an impossible month.
    pub(crate) fn card_detail(code: &str, param: &str, message: &str) -> Self {
        Self::new(402, "card_error", message).code(code).param(param)
    }

    /// A customer who failed, or gave up, proving who they are.
    pub(crate) fn authentication_failed(code: &str) -> Self {
        Self::invalid(
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
        )
        .code(code)
    }

    /// Adds Stripe's machine-readable code and its page.
    pub(crate) fn code(self, code: &str) -> Self {
        let page = code.replace('_', "-");
        self.with("code", code).with("doc_url", format!("https://stripe.com/docs/error-codes/{page}"))
    }

    /// Names the parameter at fault.
    pub(crate) fn param(self, param: &str) -> Self {
        self.with("param", param)
    }

    /// Adds one more field of the error body.
    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.0.fields.insert(field.to_owned(), value.into());
        self
    }

    /// Marks the error as one that came after the work began.
    pub(crate) fn executed(mut self) -> Self {
        self.0.executed = true;
        self
    }

    /// Whether effects stay and the answer is remembered.
    pub(crate) fn is_executed(&self) -> bool {
        self.0.executed
    }

    /// The HTTP status.
    pub(crate) fn status(&self) -> u16 {
        self.0.status
    }

    /// The inner fields, as `last_payment_error` repeats them.
    pub(crate) fn fields(&self) -> Value {
        Value::Object(self.0.fields.clone())
    }

    /// The whole answer body.
    pub(crate) fn body(&self) -> Value {
        json!({ "error": self.0.fields })
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(error = %error, "the Stripe stand-in could not use its database");
        Self::api(500, "An unknown error occurred in the sandbox.")
    }
}

#[cfg(test)]
mod tests {
    use super::ApiError;
    use crate::stripe::cards::Decline;
    use serde_json::json;

    #[test]
    fn a_decline_has_stripes_shape() {
        let error = ApiError::card(Decline::InsufficientFunds);
        assert_eq!(error.status(), 402);
        assert_eq!(
            error.body(),
            json!({"error": {
                "type": "card_error",
                "code": "card_declined",
                "decline_code": "insufficient_funds",
                "message": "Your card has insufficient funds.",
                "doc_url": "https://stripe.com/docs/error-codes/card-declined"
            }})
        );
    }

    #[test]
    fn a_missing_object_is_404() {
        let error = ApiError::no_such("payment_intent", "pi_1", "intent");
        assert_eq!(error.status(), 404);
        assert_eq!(error.fields()["code"], json!("resource_missing"));
        assert!(!error.is_executed());
    }
}
