//! Where play begins: three seconds back, at the front when it was all but over, or where the address says.

use super::support::{Learner, live};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_video_goes_on_three_seconds_before_it_stopped(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    assert_eq!(learner.open(0).await.form_value("position_ms"), "0");
    for (stopped_ms, begins_ms) in [
        (2_000, "0"),
        (30_000, "27000"),
        // Back is as good as forth: the last place counts, not the furthest.
        (10_000, "7000"),
        (56_999, "53999"),
        (57_000, "0"),
        (60_000, "0"),
    ] {
        app.pass(SignedDuration::from_secs(6));
        // Only the place: nothing was played since.
        learner.beat(0, live(stopped_ms, stopped_ms)).await;
        assert_eq!(learner.open(0).await.form_value("position_ms"), begins_ms, "stopped at {stopped_ms}");
    }
    assert_eq!(app.count("select furthest_ms from lesson_progress").await, 0, "a place alone is not progress");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_address_may_name_another_moment(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    app.pass(SignedDuration::from_secs(6));
    learner.beat(0, live(30_000, 30_000)).await;
    let path = learner.path(0);
    for (moment, begins_ms) in [("10", "10000"), ("0", "0"), ("59", "59000"), ("60", "27000"), ("-1", "27000"), ("x", "27000")] {
        let page = learner.visitor.get(&format!("{path}?t={moment}")).await.expect_status(200);
        assert_eq!(page.form_value("position_ms"), begins_ms, "t={moment}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_page_that_is_only_fetched_ahead_was_not_opened(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    let request = learner.visitor.request(http::Method::GET, &learner.path(1)).header("sec-purpose", "prefetch");
    learner.visitor.send(request).await.expect_status(200);
    assert_eq!(app.count("select count(*) from lesson_progress").await, 0);
    learner.open(1).await;
    assert_eq!(app.count("select count(*) from lesson_progress").await, 1);
}
