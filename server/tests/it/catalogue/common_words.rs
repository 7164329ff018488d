//! Searches for words that more courses have than are ever ranked: another order is exact all the same, relevance looks at the most
//! popular.

use super::support::{Shop, next_page, slugs};
use backend::catalogue::popularity_tier;
use sqlx::{AssertSqlSafe, PgPool};
use test_support::TestApp;

/// Courses called "Bulk" with many ties in every key; some are paused, and some are called something else.
async fn list_many(app: &TestApp, shop: &Shop) {
    sqlx::query(
        "insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, level, language, price_minor,
            currency, rating_sum, rating_count, popularity, search, published_at, created_at, updated_at)
         select gen_random_uuid(), 'many-' || n, $1, $2, 'video_course', case when n % 100 = 0 then 'paused' else 'published' end,
            'Bulk', 'كثير', 'all', 'en', case when n % 14 = 0 then 5000 + n else 500 + (2400 - n) % 1400 end, 'USD',
            n % 6, least(n % 6, 1), n % 40, (case when n % 17 = 0 then 'other:1A' else 'bulk:1A' end)::tsvector,
            timestamptz '2026-11-20T09:00:00Z' - make_interval(mins => n * 7 % 1000), timestamptz '2026-01-05T00:00:00Z',
            timestamptz '2026-01-05T00:00:00Z'
         from generate_series(1, 2400) n",
    )
    .bind(shop.seller_id)
    .bind(shop.category_id)
    .execute(&app.backend.db)
    .await
    .unwrap();
}

