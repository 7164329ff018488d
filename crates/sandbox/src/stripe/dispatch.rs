//! Which operation an address names, who may call it, and the way to it.

use axum::http::Method;
use serde_json::Value;

use super::call::{Call, KeyKind};
use super::error::{ApiError, ApiResult};
use super::form::Form;
use super::http::is_same;
use super::json::text;
use super::{customers, events, ledger, listing, params, payment_intents, payment_methods, refunds, setup_intents, store};

/// An endpoint of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    CustomerCreate,
    CustomerGet,
    CustomerUpdate,
    CustomerDelete,
    CustomerList,
    CustomerMethods,
    MethodCreate,
    MethodGet,
    MethodUpdate,
    MethodList,
    MethodAttach,
    MethodDetach,
    IntentCreate,
    IntentGet,
    IntentUpdate,
    IntentList,
    IntentConfirm,
    IntentCapture,
    IntentCancel,
    IntentAbandon,
    SetupCreate,
    SetupGet,
    SetupList,
    SetupConfirm,
    SetupCancel,
    SetupAbandon,
    ChargeGet,
    ChargeList,
    RefundCreate,
    RefundGet,
    RefundUpdate,
    RefundList,
    RefundCancel,
    BalanceGet,
    TransactionGet,
    TransactionList,
    DisputeGet,
    DisputeList,
    EventGet,
    EventList,
}

/// An endpoint and the object it is about, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) op: Op,
    pub(crate) id: String,
}

/// Reads method and path; a trailing slash or an empty query changes nothing.
pub(crate) fn find(method: &Method, path: &str) -> Option<Target> {
    let segments: Vec<&str> = path.trim_matches('/').split('/').skip(1).collect();
    let (op, id) = match (method.as_str(), segments.as_slice()) {
        ("POST", ["customers"]) => (Op::CustomerCreate, ""),
        ("GET", ["customers"]) => (Op::CustomerList, ""),
        ("GET", ["customers", id]) => (Op::CustomerGet, *id),
        ("POST", ["customers", id]) => (Op::CustomerUpdate, *id),
        ("DELETE", ["customers", id]) => (Op::CustomerDelete, *id),
        ("GET", ["customers", id, "payment_methods"]) => (Op::CustomerMethods, *id),
        ("POST", ["payment_methods"]) => (Op::MethodCreate, ""),
        ("GET", ["payment_methods"]) => (Op::MethodList, ""),
        ("GET", ["payment_methods", id]) => (Op::MethodGet, *id),
        ("POST", ["payment_methods", id]) => (Op::MethodUpdate, *id),
        ("POST", ["payment_methods", id, "attach"]) => (Op::MethodAttach, *id),
        ("POST", ["payment_methods", id, "detach"]) => (Op::MethodDetach, *id),
        ("POST", ["payment_intents"]) => (Op::IntentCreate, ""),
        ("GET", ["payment_intents"]) => (Op::IntentList, ""),
        ("GET", ["payment_intents", id]) => (Op::IntentGet, *id),
        ("POST", ["payment_intents", id]) => (Op::IntentUpdate, *id),
        ("POST", ["payment_intents", id, "confirm"]) => (Op::IntentConfirm, *id),
        ("POST", ["payment_intents", id, "capture"]) => (Op::IntentCapture, *id),
        ("POST", ["payment_intents", id, "cancel"]) => (Op::IntentCancel, *id),
        ("POST", ["payment_intents", id, "source_cancel"]) => (Op::IntentAbandon, *id),
        ("POST", ["setup_intents"]) => (Op::SetupCreate, ""),
        ("GET", ["setup_intents"]) => (Op::SetupList, ""),
        ("GET", ["setup_intents", id]) => (Op::SetupGet, *id),
        ("POST", ["setup_intents", id, "confirm"]) => (Op::SetupConfirm, *id),
        ("POST", ["setup_intents", id, "cancel"]) => (Op::SetupCancel, *id),
        ("POST", ["setup_intents", id, "source_cancel"]) => (Op::SetupAbandon, *id),
        ("GET", ["charges"]) => (Op::ChargeList, ""),
        ("GET", ["charges", id]) => (Op::ChargeGet, *id),
        ("POST", ["refunds"]) => (Op::RefundCreate, ""),
        ("GET", ["refunds"]) => (Op::RefundList, ""),
        ("GET", ["refunds", id]) => (Op::RefundGet, *id),
        ("POST", ["refunds", id]) => (Op::RefundUpdate, *id),
        ("POST", ["refunds", id, "cancel"]) => (Op::RefundCancel, *id),
        ("GET", ["balance"]) => (Op::BalanceGet, ""),
        ("GET", ["balance_transactions"] | ["balance", "history"]) => (Op::TransactionList, ""),
        ("GET", ["balance_transactions", id] | ["balance", "history", id]) => (Op::TransactionGet, *id),
        ("GET", ["disputes"]) => (Op::DisputeList, ""),
        ("GET", ["disputes", id]) => (Op::DisputeGet, *id),
        ("GET", ["events"]) => (Op::EventList, ""),
        ("GET", ["events", id]) => (Op::EventGet, *id),
        _ => return None,
    };
    Some(Target { op, id: id.to_owned() })
}

