//! What the provider says of refunds later: late success, late failure, and refunds that nobody asked us for.

use super::support::{assert_same_books, client_secret, confirm, control, order, order_status};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp, Visitor};

/// Its refunds stay pending until the bank settles them.
const SLOW: &str = "4000000000007726";
/// Its refunds succeed at first and then fail.
const FAILING: &str = "4000000000005126";
const GOOD: &str = "4242424242424242";
pub const TOTAL_MINOR: i64 = 5_145;

/// A course paid with a card, and nothing left to do. Gives the buyer, the order and the intent.
pub async fn bought_with(app: &TestApp, card: &str) -> (Visitor, String, String) {
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    let secret = client_secret(&mut visitor, &order_id).await;
    let intent = confirm(app, &secret, card).await;
    assert_eq!(intent["status"], "succeeded", "{intent}");
    app.settle().await;
    assert_eq!(order_status(app).await, "active");
    let intent_id = secret.split("_secret_").next().unwrap().to_owned();
    (visitor, order_id, intent_id)
}

async fn give_back(app: &TestApp, visitor: &mut Visitor, order_id: &str) {
    visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await.expect_status(303);
    app.run_jobs().await;
}

/// Somebody refunds on the provider's own pages.
pub async fn refund_there(app: &TestApp, intent_id: &str, amount: Option<i64>) -> serde_json::Value {
    control(app, "refund", &serde_json::json!({ "payment_intent": intent_id, "amount": amount })).await
}

/// What an account of the books holds for others; debts are positive.
async fn held(app: &TestApp, kind: &str) -> i64 {
    sqlx::query_scalar(
        "select coalesce(-sum(l.amount_minor), 0)::bigint from ledger_lines l join ledger_accounts a on a.id = l.account_id where a.kind = $1",
    )
    .bind(kind)
    .fetch_one(&app.backend.db)
    .await
    .unwrap()
}

pub async fn assert_books(app: &TestApp, expected: &[(&str, i64)]) {
    for (kind, minor) in expected {
        assert_eq!(held(app, kind).await, *minor, "{kind}");
    }
    assert_same_books(app).await;
    app.assert_promises().await;
}

/// Everything went back.
pub const NOTHING_HELD: &[(&str, i64)] =
    &[("provider_clearing", 0), ("seller_held", 0), ("commission", 0), ("buyer_fees", 0), ("refunds_due", 0)];

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_slow_refund_is_booked_when_the_bank_has_settled_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, _) = bought_with(&app, SLOW).await;
    give_back(&app, &mut visitor, &order_id).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "cancelled");
    assert_eq!(app.count("select count(*) from refunds where status = 'pending' and provider_ref is not null").await, 1);
    assert_eq!(app.count("select count(*) from ledger_entries where transition = 'refunded'").await, 0);
    assert_books(&app, &[("refunds_due", TOTAL_MINOR), ("provider_clearing", -TOTAL_MINOR)]).await;
    control(&app, "settle", &serde_json::json!({ "refunds": "succeeded" })).await;
    app.settle().await;
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded'").await, 1);
    assert_eq!(app.count("select count(*) from order_events where kind = 'refunded'").await, 1);
    assert_eq!(app.count("select count(*) from mails where template = 'refund'").await, 1);
    assert_eq!(app.count("select count(*) from reconciliation_breaks").await, 0);
    assert_books(&app, NOTHING_HELD).await;
    app.assert_no_jobs_left().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_pending_refund_that_fails_stays_owed_and_staff_hear_of_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, _) = bought_with(&app, SLOW).await;
    give_back(&app, &mut visitor, &order_id).await;
    control(&app, "settle", &serde_json::json!({ "refunds": "failed" })).await;
    app.settle().await;
    assert_failed_and_owed(&app).await;
    assert_eq!(app.count("select count(*) from ledger_entries where transition = 'refunded'").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_refund_that_fails_after_its_success_is_owed_again(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, _) = bought_with(&app, FAILING).await;
    give_back(&app, &mut visitor, &order_id).await;
    app.settle().await;
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded'").await, 1);
    assert_books(&app, NOTHING_HELD).await;
    control(&app, "settle", &serde_json::json!({ "refunds": "failed" })).await;
    app.settle().await;
    assert_failed_and_owed(&app).await;
    assert_eq!(app.count("select count(*) from ledger_entries where transition = 'refund_failed'").await, 1);
}