/// What the first three pages must show, asked for in the plainest way.
async fn expected(app: &TestApp, condition: &str, order: &str) -> Vec<String> {
    let sql = format!(
        "select slug from offerings where status = 'published' and search @@ 'bulk'::tsquery and {condition} order by {order} limit 72"
    );
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&app.backend.db).await.unwrap()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_order_is_exact_however_many_courses_match(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    list_many(&app, &shop).await;
    let mut visitor = app.visitor();
    for (filter, condition) in [("", "true"), ("&price=under20", "price_minor between 1 and 1999"), ("&category=crafts", "true")]
    {
        // Searches per minute are limited.
        app.pass(jiff::SignedDuration::from_secs(60));
        for (sort, order) in [
            ("price_low", "price_minor, id"),
            ("price_high", "price_minor desc, id desc"),
            ("newest", "published_at desc, id desc"),
            ("rating", "rating_milli desc, id desc"),
            ("popular", "popularity desc, id desc"),
        ] {
            let (mut found, mut next) = (Vec::new(), Some(format!("/browse?q=bulk&sort={sort}{filter}")));
            for _ in 0..3 {
                let page = visitor.get(&next.expect("a page")).await.expect_status(200);
                assert!(page.body.contains("2,000+ courses"), "{sort}{filter}");
                found.extend(slugs(&page));
                next = next_page(&page);
            }
            assert_eq!(found, expected(&app, condition, order).await, "{sort}{filter}");
        }
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn relevance_ranks_the_most_popular_of_many(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    // The least popular are written first, so that whoever takes the first two thousand rows takes the wrong ones.
    sqlx::query(
        "insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, level, language, price_minor,
            currency, popularity, search, published_at, created_at, updated_at)
         select gen_random_uuid(), 'many-' || n, $1, $2, 'video_course', 'published', 'Bulk', 'كثير', 'all', 'en', 900, 'USD',
            n / 10.0, 'bulk:1A'::tsvector, timestamptz '2026-11-20T09:00:00Z', timestamptz '2026-01-05T00:00:00Z',
            timestamptz '2026-01-05T00:00:00Z'
         from generate_series(1, 4100) n",
    )
    .bind(shop.seller_id)
    .bind(shop.category_id)
    .execute(&app.backend.db)
    .await
    .unwrap();
    let expected: Vec<String> = (4_077..=4_100).rev().map(|n| format!("many-{n}")).collect();
    for path in ["/browse?q=bulk", "/browse?q=bulk&category=crafts", "/browse?q=bulk&language=en"] {
        let page = app.visitor().get(path).await.expect_status(200);
        assert_eq!(slugs(&page), expected, "{path}");
        assert!(page.body.contains("2,000+ courses"), "{path}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn relevance_ends_with_the_best_and_leads_to_all(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    list_many(&app, &shop).await;
    let mut visitor = app.visitor();
    let (mut found, mut next, mut last) = (Vec::new(), Some("/browse?q=bulk".to_owned()), String::new());
    while let Some(path) = next {
        // Searches per minute are limited.
        app.pass(jiff::SignedDuration::from_secs(10));
        let page = visitor.get(&path).await.expect_status(200);
        let is_last = next_page(&page).is_none();
        assert_eq!(page.body.contains("500 best matches"), is_last, "{path}");
        assert!(page.body.contains("2,000+ courses"), "{path}");
        found.extend(slugs(&page));
        next = next_page(&page);
        last = page.body;
    }
    assert!(last.contains("/browse?q=bulk&amp;sort=popular"));
    let least: f64 = sqlx::query_scalar(
        "select min(popularity) from (select popularity from offerings where status = 'published' and search @@ 'bulk'::tsquery
         order by popularity desc limit 500) best",
    )
    .fetch_one(&app.backend.db)
    .await
    .unwrap();
    assert_eq!(found.len(), 500);
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.len(), 500, "no course comes twice");
    let at_most: i64 = sqlx::query_scalar("select count(*) from offerings where slug = any($1) and popularity >= $2")
        .bind(&found)
        .bind(least)
        .fetch_one(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(at_most, 500, "the most popular are ranked, however ties fall");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_index_and_the_search_agree_on_tiers(db: PgPool) {
    for popularity in [
        -1.0, 0.0, 0.9, 1.0, 1.1, 1.5, 2.1, 2.9, 5.0, 7.7, 12.3, 47.9, 100.0, 333.0, 1_001.0, 4_097.0, 12_345.6, 65_537.0, 3e5,
        1e12,
    ] {
        let terms: Vec<String> = sqlx::query_scalar(
            "select tsvector_to_array(offering_terms(''::tsvector, $1, gen_random_uuid(), 100, 0, 'en', 'all', 0, false))",
        )
        .bind(popularity)
        .fetch_one(&db)
        .await
        .unwrap();
        let reached = terms.iter().filter_map(|term| term.strip_prefix("_p")?.parse::<u32>().ok()).max().unwrap_or(0);
        assert_eq!(reached, popularity_tier(popularity), "{popularity}: {terms:?}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_filter_means_the_same_with_words_and_without(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    // Values on both sides of every bound.
    sqlx::query(
        "insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, level, language, price_minor,
            currency, rating_sum, rating_count, video_seconds, has_free_preview, search, published_at, created_at, updated_at)
         select gen_random_uuid(), 'many-' || n, $1, $2, 'video_course', 'published', 'Bulk', 'كثير',
            (array['all', 'beginner', 'intermediate', 'advanced'])[1 + n % 4], (array['en', 'ar'])[1 + n % 2],
            (array[0, 500, 1999, 2000, 5000, 5001])[1 + n % 6], 'USD', (array[0, 999, 2999, 3000, 4999, 5000])[1 + n % 6],
            (array[0, 1000, 1000, 1000, 1000, 1000])[1 + n % 6], (array[0, 299, 300, 599, 600])[1 + n % 5], n % 3 = 0, 'bulk:1A',
            timestamptz '2026-11-20T09:00:00Z', timestamptz '2026-01-05T00:00:00Z', timestamptz '2026-01-05T00:00:00Z'
         from generate_series(1, 24) n",
    )
    .bind(shop.seller_id)
    .bind(shop.category_id)
    .execute(&app.backend.db)
    .await
    .unwrap();
    let mut visitor = app.visitor();
    for choice in [
        "price=free",
        "price=under20",
        "price=20to50",
        "price=over50",
        "rating=1",
        "rating=2",
        "rating=3",
        "rating=4",
        "rating=5",
        "language=en",
        "language=ar",
        "level=beginner",
        "level=intermediate",
        "level=advanced",
        "level=all",
        "length=short",
        "length=medium",
        "length=long",
        "preview=1",
        "category=crafts",
        "price=under20&level=beginner&language=en",
    ] {
        let list = choice.strip_prefix("category=").map_or(format!("/browse?{choice}"), |category| format!("/c/{category}"));
        let mut listed = slugs(&visitor.get(&list).await.expect_status(200));
        let mut found = slugs(&visitor.get(&format!("/browse?q=bulk&{choice}")).await.expect_status(200));
        listed.sort_unstable();
        found.sort_unstable();
        assert!(!listed.is_empty(), "{choice}");
        assert_eq!(listed, found, "{choice}");
    }
}
