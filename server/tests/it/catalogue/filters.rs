//! Filters, each alone and several together, in lists and in searches; and the orders of a list.

use super::support::{Listing, Shop, next_page, slugs, sorted_slugs};
use sqlx::PgPool;
use test_support::TestApp;

/// Four courses that differ in everything; the letters of the tables below.
async fn four(app: &TestApp) -> [String; 4] {
    let music = Shop::open(app, "music", None).await;
    let cooking = Shop::open(app, "cooking", None).await;
    let a = Listing {
        price_minor: 0,
        stars: 5,
        video_seconds: 120,
        has_free_preview: true,
        popularity: 10.0,
        age_hours: 3,
        ..Listing::default()
    };
    let b = Listing {
        price_minor: 1_900,
        stars: 4,
        language: "ar",
        level: "intermediate",
        video_seconds: 400,
        popularity: 20.0,
        age_hours: 1,
        ..Listing::default()
    };
    let c = Listing {
        price_minor: 3_000,
        stars: 3,
        level: "advanced",
        video_seconds: 700,
        popularity: 30.0,
        age_hours: 4,
        ..Listing::default()
    };
    let d = Listing {
        price_minor: 9_900,
        level: "all",
        video_seconds: 800,
        has_free_preview: true,
        popularity: 40.0,
        age_hours: 2,
        ..Listing::default()
    };
    [music.list(app, &a).await, music.list(app, &b).await, cooking.list(app, &c).await, cooking.list(app, &d).await]
}

/// The letters of courses, in the order given.
fn letters(all: &[String; 4], found: &[String]) -> String {
    let place = |slug: &String| all.iter().position(|one| one == slug).expect("one of the four");
    found.iter().map(|slug| ["a", "b", "c", "d"][place(slug)]).collect()
}

fn sorted(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_filter_narrows_lists_and_searches_alike(db: PgPool) {
    let app = TestApp::start(db).await;
    let all = four(&app).await;
    for (filter, expected) in [
        ("sort=popular", "abcd"),
        ("price=free", "a"),
        ("price=under20", "b"),
        ("price=20to50", "c"),
        ("price=over50", "d"),
        ("rating=4", "ab"),
        ("rating=3", "abc"),
        ("language=ar", "b"),
        ("language=en", "acd"),
        ("level=beginner", "ad"),
        ("level=intermediate", "bd"),
        ("level=advanced", "cd"),
        ("length=short", "a"),
        ("length=medium", "b"),
        ("length=long", "cd"),
        ("preview=1", "ad"),
        ("language=en&length=long", "cd"),
        ("language=en&length=long&preview=1", "d"),
        ("rating=3&price=20to50&level=advanced", "c"),
        ("level=beginner&price=over50", "d"),
        // Odd values count as absent.
        ("rating=99&price=cheap&level=expert", "abcd"),
    ] {
        for query in ["", "&q=loom"] {
            let page = app.visitor().get(&format!("/browse?{filter}{query}")).await.expect_status(200);
            assert_eq!(sorted(&letters(&all, &slugs(&page))), expected, "{filter}{query}");
        }
    }
    let none = app.visitor().get("/browse?language=ar&price=over50").await.expect_status(200);
    assert!(none.body.contains("The filters may be too narrow together."));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_category_is_a_filter_with_an_address_of_its_own(db: PgPool) {
    let app = TestApp::start(db).await;
    let all = four(&app).await;
    for (path, expected) in [
        ("/c/music", "ab"),
        ("/c/cooking", "cd"),
        ("/c/music?price=free", "a"),
        ("/c/cooking?language=ar", ""),
        ("/browse?category=music&q=loom", "ab"),
        ("/browse?category=cooking&q=loom&length=long&preview=1", "d"),
        ("/browse?category=nowhere", "abcd"),
    ] {
        let page = app.visitor().get(path).await.expect_status(200);
        if expected.is_empty() {
            assert!(page.body.contains("The filters may be too narrow together."), "{path}");
        } else {
            assert_eq!(sorted(&letters(&all, &sorted_slugs(&page))), expected, "{path}");
        }
    }
    let moved = app.visitor().get("/browse?category=music&price=free").await.expect_status(303);
    assert_eq!(moved.location(), "/c/music?price=free");
    let tidy = app.visitor().get("/browse?q=&price=free&rating=").await.expect_status(303);
    assert_eq!(tidy.location(), "/browse?price=free", "a form's empty fields leave the address");
    app.visitor().get("/c/nowhere").await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn each_order_goes_by_its_own_key(db: PgPool) {
    let app = TestApp::start(db).await;
    let all = four(&app).await;
    for (sort, expected) in [
        ("popular", "dcba"),
        ("newest", "bdac"),
        ("rating", "abcd"),
        ("price_low", "abcd"),
        ("price_high", "dcba"),
        // Without a query nothing is more relevant than anything else.
        ("relevance", "dcba"),
    ] {
        let page = app.visitor().get(&format!("/browse?sort={sort}")).await.expect_status(200);
        assert_eq!(letters(&all, &slugs(&page)), expected, "{sort}");
        if sort != "relevance" {
            let page = app.visitor().get(&format!("/browse?sort={sort}&q=loom")).await.expect_status(200);
            assert_eq!(letters(&all, &slugs(&page)), expected, "{sort} of a search");
        }
        assert!(next_page(&page).is_none());
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_filter_in_force_can_be_taken_away(db: PgPool) {
    let app = TestApp::start(db).await;
    four(&app).await;
    let page = app.visitor().get("/browse?q=loom&rating=3&language=en&sort=rating").await.expect_status(200);
    for href in ["/browse?q=loom&language=en&sort=rating", "/browse?q=loom&rating=3&sort=rating", "/browse?q=loom&sort=rating"] {
        let escaped = href.replace('&', "&amp;");
        assert!(page.body.contains(&format!("href=\"{escaped}\"")), "{href}");
    }
}