async fn assert_failed_and_owed(app: &TestApp) {
    assert_eq!(order_status(app).await, "cancelled");
    assert_eq!(app.count("select count(*) from refunds where status = 'failed' and failure_reason = 'unknown'").await, 1);
    assert_eq!(app.count("select refunded_minor from payments").await, 0);
    assert_eq!(app.count("select count(*) from order_events where kind = 'refund_failed'").await, 1);
    assert_eq!(app.count("select count(*) from reconciliation_breaks where kind = 'refund_failed'").await, 1);
    assert_eq!(app.count("select count(*) from mails where dedupe_key like 'refund_failed:%'").await, 1);
    assert_books(app, &[("refunds_due", TOTAL_MINOR), ("provider_clearing", -TOTAL_MINOR), ("seller_held", 0)]).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_failed_refund_can_be_paid_on_the_providers_own_pages(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, intent_id) = bought_with(&app, SLOW).await;
    give_back(&app, &mut visitor, &order_id).await;
    control(&app, "settle", &serde_json::json!({ "refunds": "failed" })).await;
    app.settle().await;
    refund_there(&app, &intent_id, None).await;
    control(&app, "settle", &serde_json::json!({ "refunds": "succeeded" })).await;
    app.settle().await;
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded' and reason = 'made_at_provider'").await, 1);
    assert_books(&app, NOTHING_HELD).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_whole_refund_made_at_the_provider_ends_the_order(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, _, intent_id) = bought_with(&app, GOOD).await;
    refund_there(&app, &intent_id, None).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "cancelled");
    assert_eq!(app.count("select count(*) from orders where refunded_at is not null").await, 1);
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 0);
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded' and reason = 'made_at_provider'").await, 1);
    assert_eq!(app.count("select count(*) from ledger_entries where transition = 'refunded'").await, 1);
    assert_eq!(app.count("select count(*) from order_events where kind = 'refunded'").await, 1);
    assert_eq!(app.count("select count(*) from mails where template = 'refund'").await, 1);
    assert_books(&app, NOTHING_HELD).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_partial_refund_made_at_the_provider_leaves_the_course_and_its_rest_can_be_given_back(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, intent_id) = bought_with(&app, GOOD).await;
    refund_there(&app, &intent_id, Some(1_000)).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "active");
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 1);
    assert_eq!(app.count("select refunded_minor from payments").await, 1_000);
    assert_eq!(app.count("select count(*) from order_events where kind = 'refunded_partly'").await, 1);
    assert_eq!(app.count("select count(*) from mails where template = 'refund'").await, 1);
    assert_books(&app, &[("provider_clearing", 1_000 - TOTAL_MINOR), ("seller_held", 4_165 - 811), ("refunds_due", 0)]).await;
    visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    give_back(&app, &mut visitor, &order_id).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "cancelled");
    assert_eq!(app.count("select amount_minor from refunds where reason = 'requested_by_buyer'").await, TOTAL_MINOR - 1_000);
    assert_eq!(app.count("select sum(amount_minor)::bigint from refunds where status = 'succeeded'").await, TOTAL_MINOR);
    assert_books(&app, NOTHING_HELD).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_refund_at_the_provider_pays_what_we_owe_already(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, intent_id) = bought_with(&app, GOOD).await;
    visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await.expect_status(303);
    // Before our job runs, somebody was quicker on the provider's pages.
    refund_there(&app, &intent_id, None).await;
    app.settle().await;
    assert_eq!(app.count("select count(*) from refunds").await, 1);
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded' and reason = 'requested_by_buyer'").await, 1);
    assert_eq!(app.count("select count(*) from sandbox.stripe_objects where kind = 'refund'").await, 1);
    assert_books(&app, NOTHING_HELD).await;
    app.assert_no_jobs_left().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn refunds_that_rest_are_asked_about_again(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, _) = bought_with(&app, SLOW).await;
    give_back(&app, &mut visitor, &order_id).await;
    // The bank settles it and no webhook comes.
    control(&app, "settle", &serde_json::json!({ "refunds": "succeeded" })).await;
    backend::payments::follow_refunds(&app.backend).await.unwrap();
    assert_eq!(app.count("select count(*) from refunds where status = 'pending'").await, 1, "not yet");
    app.pass(SignedDuration::from_mins(11));
    backend::payments::follow_refunds(&app.backend).await.unwrap();
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded'").await, 1);
    assert_books(&app, NOTHING_HELD).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_owed_refund_whose_job_is_gone_is_paid_later(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, _) = bought_with(&app, GOOD).await;
    visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await.expect_status(303);
    sqlx::query("delete from graphile_worker._private_jobs").execute(&app.backend.db).await.unwrap();
    app.pass(SignedDuration::from_mins(11));
    backend::payments::follow_refunds(&app.backend).await.unwrap();
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded'").await, 1);
    assert_eq!(app.count("select count(*) from sandbox.stripe_objects where kind = 'refund'").await, 1);
    assert_books(&app, NOTHING_HELD).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn refund_events_five_times_in_any_order_book_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, intent_id) = bought_with(&app, SLOW).await;
    control(&app, "chaos", &serde_json::json!({ "duplicates": 4, "shuffle": true })).await;
    // No news of this one has come when the buyer asks for everything: the provider refuses that, and the rest is asked for.
    refund_there(&app, &intent_id, Some(1_000)).await;
    give_back(&app, &mut visitor, &order_id).await;
    assert_eq!(app.count("select amount_minor from refunds where reason = 'requested_by_buyer'").await, TOTAL_MINOR - 1_000);
    for _ in 0..5 {
        control(&app, "settle", &serde_json::json!({ "refunds": "succeeded" })).await;
        sqlx::query("update sandbox.stripe_deliveries set state = 'pending', attempt = 0, next_at = -id")
            .execute(&app.backend.db)
            .await
            .unwrap();
        app.settle().await;
        sqlx::query("update provider_events set processed_at = null").execute(&app.backend.db).await.unwrap();
        sqlx::query("select graphile_worker.add_job('handle_provider_event', json_build_object('provider_event_id', id)) from provider_events order by random()")
            .execute(&app.backend.db)
            .await
            .unwrap();
        app.run_jobs().await;
    }
    // One for the part made at the provider, one for the rest that the buyer asked for.
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded'").await, 2);
    assert_eq!(app.count("select count(*) from refunds").await, 2);
    assert_eq!(app.count("select count(*) from ledger_entries where transition = 'refunded'").await, 2);
    assert_eq!(app.count("select count(distinct object_id) from ledger_entries where transition = 'refunded'").await, 2);
    assert_eq!(app.count("select count(*) from order_events where kind in ('refunded', 'refunded_partly')").await, 2);
    assert_eq!(app.count("select count(*) from reconciliation_breaks").await, 0);
    assert_books(&app, NOTHING_HELD).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn news_whose_job_is_gone_are_acted_on_by_reconciliation(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, _, intent_id) = bought_with(&app, GOOD).await;
    refund_there(&app, &intent_id, None).await;
    control(&app, "chaos", &serde_json::json!({ "fail_next": { "path_contains": "GET /v1/", "status": 500, "count": 1000 } }))
        .await;
    app.settle().await;
    let pending = "select count(*) from provider_events where processed_at is null and failure is not null";
    assert!(app.count(pending).await > 0, "what failed is pending and says why");
    // The job has used up its attempts.
    sqlx::query("delete from graphile_worker._private_jobs").execute(&app.backend.db).await.unwrap();
    control(&app, "chaos", &serde_json::json!({})).await;
    backend::payments::reconcile(&app.backend).await.unwrap();
    app.run_jobs().await;
    assert!(app.count(pending).await > 0, "the job has its time first");
    app.pass(SignedDuration::from_mins(61));
    backend::payments::reconcile(&app.backend).await.unwrap();
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from provider_events where processed_at is null or failure is not null").await, 0);
    assert_eq!(order_status(&app).await, "cancelled");
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 0);
    assert_books(&app, NOTHING_HELD).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_was_on_its_way_when_the_buyer_asked_for_all_stays_owed_when_it_fails(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, intent_id) = bought_with(&app, SLOW).await;
    let there = refund_there(&app, &intent_id, Some(2_000)).await;
    app.settle().await;
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(page.body.contains("$31.45"), "the button promises what is left");
    give_back(&app, &mut visitor, &order_id).await;
    assert_eq!(order_status(&app).await, "cancelled");
    assert_books(&app, &[("refunds_due", TOTAL_MINOR), ("seller_held", 0), ("commission", 0), ("buyer_fees", 0)]).await;
    control(&app, "settle", &serde_json::json!({ "refunds": "failed", "refund": there["id"] })).await;
    control(&app, "settle", &serde_json::json!({ "refunds": "succeeded" })).await;
    app.settle().await;
    assert_books(&app, &[("refunds_due", 2_000), ("provider_clearing", -2_000), ("seller_held", 0)]).await;
    assert_eq!(app.count("select count(*) from mails where dedupe_key like 'refund_failed:%'").await, 1);
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(!page.body.contains("Your money was returned"), "a part is still owed");
    refund_there(&app, &intent_id, Some(2_000)).await;
    control(&app, "settle", &serde_json::json!({ "refunds": "succeeded" })).await;
    app.settle().await;
    assert_books(&app, NOTHING_HELD).await;
}
