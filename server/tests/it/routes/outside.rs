//! What is served beside the pages and calls: for balancers, files, and the stand-ins. Each address with what a stranger gets there.

use sqlx::PgPool;
use std::collections::BTreeSet;
use test_support::TestApp;

const SITE_ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../public");

/// Method, route, an address of it, and the status.
type Row = (&'static str, &'static str, &'static str, u16);

/// For everybody.
const OPEN: [Row; 18] = [
    ("GET", "/healthz", "/healthz", 200),
    ("GET", "/readyz", "/readyz", 200),
    // On a listener of its own.
    ("GET", "/metrics", "/metrics", 404),
    ("GET", "/pkg", "/pkg/none.js", 404),
    ("GET", "/js", "/js/site.js", 200),
    ("GET", "/js", "/js/", 404),
    ("GET", "/js", "/js/%2e%2e/%2e%2e/Cargo.toml", 404),
    ("GET", "/fonts", "/fonts/plex-latin-400.woff2", 200),
    ("GET", "/apple-touch-icon.png", "/apple-touch-icon.png", 200),
    ("GET", "/favicon.svg", "/favicon.svg", 200),
    ("GET", "/icon-192.png", "/icon-192.png", 200),
    ("GET", "/icon-512.png", "/icon-512.png", 200),
    ("GET", "/logo.svg", "/logo.svg", 200),
    ("GET", "/og.png", "/og.png", 200),
    ("GET", "/site.webmanifest", "/site.webmanifest", 200),
    ("GET", "/sandbox/stripe/stripe.js", "/sandbox/stripe/stripe.js", 200),
    ("GET", "/sandbox/stripe/3ds.js", "/sandbox/stripe/3ds.js", 200),
    ("GET", "/sandbox/stripe/3ds.css", "/sandbox/stripe/3ds.css", 200),
];

/// Payments' stand-in: the API and its control want the secret key, a challenge the token of its payment.
const STRIPE: [Row; 12] = [
    ("GET", "/sandbox/stripe/v1", "/sandbox/stripe/v1", 401),
    ("GET", "/sandbox/stripe/v1/{*rest}", "/sandbox/stripe/v1/customers", 401),
    ("POST", "/sandbox/stripe/v1/{*rest}", "/sandbox/stripe/v1/refunds", 401),
    ("GET", "/sandbox/stripe/3ds/{id}", "/sandbox/stripe/3ds/pi_none", 404),
    ("POST", "/sandbox/stripe/3ds/{id}", "/sandbox/stripe/3ds/pi_none", 400),
    ("GET", "/sandbox/stripe/3ds/{id}/done", "/sandbox/stripe/3ds/pi_none/done", 200),
    ("GET", "/sandbox/stripe/_sandbox/chaos", "/sandbox/stripe/_sandbox/chaos", 401),
    ("POST", "/sandbox/stripe/_sandbox/chaos", "/sandbox/stripe/_sandbox/chaos", 401),
    ("POST", "/sandbox/stripe/_sandbox/release", "/sandbox/stripe/_sandbox/release", 401),
    ("POST", "/sandbox/stripe/_sandbox/settle", "/sandbox/stripe/_sandbox/settle", 401),
    ("POST", "/sandbox/stripe/_sandbox/refund", "/sandbox/stripe/_sandbox/refund", 401),
    ("GET", "/sandbox/stripe/_sandbox/books", "/sandbox/stripe/_sandbox/books", 401),
];

/// The logins' stand-ins: their pages want a request that the site began, their APIs the site's secret or a token.
const LOGINS: [Row; 11] = [
    ("GET", "/sandbox/google/.well-known/openid-configuration", "/sandbox/google/.well-known/openid-configuration", 200),
    ("GET", "/sandbox/google/authorize", "/sandbox/google/authorize", 400),
    ("POST", "/sandbox/google/authorize", "/sandbox/google/authorize", 400),
    ("POST", "/sandbox/google/token", "/sandbox/google/token", 401),
    ("GET", "/sandbox/google/certs", "/sandbox/google/certs", 200),
    ("GET", "/sandbox/google/userinfo", "/sandbox/google/userinfo", 401),
    ("GET", "/sandbox/facebook/{version}/dialog/oauth", "/sandbox/facebook/v23.0/dialog/oauth", 400),
    ("POST", "/sandbox/facebook/{version}/dialog/oauth", "/sandbox/facebook/v23.0/dialog/oauth", 400),
    ("GET", "/sandbox/facebook/{version}/oauth/access_token", "/sandbox/facebook/v23.0/oauth/access_token", 400),
    ("GET", "/sandbox/facebook/debug_token", "/sandbox/facebook/debug_token", 400),
    ("GET", "/sandbox/facebook/{version}/me", "/sandbox/facebook/v23.0/me", 400),
];

/// The texts that follow a call in a source file.
fn named(source: &str, call: &str, prefix: &str) -> Vec<String> {
    source.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(|path| format!("{prefix}{path}")).collect()
}

/// Every address that the router is given beside pages and calls.
fn served() -> BTreeSet<String> {
    let router = include_str!("../../../src/router.rs");
    let files = router.split("const NAMES").nth(1).and_then(|rest| rest.split(';').nth(1)).expect("the files at the root");
    let mut paths: BTreeSet<String> = files.split('"').skip(1).step_by(2).map(|name| format!("/{name}")).collect();
    paths.extend(named(router, ".nest_service(\"", ""));
    paths.extend(named(include_str!("../../../src/health.rs"), ".route(\"", ""));
    paths.extend(named(include_str!("../../../../crates/sandbox/src/stripe/mod.rs"), ".route(\"", "/sandbox/stripe"));
    paths.extend(named(include_str!("../../../../crates/sandbox/src/oidc/mod.rs"), ".route(\"", "/sandbox"));
    paths
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_is_served_beside_the_pages_is_listed_and_tells_strangers_nothing(db: PgPool) {
    let rows: Vec<Row> = [&OPEN[..], &STRIPE[..], &LOGINS[..]].concat();
    let listed: BTreeSet<String> = rows.iter().map(|(_, route, ..)| (*route).to_owned()).collect();
    assert_eq!(listed, served(), "every address needs a row here");
    let app = TestApp::start_with(db, &[("LEPTOS_SITE_ROOT", SITE_ROOT)]).await;
    for (method, _, path, status) in rows {
        let mut visitor = app.visitor();
        let answer = if method == "GET" { visitor.get(path).await } else { visitor.post(path, &[]).await };
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.body);
        assert!(answer.header("set-cookie").is_empty(), "{path}");
    }
}
