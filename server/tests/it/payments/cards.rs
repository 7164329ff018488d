//! Every card case leads to the right page and never to two charges.

use super::support::{GOOD_CARD, client_secret, confirm, order, order_status};
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_declined_card_keeps_the_order_open_and_another_card_pays_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    let secret = client_secret(&mut visitor, &order_id).await;
    for (card, text) in [
        ("4000000000000002", "declined this card"),
        ("4000000000009995", "not enough money"),
        ("4000000000000069", "has expired"),
        ("4000000000000127", "security code"),
    ] {
        let answer = confirm(&app, &secret, card).await;
        assert_eq!(answer["error"]["type"], "card_error", "{answer}");
        let back = visitor.get(&format!("/checkout/{order_id}/return")).await.expect_status(303);
        assert_eq!(back.location(), format!("/checkout/{order_id}?failed=1"), "{card}");
        let page = visitor.get(&back.location()).await.expect_status(200);
        assert!(page.body.contains(text), "{card}: {text}");
        assert_eq!(order_status(&app).await, "awaiting_payment");
    }
    assert_eq!(client_secret(&mut visitor, &order_id).await, secret, "the same intent is tried again");
    confirm(&app, &secret, GOOD_CARD).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "active");
    assert_eq!(app.count("select count(*) from payments").await, 1);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_abandoned_confirmation_leaves_the_order_to_be_resumed(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    let secret = client_secret(&mut visitor, &order_id).await;
    let answer = confirm(&app, &secret, "4000002500003155").await;
    assert_eq!(answer["status"], "requires_action", "{answer}");
    app.settle().await;
    assert_eq!(order_status(&app).await, "awaiting_payment");
    assert_eq!(app.count("select count(*) from payments where status = 'requires_action'").await, 1);
    let list = visitor.get("/orders").await.expect_status(200);
    assert!(list.body.contains(&format!("/orders/{order_id}")));
    visitor.get(&format!("/checkout/{order_id}")).await.expect_status(200);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_lost_answer_is_asked_for_again_with_the_same_key(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    // The intent is made, but the answer never arrives.
    let chaos = serde_json::json!({ "fail_next": { "path_contains": "POST /v1/payment_intents", "status": 500, "after_effect": true, "remember": false, "count": 1 } });
    reqwest::Client::new()
        .post(format!("{}/sandbox/stripe/_sandbox/chaos", app.base_url))
        .bearer_auth(server::sandboxes::StripeKeys::of(&app.config).secret)
        .json(&chaos)
        .send()
        .await
        .unwrap()
        .error_for_status()
        .unwrap();
    visitor.get(&format!("/checkout/{order_id}")).await.expect_status(503);
    assert_eq!(app.count("select count(*) from payments where status = 'unknown'").await, 1);
    let secret = client_secret(&mut visitor, &order_id).await;
    confirm(&app, &secret, GOOD_CARD).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "active");
    assert_eq!(app.count("select count(*) from sandbox.stripe_objects where kind = 'payment_intent'").await, 1);
    app.assert_promises().await;
}
