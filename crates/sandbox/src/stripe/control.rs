//! The control API under `/_sandbox`: trouble on demand and a look into the books. Needs the secret key.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Stripe;
use super::call::{Call, KeyKind};
use super::chaos::Chaos;
use super::error::{ApiError, ApiResult};
use super::form::Form;
use super::http::{key_kind, sent_api_key};
use super::ids::now_ms;
use super::json::public;
use super::{charging, disputes, ledger, refunds, store};

/// What a test wants of the payments, refunds and disputes that wait for the bank.
/// `refund` names the only refund to settle; without it all are.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settlement {
    payments: Option<Ending>,
    refunds: Option<Ending>,
    refund: Option<String>,
    disputes: Option<Verdict>,
}

/// A refund that somebody makes on Stripe's own pages; without an amount, of all that is left.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DashboardRefund {
    payment_intent: String,
    amount: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Ending {
    Succeeded,
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Won,
    Lost,
}

impl DashboardRefund {
    /// The parameters of the API call that does the same.
    fn form(&self) -> Result<Form, ApiError> {
        let mut fields = url::form_urlencoded::Serializer::new(String::new());
        fields.append_pair("payment_intent", &self.payment_intent);
        if let Some(amount) = self.amount {
            fields.append_pair("amount", &amount.to_string());
        }
        Form::parse(b"", fields.finish().as_bytes())
    }
}

/// `GET /_sandbox/chaos`.
pub(crate) async fn chaos(State(app): State<Stripe>, headers: HeaderMap) -> Response {
    answer(require_secret(&app, &headers).map(|()| json!(app.chaos())))
}

/// `POST /_sandbox/chaos`: replaces all troubles; `{}` ends them.
pub(crate) async fn set_chaos(State(app): State<Stripe>, headers: HeaderMap, body: Bytes) -> Response {
    answer(try_set_chaos(&app, &headers, &body))
}

fn try_set_chaos(app: &Stripe, headers: &HeaderMap, body: &[u8]) -> ApiResult {
    require_secret(app, headers)?;
    let wanted: Chaos = read(body)?;
    app.with_chaos(|chaos| *chaos = wanted);
    Ok(json!(app.chaos()))
}

/// `POST /_sandbox/release`: ends `hold` and lets the held events go.
pub(crate) async fn release(State(app): State<Stripe>, headers: HeaderMap) -> Response {
    answer(try_release(&app, &headers).await)
}

async fn try_release(app: &Stripe, headers: &HeaderMap) -> ApiResult {
    require_secret(app, headers)?;
    app.with_chaos(|chaos| chaos.hold = false);
    let done = sqlx::query(
        "update sandbox.stripe_deliveries set state = 'pending', next_at = $1
         where state = 'held'",
    )
    .bind(now_ms())
    .execute(app.pool())
    .await?;
    app.wake();
    Ok(json!({"released": done.rows_affected()}))
}

/// `POST /_sandbox/settle`: finishes payments in `processing`, pending refunds, those of the failing card, and open disputes.
pub(crate) async fn settle(State(app): State<Stripe>, headers: HeaderMap, body: Bytes) -> Response {
    answer(try_settle(&app, &headers, &body).await)
}

async fn try_settle(app: &Stripe, headers: &HeaderMap, body: &[u8]) -> ApiResult {
    require_secret(app, headers)?;
    let wanted: Settlement = read(body)?;
    let mut call = Call::internal(app).await?;
    let mut payments = 0;
    if let Some(ending) = wanted.payments {
        let waiting = json!({"status": "processing"});
        let found = store::lock_matching(&mut call.tx, "payment_intent", &waiting).await?;
        for intent in found {
            charging::settle(&mut call, intent, ending == Ending::Succeeded).await?;
            payments += 1;
        }
    }
    let mut settled = 0;
    if let Some(ending) = wanted.refunds {
        let succeeds = ending == Ending::Succeeded;
        let found = refunds::lock_unsettled(&mut call, wanted.refund.as_deref(), succeeds).await?;
        for refund in found {
            refunds::settle(&mut call, refund, succeeds).await?;
            settled += 1;
        }
    }
    let mut decided = 0;
    if let Some(verdict) = wanted.disputes {
        for dispute in disputes::lock_open(&mut call).await? {
            disputes::close(&mut call, dispute, verdict == Verdict::Won).await?;
            decided += 1;
        }
    }
    call.commit().await?;
    Ok(json!({"payments": payments, "refunds": settled, "disputes": decided}))
}

/// `POST /_sandbox/refund`: a refund as somebody makes it in the dashboard, without our metadata.
pub(crate) async fn refund(State(app): State<Stripe>, headers: HeaderMap, body: Bytes) -> Response {
    answer(try_refund(&app, &headers, &body).await)
}

async fn try_refund(app: &Stripe, headers: &HeaderMap, body: &[u8]) -> ApiResult {
    require_secret(app, headers)?;
    let wanted: DashboardRefund = read(body)?;
    let form = wanted.form()?;
    let mut call = Call::internal(app).await?;
    call.form = form;
    let refund = refunds::create(&mut call).await?;
    call.commit().await?;
    Ok(public(&refund))
}

/// `GET /_sandbox/books`.
pub(crate) async fn books(State(app): State<Stripe>, headers: HeaderMap) -> Response {
    answer(try_books(&app, &headers).await)
}

async fn try_books(app: &Stripe, headers: &HeaderMap) -> ApiResult {
    require_secret(app, headers)?;
    let mut conn = app.pool().acquire().await?;
    ledger::books(&mut conn).await
}

fn require_secret(app: &Stripe, headers: &HeaderMap) -> Result<(), ApiError> {
    match key_kind(app, &sent_api_key(headers)?)? {
        KeyKind::Secret => Ok(()),
        KeyKind::Publishable => Err(ApiError::unauthorized("The sandbox is controlled with the secret key.")),
    }
}

fn read<T: serde::de::DeserializeOwned + Default>(body: &[u8]) -> Result<T, ApiError> {
    if body.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_slice(body).map_err(|error| ApiError::invalid(format!("Invalid JSON: {error}")))
}

fn answer(result: Result<Value, ApiError>) -> Response {
    let (status, body) = match result {
        Ok(body) => (200, body),
        Err(error) => (error.status(), error.body()),
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, body.to_string()).into_response()
}
