//! The webhook's door: only signed bodies come in, and each of them once.

use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_unsigned_or_forged_webhook_is_refused_and_leaves_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let body = r#"{"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1"}}}"#;
    for signature in ["", "t=1,v1=00", "garbage"] {
        let request =
            app.visitor().request(http::Method::POST, "/webhooks/stripe").header("stripe-signature", signature).body(body);
        assert_eq!(app.visitor().send(request).await.status, 401, "{signature}");
    }
    assert_eq!(app.count("select count(*) from provider_events").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_body_above_the_limit_is_refused(db: PgPool) {
    let app = TestApp::start(db).await;
    let request = app.visitor().request(http::Method::POST, "/webhooks/stripe").body("x".repeat(300_000));
    assert_eq!(app.visitor().send(request).await.status, 413);
}
