//! The demo marketplace: large enough to look around in, whole in both languages, true to every promise, and written once.

use backend::seed::{Summary, run_without_films};
use sqlx::{AssertSqlSafe, PgPool};
use test_support::TestApp;

/// How many rows of a column have nothing in them; texts of lessons are wanted only where the lesson is a text.
async fn empty_rows(app: &TestApp, table: &str, column: &str) -> i64 {
    let only = if column.starts_with("body_") { "and kind = 'text'" } else { "" };
    let sql = format!("select count(*) from {table} where coalesce(btrim({column}), '') = '' {only}");
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&app.backend.db).await.unwrap()
}

/// Everything that is stored, as one number per table that changes with any row.
async fn fingerprint(app: &TestApp) -> Vec<String> {
    let mut prints = Vec::new();
    for table in
        ["accounts", "sellers", "categories", "offerings", "lessons", "media", "orders", "enrolments", "reviews", "mails"]
    {
        let sql = format!("select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by id)), '') from {table} t");
        prints.push(sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&app.backend.db).await.unwrap());
    }
    prints
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_demo_is_large_enough_and_keeps_every_promise(db: PgPool) {
    let app = TestApp::start(db).await;
    let summary = run_without_films(&app.backend).await.expect("a seeding");
    for (what, wanted, sql) in [
        ("courses", 40, "select count(*) from offerings where status = 'published' and kind = 'video_course'"),
        ("courses that cost something", 30, "select count(*) from offerings where price_minor > 0"),
        ("sellers of courses", 10, "select count(distinct seller_id) from offerings where status = 'published'"),
        (
            "top categories with courses",
            8,
            "select count(distinct coalesce(c.parent_id, c.id)) from offerings o join categories c on c.id = o.category_id",
        ),
        (
            "courses with six videos and both captions",
            3,
            "select count(*) from (
                select l.offering_id from lessons l join media m on m.id = l.media_id and m.kind = 'video' and m.status = 'ready'
                where m.duration_ms > 0 and (select count(*) from captions c where c.media_id = m.id and jsonb_array_length(c.cues) > 0) = 2
                group by l.offering_id having count(*) >= 6) found",
        ),
        ("courses with a free lesson", 40, "select count(*) from offerings where has_free_preview and lesson_count > 0"),
        ("reviews", 100, "select count(*) from reviews"),
        (
            "buyers with progress",
            10,
            "select count(distinct e.account_id) from lesson_progress p join enrolments e on e.id = p.enrolment_id
             where p.completed_at is not null or p.furthest_ms > 0",
        ),
        (
            "lessons that the buyer of the greeting has begun",
            1,
            "select count(*) from lesson_progress p join enrolments e on e.id = p.enrolment_id
             join accounts a on a.id = e.account_id and a.email = 'buyer@demo.test'",
        ),
    ] {
        let found = app.count(sql).await;
        assert!(found >= wanted, "{what}: {found}");
    }
    let silent =
        "select count(*) from media m where kind = 'video' and (select count(*) from captions where media_id = m.id) <> 2";
    assert_eq!(app.count(silent).await, 0, "a video without captions in both languages");
    // What the orders of the past cost is in the books, to the cent.
    let sold = app.count("select coalesce(sum(total_minor), 0)::bigint from orders where paid_at is not null").await;
    let booked = "select coalesce(sum(l.amount_minor), 0)::bigint from ledger_lines l
        join ledger_accounts a on a.id = l.account_id and a.kind = 'provider_clearing'";
    assert_eq!(app.count(booked).await, sold);
    app.assert_promises().await;

    let before = fingerprint(&app).await;
    let second = run_without_films(&app.backend).await.expect("a second seeding");
    assert_eq!(second, Summary::default());
    assert_eq!(fingerprint(&app).await, before, "a second run changes nothing");
    assert_eq!(i64::try_from(summary.offerings).unwrap(), app.count("select count(*) from offerings").await);
    assert_eq!(i64::try_from(summary.purchases).unwrap(), app.count("select count(*) from orders").await);
    app.assert_no_jobs_left().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_demo_speaks_both_languages_everywhere(db: PgPool) {
    let app = TestApp::start(db).await;
    run_without_films(&app.backend).await.expect("a seeding");
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select c.table_name::text, c.column_name::text from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
         where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name ~ '_(en|ar)$' order by 1, 2",
    )
    .fetch_all(&app.backend.db)
    .await
    .unwrap();
    assert!(columns.len() >= 20, "{columns:?}");
    for (table, column) in &columns {
        assert_eq!(empty_rows(&app, table, column).await, 0, "{table}.{column}");
    }
    let gaps =
        "select count(*) from offerings o cross join lateral jsonb_array_elements(o.outcomes || o.requirements || o.audience) t
        where coalesce(btrim(t ->> 'en'), '') = '' or coalesce(btrim(t ->> 'ar'), '') = ''";
    assert_eq!(app.count(gaps).await, 0, "an outcome, a requirement or an audience in one language only");
    assert_eq!(app.count("select count(*) from offerings where outcomes = '[]'").await, 0);
    let mut visitor = app.visitor();
    for (path, title) in [("/o/python-from-zero", "title_en"), ("/ar/o/python-from-zero", "title_ar")] {
        let sql = format!("select {title} from offerings where slug = 'python-from-zero'");
        let text: String = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&app.backend.db).await.unwrap();
        assert!(visitor.get(path).await.expect_status(200).body.contains(&text), "{path}");
    }
    for path in ["/", "/ar", "/browse", "/ar/browse?sort=rating"] {
        assert!(visitor.get(path).await.expect_status(200).body.contains("/o/"), "{path}");
    }
}
