//! A buyer's bank wants a payment back: somebody hears of it, and a lost case ends what the payment bought.

use super::{
    refund_news::{NOTHING_HELD, TOTAL_MINOR, assert_books, bought_with, refund_there},
    support::{control, order_status},
};
use serde_json::json;
use sqlx::PgPool;
use test_support::TestApp;

/// Paid with it, the bank disputes the payment at once.
const DISPUTED: &str = "4000000000000259";

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_lost_dispute_ends_access_and_takes_the_money_from_those_who_shared_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let (mut visitor, order_id, _) = bought_with(&app, DISPUTED).await;
    assert_eq!(app.count("select count(*) from reconciliation_breaks where kind = 'dispute'").await, 1);
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 1, "nothing is decided yet");
    assert_books(&app, &[("provider_clearing", -TOTAL_MINOR), ("seller_held", 4_165)]).await;
    control(&app, "settle", &json!({ "disputes": "lost" })).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "cancelled");
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 0);
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded' and reason = 'lost_dispute'").await, 1);
    assert_eq!(app.count("select count(*) from reconciliation_breaks").await, 1);
    let mail: String =
        sqlx::query_scalar("select text_body from mails where template = 'refund'").fetch_one(&app.backend.db).await.unwrap();
    assert!(mail.contains("Your bank took back"), "{mail}");
    assert_books(&app, NOTHING_HELD).await;
    visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    // Heard again, it changes nothing.
    sqlx::query("update provider_events set processed_at = null").execute(&app.backend.db).await.unwrap();
    sqlx::query("select graphile_worker.add_job('handle_provider_event', json_build_object('provider_event_id', id)) from provider_events")
        .execute(&app.backend.db)
        .await
        .unwrap();
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from refunds").await, 1);
    assert_books(&app, NOTHING_HELD).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_lost_dispute_ends_access_also_when_a_part_went_back_before(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, _, intent_id) = bought_with(&app, DISPUTED).await;
    // The stand-in's card disputes at once; here the part goes back before that.
    sqlx::query("update sandbox.stripe_objects set body = jsonb_set(body, '{disputed}', 'false') where kind = 'charge'")
        .execute(&app.backend.db)
        .await
        .unwrap();
    refund_there(&app, &intent_id, Some(1_000)).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "active");
    control(&app, "settle", &json!({ "disputes": "lost" })).await;
    for _ in 0..2 {
        app.settle().await;
        assert_eq!(order_status(&app).await, "cancelled");
        assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 0);
        assert_eq!(app.count("select sum(amount_minor)::bigint from refunds where status = 'succeeded'").await, TOTAL_MINOR);
        assert_eq!(app.count("select count(*) from reconciliation_breaks where kind = 'refund_above_captured'").await, 1);
        sqlx::query("update provider_events set processed_at = null").execute(&app.backend.db).await.unwrap();
        sqlx::query("select graphile_worker.add_job('handle_provider_event', json_build_object('provider_event_id', id)) from provider_events")
            .execute(&app.backend.db)
            .await
            .unwrap();
    }
    app.run_jobs().await;
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_won_dispute_changes_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    bought_with(&app, DISPUTED).await;
    control(&app, "settle", &json!({ "disputes": "won" })).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "active");
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 1);
    assert_books(&app, &[("provider_clearing", -TOTAL_MINOR), ("seller_held", 4_165)]).await;
    app.assert_no_jobs_left().await;
}
