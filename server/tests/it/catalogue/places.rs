//! The other places where courses are found: home, sellers, categories; and what search engines read.

use super::support::{Listing, Shop, slugs, sorted_slugs};
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_start_page_shows_what_is_there_and_true_numbers(db: PgPool) {
    let app = TestApp::start(db).await;
    let crafts = Shop::open(&app, "crafts", None).await;
    let music = Shop::open(&app, "music", None).await;
    let weaving = crafts.list(&app, &Listing { stars: 4, ..Listing::default() }).await;
    let oud = music.list(&app, &Listing { title_en: "The oud from the start", popularity: 9.0, ..Listing::default() }).await;
    for path in ["/", "/ar"] {
        let page = app.visitor().get(path).await.expect_status(200);
        assert!(page.body.contains(weaving.as_str()) && page.body.contains(oud.as_str()), "{path}");
        assert!(page.body.contains("/c/crafts") && page.body.contains("/c/music"), "{path}");
    }
    let page = app.visitor().get("/").await.expect_status(200);
    assert!(page.body.contains("Learn it from someone who does it for a living"));
    assert!(page.body.contains("<b>2</b><small>courses to choose from</small>"), "courses");
    assert!(page.body.contains("<b>2</b><small>people who teach</small>"), "sellers");
    assert!(!page.body.contains("Go on where you were"), "a stranger goes on nowhere");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_empty_marketplace_is_a_page_too(db: PgPool) {
    let app = TestApp::start(db).await;
    for path in ["/", "/browse", "/browse?q=bread", "/sitemap.xml"] {
        app.visitor().get(path).await.expect_status(200);
    }
    assert!(app.visitor().get("/browse").await.body.contains("Nothing matches yet"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_seller_has_a_page_with_the_own_courses(db: PgPool) {
    let app = TestApp::start(db).await;
    let crafts = Shop::open(&app, "crafts", None).await;
    let music = Shop::open(&app, "music", None).await;
    let mut own = Vec::new();
    for popularity in [1.0, 3.0, 2.0] {
        own.push(crafts.list(&app, &Listing { popularity, ..Listing::default() }).await);
    }
    music.list(&app, &Listing::default()).await;
    let page = app.visitor().get(&format!("/s/{}", crafts.handle)).await.expect_status(200);
    assert_eq!(slugs(&page), [own[1].as_str(), own[2].as_str(), own[0].as_str()], "the most popular first");
    for text in ["Layla Hassan", "Weaver from Fustat", "3 courses", "Teaching here since January 2026"] {
        assert!(page.body.contains(text), "{text}");
    }
    assert!(app.visitor().get(&format!("/ar/s/{}", crafts.handle)).await.expect_status(200).body.contains("ليلى حسن"));
    app.visitor().get("/s/nobody").await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_category_holds_what_is_in_it_and_below_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let crafts = Shop::open(&app, "crafts", None).await;
    let weaving = Shop::open(&app, "weaving", Some(&crafts)).await;
    let other = Shop::open(&app, "music", None).await;
    let above = crafts.list(&app, &Listing::default()).await;
    let below = weaving.list(&app, &Listing::default()).await;
    other.list(&app, &Listing::default()).await;
    let mut both = vec![above, below.clone()];
    both.sort();
    let page = app.visitor().get("/c/crafts").await.expect_status(200);
    assert_eq!(sorted_slugs(&page), both);
    assert!(page.body.contains("All about crafts: courses"));
    assert!(page.body.contains("href=\"/c/weaving\""), "the way down");
    let page = app.visitor().get("/c/weaving").await.expect_status(200);
    assert_eq!(slugs(&page), [below.as_str()]);
    assert!(page.body.contains("href=\"/c/crafts\""), "the way up");
    let search = app.visitor().get("/browse?category=crafts&q=loom").await.expect_status(200);
    assert_eq!(sorted_slugs(&search), both);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn search_engines_get_every_public_page_in_both_languages(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let slug = shop.list(&app, &Listing::default()).await;
    let sitemap = app.visitor().get("/sitemap.xml").await.expect_status(200);
    assert_eq!(sitemap.header("content-type"), "application/xml; charset=utf-8");
    let mut paths: Vec<String> =
        ["/", "/browse", "/c/crafts", "/faq", "/contact", "/p/refunds", "/p/terms", "/p/privacy"].map(str::to_owned).into();
    paths.extend([format!("/s/{}", shop.handle), format!("/o/{slug}")]);
    for path in paths {
        for address in [domain::Locale::En.path(&path), domain::Locale::Ar.path(&path)] {
            assert!(sitemap.body.contains(&format!("<loc>{}{address}</loc>", app.base_url)), "{address}");
            app.visitor().get(&address).await.expect_status(200);
        }
    }
    assert_eq!(sitemap.body.matches("<url>").count(), 20);
    assert_eq!(sitemap.body.matches("hreflang=\"ar\"").count(), 20);
    let robots = app.visitor().get("/robots.txt").await.expect_status(200);
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    for line in ["Disallow: /checkout", "Disallow: /ar/learn", "Disallow: /api/"] {
        assert!(robots.body.lines().any(|found| found == line), "{line}");
    }
    assert!(robots.body.contains(&format!("Sitemap: {}/sitemap.xml", app.base_url)));
}
