//! The studio: the own offerings, days off, and who stands out.

use crate::{
    catalogue::support::{Listing, Shop},
    payments::support_for_routes::pay_silently,
};
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn days_off_are_shown_and_courses_can_still_be_bought(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let mut layla = app.visitor().logged_in(&app.backend, &course.seller).await;
    let studio = layla.get("/studio").await.expect_status(200);
    assert!(studio.body.contains("Bread that rises") && studio.body.contains("Published"));
    for (from, to) in [
        ("2026-11-25", ""),
        ("2026-11-25", "2026-11-24"),
        ("2026-11-01", "2026-11-02"),
        ("2026-11-25", "2027-11-25"),
        ("soon", "later"),
    ] {
        let page = layla.post("/studio/settings", &[("closed_from", from), ("closed_to", to)]).await.expect_status(422);
        assert!(page.body.contains("field-error"), "{from} {to}");
    }
    let days = [("closed_from", "2026-11-20"), ("closed_to", "2026-11-27")];
    layla.post("/studio/settings", &days).await.expect_status(303);
    // In Cairo, the seller's zone, two hours ahead.
    let closed =
        "select count(*) from sellers where closed_from = '2026-11-19T22:00:00Z' and closed_until = '2026-11-27T22:00:00Z'";
    assert_eq!(app.count(closed).await, 1);
    assert_eq!(layla.get("/studio/settings").await.form_value("closed_to"), "2026-11-27");
    let handle: String = sqlx::query_scalar("select handle from sellers where id = $1")
        .bind(course.seller_id)
        .fetch_one(&app.backend.db)
        .await
        .unwrap();
    let (_, mut buyer) = app.buyer("Omar Nabil").await;
    for path in [format!("/s/{handle}"), format!("/o/{}", course.slug)] {
        assert!(buyer.get(&path).await.expect_status(200).body.contains("Away until Saturday 28 November 2026"), "{path}");
    }
    pay_silently(&app, &mut buyer, &course).await;
    app.settle().await;
    app.pass(jiff::SignedDuration::from_hours(8 * 24));
    assert!(!app.visitor().get(&format!("/s/{handle}")).await.body.contains("Away until"), "back again");
    let mut layla = app.visitor().logged_in(&app.backend, &course.seller).await;
    layla.post("/studio/settings", &[("go", "open"), ("closed_from", "2026-12-20")]).await.expect_status(303);
    assert_eq!(app.count("select count(*) from sellers where closed_from is not null").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn who_stands_out_has_the_tag(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let slug = shop.list(&app, &Listing::default()).await;
    let paths = [format!("/s/{}", shop.handle), format!("/o/{slug}")];
    for (sum, count, is_top) in [(95_i64, 20_i32, false), (96, 20, true)] {
        sqlx::query("update sellers set rating_sum = $2, rating_count = $3, learner_count = 10 where id = $1")
            .bind(shop.seller_id)
            .bind(sum)
            .bind(count)
            .execute(&app.backend.db)
            .await
            .unwrap();
        for path in &paths {
            let (_, mut visitor) = app.buyer("Omar Nabil").await;
            assert_eq!(visitor.get(path).await.expect_status(200).body.contains("Top seller"), is_top, "{path} {sum}");
        }
    }
}