/// What the browser's key may do; each needs the client secret, except making a payment method.
fn is_for_browsers(op: Op) -> bool {
    matches!(
        op,
        Op::MethodCreate
            | Op::IntentGet
            | Op::IntentConfirm
            | Op::IntentAbandon
            | Op::SetupGet
            | Op::SetupConfirm
            | Op::SetupAbandon
    )
}

/// Refuses what this key may not call and parameters that Stripe does not know.
pub(crate) fn check(target: &Target, key: KeyKind, form: &Form) -> Result<(), ApiError> {
    if key == KeyKind::Publishable {
        if !is_for_browsers(target.op) {
            return Err(ApiError::unauthorized(
                "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
            )
            .code("secret_key_required"));
        }
        if target.op != Op::MethodCreate {
            form.required("client_secret")?;
        }
        for name in form.names() {
            if params::SECRET_ONLY.contains(&name) {
                return Err(ApiError::unauthorized(format!("You cannot pass {name} with a publishable API key."))
                    .code("secret_key_required")
                    .param(name));
            }
        }
    }
    let known = params::of(target.op);
    for name in form.names() {
        if name != "expand" && !known.contains(&name) {
            return Err(ApiError::unknown_param(name));
        }
    }
    Ok(())
}

/// Does what the target names.
pub(crate) async fn run(call: &mut Call, target: &Target) -> ApiResult {
    let id = target.id.as_str();
    if call.key == KeyKind::Publishable && target.op != Op::MethodCreate {
        require_client_secret(call, id).await?;
    }
    match target.op {
        Op::CustomerCreate => customers::create(call).await,
        Op::CustomerGet => customers::get(call, id).await,
        Op::CustomerUpdate => customers::update(call, id).await,
        Op::CustomerDelete => customers::delete(call, id).await,
        Op::CustomerList => listing::by_fields(call, "customer", "/v1/customers", &["email"]).await,
        Op::CustomerMethods => payment_methods::list_of(call, id).await,
        Op::MethodCreate => payment_methods::create(call).await,
        Op::MethodGet => payment_methods::get(call, id).await,
        Op::MethodUpdate => payment_methods::update(call, id).await,
        Op::MethodList => payment_methods::list(call).await,
        Op::MethodAttach => payment_methods::attach(call, id).await,
        Op::MethodDetach => payment_methods::detach(call, id).await,
        Op::IntentCreate
        | Op::IntentGet
        | Op::IntentUpdate
        | Op::IntentList
        | Op::IntentConfirm
        | Op::IntentCapture
        | Op::IntentCancel
        | Op::IntentAbandon => payment_intents::run(call, target.op, id).await,
        Op::SetupCreate | Op::SetupGet | Op::SetupList | Op::SetupConfirm | Op::SetupCancel | Op::SetupAbandon => {
            setup_intents::run(call, target.op, id).await
        }
        Op::RefundCreate => refunds::create(call).await,
        Op::RefundUpdate => refunds::update(call, id).await,
        Op::RefundCancel => refunds::cancel(call, id).await,
        Op::BalanceGet => ledger::balance(call).await,
        Op::EventGet => events::get(call, id).await,
        Op::EventList => events::list(call).await,
        Op::ChargeGet => read(call, "charge", id).await,
        Op::RefundGet => read(call, "refund", id).await,
        Op::TransactionGet => read(call, "balance_transaction", id).await,
        Op::DisputeGet => read(call, "dispute", id).await,
        Op::ChargeList | Op::RefundList | Op::TransactionList | Op::DisputeList => list(call, target.op).await,
    }
}

