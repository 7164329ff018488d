//! Buttons are pressed twice, and prices change meanwhile: one press, one order, one answer.

use super::support::{order, order_status, pay_silently};
use domain::orders::PRICE_FLOOR_MINOR;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn one_button_of_a_free_course_pressed_at_once_gives_one_answer(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let key = visitor.get(&format!("/o/{}", course.slug)).await.form_value("key");
    let presses = (0..8).map(|_| {
        let (mut visitor, key, slug) = (visitor.clone(), key.clone(), course.slug.clone());
        async move { visitor.post("/checkout", &[("offering", &slug), ("key", &key)]).await.expect_status(303).location() }
    });
    let mut places = futures::future::join_all(presses).await;
    places.dedup();
    assert_eq!(places.len(), 1, "{places:?}");
    assert!(places[0].starts_with("/orders/"), "{places:?}");
    assert_eq!(app.count("select count(*) from orders").await, 1);
    assert_eq!(app.count("select count(*) from enrolments").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_button_pressed_again_after_paying_leads_to_its_order(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let other = CourseBuilder::default().titled("Tea for two").build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    let key: String = sqlx::query_scalar("select idempotency_key from orders").fetch_one(&app.backend.db).await.unwrap();
    // Back, and the button once more; even when the course is not for sale any more.
    for status in ["published", "paused"] {
        sqlx::query("update offerings set status = $1 where id = $2")
            .bind(status)
            .bind(course.offering_id)
            .execute(&app.backend.db)
            .await
            .unwrap();
        let answer = visitor.post("/checkout", &[("offering", &course.slug), ("key", &key)]).await.expect_status(303);
        assert_eq!(answer.location(), format!("/checkout/{order_id}"), "{status}");
    }
    assert_eq!(visitor.get(&format!("/checkout/{order_id}")).await.expect_status(303).location(), format!("/orders/{order_id}"));
    // A key belongs to the course whose form it stood in.
    visitor.post("/checkout", &[("offering", &other.slug), ("key", &key)]).await.expect_status(409);
    assert_eq!(app.count("select count(*) from orders").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_order_keeps_its_price_when_the_course_becomes_free(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    sqlx::query("update offerings set price_minor = 0").execute(&app.backend.db).await.unwrap();
    let answer = visitor.post("/checkout", &[("offering", &course.slug), ("key", "another-key")]).await.expect_status(303);
    assert_eq!(answer.location(), format!("/checkout/{order_id}"), "nothing is said to be open that is not");
    assert_eq!(order_status(&app).await, "awaiting_payment");
    assert_eq!(app.count("select count(*) from enrolments").await, 0);
    // The page says what the order costs, and not what a new one would.
    let page = visitor.get(&format!("/o/{}", course.slug)).await.expect_status(200);
    assert!(page.body.contains("$51.45") && page.body.contains(&format!("/checkout/{order_id}")), "{}", page.body);
    let stranger = app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(200);
    assert!(!stranger.body.contains("$51.45"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn no_price_stands_between_nothing_and_the_floor(db: PgPool) {
    let app = TestApp::start(db).await;
    CourseBuilder::default().build(&app.backend).await;
    for (minor, is_allowed) in [(0, true), (1, false), (PRICE_FLOOR_MINOR - 1, false), (PRICE_FLOOR_MINOR, true)] {
        let changed = sqlx::query("update offerings set price_minor = $1").bind(minor).execute(&app.backend.db).await;
        assert_eq!(changed.is_ok(), is_allowed, "{minor}");
    }
}
