//! Security headers on every answer, errors included; requests of other origins change nothing.

use super::support::World;
use sqlx::PgPool;
use test_support::{Answer, TestApp};

fn assert_secure(answer: &Answer, path: &str) {
    assert!(answer.status < 500, "{path}: {}", answer.status);
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
    // A file is no document: nothing runs in it, whoever frames it.
    if !policy.contains("sandbox") {
        for wanted in ["base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(wanted), "{path}: {policy}");
        }
    }
    let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap_or_default();
    assert!(!scripts.contains("'unsafe-inline'") && !scripts.contains("'unsafe-eval'"), "{path}: {scripts}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert!(answer.header("strict-transport-security").contains("max-age=63072000"), "{path}");
    assert!(!answer.header("referrer-policy").is_empty(), "{path}");
    assert!(!answer.header("x-request-id").is_empty(), "{path}");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_page_carries_the_security_headers(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut paths: Vec<String> =
        app.inventory.iter().filter(|e| e.method == http::Method::GET).map(|e| e.path.to_owned()).collect();
    paths.extend(["/nothing-here", "/healthz", "/pkg/none.js", "/ar/nothing-here"].map(str::to_owned));
    for path in paths {
        assert_secure(&app.visitor().get(&path.replace(['{', '}', '*'], "")).await, &path);
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn pages_behind_the_login_carry_them_too_and_are_kept_nowhere(db: PgPool) {
    let world = World::open(db).await;
    let mut pages = 0;
    for endpoint in world.app.inventory.iter().filter(|e| e.method == http::Method::GET) {
        let path = world.path(endpoint);
        let answer = world.owner.clone().get(&path).await;
        assert_secure(&answer, &path);
        if answer.header("content-type").starts_with("text/html") {
            pages += 1;
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            let policy = answer.header("content-security-policy");
            let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
            assert!(nonce.len() >= 22, "{path}: {policy}");
            let scripts = answer.body.matches("<script").count() + answer.body.matches("<style").count();
            let with_nonce = answer.body.matches(&format!("nonce=\"{nonce}\"")).count();
            assert!(scripts > 0 && with_nonce >= scripts, "{path}: {with_nonce} of {scripts}");
        }
    }
    assert!(pages >= 20, "{pages} pages were seen");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_pages_of_the_stand_ins_run_nothing_foreign_and_only_the_banks_stands_in_our_frame(db: PgPool) {
    let app = TestApp::start(db).await;
    for (path, status, frames) in [
        ("/sandbox/google/authorize", 400, "frame-ancestors 'none'"),
        ("/sandbox/facebook/v23.0/dialog/oauth", 400, "frame-ancestors 'none'"),
        ("/sandbox/stripe/3ds/pi_none/done", 200, "frame-ancestors 'self'"),
        ("/sandbox/stripe/3ds/pi_none", 404, "frame-ancestors 'self'"),
    ] {
        let answer = app.visitor().get(path).await.expect_status(status);
        let policy = answer.header("content-security-policy");
        for wanted in ["default-src 'none'", "base-uri 'none'", frames] {
            assert!(policy.contains(wanted), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        let framing = if frames.ends_with("'none'") { "DENY" } else { "" };
        assert_eq!(answer.header("x-frame-options"), framing, "{path}");
        assert_eq!((answer.header("x-content-type-options"), answer.header("cache-control")), ("nosniff", "no-store"), "{path}");
        assert!(answer.header("strict-transport-security").contains("max-age=63072000"), "{path}");
        assert!(!answer.header("referrer-policy").is_empty() && !answer.header("x-request-id").is_empty(), "{path}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_the_policy_refuses_is_told_to_the_site(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    let page = visitor.get("/faq").await.expect_status(200);
    assert!(page.header("content-security-policy").ends_with("report-uri /csp-reports; report-to csp"));
    assert_eq!(page.header("reporting-endpoints"), "csp=\"/csp-reports\"");
    // As browsers send it: by themselves, without a word about where from.
    for body in
        ["{\"csp-report\": {\"effective-directive\": \"img-src\"}}".to_owned(), "nonsense".to_owned(), "x".repeat(16 * 1024)]
    {
        let request = visitor.request(http::Method::POST, "/csp-reports").header("content-type", "application/csp-report");
        assert_eq!(visitor.send(request.body(body)).await.expect_status(204).body, "");
    }
    let request = visitor.request(http::Method::POST, "/csp-reports").body("x".repeat(16 * 1024 + 1));
    visitor.send(request).await.expect_status(413);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn no_form_or_call_of_another_origin_is_taken(db: PgPool) {
    let app = TestApp::start(db).await;
    // Browsers send reports by themselves and do not say where from.
    let is_form = |e: &&app::Endpoint| e.access != app::Access::Machine && e.path != "/csp-reports";
    let forms = app.inventory.iter().filter(|e| e.method == http::Method::POST).filter(is_form);
    let mut paths: Vec<String> = forms.map(|e| e.path.replace(['{', '}', '*'], "")).collect();
    paths.extend(leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()));
    assert!(paths.iter().any(|path| path.starts_with("/api/")));
    for path in paths {
        for said in [
            Some(("sec-fetch-site", "cross-site")),
            Some(("sec-fetch-site", "same-site")),
            Some(("origin", "https://evil.test")),
            None,
        ] {
            let mut visitor = app.visitor();
            let mut request = visitor.request(http::Method::POST, &path).form(&[("a", "b")]);
            if let Some((name, value)) = said {
                request = request.header(name, value);
            }
            assert_eq!(visitor.send(request).await.status, 403, "{path} {said:?}");
        }
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn odd_queries_give_a_page(db: PgPool) {
    let app = TestApp::start(db).await;
    let long = "x".repeat(5_000);
    for query in
        ["%25", "'", "%22%20or%201%3D1", "%F0%9F%99%82", "%E2%80%AE%D8%A7", long.as_str(), "%00", "a%26b%7C!", "%3A*", "%5C"]
    {
        // A query of which nothing is left leads to the plain list.
        let status = app.visitor().get(&format!("/browse?q={query}")).await.status;
        assert!([200, 303].contains(&status), "{query}: {status}");
    }
    app.visitor().get("/browse?after=nonsense&price=cheap&rating=99&sort=").await.expect_status(303);
}
