//! Money on an attempt that we had closed: it opens the course when that is still possible and goes back when it is not. Either
//! way it is noted, since nobody could have paid it.

use super::{
    books::assert_one_sale,
    refund_news::{NOTHING_HELD, assert_books},
    support::{GOOD_CARD, client_secret, confirm, order_status, pay_silently},
};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

const DECLINED_CARD: &str = "4000000000000002";
const NOTED: &str = "select count(*) from reconciliation_breaks where kind = 'paid_after_cancelling'";
const RETURNED: &str = "select count(*) from refunds where status = 'succeeded' and amount_minor = 5145";

async fn close_attempts(app: &TestApp) {
    sqlx::query("update payments set status = 'cancelled'").execute(&app.backend.db).await.unwrap();
}

async fn let_orders_run_out(app: &TestApp) {
    sqlx::query("update orders set status = 'expired'").execute(&app.backend.db).await.unwrap();
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn it_opens_the_course_of_an_order_that_ran_out(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    close_attempts(&app).await;
    let_orders_run_out(&app).await;
    app.settle().await;
    assert_one_sale(&app).await;
    assert_eq!(app.count(NOTED).await, 1);
    app.assert_no_jobs_left().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn it_leaves_no_other_attempt_to_be_paid(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    close_attempts(&app).await;
    // The next attempt is declined, and only then the money of the first is heard of.
    let secret = client_secret(&mut visitor, &order_id).await;
    confirm(&app, &secret, DECLINED_CARD).await;
    app.settle().await;
    assert_eq!(app.count("select count(*) from payments where status = 'failed'").await, 1);
    app.pass(SignedDuration::from_mins(11));
    backend::payments::resolve_unsettled(&app.backend).await.unwrap();
    assert_eq!(app.count("select attempt::bigint from payments where status = 'cancelled'").await, 2);
    let answer = confirm(&app, &secret, GOOD_CARD).await;
    assert!(answer["error"].is_object(), "the intent is cancelled: {answer}");
    app.settle().await;
    assert_one_sale(&app).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn it_goes_back_when_another_order_opened_the_course(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    close_attempts(&app).await;
    let_orders_run_out(&app).await;
    let second = pay_silently(&app, &mut visitor, &course).await;
    visitor.get(&format!("/checkout/{second}/return")).await.expect_status(303);
    for _ in 0..2 {
        app.settle().await;
    }
    for (sql, expected) in [
        (NOTED, 1),
        (RETURNED, 1),
        ("select count(*) from refunds", 1),
        ("select count(*) from orders where status = 'expired'", 1),
        ("select count(*) from orders where status = 'active'", 1),
        ("select count(*) from enrolments where status = 'active'", 1),
        ("select count(*) from mails where template = 'refund'", 1),
    ] {
        assert_eq!(app.count(sql).await, expected, "{sql}");
    }
    assert_books(&app, &[("provider_clearing", -5_145), ("refunds_due", 0)]).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn it_goes_back_when_the_order_was_given_back(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    close_attempts(&app).await;
    let secret = client_secret(&mut visitor, &order_id).await;
    confirm(&app, &secret, GOOD_CARD).await;
    visitor.get(&format!("/checkout/{order_id}/return")).await.expect_status(303);
    visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await.expect_status(303);
    app.run_jobs().await;
    assert_eq!(app.count(RETURNED).await, 1);
    for _ in 0..2 {
        app.settle().await;
    }
    assert_eq!(app.count(RETURNED).await, 2);
    assert_eq!(app.count(NOTED).await, 1);
    assert_eq!(order_status(&app).await, "cancelled");
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 0);
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(page.body.contains("A payment arrived that this order no longer needed"), "the timeline tells");
    assert_books(&app, NOTHING_HELD).await;
}
