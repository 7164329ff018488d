//! Heartbeats: only time that really passed is credited, whatever a player claims. Videos in tests last one minute.

use super::support::{Learner, enrol, late, live};
use domain::learning::BeatInput;
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_forged_heartbeat_completes_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    let whole = live(0, 60_000);
    // The lesson was never opened: its clock starts now.
    assert_eq!(learner.beat(1, whole).await.seen_percent, 0);
    learner.open(0).await;
    for beat in [
        whole,
        BeatInput { speed_percent: 6_400, ..whole },
        BeatInput { queued: true, age_ms: 600_000, ..whole },
        BeatInput { queued: true, age_ms: -600_000, ..whole },
        live(0, i64::MAX),
        live(i64::MIN, i64::MAX),
    ] {
        let view = learner.beat(0, beat).await;
        assert!(!view.is_done && !view.is_credited && view.seen_percent == 0, "{beat:?}: {view:?}");
    }
    // Patience does not help either: the same claim again and again is always about the same last thirty-five seconds.
    for _ in 0..20 {
        app.pass(SignedDuration::from_secs(6));
        let view = learner.beat(0, whole).await;
        assert!(!view.is_done && view.seen_percent <= 58, "{view:?}");
    }
    // Nor does the claim to have waited for a connection.
    app.pass(SignedDuration::from_mins(10));
    let view = learner.beat(0, BeatInput { queued: true, age_ms: 600_000, speed_percent: 200, ..whole }).await;
    assert!(!view.is_done && view.seen_percent <= 58, "{view:?}");
    assert_eq!(app.count("select count(*) from lesson_progress where completed_at is not null").await, 0);
    assert_eq!(app.count("select count(*) from events where kind = 'lesson_completed'").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn honest_watching_completes_the_lesson(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    for (start, seen) in [(0, 25), (15_000, 50), (30_000, 75)] {
        app.pass(SignedDuration::from_secs(15));
        let view = learner.beat(0, live(start, start + 15_000)).await;
        assert_eq!((view.is_done, view.is_credited, view.seen_percent), (false, true, seen));
    }
    app.pass(SignedDuration::from_secs(15));
    let view = learner.beat(0, live(45_000, 60_000)).await;
    assert!(view.is_done);
    assert_eq!((view.done, view.all, view.percent, view.seen_percent), (1, 3, 33, 100));
    assert_eq!(app.count("select count(*) from lesson_progress where completed_via = 'auto'").await, 1);
    assert_eq!(app.count("select count(*) from events where kind = 'lesson_completed'").await, 1);
    // Watching it again changes nothing.
    app.pass(SignedDuration::from_secs(15));
    assert!(learner.beat(0, live(0, 15_000)).await.is_done);
    assert_eq!(app.count("select count(*) from events where kind = 'lesson_completed'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn beats_closer_than_five_seconds_credit_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    app.pass(SignedDuration::from_secs(15));
    assert_eq!(learner.beat(0, live(0, 15_000)).await.seen_percent, 25);
    for _ in 0..4 {
        app.pass(SignedDuration::from_secs(1));
        let view = learner.beat(0, live(15_000, 20_000)).await;
        assert_eq!((view.is_credited, view.seen_percent), (false, 25));
    }
    app.pass(SignedDuration::from_secs(1));
    let view = learner.beat(0, live(15_000, 20_000)).await;
    assert_eq!((view.is_credited, view.seen_percent), (true, 33));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn credit_is_bounded_by_time_speed_and_thirty_five_seconds(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).lessons(4).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    for lesson in 0..4 {
        learner.open(lesson).await;
    }
    app.pass(SignedDuration::from_secs(15));
    // At normal speed fifteen seconds are sixteen and a half, and two of grace: the last part of what is claimed.
    assert_eq!(learner.beat(0, live(0, 30_000)).await.seen_percent, 33);
    // That was five too many, which the next ones wait for: ten seconds at double speed, however fast it claims to be, and grace.
    app.pass(SignedDuration::from_secs(15));
    let absurd = BeatInput { speed_percent: 1_600, ..live(0, 60_000) };
    assert_eq!(learner.beat(1, absurd).await.seen_percent, 41);
    app.pass(SignedDuration::from_secs(30));
    let double = BeatInput { speed_percent: 200, ..live(0, 30_000) };
    assert_eq!(learner.beat(2, double).await.seen_percent, 50);
    app.pass(SignedDuration::from_mins(10));
    for beat in [live(0, 60_000), late(0, 60_000, 600_000)] {
        let view = learner.beat(3, beat).await;
        assert_eq!((view.is_done, view.seen_percent), (false, 58), "thirty-five seconds of one beat");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn lessons_side_by_side_share_the_time_that_passes(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).lessons(4).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    for lesson in 0..4 {
        learner.call("open_lesson", lesson, &[]).await.expect_status(200);
    }
    // Another course of the same person has no time of its own either.
    let other_course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let enrolment = enrol(&app, &learner.person, &mut learner.visitor, &other_course).await;
    let mut elsewhere = Learner { enrolment, lessons: other_course.lesson_ids.clone(), ..learner.clone() };
    elsewhere.call("open_lesson", 0, &[]).await.expect_status(200);
    // The whole minute of five videos in half a minute, at double speed: one of them.
    for start in [0, 30_000] {
        app.pass(SignedDuration::from_secs(15));
        for lesson in 0..4 {
            for queued in [false, true] {
                let beat = BeatInput { speed_percent: 200, queued, ..live(start, start + 30_000) };
                learner.beat(lesson, beat).await;
            }
        }
        elsewhere.beat(0, late(start, start + 30_000, 0)).await;
    }
    assert_eq!(app.count("select count(*) from lesson_progress where completed_at is not null").await, 1);
    assert_eq!(app.count("select count(*) from lesson_progress where furthest_ms > 0").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn ten_minutes_without_a_connection_are_credited_whole_and_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).lessons(11).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    for lesson in 0..11 {
        learner.call("open_lesson", lesson, &[]).await.expect_status(200);
    }
    app.pass(SignedDuration::from_mins(10));
    for _ in 0..2 {
        for lesson in 0..10 {
            for start in [0, 30_000] {
                assert!(learner.beat(lesson, late(start, start + 30_000, 0)).await.is_credited);
            }
        }
    }
    assert_eq!(app.count("select count(*) from lesson_progress where completed_via = 'auto'").await, 10);
    // The ten minutes are used up, and sending them again earned nothing.
    let view = learner.beat(10, late(0, 30_000, 0)).await;
    assert_eq!((view.is_credited, view.seen_percent), (false, 0));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn jumping_to_the_end_is_not_watching(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    for stretch in [live(0, 15_000), live(50_000, 60_000)] {
        app.pass(SignedDuration::from_secs(15));
        assert!(!learner.beat(0, stretch).await.is_done);
    }
    // The part between, at leisure: four fifths and the end are enough.
    app.pass(SignedDuration::from_secs(15));
    assert!(!learner.beat(0, live(15_000, 30_000)).await.is_done);
    app.pass(SignedDuration::from_secs(10));
    let view = learner.beat(0, live(30_000, 40_000)).await;
    assert!(view.is_done, "{view:?}");
    assert_eq!(view.seen_percent, 83);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn only_the_learner_is_heard(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let other_course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    let mut other = Learner::of(&app, &course).await;
    app.pass(SignedDuration::from_secs(15));
    let mut thief = Learner { visitor: other.visitor.clone(), ..learner.clone() };
    thief.send(0, live(0, 15_000)).await.expect_status(404);
    let mut stranger = Learner { visitor: app.visitor(), ..learner.clone() };
    stranger.send(0, live(0, 15_000)).await.expect_status(401);
    let mut astray = Learner { lessons: other_course.lesson_ids.clone(), ..other.clone() };
    astray.send(0, live(0, 15_000)).await.expect_status(404);
    assert_eq!(app.count("select coalesce(sum(length(watched)), 0) from lesson_progress").await, 0);
    assert_eq!(learner.beat(0, live(0, 15_000)).await.seen_percent, 25);
    other.open(0).await;
    assert_eq!(app.count("select count(*) from lesson_progress").await, 2);
}
