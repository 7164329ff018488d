//! Every card case leads to the right page and never to two charges.

use super::support::{GOOD_CARD, client_secret, confirm, control, order, order_status};
use jiff::SignedDuration;
use serde_json::json;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp, Visitor};

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
    assert_eq!(app.count("select count(*) from mails").await, 0, "the buyer may still be at the bank's page");
    for _ in 0..2 {
        app.pass(SignedDuration::from_mins(11));
        backend::payments::resolve_unsettled(&app.backend).await.unwrap();
        app.run_jobs().await;
    }
    assert_mailed_way_back(&app, "action", &order_id).await;
    app.assert_promises().await;
}

/// One mail of this kind leads back to the checkout.
async fn assert_mailed_way_back(app: &TestApp, template: &str, order_id: &str) {
    let bodies: Vec<String> = sqlx::query_scalar("select text_body from mails where template = $1")
        .bind(template)
        .fetch_all(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(bodies.len(), 1, "{template}");
    assert!(bodies[0].contains(&format!("{}/checkout/{order_id}", app.base_url)), "{}", bodies[0]);
    assert!(bodies[0].contains("51.45 USD"), "{}", bodies[0]);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_payment_that_the_bank_thinks_about_is_waited_for_and_its_failure_is_mailed(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    let secret = client_secret(&mut visitor, &order_id).await;
    control(&app, "chaos", &json!({ "processing": true })).await;
    assert_eq!(confirm(&app, &secret, GOOD_CARD).await["status"], "processing");
    let back = format!("/checkout/{order_id}/return");
    let page = visitor.get(&back).await.expect_status(200);
    assert!(page.body.contains("We are asking your bank"));
    assert_eq!(page.header("refresh"), "3");
    assert_eq!(visitor.get(&format!("/checkout/{order_id}")).await.expect_status(303).location(), back);
    control(&app, "settle", &json!({ "payments": "failed" })).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "awaiting_payment");
    assert_mailed_way_back(&app, "payment_failed", &order_id).await;
    assert_eq!(visitor.get(&back).await.expect_status(303).location(), format!("/checkout/{order_id}?failed=1"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_lost_answer_is_asked_for_again_with_the_same_key(db: PgPool) {
    let app = TestApp::start(db).await;
    lose_answer(&app, false).await;
    let (mut visitor, order_id) = order_without_answer(&app).await;
    assert_paid_once(&app, &mut visitor, &order_id).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_same_key_says_the_same_whatever_has_changed_meanwhile(db: PgPool) {
    let app = TestApp::start(db).await;
    lose_answer(&app, false).await;
    let (mut visitor, order_id) = order_without_answer(&app).await;
    for change in [
        "update accounts set email = 'moved@people.test' where id = (select buyer_id from orders)",
        "update offerings set title_en = 'Another title', title_ar = 'عنوان آخر'",
    ] {
        sqlx::query(change).execute(&app.backend.db).await.unwrap();
    }
    assert_paid_once(&app, &mut visitor, &order_id).await;
}

/// The provider makes the next intent and answers with a failure, which its key may remember.
async fn lose_answer(app: &TestApp, remember: bool) {
    let fail = json!({ "path_contains": "POST /v1/payment_intents", "status": 500, "after_effect": true, "remember": remember });
    control(app, "chaos", &json!({ "fail_next": fail })).await;
}

/// An order whose intent was made while its answer was lost.
async fn order_without_answer(app: &TestApp) -> (Visitor, String) {
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    visitor.get(&format!("/checkout/{order_id}")).await.expect_status(503);
    assert_eq!(app.count("select count(*) from payments where status = 'unknown'").await, 1);
    (visitor, order_id)
}

async fn assert_paid_once(app: &TestApp, visitor: &mut Visitor, order_id: &str) {
    let secret = client_secret(visitor, order_id).await;
    confirm(app, &secret, GOOD_CARD).await;
    app.settle().await;
    assert_eq!(order_status(app).await, "active");
    assert_eq!(app.count("select count(*) from sandbox.stripe_objects where kind = 'payment_intent'").await, 1);
    assert_eq!(app.count("select count(*) from payments").await, 1);
    assert_eq!(app.count("select count(*) from enrolments").await, 1);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_failure_that_the_provider_repeats_is_resolved_by_its_news(db: PgPool) {
    let app = TestApp::start(db).await;
    lose_answer(&app, true).await;
    let (mut visitor, order_id) = order_without_answer(&app).await;
    // The same key gives the same failure.
    visitor.get(&format!("/checkout/{order_id}")).await.expect_status(503);
    app.settle().await;
    assert_paid_once(&app, &mut visitor, &order_id).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_failure_that_the_provider_repeats_is_resolved_without_its_news(db: PgPool) {
    let app = TestApp::start(db).await;
    lose_answer(&app, true).await;
    let (mut visitor, order_id) = order_without_answer(&app).await;
    app.pass(SignedDuration::from_mins(2));
    backend::payments::resolve_unsettled(&app.backend).await.unwrap();
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from payments where status = 'created' and provider_ref is not null").await, 1);
    assert_paid_once(&app, &mut visitor, &order_id).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_answer_that_takes_too_long_is_asked_for_by_the_job(db: PgPool) {
    let app = TestApp::start(db).await;
    let stall = json!({ "path_contains": "POST /v1/payment_intents", "ms": 6_000 });
    control(&app, "chaos", &json!({ "timeout_next": stall })).await;
    let (mut visitor, order_id) = order_without_answer(&app).await;
    app.pass(SignedDuration::from_mins(2));
    backend::payments::resolve_unsettled(&app.backend).await.unwrap();
    assert_eq!(app.count("select count(*) from payments where status = 'created' and provider_ref is not null").await, 1);
    assert_paid_once(&app, &mut visitor, &order_id).await;
}
