//! Idempotency keys and the faults that make them necessary.

use serde_json::json;
use sqlx::PgPool;

use crate::support::{Shop, text};

const INTENTS: &str = "/v1/payment_intents";
const BODY: &str = "amount=1000&currency=usd";

async fn count(shop: &Shop) -> anyhow::Result<usize> {
    let list = shop.get(INTENTS).await?;
    Ok(list.body["data"].as_array().map_or(0, Vec::len))
}

#[sqlx::test(migrations = false)]
async fn the_same_key_gives_the_same_answer(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let first = shop.post_once("k1", INTENTS, BODY).await?;
    let again = shop.post_once("k1", INTENTS, "currency=usd&amount=1000").await?;
    assert_eq!(first.text, again.text);
    assert!(!first.headers.contains_key("idempotent-replayed"));
    assert_eq!(again.headers.get("idempotent-replayed").map(|value| value.as_bytes()), Some(b"true".as_slice()));
    assert_eq!(count(&shop).await?, 1);

    let other = shop.post_once("k1", INTENTS, "amount=2000&currency=usd").await?;
    assert_eq!(other.status, 400);
    assert_eq!(other.body["error"]["type"], json!("idempotency_error"));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_decline_is_remembered_and_a_wrong_request_is_not(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let wrong = shop.post_once("k1", INTENTS, "currency=usd").await?;
    assert_eq!(wrong.status, 400);
    let right = shop.post_once("k1", INTENTS, BODY).await?;
    assert_eq!(right.status, 200);

    let path = format!("{INTENTS}/{}/confirm", text(&right.body, "id"));
    let body = "payment_method=pm_card_chargeDeclined&return_url=https://shop.test/done";
    let refused = shop.post_once("k2", &path, body).await?;
    let again = shop.post_once("k2", &path, body).await?;
    assert_eq!((refused.status, again.status), (402, 402));
    assert_eq!(refused.text, again.text);
    assert_eq!(shop.count_events("charge.failed").await?, 1);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_key_in_flight_is_409(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    shop.chaos(r#"{"api_delay_ms": 400}"#).await?;
    let (one, two) = tokio::join!(shop.post_once("k1", INTENTS, BODY), shop.post_once("k1", INTENTS, BODY),);
    let mut statuses = [one?.status, two?.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    shop.chaos("{}").await?;
    assert_eq!(count(&shop).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_failure_before_the_effect_frees_the_key(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    shop.chaos(r#"{"fail_next": {"path_contains": "POST /v1/payment_intents", "status": 503}}"#).await?;
    assert_eq!(shop.post_once("k1", INTENTS, BODY).await?.status, 503);
    assert_eq!(count(&shop).await?, 0);
    assert_eq!(shop.post_once("k1", INTENTS, BODY).await?.status, 200);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_failure_after_the_effect_is_replayed(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    shop.chaos(r#"{"fail_next": {"path_contains": "/v1/payment_intents", "after_effect": true}}"#).await?;
    assert_eq!(shop.post_once("k1", INTENTS, BODY).await?.status, 500);
    assert_eq!(shop.post_once("k1", INTENTS, BODY).await?.status, 500);
    assert_eq!(count(&shop).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_lost_answer_is_found_again_with_the_key(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    shop.chaos(r#"{"fail_next": {"status": 502, "after_effect": true, "remember": false}}"#).await?;
    assert_eq!(shop.post_once("k1", INTENTS, BODY).await?.status, 502);
    assert_eq!(shop.post_once("k1", INTENTS, BODY).await?.status, 200);
    assert_eq!(count(&shop).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_key_belongs_to_its_path_and_has_a_length(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    assert_eq!(shop.post_once("k1", INTENTS, BODY).await?.status, 200);
    assert_eq!(shop.post_once("k1", "/v1/customers", "").await?.status, 200);
    let long = "k".repeat(256);
    assert_eq!(shop.post_once(&long, INTENTS, BODY).await?.status, 400);
    Ok(())
}

/// Lets time pass at the stand-in since all that it remembers.
async fn pass(pool: &PgPool, seconds: i64) -> anyhow::Result<()> {
    sqlx::query("update sandbox.stripe_idempotency set created = created - $1").bind(seconds).execute(pool).await?;
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_key_is_forgotten_after_a_day(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let first = shop.post_once("k1", INTENTS, BODY).await?;
    pass(&pool, 86_340).await?;
    assert_eq!(shop.post_once("k1", INTENTS, BODY).await?.text, first.text, "a minute before");
    pass(&pool, 60).await?;
    let second = shop.post_once("k1", INTENTS, "amount=2000&currency=usd").await?;
    assert_eq!(second.status, 200, "it may even stand for something else");
    assert!(!second.headers.contains_key("idempotent-replayed"));
    assert_eq!(count(&shop).await?, 2);
    let again = shop.post_once("k1", INTENTS, "amount=2000&currency=usd").await?;
    assert_eq!(again.text, second.text, "now it is this one's");
    Ok(())
}
