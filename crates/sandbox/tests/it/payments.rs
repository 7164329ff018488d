//! Payments: approved, declined, authorised and captured, challenged, saved for later.

use serde_json::json;
use sqlx::PgPool;

use crate::support::{Shop, text};

#[sqlx::test(migrations = false)]
async fn a_good_card_pays_and_the_books_know(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let paid = shop.pay("pm_card_visa", "metadata[order]=7&expand[]=latest_charge").await?;
    assert_eq!(paid.status, 200, "{}", paid.text);
    assert_eq!(paid.body["status"], json!("succeeded"));
    assert_eq!(paid.body["amount_received"], json!(1000));
    assert_eq!(paid.body["latest_charge"]["captured"], json!(true));
    assert_eq!(paid.body["metadata"], json!({"order": "7"}));
    assert!(!paid.text.contains("_card\":\"4242"));
    assert!(paid.headers.contains_key("request-id"));

    let books = shop.get("/_sandbox/books").await?.body;
    let sums = json!({"captured": 1000, "refunded": 0, "fees": 59, "net": 941});
    assert_eq!(books["currencies"]["usd"], sums);
    assert_eq!(books["succeeded"][0]["payment_intent"], paid.body["id"]);
    let balance = shop.get("/v1/balance").await?.body;
    assert_eq!(balance["available"][0]["amount"], json!(941));
    for kind in ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"] {
        assert_eq!(shop.count_events(kind).await?, 1, "{kind}");
    }
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_declined_card_is_402_and_the_intent_waits(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let refused = shop.pay("pm_card_chargeDeclinedInsufficientFunds", "").await?;
    assert_eq!(refused.status, 402);
    let error = &refused.body["error"];
    assert_eq!(error["type"], json!("card_error"));
    assert_eq!(error["decline_code"], json!("insufficient_funds"));
    let id = text(&error["payment_intent"], "id");
    let intent = shop.get(&format!("/v1/payment_intents/{id}?")).await?.body;
    assert_eq!(intent["status"], json!("requires_payment_method"));
    assert_eq!(intent["last_payment_error"]["code"], json!("card_declined"));
    let charge = shop.get(&format!("/v1/charges/{}", text(&intent, "latest_charge"))).await?.body;
    assert_eq!(charge["status"], json!("failed"));
    assert_eq!(shop.count_events("payment_intent.payment_failed").await?, 1);

    let body = "payment_method=pm_card_visa&return_url=https://shop.test/done";
    let again = shop.post(&format!("/v1/payment_intents/{id}/confirm"), body).await?;
    assert_eq!(again.body["status"], json!("succeeded"), "{}", again.text);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn an_authorisation_is_captured_in_part_once(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let held = shop.pay("pm_card_visa", "capture_method=manual").await?;
    assert_eq!(held.body["status"], json!("requires_capture"));
    assert_eq!(held.body["amount_capturable"], json!(1000));
    let capture = format!("/v1/payment_intents/{}/capture", text(&held.body, "id"));
    let greedy = shop.post(&capture, "amount_to_capture=1001").await?;
    assert_eq!(greedy.status, 400);
    let taken = shop.post(&capture, "amount_to_capture=600").await?;
    assert_eq!(taken.body["amount_received"], json!(600));
    let twice = shop.post(&capture, "").await?;
    assert_eq!(twice.body["error"]["code"], json!("payment_intent_unexpected_state"));
    let books = shop.get("/_sandbox/books").await?.body;
    assert_eq!(books["currencies"]["usd"]["captured"], json!(600));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_cancelled_authorisation_moves_no_money(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let held = shop.pay("pm_card_visa", "capture_method=manual").await?;
    let path = format!("/v1/payment_intents/{}/cancel", text(&held.body, "id"));
    let gone = shop.post(&path, "cancellation_reason=abandoned").await?;
    assert_eq!(gone.body["status"], json!("canceled"));
    assert_eq!(gone.body["cancellation_reason"], json!("abandoned"));
    let books = shop.get("/_sandbox/books").await?.body;
    assert_eq!(books["currencies"], json!({}));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_saved_card_pays_off_session(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let customer = shop.post("/v1/customers", "email=a@b.test").await?.body;
    let customer = text(&customer, "id");
    let body = format!("customer={customer}&payment_method=pm_card_visa&confirm=true&return_url=https://shop.test/done");
    let setup = shop.post("/v1/setup_intents", &body).await?;
    assert_eq!(setup.body["status"], json!("succeeded"), "{}", setup.text);
    let method = text(&setup.body, "payment_method");
    let owned = shop.get(&format!("/v1/payment_methods?customer={customer}&type=card")).await?;
    assert_eq!(owned.body["data"][0]["id"], json!(method));
    let stranger = shop.pay(method, "off_session=true").await?;
    assert_eq!(stranger.status, 400);
    let more = format!("off_session=true&customer={customer}");
    let paid = shop.pay(method, &more).await?;
    assert_eq!(paid.body["status"], json!("succeeded"), "{}", paid.text);

    let gone =
        shop.send("DELETE", &format!("/v1/customers/{customer}"), &[("authorization", "Bearer sk_test_sandbox")], "").await?;
    assert_eq!(gone.body["deleted"], json!(true));
    assert_eq!(shop.pay(method, &more).await?.status, 404);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn off_session_authentication_is_a_decline(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let refused = shop.pay("pm_card_authenticationRequired", "off_session=true").await?;
    assert_eq!(refused.status, 402);
    assert_eq!(refused.body["error"]["code"], json!("authentication_required"));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_disputed_card_pays_and_tells_of_the_dispute(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let paid = shop.pay("pm_card_createDispute", "").await?;
    assert_eq!(paid.body["status"], json!("succeeded"));
    assert_eq!(shop.count_events("charge.dispute.created").await?, 1);
    let body = format!("payment_intent={}", text(&paid.body, "id"));
    let refund = shop.post("/v1/refunds", &body).await?;
    assert_eq!(refund.body["error"]["code"], json!("charge_disputed"));
    let decided = shop.post("/_sandbox/settle", r#"{"disputes": "lost"}"#).await?;
    assert_eq!(decided.body["disputes"], json!(1), "{}", decided.text);
    assert_eq!(shop.count_events("charge.dispute.closed").await?, 1);
    let books = shop.get("/_sandbox/books").await?.body;
    assert_eq!(books["currencies"]["usd"]["refunded"], json!(1000), "{books}");
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_slow_payment_is_settled_later(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    shop.chaos(r#"{"processing": true}"#).await?;
    let waiting = shop.pay("pm_card_visa", "").await?;
    assert_eq!(waiting.body["status"], json!("processing"));
    let done = shop.post("/_sandbox/settle", r#"{"payments": "succeeded"}"#).await?;
    assert_eq!(done.body["payments"], json!(1), "{}", done.text);
    let path = format!("/v1/payment_intents/{}", text(&waiting.body, "id"));
    assert_eq!(shop.get(&path).await?.body["status"], json!("succeeded"));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn unknown_and_missing_parameters_are_refused(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let missing = shop.post("/v1/payment_intents", "currency=usd").await?;
    assert_eq!(missing.body["error"]["code"], json!("parameter_missing"));
    let unknown = shop.post("/v1/payment_intents", "amount=1000&currency=usd&colour=red").await?;
    assert_eq!(unknown.body["error"]["code"], json!("parameter_unknown"));
    let nothing = shop.get("/v1/payment_intents/pi_none").await?;
    assert_eq!(nothing.status, 404);
    assert_eq!(nothing.body["error"]["code"], json!("resource_missing"));
    let stranger = shop.send("GET", "/v1/balance", &[], "").await?;
    assert_eq!(stranger.status, 401);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn the_books_survive_a_restart(pool: PgPool) -> anyhow::Result<()> {
    let id = {
        let shop = Shop::open(&pool).await?;
        let paid = shop.pay("pm_card_visa", "").await?;
        shop.stripe.shutdown();
        text(&paid.body, "id").to_owned()
    };
    let reopened = Shop::open(&pool).await?;
    let found = reopened.get(&format!("/v1/payment_intents/{id}")).await?;
    assert_eq!(found.body["status"], json!("succeeded"));
    Ok(())
}