async fn read(call: &mut Call, kind: &str, id: &str) -> ApiResult {
    store::find(&mut call.tx, kind, id, "id").await
}

async fn list(call: &mut Call, op: Op) -> ApiResult {
    let (kind, url) = match op {
        Op::ChargeList => ("charge", "/v1/charges"),
        Op::RefundList => ("refund", "/v1/refunds"),
        Op::DisputeList => ("dispute", "/v1/disputes"),
        _ => ("balance_transaction", "/v1/balance_transactions"),
    };
    let filters: &[&str] = match op {
        Op::ChargeList => &["customer", "payment_intent", "transfer_group"],
        Op::RefundList | Op::DisputeList => &["charge", "payment_intent"],
        _ => &["currency", "source", "type"],
    };
    listing::by_fields(call, kind, url, filters).await
}

async fn require_client_secret(call: &mut Call, id: &str) -> Result<(), ApiError> {
    let intent = store::find_any(&mut call.tx, id).await?.unwrap_or(Value::Null);
    let expected = text(&intent, "client_secret");
    let sent = call.form.required("client_secret")?;
    if expected.is_empty() || !is_same(sent, expected) {
        return Err(ApiError::invalid(
            "The client_secret provided does not match any associated PaymentIntent or SetupIntent on this account. Ensure the provided client_secret has not been altered.",
        )
        .param("client_secret"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Op, Target, check, find};
    use crate::stripe::call::KeyKind;
    use crate::stripe::error::ApiError;
    use crate::stripe::form::Form;
    use axum::http::Method;

    fn op(method: Method, path: &str) -> Option<Op> {
        find(&method, path).map(|target| target.op)
    }

    #[test]
    fn addresses_name_operations() {
        assert_eq!(op(Method::POST, "/v1/payment_intents"), Some(Op::IntentCreate));
        assert_eq!(op(Method::GET, "/v1/payment_intents/"), Some(Op::IntentList));
        assert_eq!(op(Method::GET, "/v1/payment_intents/pi_1"), Some(Op::IntentGet));
        assert_eq!(op(Method::POST, "/v1/payment_intents/pi_1/capture"), Some(Op::IntentCapture));
        assert_eq!(op(Method::DELETE, "/v1/customers/cus_1"), Some(Op::CustomerDelete));
        assert_eq!(op(Method::GET, "/v1/balance"), Some(Op::BalanceGet));
        assert_eq!(op(Method::GET, "/v1/charges/ch_1"), Some(Op::ChargeGet));
        assert_eq!(op(Method::PUT, "/v1/refunds"), None);
        assert_eq!(op(Method::GET, "/v1/nothing"), None);
    }

    fn checked(op: Op, key: KeyKind, body: &str) -> Result<(), ApiError> {
        let target = Target { op, id: "pi_1".to_owned() };
        check(&target, key, &Form::parse(b"", body.as_bytes())?)
    }

    #[test]
    fn the_browsers_key_confirms_with_the_client_secret_only() {
        let browser = KeyKind::Publishable;
        assert!(checked(Op::IntentConfirm, browser, "client_secret=x").is_ok());
        assert!(checked(Op::IntentConfirm, browser, "").is_err());
        assert!(checked(Op::IntentCapture, browser, "client_secret=x").is_err());
        assert!(checked(Op::RefundCreate, browser, "client_secret=x").is_err());
        assert!(checked(Op::IntentConfirm, browser, "client_secret=x&off_session=true").is_err());
    }

    #[test]
    fn known_parameters_pass_and_others_do_not() {
        let server = KeyKind::Secret;
        assert!(checked(Op::IntentCreate, server, "amount=1&hooks[inputs][tax]=1").is_ok());
        assert!(checked(Op::IntentCreate, server, "amount=1&colour=red").is_err());
        assert!(checked(Op::RefundList, server, "expand[]=data.charge").is_ok());
    }
}
