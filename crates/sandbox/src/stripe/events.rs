//! Events: written in the transaction of the change that they tell of, listed for callers who missed one.

use serde_json::{Value, json};
use sqlx::Row;

use super::call::Call;
use super::error::{ApiError, ApiResult};
use super::form::Form;
use super::ids::{new_id, now_ms, now_s};
use super::json::{changed, public, set};
use super::listing::{self, Page};
use super::objects;

/// The version that events are written in: the one that async-stripe rc.10 reads.
const API_VERSION: &str = "2026-09-30.endive";
/// Enough jitter for neighbouring events to overtake one another.
const SHUFFLE_MS: i64 = 300;

const NEWEST_FIRST: &str = "
    select body, pending_deliveries from sandbox.stripe_events
    where ($1::text[] is null or type = any($1))
      and ($2::bigint is null or created >= $2) and ($3::bigint is null or created <= $3)
      and ($4::bigint is null or seq < $4) and ($5::bigint is null or seq > $5)
      and ($6::boolean is null or (pending_deliveries = 0) = $6)
    order by seq desc limit $7";
const OLDEST_FIRST: &str = "
    select body, pending_deliveries from sandbox.stripe_events
    where ($1::text[] is null or type = any($1))
      and ($2::bigint is null or created >= $2) and ($3::bigint is null or created <= $3)
      and ($4::bigint is null or seq < $4) and ($5::bigint is null or seq > $5)
      and ($6::boolean is null or (pending_deliveries = 0) = $6)
    order by seq limit $7";

/// Records that something happened and queues its delivery.
pub(crate) async fn emit(call: &mut Call, kind: &str, object: &Value, before: Option<&Value>) -> Result<(), ApiError> {
    let chaos = call.app.chaos();
    let url = call.app.config().webhook_url.clone();
    let id = new_id("evt");
    let mut data = json!({"object": public(object)});
    if let Some(before) = before {
        set(&mut data, "previous_attributes", changed(before, object));
    }
    let created = now_s();
    let body = json!({
        "id": id, "object": "event", "api_version": API_VERSION, "created": created,
        "data": data, "livemode": false, "pending_webhooks": i64::from(!url.is_empty()),
        "request": {
            "id": call.origin.request_id, "idempotency_key": call.origin.idempotency_key
        },
        "type": kind
    });
    sqlx::query(
        "insert into sandbox.stripe_events (id, type, body, created, pending_deliveries)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(&id)
    .bind(kind)
    .bind(&body)
    .bind(created)
    .bind(i32::from(!url.is_empty()))
    .execute(&mut *call.tx)
    .await?;
    if url.is_empty() {
        return Ok(());
    }
    let state = match (chaos.drop, chaos.hold) {
        (true, _) => "dropped",
        (false, true) => "held",
        (false, false) => "pending",
    };
    for _ in 0..=chaos.duplicates {
        let jitter = if chaos.shuffle { i64::from(rand::random::<u16>()) % SHUFFLE_MS } else { 0 };
        sqlx::query(
            "insert into sandbox.stripe_deliveries (event_id, url, state, next_at)
             values ($1, $2, $3, $4)",
        )
        .bind(&id)
        .bind(&url)
        .bind(state)
        .bind(now_ms() + chaos.delay_ms + jitter)
        .execute(&mut *call.tx)
        .await?;
    }
    Ok(())
}

/// `GET /v1/events/{id}`.
pub(crate) async fn get(call: &mut Call, id: &str) -> ApiResult {
    let row = sqlx::query("select body, pending_deliveries from sandbox.stripe_events where id = $1")
        .bind(id)
        .fetch_optional(&mut *call.tx)
        .await?;
    match row {
        Some(row) => Ok(rendered(&row)?),
        None => Err(ApiError::no_such("event", id, "id")),
    }
}

/// `GET /v1/events`: newest first; `type`, `types[]`, `created`, `delivery_success` filter.
pub(crate) async fn list(call: &mut Call) -> ApiResult {
    let page = Page::read(&call.form)?;
    let types = wanted_types(&call.form)?;
    let delivered = call.form.flag("delivery_success")?;
    let after = cursor(call, page.starting_after.as_deref(), "starting_after").await?;
    let before = cursor(call, page.ending_before.as_deref(), "ending_before").await?;

    let query =
        if before.is_some() { sqlx::query::<sqlx::Postgres>(OLDEST_FIRST) } else { sqlx::query::<sqlx::Postgres>(NEWEST_FIRST) };
    let rows = query
        .bind(types)
        .bind(page.created_from)
        .bind(page.created_to)
        .bind(after)
        .bind(before)
        .bind(delivered)
        .bind(page.limit + 1)
        .fetch_all(&mut *call.tx)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.push(rendered(row)?);
    }
    let (data, has_more) = listing::cut(found, &page);
    Ok(objects::list("/v1/events", data, has_more))
}

fn wanted_types(form: &Form) -> Result<Option<Vec<String>>, ApiError> {
    if form.has("type") && form.has("types") {
        return Err(ApiError::invalid("You may only specify one of these parameters: type, types."));
    }
    let mut types = form.list("types");
    types.extend(form.list("type"));
    if types.is_empty() {
        return Ok(None);
    }
    Ok(Some(types.into_iter().map(str::to_owned).collect()))
}

async fn cursor(call: &mut Call, id: Option<&str>, param: &str) -> Result<Option<i64>, ApiError> {
    let Some(id) = id else {
        return Ok(None);
    };
    let row = sqlx::query("select seq from sandbox.stripe_events where id = $1").bind(id).fetch_optional(&mut *call.tx).await?;
    match row {
        Some(row) => Ok(Some(row.try_get("seq")?)),
        None => Err(ApiError::no_such("event", id, param)),
    }
}

fn rendered(row: &sqlx::postgres::PgRow) -> Result<Value, ApiError> {
    let mut body: Value = row.try_get("body")?;
    let pending: i32 = row.try_get("pending_deliveries")?;
    set(&mut body, "pending_webhooks", pending);
    Ok(body)
}
