//! Webhooks: signed, retried, duplicated, held and dropped; events listed for those who missed one.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio_util::task::TaskTracker;

use crate::support::{Shop, text};

/// A shop's webhook: keeps what it was sent and answers as told.
#[derive(Clone, Default)]
struct Inbox {
    mail: Arc<Mutex<Vec<(String, Value)>>>,
    is_broken: Arc<Mutex<bool>>,
}

impl Inbox {
    fn kinds(&self) -> Vec<String> {
        let mail = self.mail.lock().unwrap_or_else(PoisonError::into_inner);
        mail.iter().map(|(_, event)| text(event, "type").to_owned()).collect()
    }

    fn ids(&self) -> Vec<String> {
        let mail = self.mail.lock().unwrap_or_else(PoisonError::into_inner);
        mail.iter().map(|(_, event)| text(event, "id").to_owned()).collect()
    }

    fn set_broken(&self, is_broken: bool) {
        *self.is_broken.lock().unwrap_or_else(PoisonError::into_inner) = is_broken;
    }

    async fn listen(&self) -> anyhow::Result<String> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = Router::new().route("/hook", post(receive)).with_state(self.clone());
        TaskTracker::new().spawn(async move { axum::serve(listener, router).await });
        Ok(format!("http://{address}/hook"))
    }
}

async fn receive(State(inbox): State<Inbox>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let is_broken = *inbox.is_broken.lock().unwrap_or_else(PoisonError::into_inner);
    if is_broken {
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let event = serde_json::from_slice(&body).unwrap_or(Value::Null);
    inbox.mail.lock().unwrap_or_else(PoisonError::into_inner).push((signature, event));
    StatusCode::OK
}

#[sqlx::test(migrations = false)]
async fn events_arrive_signed_and_in_order(pool: PgPool) -> anyhow::Result<()> {
    let inbox = Inbox::default();
    let shop = Shop::with_webhook(&pool, &inbox.listen().await?).await?;
    shop.pay("pm_card_visa", "").await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 3);
    assert_eq!(inbox.kinds(), ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]);
    let mail = inbox.mail.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(mail.iter().all(|(signature, _)| signature.starts_with("t=") && signature.contains(",v1=")));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_failed_delivery_is_tried_again(pool: PgPool) -> anyhow::Result<()> {
    let inbox = Inbox::default();
    let shop = Shop::with_webhook(&pool, &inbox.listen().await?).await?;
    inbox.set_broken(true);
    shop.post("/v1/customers", "").await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 0);
    let missed = shop.get("/v1/events?delivery_success=false").await?;
    assert_eq!(missed.body["data"][0]["pending_webhooks"], json!(1));
    inbox.set_broken(false);
    assert_eq!(shop.stripe.deliver_pending().await?, 0, "too early");
    sqlx::query("update sandbox.stripe_deliveries set next_at = 0 where state = 'pending'").execute(&pool).await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 1);
    assert_eq!(inbox.kinds(), ["customer.created"]);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn events_are_doubled_held_and_dropped_on_demand(pool: PgPool) -> anyhow::Result<()> {
    let inbox = Inbox::default();
    let shop = Shop::with_webhook(&pool, &inbox.listen().await?).await?;
    shop.chaos(r#"{"duplicates": 2}"#).await?;
    shop.post("/v1/customers", "").await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 3);
    shop.chaos(r#"{"hold": true}"#).await?;
    shop.post("/v1/customers", "").await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 0);
    let released = shop.post("/_sandbox/release", "").await?;
    assert_eq!(released.body["released"], json!(1));
    assert_eq!(shop.stripe.deliver_pending().await?, 1);
    shop.chaos(r#"{"drop": true}"#).await?;
    shop.post("/v1/customers", "").await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 0);
    assert_eq!(shop.count_events("customer.created").await?, 3);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn shuffled_events_overtake_one_another(pool: PgPool) -> anyhow::Result<()> {
    let inbox = Inbox::default();
    let shop = Shop::with_webhook(&pool, &inbox.listen().await?).await?;
    shop.chaos(r#"{"shuffle": true}"#).await?;
    for _ in 0..20 {
        shop.post("/v1/customers", "").await?;
    }
    sqlx::query("update sandbox.stripe_deliveries set next_at = 0").execute(&pool).await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 20);
    let mut created: Vec<String> =
        sqlx::query_scalar("select id from sandbox.stripe_events order by seq").fetch_all(&pool).await?;
    let mut arrived = inbox.ids();
    // One in 20! that chance keeps the order.
    assert_ne!(arrived, created);
    arrived.sort();
    created.sort();
    assert_eq!(arrived, created, "each of them once");
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn shuffled_deliveries_are_due_in_another_order(pool: PgPool) -> anyhow::Result<()> {
    let due = "select next_at from sandbox.stripe_deliveries order by id";
    let shop = Shop::with_webhook(&pool, "http://127.0.0.1:9/hook").await?;
    // All deliveries of one event are queued at one moment.
    shop.chaos(r#"{"duplicates": 63}"#).await?;
    shop.post("/v1/customers", "").await?;
    let calm: Vec<i64> = sqlx::query_scalar(due).fetch_all(&pool).await?;
    assert!(calm.len() == 64 && calm.is_sorted(), "{calm:?}");
    sqlx::query("delete from sandbox.stripe_deliveries").execute(&pool).await?;
    shop.chaos(r#"{"duplicates": 63, "shuffle": true}"#).await?;
    shop.post("/v1/customers", "").await?;
    let shuffled: Vec<i64> = sqlx::query_scalar(due).fetch_all(&pool).await?;
    assert!(shuffled.len() == 64 && !shuffled.is_sorted(), "{shuffled:?}");
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn delayed_events_wait_as_long_as_they_are_told(pool: PgPool) -> anyhow::Result<()> {
    let inbox = Inbox::default();
    let shop = Shop::with_webhook(&pool, &inbox.listen().await?).await?;
    shop.chaos(r#"{"delay_ms": 60000}"#).await?;
    shop.post("/v1/customers", "").await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 0, "nothing is due yet");
    sqlx::query("update sandbox.stripe_deliveries set next_at = next_at - 60000").execute(&pool).await?;
    assert_eq!(shop.stripe.deliver_pending().await?, 1);
    assert_eq!(inbox.kinds(), ["customer.created"]);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn events_are_listed_in_pages(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    shop.pay("pm_card_visa", "").await?;
    let newest = shop.get("/v1/events?limit=2").await?.body;
    assert_eq!(newest["has_more"], json!(true));
    assert_eq!(newest["data"][0]["type"], json!("payment_intent.succeeded"));
    let last = text(&newest["data"][1], "id");
    let older = shop.get(&format!("/v1/events?limit=2&starting_after={last}")).await?.body;
    assert_eq!(older["data"][0]["type"], json!("payment_intent.created"));
    assert_eq!(older["has_more"], json!(false));
    let oldest = text(&older["data"][0], "id");
    let newer = shop.get(&format!("/v1/events?limit=1&ending_before={oldest}")).await?.body;
    assert_eq!(newer["data"][0]["type"], json!("charge.succeeded"));
    let some = shop.get("/v1/events?types[]=charge.succeeded&types[]=payment_intent.created").await?.body;
    assert_eq!(some["data"].as_array().map(Vec::len), Some(2));
    Ok(())
}
