//! The door of the API: keys, parameters, idempotency and faults on the way in, Stripe's headers on the way out.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use subtle::ConstantTimeEq;

use super::Stripe;
use super::call::{Call, KeyKind, Origin};
use super::chaos::Fault;
use super::dispatch::{self, Target};
use super::error::ApiError;
use super::expand;
use super::form::Form;
use super::idempotency::{self, Claim, Remembered};
use super::ids::new_id;
use super::json::{public, unset};

const MAX_KEY_LENGTH: usize = 255;

/// One request, read but not yet judged.
struct Request {
    id: String,
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
    body: Bytes,
}

/// One answer, before it becomes HTTP.
struct Answer {
    status: u16,
    body: String,
    is_replayed: bool,
    should_retry: Option<bool>,
}

/// A request that may run.
struct Accepted {
    form: Form,
    key: KeyKind,
    claim: Option<Claim>,
    target: Target,
    fault: Fault,
}

/// Every `/v1` address.
pub(crate) async fn v1(State(app): State<Stripe>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let request = Request {
        id: new_id("req"),
        method,
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        headers,
        body,
    };
    let id = request.id.clone();
    let sent_key = request.headers.get("idempotency-key").cloned();
    // On its own task: a client that hangs up does not undo what Stripe has begun.
    let answer = match app.tasks().spawn(serve(app.clone(), request)).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(error = %error, "a call of the Stripe stand-in broke");
            Answer::from(ApiError::api(500, "An unknown error occurred in the sandbox."))
        }
    };
    respond(&id, sent_key, answer)
}

fn respond(request_id: &str, sent_key: Option<HeaderValue>, answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-store"));
    if let Ok(value) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static("request-id"), value);
    }
    if let Some(key) = sent_key {
        headers.insert(HeaderName::from_static("idempotency-key"), key);
    }
    if answer.is_replayed {
        headers.insert(HeaderName::from_static("idempotent-replayed"), HeaderValue::from_static("true"));
    }
    if let Some(retry) = answer.should_retry {
        headers.insert(
            HeaderName::from_static("stripe-should-retry"),
            HeaderValue::from_static(if retry { "true" } else { "false" }),
        );
    }
    (status, headers, answer.body).into_response()
}

async fn serve(app: Stripe, request: Request) -> Answer {
    let accepted = match accept(&app, &request) {
        Ok(accepted) => accepted,
        Err(error) => return Answer::from(error),
    };
    let fault = &accepted.fault;
    if let Some(stall) = fault.stall.as_ref().filter(|stall| !stall.after_effect) {
        tokio::time::sleep(Duration::from_millis(stall.ms)).await;
        return Answer::from(ApiError::api(504, "The sandbox was asked to time out."));
    }
    if let Some(fail) = fault.fail.as_ref().filter(|fail| !fail.after_effect) {
        return Answer::from(ApiError::api(fail.status, "The sandbox was asked to fail."));
    }
    let silence_ms = fault.stall.as_ref().map(|stall| stall.ms);
    let answer = match execute(&app, &request, accepted).await {
        Ok(answer) => answer,
        Err(error) => Answer::from(error),
    };
    if let Some(ms) = silence_ms {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    answer
}

fn accept(app: &Stripe, request: &Request) -> Result<Accepted, ApiError> {
    let sent = sent_api_key(&request.headers)?;
    let key = key_kind(app, &sent)?;
    let Some(target) = dispatch::find(&request.method, &request.path) else {
        return Err(ApiError::unknown_url(request.method.as_str(), &request.path));
    };
    let form = Form::parse(request.query.as_bytes(), &request.body)?;
    dispatch::check(&target, key, &form)?;
    let claim = if request.method == Method::POST { claim_of(&request.headers, &sent, &request.path, &form)? } else { None };
    let fault = app.with_chaos(|chaos| chaos.take(request.method.as_str(), &request.path));
    Ok(Accepted { form, key, claim, target, fault })
}

fn claim_of(headers: &HeaderMap, api_key: &str, path: &str, form: &Form) -> Result<Option<Claim>, ApiError> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = value.to_str().unwrap_or_default();
    if key.is_empty() || key.len() > MAX_KEY_LENGTH {
        return Err(ApiError::invalid(format!("Idempotency keys must be between 1 and {MAX_KEY_LENGTH} characters of ASCII.")));
    }
    Ok(Some(Claim { scope: idempotency::scope(api_key, path), key: key.to_owned(), fingerprint: form.fingerprint() }))
}

