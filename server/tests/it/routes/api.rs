//! What is wrong with a call of a server function is said in JSON, with the status that goes with it.

use axum::{Router, body::Body};
use domain::{AppError, FieldErrors, Thing};
use sqlx::PgPool;
use test_support::{Answer, TestApp};
use tower::ServiceExt;

/// More than any request may bring.
const TOO_MUCH: usize = 300 * 1024;

/// The error of an answer, after looking at its status and type.
fn error(answer: &Answer, status: u16) -> AppError {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.header("content-type").starts_with("application/json"), "{}", answer.header("content-type"));
    serde_json::from_str(&answer.body).expect("an error of the site")
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn arguments_that_cannot_be_read_are_invalid_and_not_our_failure(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, mut member) = app.buyer("Omar Nabil").await;
    let invalid = AppError::Invalid(FieldErrors::default());
    for fields in
        [vec![], vec![("enrolment", "nonsense"), ("lesson", "x")], vec![("lesson", "01890000-0000-7000-8000-000000000000")]]
    {
        let answer = member.call("learning/open_lesson", &fields).await;
        assert_eq!(error(&answer, 422), invalid, "{fields:?}");
    }
    let bytes = member
        .request(http::Method::POST, "/api/learning/open_lesson")
        .header("sec-fetch-site", "same-origin")
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(vec![0xff, 0xfe, b'=', 0x00]);
    let answer = member.send(bytes).await;
    assert_eq!(error(&answer, 422), invalid);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_right_call_without_the_right_is_told_so(db: PgPool) {
    let app = TestApp::start(db).await;
    let id = "01890000-0000-7000-8000-000000000000";
    let fields = [("enrolment", id), ("lesson", id)];
    let answer = app.visitor().call("learning/open_lesson", &fields).await;
    assert_eq!(error(&answer, 401), AppError::SignInRequired);
    let (_, mut member) = app.buyer("Omar Nabil").await;
    let answer = member.call("learning/open_lesson", &fields).await;
    assert!(matches!(error(&answer, 404), AppError::NotFound(_)), "{}", answer.body);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_unknown_function_is_not_found(db: PgPool) {
    let app = TestApp::start(db).await;
    for name in ["learning/nothing", "x", "learning/open_lesson/more"] {
        let answer = app.visitor().call(name, &[("a", "b")]).await;
        assert_eq!(error(&answer, 404), AppError::NotFound(Thing::Page), "{name}");
        assert!(!answer.body.contains("server function"), "{name} says what it is made of");
    }
}

/// Straight into the router: over a connection the answer could get lost under a body that nobody reads.
async fn send(app: &TestApp, length: Option<usize>, body: Body) -> (u16, AppError) {
    let router = server::router::site(&app.config, app.backend.clone(), Router::new()).expect("a router");
    let mut request = http::Request::post("/api/learning/open_lesson")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(length) = length {
        request = request.header("content-length", length);
    }
    let response = router.oneshot(request.body(body).expect("a request")).await.expect("an answer");
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), TOO_MUCH).await.expect("a body");
    (status, serde_json::from_slice(&bytes).expect("an error of the site"))
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_call_that_is_too_large_is_refused_announced_or_not(db: PgPool) {
    let app = TestApp::start(db).await;
    let body = || Body::from("x".repeat(TOO_MUCH));
    for length in [Some(TOO_MUCH), None] {
        assert_eq!(send(&app, length, body()).await, (413, AppError::NotAllowed), "{length:?}");
    }
}
