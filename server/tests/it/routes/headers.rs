//! Security headers on every answer, errors included; requests of other origins change nothing.

use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_page_carries_the_security_headers(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut paths: Vec<String> =
        app.inventory.iter().filter(|e| e.method == http::Method::GET).map(|e| e.path.to_owned()).collect();
    paths.extend(["/nothing-here", "/healthz", "/pkg/none.js", "/ar/nothing-here"].map(str::to_owned));
    for path in paths {
        let answer = app.visitor().get(&path.replace(['{', '}', '*'], "")).await;
        assert!(answer.status < 500, "{path}: {}", answer.status);
        let policy = answer.header("content-security-policy");
        for wanted in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(wanted), "{path}: {policy}");
        }
        let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap_or_default();
        assert!(!scripts.contains("'unsafe-inline'") && !scripts.contains("'unsafe-eval'"), "{path}: {scripts}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("strict-transport-security").contains("max-age=63072000"), "{path}");
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn no_form_of_another_origin_is_taken(db: PgPool) {
    let app = TestApp::start(db).await;
    for endpoint in app.inventory.iter().filter(|e| e.method == http::Method::POST && e.access != app::Access::Machine) {
        let path = endpoint.path.replace(['{', '}', '*'], "");
        for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.test")]
        {
            let mut visitor = app.visitor();
            let request = visitor.request(http::Method::POST, &path).header(name, value).form(&[("a", "b")]);
            assert_eq!(visitor.send(request).await.status, 403, "{path} {name}: {value}");
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
