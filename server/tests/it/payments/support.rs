//! Steps that the tests of money share: order a course, pay it like the browser does.

use std::collections::BTreeMap;
use test_support::{NewCourse, TestApp, Visitor};

pub const GOOD_CARD: &str = "4242424242424242";

/// Orders a course; gives the order's id.
pub async fn order(visitor: &mut Visitor, course: &NewCourse) -> String {
    let page = visitor.get(&format!("/o/{}", course.slug)).await.expect_status(200);
    let key = page.form_value("key");
    let answer = visitor.post("/checkout", &[("offering", &course.slug), ("key", &key)]).await.expect_status(303);
    answer.location().rsplit('/').next().expect("an order id").to_owned()
}

/// Opens the checkout page; gives the intent's client secret.
pub async fn client_secret(visitor: &mut Visitor, order: &str) -> String {
    let page = visitor.get(&format!("/checkout/{order}")).await.expect_status(200);
    let at = page.body.find("_secret_").expect("a client secret on the page");
    let start = page.body.get(..at).and_then(|before| before.rfind("pi_")).expect("its beginning");
    page.body.get(start..).expect("text").chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// Confirms the intent with a card, as the provider's script does in the browser.
pub async fn confirm(app: &TestApp, secret: &str, card: &str) -> serde_json::Value {
    let intent = secret.split("_secret_").next().expect("an intent");
    let url = format!("{}/sandbox/stripe/v1/payment_intents/{intent}/confirm", app.base_url);
    let form = [
        ("client_secret", secret),
        ("payment_method_data[type]", "card"),
        ("payment_method_data[card][number]", card),
        ("payment_method_data[card][exp_month]", "12"),
        ("payment_method_data[card][exp_year]", "2031"),
        ("payment_method_data[card][cvc]", "123"),
        ("return_url", "https://example.org/return"),
    ];
    let key = app.backend.settings.stripe_publishable_key.clone();
    let answer = reqwest::Client::new().post(url).bearer_auth(key).form(&form).send().await.expect("an answer");
    answer.json().await.expect("json")
}

/// Tells the provider's stand-in what to do, under its control address.
pub async fn control(app: &TestApp, what: &str, body: &serde_json::Value) -> serde_json::Value {
    let url = format!("{}/sandbox/stripe/_sandbox/{what}", app.base_url);
    let key = server::sandboxes::StripeKeys::of(&app.config).secret;
    let answer = reqwest::Client::new().post(url).bearer_auth(key).json(body).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 200, "{what} {body}");
    answer.json().await.expect("json")
}

/// Orders and confirms with a good card, without telling the site.
pub async fn pay_silently(app: &TestApp, visitor: &mut Visitor, course: &NewCourse) -> String {
    let order_id = order(visitor, course).await;
    let secret = client_secret(visitor, &order_id).await;
    let intent = confirm(app, &secret, GOOD_CARD).await;
    assert_eq!(intent["status"], "succeeded", "{intent}");
    order_id
}

/// The state of the only order.
pub async fn order_status(app: &TestApp) -> String {
    sqlx::query_scalar("select status from orders").fetch_one(&app.backend.db).await.expect("one order")
}

/// What lies with the provider, per currency, is what our books say: captured, less what went back. The provider takes a refund out
/// when it begins, our books when it has arrived.
pub async fn assert_same_books(app: &TestApp) {
    let url = format!("{}/sandbox/stripe/_sandbox/books", app.base_url);
    let key = server::sandboxes::StripeKeys::of(&app.config).secret;
    let answer = reqwest::Client::new().get(url).bearer_auth(key).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 200);
    let books: serde_json::Value = answer.json().await.expect("json");
    let mut theirs = BTreeMap::new();
    for (currency, amounts) in books["currencies"].as_object().expect("currencies") {
        let minor = |name: &str| amounts[name].as_i64().expect("an amount");
        theirs.insert(currency.to_uppercase(), minor("captured") - minor("refunded"));
    }
    let on_their_way = "select upper(body->>'currency'), sum((body->>'amount')::bigint)::bigint from sandbox.stripe_objects
         where kind = 'refund' and body->>'status' = 'pending' group by 1";
    for (currency, minor) in sums(app, on_their_way).await {
        *theirs.entry(currency).or_default() += minor;
    }
    let ours = "select l.currency, sum(l.amount_minor)::bigint from ledger_lines l join ledger_accounts a on a.id = l.account_id
         where a.kind = 'provider_clearing' group by 1";
    assert_eq!(sums(app, ours).await, theirs, "our books and the provider's");
}

async fn sums(app: &TestApp, sql: &'static str) -> BTreeMap<String, i64> {
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(&app.backend.db).await.expect("sums");
    rows.into_iter().collect()
}
