//! What a browser does: the publishable key, the challenge page, the script.

use serde_json::json;
use sqlx::PgPool;

use crate::support::{Shop, text};

async fn open_intent(shop: &Shop) -> anyhow::Result<(String, String)> {
    let made = shop.post("/v1/payment_intents", "amount=1000&currency=usd&metadata[order]=7").await?;
    Ok((text(&made.body, "id").to_owned(), text(&made.body, "client_secret").to_owned()))
}

#[sqlx::test(migrations = false)]
async fn the_browser_pays_with_the_client_secret(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let (id, secret) = open_intent(&shop).await?;
    let path = format!("/v1/payment_intents/{id}");
    let wrong = shop.browse("GET", &format!("{path}?client_secret={id}_secret_x"), "").await?;
    assert_eq!(wrong.status, 400);
    let seen = shop.browse("GET", &format!("{path}?client_secret={secret}"), "").await?;
    assert_eq!(seen.body["id"], json!(id));
    assert!(seen.body.get("metadata").is_none());
    let card = "payment_method_data[type]=card&payment_method_data[card][number]=4242424242424242&payment_method_data[card][exp_month]=12&payment_method_data[card][exp_year]=2060&payment_method_data[card][cvc]=123";
    let paid =
        shop.browse("POST", &format!("{path}/confirm"), &format!("client_secret={secret}&use_stripe_sdk=true&{card}")).await?;
    assert_eq!(paid.body["status"], json!("succeeded"), "{}", paid.text);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn the_browser_cannot_do_what_servers_do(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let (id, secret) = open_intent(&shop).await?;
    let capture = format!("/v1/payment_intents/{id}/capture");
    let body = format!("client_secret={secret}");
    assert_eq!(shop.browse("POST", &capture, &body).await?.status, 401);
    assert_eq!(shop.browse("GET", "/_sandbox/books", "").await?.status, 401);
    Ok(())
}

async fn challenged(shop: &Shop) -> anyhow::Result<(String, String)> {
    let waiting = shop.pay("pm_card_authenticationRequired", "").await?;
    assert_eq!(waiting.body["status"], json!("requires_action"));
    let url = text(&waiting.body["next_action"]["redirect_to_url"], "url");
    let path = url.strip_prefix("/sandbox/stripe").unwrap_or_default();
    Ok((text(&waiting.body, "id").to_owned(), path.to_owned()))
}

#[sqlx::test(migrations = false)]
async fn a_passed_challenge_pays_and_returns(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let (id, path) = challenged(&shop).await?;
    let page = shop.send("GET", &path, &[], "").await?;
    assert!(page.text.contains("Complete authentication"));
    let back = shop.send("POST", &path, &[], "outcome=pass").await?;
    assert_eq!(back.status, 303);
    let location = back.headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(location.starts_with("https://shop.test/done?payment_intent=pi_"));
    assert!(location.ends_with("redirect_status=succeeded"));
    let paid = shop.get(&format!("/v1/payment_intents/{id}")).await?;
    assert_eq!(paid.body["status"], json!("succeeded"));
    assert_eq!(shop.count_events("payment_intent.succeeded").await?, 1);

    let twice = shop.send("POST", &path, &[], "outcome=pass").await?;
    assert_eq!(twice.status, 303);
    assert_eq!(shop.count_events("payment_intent.succeeded").await?, 1);
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_failed_challenge_waits_for_another_card(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let (id, path) = challenged(&shop).await?;
    let framed = shop.send("POST", &format!("{path}&frame=1"), &[], "outcome=fail").await?;
    assert_eq!(framed.status, 303);
    let intent = shop.get(&format!("/v1/payment_intents/{id}")).await?.body;
    assert_eq!(intent["status"], json!("requires_payment_method"));
    assert_eq!(intent["last_payment_error"]["code"], json!("payment_intent_authentication_failure"));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn a_stranger_cannot_answer_a_challenge(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let (id, _) = challenged(&shop).await?;
    let guess = format!("/3ds/{id}?token=guess");
    let answer = shop.send("POST", &guess, &[], "outcome=pass").await?;
    assert_eq!(answer.status, 404);
    let intent = shop.get(&format!("/v1/payment_intents/{id}")).await?.body;
    assert_eq!(intent["status"], json!("requires_action"));
    Ok(())
}

#[sqlx::test(migrations = false)]
async fn the_script_is_served(pool: PgPool) -> anyhow::Result<()> {
    let shop = Shop::open(&pool).await?;
    let script = shop.send("GET", "/stripe.js", &[], "").await?;
    assert_eq!(script.status, 200);
    assert!(script.text.contains("window.Stripe = Stripe"));
    Ok(())
}