async fn execute(app: &Stripe, request: &Request, accepted: Accepted) -> Result<Answer, ApiError> {
    let Accepted { form, key, claim, target, fault } = accepted;
    let mut tx = app.pool().begin().await?;
    if let Some(claim) = &claim
        && let Some(earlier) = idempotency::claim(&mut tx, claim).await?
    {
        return Ok(Answer::replayed(earlier));
    }
    if fault.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    }
    let expansions = wanted_expansions(&form, key);
    let mut call = Call {
        tx,
        app: app.clone(),
        form,
        key,
        origin: Origin { request_id: Some(request.id.clone()), idempotency_key: claim.as_ref().map(|claim| claim.key.clone()) },
    };
    let truth = match work(&mut call, &target, &expansions).await {
        Ok(body) => Remembered { status: 200, body: body.to_string() },
        Err(error) if error.is_executed() => Remembered { status: error.status(), body: seen_by(key, error.body()).to_string() },
        // The transaction is dropped: nothing happened and the key is free again.
        Err(error) => return Err(error),
    };
    let asked = fault.fail.filter(|fail| fail.after_effect);
    let failure = asked.as_ref().map(|fail| Remembered {
        status: fail.status,
        body: ApiError::api(fail.status, "The sandbox was asked to fail.").body().to_string(),
    });
    let remembers_failure = asked.as_ref().is_some_and(|fail| fail.remember);
    if let Some(claim) = &claim {
        let kept = match &failure {
            Some(failure) if remembers_failure => failure,
            _ => &truth,
        };
        idempotency::remember(&mut call.tx, claim, kept).await?;
    }
    call.commit().await?;
    Ok(Answer::fresh(failure.unwrap_or(truth)))
}

async fn work(call: &mut Call, target: &Target, expansions: &[String]) -> Result<Value, ApiError> {
    let object = dispatch::run(call, target).await?;
    let mut body = public(&object);
    expand::apply(&mut call.tx, &mut body, expansions).await?;
    Ok(seen_by(call.key, body))
}

/// The browser may look into the payment method of its intent, and nothing else.
fn wanted_expansions(form: &Form, key: KeyKind) -> Vec<String> {
    form.list("expand")
        .into_iter()
        .filter(|path| key == KeyKind::Secret || *path == "payment_method")
        .map(str::to_owned)
        .collect()
}

/// What a holder of this kind of key may see: the browser sees no metadata.
fn seen_by(key: KeyKind, mut body: Value) -> Value {
    if key == KeyKind::Publishable {
        unset(&mut body, "metadata");
        for place in ["/error/payment_intent", "/error/setup_intent", "/payment_method"] {
            if let Some(object) = body.pointer_mut(place) {
                unset(object, "metadata");
            }
        }
    }
    body
}

/// The API key that a request brings, as bearer or as the name of Basic.
pub(crate) fn sent_api_key(headers: &HeaderMap) -> Result<String, ApiError> {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (scheme, rest) = sent.split_once(' ').unwrap_or_default();
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        rest.trim().to_owned()
    } else if scheme.eq_ignore_ascii_case("basic") {
        let pair = STANDARD.decode(rest.trim()).unwrap_or_default();
        let pair = String::from_utf8(pair).unwrap_or_default();
        pair.split(':').next().unwrap_or_default().to_owned()
    } else {
        String::new()
    };
    if key.is_empty() {
        return Err(ApiError::unauthorized(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details.",
        ));
    }
    Ok(key)
}

/// Which of our two keys this is.
pub(crate) fn key_kind(app: &Stripe, sent: &str) -> Result<KeyKind, ApiError> {
    let config = app.config();
    if is_same(sent, &config.secret_key) {
        return Ok(KeyKind::Secret);
    }
    if is_same(sent, &config.publishable_key) {
        return Ok(KeyKind::Publishable);
    }
    let shown = sent.get(..7).unwrap_or("***");
    Err(ApiError::unauthorized(format!("Invalid API Key provided: {shown}***")))
}

/// Compares secrets without telling by the time how much of them is right.
pub(crate) fn is_same(left: &str, right: &str) -> bool {
    bool::from(left.as_bytes().ct_eq(right.as_bytes()))
}

impl Answer {
    fn fresh(answer: Remembered) -> Self {
        Self {
            should_retry: (answer.status >= 500).then_some(false),
            status: answer.status,
            body: answer.body,
            is_replayed: false,
        }
    }

    fn replayed(answer: Remembered) -> Self {
        Self { is_replayed: true, ..Self::fresh(answer) }
    }
}

impl From<ApiError> for Answer {
    fn from(error: ApiError) -> Self {
        let status = error.status();
        Self {
            status,
            body: error.body().to_string(),
            is_replayed: false,
            should_retry: (status == 409 || status == 429 || status >= 500).then_some(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyKind, seen_by, sent_api_key};
    use axum::http::{HeaderMap, HeaderValue, header};
    use serde_json::json;

    fn headers(value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static(value));
        headers
    }

    #[test]
    fn keys_come_as_bearer_or_basic() {
        let bearer = sent_api_key(&headers("Bearer sk_test_1"));
        let basic = sent_api_key(&headers("Basic c2tfdGVzdF8xOg=="));
        assert_eq!(bearer.unwrap_or_default(), "sk_test_1");
        assert_eq!(basic.unwrap_or_default(), "sk_test_1");
        assert!(sent_api_key(&HeaderMap::new()).is_err());
    }

    #[test]
    fn the_browser_sees_no_metadata() {
        let body = json!({"id": "pi_1", "metadata": {"order": "1"}});
        assert_eq!(seen_by(KeyKind::Publishable, body), json!({"id": "pi_1"}));
    }
}
