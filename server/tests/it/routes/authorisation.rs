//! The inventory of routes against who may use them: every row is tried by a stranger, by another buyer and for things that are not there.

use crate::payments::support_for_routes as money;
use app::Access;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

/// Puts a real id or name into a path's gap.
fn fill(path: &str, order: &str, enrolment: &str, lesson: &str, slug: &str) -> String {
    path.replace("{order}", order)
        .replace("{enrolment}", enrolment)
        .replace("{lesson}", lesson)
        .replace("{offering}", slug)
        .replace("{note}", "01890000-0000-7000-8000-000000000000")
        .replace("{login}", "01890000-0000-7000-8000-000000000000")
        .replace("{id}", "01890000-0000-7000-8000-000000000000")
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn strangers_are_led_to_the_login_and_others_find_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut owner) = app.buyer("Omar Nabil").await;
    let order = money::pay_silently(&app, &mut owner, &course).await;
    app.settle().await;
    let enrolment: uuid::Uuid = sqlx::query_scalar("select id from enrolments").fetch_one(&app.backend.db).await.unwrap();
    let (_, other) = app.buyer("Somebody Else").await;
    let before = money::fingerprint(&app).await;
    for endpoint in &app.inventory {
        let path = fill(endpoint.path, &order, &enrolment.to_string(), &course.lesson_ids[1].to_string(), &course.slug);
        if matches!(endpoint.access, Access::Login | Access::Owner) {
            let mut stranger = app.visitor();
            let request = stranger.request(endpoint.method.clone(), &path).header("sec-fetch-site", "same-origin");
            let answer = stranger.send(request).await;
            assert_eq!(answer.status, 303, "{} {path}", endpoint.method);
            assert!(answer.location().starts_with("/login?next="), "{path} leads to {}", answer.location());
            assert!(answer.body.is_empty(), "{path} says something to strangers");
        }
        // The player's settings are the visitor's own, whatever lesson the form stood under.
        if endpoint.access == Access::Owner && !path.ends_with("/settings") {
            let mut other = other.clone();
            let request = other
                .request(endpoint.method.clone(), &path)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded");
            let answer = other.send(request).await;
            assert_eq!(answer.status, 404, "{} {path} as somebody else", endpoint.method);
        }
    }
    assert_eq!(money::fingerprint(&app).await, before, "a refused call changed something");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_server_function_refuses_strangers_or_is_public(db: PgPool) {
    const PUBLIC: [&str; 2] = ["/api/learning/renew_grant", "/api/learning/renew_preview_grant"];
    let app = TestApp::start(db).await;
    let mut seen = 0;
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        seen += 1;
        if PUBLIC.contains(&path) {
            continue;
        }
        let mut stranger = app.visitor();
        let request = stranger
            .request(method, path)
            .header("sec-fetch-site", "same-origin")
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = stranger.send(request).await;
        assert!([401, 404, 422].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.body.contains("\"ok\""), "{path}: {}", answer.body);
    }
    assert!(seen > 0, "no server function is linked into the test");
}
