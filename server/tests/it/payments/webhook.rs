//! The webhook's door: only signed bodies come in, and each of them once.

use hmac::{Hmac, Mac};
use jiff::SignedDuration;
use server::sandboxes::StripeKeys;
use sha2::Sha256;
use sqlx::PgPool;
use test_support::{TestApp, Visitor, broken_promises};

/// The header that the provider sends with a body.
fn signature(app: &TestApp, body: &str) -> String {
    let at = jiff::Timestamp::now().as_second();
    let mut mac = Hmac::<Sha256>::new_from_slice(StripeKeys::of(&app.config).webhook.as_bytes()).unwrap();
    mac.update(format!("{at}.{body}").as_bytes());
    let digest: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={at},v1={digest}")
}

/// Posts a body to the webhook under a signature; gives the status.
async fn post(provider: &Visitor, body: &str, signature: &str) -> u16 {
    let request = provider.request(http::Method::POST, "/webhooks/stripe");
    provider.clone().send(request.header("stripe-signature", signature).body(body.to_owned())).await.status
}

/// Tells the site an event as the provider does; gives the status.
pub async fn tell(app: &TestApp, provider: &Visitor, body: &str) -> u16 {
    post(provider, body, &signature(app, body)).await
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_unsigned_or_forged_webhook_is_refused_and_leaves_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let body = r#"{"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1"}}}"#;
    let of_another_body = signature(&app, &body.replace("pi_1", "pi_2"));
    for signature in ["", "t=1,v1=00", "garbage", of_another_body.as_str()] {
        assert_eq!(post(&app.visitor(), body, signature).await, 401, "{signature}");
    }
    assert_eq!(app.count("select count(*) from provider_events").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_signed_event_is_kept_once_and_acted_on_by_a_job(db: PgPool) {
    let app = TestApp::start(db).await;
    let body = r#"{"id":"evt_1","type":"customer.created","data":{"object":{"id":"cus_1"}}}"#;
    for _ in 0..3 {
        assert_eq!(tell(&app, &app.visitor(), body).await, 200);
    }
    assert_eq!(app.count("select count(*) from provider_events where processed_at is null").await, 1);
    app.run_jobs().await;
    assert_eq!(tell(&app, &app.visitor(), body).await, 200);
    assert_eq!(app.count("select count(*) from provider_events where processed_at is not null").await, 1);
    app.assert_no_jobs_left().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_event_that_cannot_be_acted_on_stays_pending_and_is_seen_after_a_minute(db: PgPool) {
    let app = TestApp::start(db).await;
    let body = r#"{"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_none"}}}"#;
    assert_eq!(tell(&app, &app.visitor(), body).await, 200);
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from provider_events where processed_at is null and failure is not null").await, 1);
    assert_eq!(
        app.count("select count(*) from graphile_worker._private_jobs where last_error is not null").await,
        1,
        "it is tried again"
    );
    app.assert_promises().await;
    let mut conn = app.backend.db.acquire().await.unwrap();
    let later = app.now() + SignedDuration::from_secs(61);
    let broken = broken_promises(&mut conn, later).await.unwrap();
    assert!(
        broken.iter().any(|(promise, _, detail)| promise == "P8" && detail.contains("payment_intent.succeeded")),
        "{broken:?}"
    );
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_body_above_the_limit_is_refused(db: PgPool) {
    let app = TestApp::start(db).await;
    let request = app.visitor().request(http::Method::POST, "/webhooks/stripe").body("x".repeat(300_000));
    assert_eq!(app.visitor().send(request).await.status, 413);
}
