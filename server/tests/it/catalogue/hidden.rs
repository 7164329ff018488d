//! What is not published, and what cannot be used yet (live classes, services), is nowhere.

use super::support::{Listing, Shop, slugs};
use sqlx::PgPool;
use test_support::TestApp;

const HIDDEN: [(&str, &str); 6] = [
    ("video_course", "draft"),
    ("video_course", "in_review"),
    ("video_course", "paused"),
    ("video_course", "rejected"),
    ("live_class", "published"),
    ("service", "published"),
];

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn unpublished_live_and_service_offerings_are_nowhere(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let mut visible = vec![shop.list(&app, &Listing::default()).await, shop.list(&app, &Listing::default()).await];
    visible.sort();
    let mut hidden = Vec::new();
    for (kind, status) in HIDDEN {
        hidden.push(shop.list(&app, &Listing { kind, status, popularity: 50.0, ..Listing::default() }).await);
    }
    let (_, mut buyer) = app.buyer("Omar Nabil").await;
    let seller_page = format!("/s/{}", shop.handle);
    for path in [
        "/browse",
        "/browse?sort=newest",
        "/browse?sort=rating",
        "/browse?sort=price_low",
        "/browse?sort=price_high",
        "/browse?price=under20",
        "/browse?q=loom",
        "/c/crafts",
        seller_page.as_str(),
    ] {
        let page = buyer.get(path).await.expect_status(200);
        let mut found = slugs(&page);
        found.sort();
        assert_eq!(found, visible, "{path}");
        assert!(page.body.contains("2 courses"), "{path}");
    }
    for path in ["/", "/ar", "/sitemap.xml"] {
        let page = buyer.get(path).await.expect_status(200);
        assert!(visible.iter().all(|slug| page.body.contains(slug.as_str())), "{path}");
        assert!(!hidden.iter().any(|slug| page.body.contains(slug.as_str())), "{path}");
    }
    let beside = buyer.get(&format!("/o/{}", visible[0])).await.expect_status(200);
    assert_eq!(slugs(&beside), [visible[1].as_str()], "related courses");
    for slug in &hidden {
        buyer.get(&format!("/o/{slug}")).await.expect_status(404);
        buyer.get(&format!("/o/{slug}/reviews")).await.expect_status(404);
        buyer.post(&format!("/wishlist/{slug}"), &[("wish", "1")]).await.expect_status(404);
        buyer.post("/checkout", &[("offering", slug.as_str()), ("key", "a-long-key")]).await.expect_status(404);
    }
    assert_eq!(app.count("select count(*) from wishlist_items").await, 0);
    assert_eq!(app.count("select count(*) from orders").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_seller_and_a_category_with_nothing_to_show_are_not_listed(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    for (kind, status) in HIDDEN {
        shop.list(&app, &Listing { kind, status, ..Listing::default() }).await;
    }
    let mut visitor = app.visitor();
    let own = visitor.get(&format!("/s/{}", shop.handle)).await.expect_status(200);
    assert!(own.body.contains("Nothing on offer yet") && slugs(&own).is_empty(), "the page is there, and there is nothing on it");
    assert!(own.body.contains("name=\"robots\" content=\"noindex\""));
    for path in ["/", "/browse", "/sitemap.xml"] {
        let page = visitor.get(path).await.expect_status(200);
        assert!(!page.body.contains(shop.handle.as_str()), "{path}");
        assert!(!page.body.contains("/c/crafts"), "{path}");
    }
}
