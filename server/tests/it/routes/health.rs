//! What balancers and monitors are told.

use axum::body::Body;
use http::Request;
use sqlx::PgPool;
use test_support::TestApp;
use tower::ServiceExt;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_process_lives_is_ready_and_is_counted(db: PgPool) {
    let handle = server::health::metrics().expect("the only recorder of this process");
    let app = TestApp::start(db).await;
    let alive = app.visitor().get("/healthz").await.expect_status(200);
    assert_eq!(alive.body, "ok");
    assert_eq!(app.visitor().get("/readyz").await.expect_status(200).body, "ready");
    // The counts are for the own machines, on their own listener.
    app.visitor().get("/metrics").await.expect_status(404);
    let request = Request::get("/metrics").body(Body::empty()).expect("a request");
    let response = server::health::metrics_router(handle).oneshot(request).await.expect("an answer");
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    let counts = String::from_utf8_lossy(&bytes).into_owned();
    for wanted in ["http_requests_total{status=\"200\"}", "http_requests_total{status=\"404\"}", "http_request_seconds"] {
        assert!(counts.contains(wanted), "{wanted} in {counts}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_database_that_is_behind_or_away_is_not_ready_but_the_process_lives(db: PgPool) {
    let app = TestApp::start(db).await;
    sqlx::query("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)")
        .execute(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(app.visitor().get("/readyz").await.expect_status(503).body, "not ready");
    app.visitor().get("/healthz").await.expect_status(200);
    app.backend.db.close().await;
    app.visitor().get("/readyz").await.expect_status(503);
    app.visitor().get("/healthz").await.expect_status(200);
}
