//! Limits count visitors: behind a known proxy those that it names, otherwise whoever is connected, whatever the headers say.

use super::support::Site;
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_header_of_whoever_is_no_proxy_does_not_help(db: PgPool) {
    let app = TestApp::start(db).await;
    let site = Site::of(&app, |_| {});
    for number in 0..60 {
        let forged = format!("198.51.100.{number}");
        assert_eq!(site.get_from("203.0.113.7", &forged, "/browse?q=loom").await.status, 200, "search {number}");
    }
    assert_eq!(site.get_from("203.0.113.7", "198.51.100.99", "/browse?q=loom").await.status, 429);
    assert_eq!(site.get_from("203.0.113.8", "198.51.100.99", "/browse?q=loom").await.status, 200, "a neighbour");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn visitors_behind_a_known_proxy_do_not_share_a_limit(db: PgPool) {
    let app = TestApp::start(db).await;
    let site = Site::of(&app, |config| config.trusted_proxies = "10.0.0.0/8".parse().expect("a network"));
    for number in 0..60 {
        // What stands before the proxy's own word was written by the visitor.
        let forged = format!("192.0.2.{number}, 198.51.100.1");
        assert_eq!(site.get_from("10.0.0.1", &forged, "/browse?q=loom").await.status, 200, "search {number}");
    }
    assert_eq!(site.get_from("10.0.0.2", "198.51.100.1, 10.0.0.9", "/browse?q=loom").await.status, 429);
    assert_eq!(site.get_from("10.0.0.1", "198.51.100.2", "/browse?q=loom").await.status, 200, "another visitor");
}
