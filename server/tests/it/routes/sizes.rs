//! No form and no call takes more than it needs.

use super::support::{Site, login_cookie};
use app::Access;
use axum::body::Body;
use http::{Method, Request};
use sqlx::PgPool;
use test_support::TestApp;

/// More than any request may bring.
const TOO_MUCH: usize = 300 * 1024;
/// More than a form may bring.
const A_LITTLE_TOO_MUCH: usize = 64 * 1024 + 1;
/// Buttons without fields: what is sent along is not even read.
const FORMLESS: [&str; 10] = [
    "/sell/begin",
    "/sell/application/submit",
    "/logout",
    "/settings/security/logins/{login}/end",
    "/settings/security/end-others",
    "/settings/delete/cancel",
    "/learn/{enrolment}/{lesson}/complete",
    "/learn/{enrolment}/{lesson}/file",
    "/learn/{enrolment}/{lesson}/undo",
    "/learn/{enrolment}/{lesson}/notes/{note}/delete",
];

fn request(path: &str, cookie: &str, bytes: usize, is_announced: bool) -> Request<Body> {
    let mut request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie);
    if is_announced {
        request = request.header("content-length", bytes);
    }
    request.body(Body::from("x".repeat(bytes))).expect("a request")
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_body_that_is_too_large_is_refused_by_every_route(db: PgPool) {
    let app = TestApp::start(db).await;
    let (person, _) = app.buyer("Omar Nabil").await;
    // Staff gets as far as the forms of the desk.
    sqlx::query("update accounts set staff_role = 'owner' where id = $1")
        .bind(person.account_id.0)
        .execute(&app.backend.db)
        .await
        .expect("a role");
    let cookie = login_cookie(&app, &person).await;
    let site = Site::of(&app, |_| {});
    // Forms with files have bounds of their own.
    let is_upload = |path: &str| app::access::upload_limit(path).is_some();
    let targets: Vec<_> = app.inventory.iter().filter(|e| e.method == Method::POST && !is_upload(e.path)).collect();
    for formless in FORMLESS {
        assert!(targets.iter().any(|e| e.path == formless), "{formless} is no route any more");
    }
    for endpoint in targets {
        let path = endpoint.path.replace(['{', '}'], "");
        let is_form = endpoint.access != Access::Machine && !FORMLESS.contains(&endpoint.path);
        let mut tries = vec![(TOO_MUCH, true)];
        if is_form {
            tries.extend([(TOO_MUCH, false), (A_LITTLE_TOO_MUCH, true), (A_LITTLE_TOO_MUCH, false)]);
        }
        for (bytes, is_announced) in tries {
            let answer = site.send(request(&path, &cookie, bytes, is_announced)).await;
            assert_eq!(answer.status, 413, "{path} took {bytes} bytes, announced: {is_announced}");
            if endpoint.access != Access::Machine {
                assert!(answer.body.contains("<h1>That is too much at once</h1>"), "{path}: {}", answer.body);
            }
        }
    }
    for (path, _) in leptos::server_fn::axum::server_fn_paths() {
        for is_announced in [true, false] {
            let answer = site.send(request(path, &cookie, TOO_MUCH, is_announced)).await;
            assert_eq!((answer.status, answer.header("content-type")), (413, "application/json"), "{path}");
        }
    }
}
