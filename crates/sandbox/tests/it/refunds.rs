//! Refunds: whole, in part, at once from many sides, and those that the bank takes its time over.

use serde_json::json;
use sqlx::PgPool;

use crate::support::{Shop, text};

#[sqlx::test(migrations = false)]
async fn refunds_add_up_to_the_capture_and_no_further(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let paid = shop.pay("pm_card_visa", "").await?;
    let intent = format!("payment_intent={}", text(&paid.body, "id"));
    let part = shop.post("/v1/refunds", &format!("{intent}&amount=400")).await?;
    assert_eq!(part.body["status"], json!("succeeded"), "{}", part.text);
    let greedy = shop.post("/v1/refunds", &format!("{intent}&amount=601")).await?;
    assert_eq!(greedy.status, 400);
    let rest = shop.post("/v1/refunds", &intent).await?;
    assert_eq!(rest.body["amount"], json!(600));
    let late = shop.post("/v1/refunds", &intent).await?;
    assert_eq!(late.body["error"]["code"], json!("charge_already_refunded"));
    let list = shop.get(&format!("/v1/refunds?{intent}")).await?;
    assert_eq!(list.body["data"].as_array().map(Vec::len), Some(2));
    assert_eq!(shop.count_events("charge.refunded").await?, 2);
    let books = shop.get("/_sandbox/books").await?.body;
    assert_eq!(books["currencies"]["usd"]["refunded"], json!(1000));
    assert_eq!(books["succeeded"][0]["amount_refunded"], json!(1000));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn refunds_at_the_same_moment_never_pass_the_capture(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let paid = shop.pay("pm_card_visa", "").await?;
    let body = format!("payment_intent={}&amount=300", text(&paid.body, "id"));
    let (a, b, c, d) = tokio::join!(
        shop.post("/v1/refunds", &body),
        shop.post("/v1/refunds", &body),
        shop.post("/v1/refunds", &body),
        shop.post("/v1/refunds", &body),
    );
    let statuses = [a?.status, b?.status, c?.status, d?.status];
    let accepted = statuses.iter().filter(|status| **status == 200).count();
    assert_eq!(accepted, 3, "{statuses:?}");
    let books = shop.get("/_sandbox/books").await?.body;
    assert_eq!(books["currencies"]["usd"]["refunded"], json!(900));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_pending_refund_can_be_cancelled_or_fail(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let paid = shop.pay("pm_card_pendingRefund", "").await?;
    let intent = format!("payment_intent={}", text(&paid.body, "id"));
    let first = shop.post("/v1/refunds", &intent).await?;
    assert_eq!(first.body["status"], json!("pending"));
    let path = format!("/v1/refunds/{}/cancel", text(&first.body, "id"));
    assert_eq!(shop.post(&path, "").await?.body["status"], json!("canceled"));
    let second = shop.post("/v1/refunds", &intent).await?;
    assert_eq!(second.body["amount"], json!(1000), "{}", second.text);
    shop.post("/_sandbox/settle", r#"{"refunds": "failed"}"#).await?;
    assert_eq!(shop.count_events("refund.failed").await?, 1);
    let books = shop.get("/_sandbox/books").await?.body;
    assert_eq!(books["currencies"]["usd"]["refunded"], json!(0));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn the_failing_card_takes_a_refund_back_that_had_succeeded(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let paid = shop.pay("pm_card_refundFail", "").await?;
    let intent = format!("payment_intent={}", text(&paid.body, "id"));
    let refund = shop.post("/v1/refunds", &intent).await?;
    assert_eq!(refund.body["status"], json!("succeeded"));
    assert!(refund.body.get("_fails").is_none());
    shop.post("/_sandbox/settle", r#"{"refunds": "failed", "refund": "re_another"}"#).await?;
    assert_eq!(shop.count_events("refund.failed").await?, 0);
    shop.post("/_sandbox/settle", r#"{"refunds": "failed"}"#).await?;
    let path = format!("/v1/refunds/{}", text(&refund.body, "id"));
    assert_eq!(shop.get(&path).await?.body["status"], json!("failed"));
    for kind in ["refund.failed", "refund.updated", "charge.refund.updated"] {
        assert_eq!(shop.count_events(kind).await?, 1, "{kind}");
    }
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_refund_of_the_dashboard_is_a_refund_without_metadata(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let paid = shop.pay("pm_card_visa", "").await?;
    let intent = text(&paid.body, "id").to_owned();
    let part = shop.post("/_sandbox/refund", &json!({"payment_intent": intent, "amount": 400}).to_string()).await?;
    assert_eq!((part.status, &part.body["amount"]), (200, &json!(400)), "{}", part.text);
    assert_eq!(part.body["metadata"], json!({}));
    let rest = shop.post("/_sandbox/refund", &json!({"payment_intent": intent}).to_string()).await?;
    assert_eq!(rest.body["amount"], json!(600));
    assert_eq!(shop.post("/_sandbox/refund", &json!({"payment_intent": intent}).to_string()).await?.status, 400);
    assert_eq!(shop.count_events("refund.created").await?, 2);
    assert_eq!(shop.browse("POST", "/_sandbox/refund", "{}").await?.status, 401);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn an_unpaid_intent_has_nothing_to_refund(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let open = shop.post("/v1/payment_intents", "amount=1000&currency=usd").await?;
    let body = format!("payment_intent={}", text(&open.body, "id"));
    assert_eq!(shop.post("/v1/refunds", &body).await?.status, 400);
    Ok(())
}
