//! Two devices and no connection: nothing is lost, nothing is counted twice, and the newest place wins.

use super::support::{Learner, late, live};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn two_devices_end_in_the_right_state(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut phone = Learner::of(&app, &course).await;
    let mut laptop = phone.on_another_device(&app).await;
    phone.open(0).await;
    for start in [0, 15_000] {
        app.pass(SignedDuration::from_secs(15));
        phone.beat(0, live(start, start + 15_000)).await;
    }
    // The phone goes under ground and plays on to 45 s; meanwhile the laptop begins at the front.
    assert_eq!(laptop.open(0).await.form_value("position_ms"), "27000", "the laptop begins where the phone was");
    app.pass(SignedDuration::from_secs(30));
    let view = laptop.beat(0, live(0, 15_000)).await;
    assert_eq!(view.seen_percent, 50, "nothing new was seen");
    app.pass(SignedDuration::from_secs(20));
    // The phone's beat was made 35 seconds ago: it counts, but the laptop's place is newer.
    let view = phone.beat(0, late(30_000, 45_000, 35_000)).await;
    assert_eq!((view.is_credited, view.seen_percent), (true, 75));
    assert_eq!(app.count("select last_position_ms from lesson_progress").await, 15_000);
    assert_eq!(app.count("select furthest_ms from lesson_progress").await, 45_000);
    assert_eq!(phone.open(0).await.form_value("position_ms"), "12000");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn beats_of_two_devices_in_the_same_moment_share_the_time_that_passed(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    app.pass(SignedDuration::from_secs(15));
    let beats = [live(0, 15_000), live(15_000, 30_000), live(30_000, 45_000), live(45_000, 60_000)].map(|beat| {
        let mut device = learner.clone();
        async move { device.beat(0, beat).await.is_credited }
    });
    let credited = futures::future::join_all(beats).await;
    assert_eq!(credited.iter().filter(|is| **is).count(), 1, "{credited:?}");
    app.pass(SignedDuration::from_secs(6));
    let view = learner.beat(0, live(0, 0)).await;
    assert_eq!((view.is_done, view.seen_percent), (false, 25));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_was_watched_without_a_connection_counts_when_it_comes(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    app.pass(SignedDuration::from_mins(1));
    let queue = [late(0, 15_000, 45_000), late(15_000, 30_000, 30_000), late(30_000, 45_000, 15_000), late(45_000, 60_000, 0)];
    let mut seen = Vec::new();
    for beat in queue {
        let view = learner.beat(0, beat).await;
        assert!(view.is_credited, "{beat:?}");
        seen.push(view.seen_percent);
    }
    assert_eq!(seen, [25, 50, 75, 100]);
    assert_eq!(app.count("select count(*) from lesson_progress where completed_via = 'auto'").await, 1);
    // The answer was lost, so the player sends everything once more.
    for beat in queue {
        learner.beat(0, beat).await;
    }
    assert_eq!(app.count("select count(*) from events where kind = 'lesson_completed'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_queue_is_never_worth_more_than_the_time_that_passed(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    app.pass(SignedDuration::from_secs(30));
    let mut credited = Vec::new();
    for start in [0, 15_000, 30_000, 45_000] {
        credited.push(learner.beat(0, late(start, start + 15_000, 0)).await.is_credited);
    }
    assert_eq!(credited, [true, true, false, false]);
    app.pass(SignedDuration::from_secs(6));
    let view = learner.beat(0, live(0, 0)).await;
    assert_eq!((view.is_done, view.seen_percent), (false, 50));
}
