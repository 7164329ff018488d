//! Pages of long lists: everything is on exactly one of them, also where the order cannot tell two courses apart.

use super::support::{Listing, Shop, next_page, slugs};
use sqlx::PgPool;
use std::collections::BTreeSet;
use test_support::{TestApp, Visitor};

const COURSES: usize = 60;

/// Walks a list to its end; gives the courses page by page.
async fn walk(visitor: &mut Visitor, path: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let page = visitor.get(&path).await.expect_status(200);
        pages.push(slugs(&page));
        next = next_page(&page);
        assert!(pages.len() < 10, "{path} has no end");
    }
    pages
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_list_shows_every_course_exactly_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let mut all = BTreeSet::new();
    for _ in 0..COURSES {
        all.insert(shop.list(&app, &Listing { stars: 4, popularity: 7.5, ..Listing::default() }).await);
    }
    let mut paths = vec!["/c/crafts".to_owned(), format!("/s/{}", shop.handle), "/browse?price=under20&language=en".to_owned()];
    paths.extend(["/browse", "/browse?q=loom"].map(str::to_owned));
    for sort in ["popular", "newest", "rating", "price_low", "price_high"] {
        paths.extend([format!("/browse?sort={sort}"), format!("/browse?q=loom&sort={sort}")]);
    }
    for path in paths {
        let pages = walk(&mut app.visitor(), &path).await;
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [24, 24, 12], "{path}");
        let found: BTreeSet<String> = pages.into_iter().flatten().collect();
        assert_eq!(found, all, "{path}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_course_that_comes_or_goes_between_two_pages_moves_no_other(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let mut listed = Vec::new();
    for popularity in 0..30_i32 {
        listed.push(shop.list(&app, &Listing { popularity: f64::from(popularity), ..Listing::default() }).await);
    }
    listed.reverse();
    let mut visitor = app.visitor();
    let first = visitor.get("/browse").await.expect_status(200);
    assert_eq!(slugs(&first), &listed[..24]);
    let seller = format!("/s/{}", shop.handle);
    let seller_next = next_page(&visitor.get(&seller).await.expect_status(200)).unwrap();
    // A new one at the top, and one of the first page is gone.
    shop.list(&app, &Listing { popularity: 99.0, ..Listing::default() }).await;
    sqlx::query("update offerings set status = 'paused' where slug = $1")
        .bind(listed[3].as_str())
        .execute(&app.backend.db)
        .await
        .unwrap();
    let next = next_page(&first).unwrap();
    let second = visitor.get(&next).await.expect_status(200);
    assert_eq!(slugs(&second), &listed[24..]);
    // The whole second page is gone: its address leads back to what is left.
    sqlx::query("update offerings set status = 'paused' where popularity < 10").execute(&app.backend.db).await.unwrap();
    assert_eq!(visitor.get(&next).await.expect_status(303).location(), "/browse");
    assert_eq!(visitor.get(&seller_next).await.expect_status(303).location(), seller);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_long_wishlist_shows_every_wish_exactly_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let mut all = BTreeSet::new();
    for _ in 0..COURSES {
        all.insert(shop.list(&app, &Listing::default()).await);
    }
    let (member, mut visitor) = app.buyer("Omar Nabil").await;
    sqlx::query(
        "insert into wishlist_items (account_id, offering_id, created_at)
         select $1, id, timestamptz '2026-11-20T09:00:00Z' from offerings",
    )
    .bind(member.account_id.0)
    .execute(&app.backend.db)
    .await
    .unwrap();
    let pages = walk(&mut visitor, "/wishlist").await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [24, 24, 12]);
    assert_eq!(pages.iter().flatten().cloned().collect::<BTreeSet<_>>(), all);

    let second = next_page(&visitor.get("/wishlist").await).unwrap();
    let third = next_page(&visitor.get(&second).await).unwrap();
    for slug in &pages[2] {
        visitor.post(&format!("/wishlist/{slug}"), &[("wish", "0")]).await.expect_status(303);
    }
    let emptied = visitor.get(&third).await.expect_status(303);
    assert_eq!(emptied.location(), "/wishlist", "a page that was emptied does not say that nothing is saved");
    assert!(next_page(&visitor.get(&second).await.expect_status(200)).is_none());
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_place_of_another_list_begins_at_the_front(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    for _ in 0..30 {
        shop.list(&app, &Listing::default()).await;
    }
    let mut visitor = app.visitor();
    let next = next_page(&visitor.get("/browse").await).unwrap();
    let (_, place) = next.split_once("after=").unwrap();
    assert_eq!(slugs(&visitor.get(&format!("/browse?after={place}")).await).len(), 6);
    for path in [
        format!("/browse?sort=newest&after={place}"),
        format!("/browse?q=loom&after={place}"),
        format!("/s/{}?after={place}", shop.handle),
        "/browse?after=nonsense".to_owned(),
    ] {
        assert_eq!(slugs(&visitor.get(&path).await.expect_status(200)).len(), 24, "{path}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn counting_stops_at_two_thousand(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    sqlx::query(
        "insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, level, language, price_minor,
            currency, search, published_at, created_at, updated_at)
         select gen_random_uuid(), 'bulk-' || n, $1, $2, 'video_course', 'published', 'Bulk', 'كثير', 'all', 'en', 900, 'USD',
            '''bulk'':1A'::tsvector, timestamptz '2026-11-20T09:00:00Z', timestamptz '2026-11-20T09:00:00Z',
            timestamptz '2026-11-20T09:00:00Z'
         from generate_series(1, 2000) n",
    )
    .bind(shop.seller_id)
    .bind(shop.category_id)
    .execute(&app.backend.db)
    .await
    .unwrap();
    let mut visitor = app.visitor();
    for path in ["/browse", "/browse?q=bulk", "/c/crafts"] {
        let page = visitor.get(path).await.expect_status(200);
        assert!(page.body.contains("2,000 courses"), "{path}");
        assert!(!page.body.contains("2,000+"), "{path}");
    }
    shop.list(&app, &Listing { title_en: "Bulk", title_ar: "كثير", ..Listing::default() }).await;
    // Counts are kept for a minute.
    app.pass(jiff::SignedDuration::from_secs(60));
    for path in ["/browse", "/browse?q=bulk", "/c/crafts"] {
        let page = visitor.get(path).await.expect_status(200);
        assert!(page.body.contains("2,000+ courses"), "{path}");
    }
}
