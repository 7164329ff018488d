//! Unpaid orders run out after a day; money that comes late opens the course when it can and goes back when it cannot.

use super::support::{GOOD_CARD, client_secret, confirm, control, order, order_status, pay_silently};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_unpaid_order_runs_out_and_can_no_longer_be_paid(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    let secret = client_secret(&mut visitor, &order_id).await;
    app.pass(SignedDuration::from_hours(23));
    backend::orders::expire_due(&app.backend).await.unwrap();
    assert_eq!(order_status(&app).await, "awaiting_payment");
    app.pass(SignedDuration::from_hours(1));
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(page.body.contains("The time to pay is over."), "until the provider was asked nothing else is known");
    assert!(!page.body.contains("Nothing was charged"));
    backend::orders::expire_due(&app.backend).await.unwrap();
    backend::orders::expire_due(&app.backend).await.unwrap();
    assert_eq!(order_status(&app).await, "expired");
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(page.body.contains("Nothing was charged"));
    let answer = confirm(&app, &secret, GOOD_CARD).await;
    assert!(answer["error"].is_object(), "the intent is cancelled: {answer}");
    let back = visitor.get(&format!("/checkout/{order_id}")).await.expect_status(303);
    assert_eq!(back.location(), format!("/orders/{order_id}"));
    assert_eq!(app.count("select count(*) from order_events where kind = 'expired'").await, 1);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_provider_is_asked_once_more_before_an_order_runs_out(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    app.pass(SignedDuration::from_hours(25));
    backend::orders::expire_due(&app.backend).await.unwrap();
    assert_eq!(order_status(&app).await, "active");
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_order_that_cannot_be_closed_does_not_hold_up_the_others(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut older) = app.buyer("Omar Nabil").await;
    let (_, mut younger) = app.buyer("Mona Adel").await;
    let stuck = order(&mut older, &course).await;
    let secret = client_secret(&mut older, &stuck).await;
    let intent = secret.split("_secret_").next().unwrap();
    app.pass(SignedDuration::from_mins(1));
    let other = order(&mut younger, &course).await;
    client_secret(&mut younger, &other).await;
    app.pass(SignedDuration::from_hours(24));
    let path = format!("GET /v1/payment_intents/{intent}");
    control(&app, "chaos", &serde_json::json!({ "fail_next": { "path_contains": path, "status": 500, "count": 100 } })).await;
    backend::orders::expire_due(&app.backend).await.unwrap();
    let expired = "select id::text from orders where status = 'expired'";
    let found: Vec<String> = sqlx::query_scalar(expired).fetch_all(&app.backend.db).await.unwrap();
    assert_eq!(found, [other], "only the one that the provider tells of");
    let first_in_line = "select count(*) from orders where status = 'awaiting_payment' and updated_at < expires_at";
    assert_eq!(app.count(first_in_line).await, 0, "the stuck one goes last");
    control(&app, "chaos", &serde_json::json!({})).await;
    backend::orders::expire_due(&app.backend).await.unwrap();
    assert_eq!(app.count("select count(*) from orders where status = 'expired'").await, 2);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_intent_that_the_provider_does_not_know_keeps_no_order_open(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    client_secret(&mut visitor, &order_id).await;
    sqlx::query("update payments set provider_ref = 'pi_none'").execute(&app.backend.db).await.unwrap();
    app.pass(SignedDuration::from_hours(24));
    backend::orders::expire_due(&app.backend).await.unwrap();
    assert_eq!(order_status(&app).await, "expired");
    assert_eq!(app.count("select count(*) from reconciliation_breaks where kind = 'missing_intent'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn money_that_comes_late_opens_the_course_when_it_is_still_free(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    sqlx::query("update orders set status = 'expired'").execute(&app.backend.db).await.unwrap();
    app.settle().await;
    assert_eq!(order_status(&app).await, "active");
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn money_that_comes_too_late_goes_back_by_itself(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    // The first order ran out; the buyer ordered again and paid that one.
    sqlx::query("update orders set status = 'expired'").execute(&app.backend.db).await.unwrap();
    pay_silently(&app, &mut visitor, &course).await;
    let second = app.count("select count(*) from orders").await;
    assert_eq!(second, 2);
    sqlx::query("update sandbox.stripe_deliveries set next_at = -id").execute(&app.backend.db).await.unwrap();
    app.settle().await;
    app.settle().await;
    assert_eq!(app.count("select count(*) from orders where status = 'active'").await, 1);
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 1);
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded' and amount_minor = 5145").await, 1);
    assert_eq!(app.count("select count(*) from mails where template = 'refund'").await, 1);
    app.assert_promises().await;
}
