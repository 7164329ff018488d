//! Done by the button and undone by it; text and file lessons are done by staying on them.

use super::support::{Learner, add_file, add_text, live, progress};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_button_marks_a_lesson_and_takes_it_back(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).lessons(2).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    let path = learner.path(0);
    let answer = learner.visitor.post(&format!("{path}/complete"), &[]).await.expect_status(303);
    assert_eq!(answer.location(), path);
    assert_eq!(app.count("select count(*) from lesson_progress where completed_via = 'manual'").await, 1);
    assert!(learner.open(0).await.body.contains("1 of 2 lessons done"));
    learner.visitor.post(&format!("{path}/undo"), &[]).await.expect_status(303);
    assert_eq!(app.count("select count(*) from lesson_progress where completed_at is null and completed_via is null").await, 1);

    // The same by the player's own calls; the last lesson finishes the course.
    let view = progress(&learner.call("mark_lesson", 0, &[("is_done", "true")]).await.expect_status(200));
    assert_eq!((view.is_done, view.done, view.percent), (true, 1, 50));
    let view = progress(&learner.call("mark_lesson", 1, &[("is_done", "true")]).await.expect_status(200));
    assert_eq!((view.done, view.all, view.percent), (2, 2, 100));
    assert_eq!(app.count("select count(*) from events where kind = 'course_completed'").await, 1);
    let view = progress(&learner.call("mark_lesson", 0, &[("is_done", "false")]).await.expect_status(200));
    assert_eq!((view.is_done, view.done), (false, 1));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn after_an_undo_only_reaching_the_end_again_completes(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    learner.open(0).await;
    for start in [0, 15_000, 30_000, 45_000] {
        app.pass(SignedDuration::from_secs(15));
        learner.beat(0, live(start, start + 15_000)).await;
    }
    let view = progress(&learner.call("mark_lesson", 0, &[("is_done", "false")]).await.expect_status(200));
    assert_eq!((view.is_done, view.seen_percent), (false, 100), "what was watched stays");
    app.pass(SignedDuration::from_secs(15));
    assert!(!learner.beat(0, live(0, 15_000)).await.is_done);
    app.pass(SignedDuration::from_secs(15));
    assert!(learner.beat(0, live(45_000, 60_000)).await.is_done);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_text_is_done_after_its_reading_time_and_at_most_thirty_seconds(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).lessons(1).build(&app.backend).await;
    // Fifty words take fifteen seconds; five thousand would take twenty-five minutes.
    let short = add_text(&app, &course, &"word ".repeat(50)).await;
    let long = add_text(&app, &course, &"word ".repeat(5_000)).await;
    let (file, _) = add_file(&app, &course, "sheet.pdf", "application/pdf").await;
    let mut learner = Learner::of(&app, &course).await;
    learner.lessons = vec![short, long, file];
    assert!(learner.open(0).await.body.contains("word word"));
    learner.open(1).await;
    learner.open(2).await;
    learner.call("record_dwell", 0, &[]).await.expect_status(409);
    app.pass(SignedDuration::from_secs(13));
    learner.call("record_dwell", 0, &[]).await.expect_status(409);
    // A second of grace, because two clocks do not tick together.
    app.pass(SignedDuration::from_secs(1));
    assert!(progress(&learner.call("record_dwell", 0, &[]).await.expect_status(200)).is_done);
    app.pass(SignedDuration::from_secs(14));
    for lesson in [1, 2] {
        learner.call("record_dwell", lesson, &[]).await.expect_status(409);
    }
    app.pass(SignedDuration::from_secs(1));
    for lesson in [1, 2] {
        assert!(progress(&learner.call("record_dwell", lesson, &[]).await.expect_status(200)).is_done, "lesson {lesson}");
    }
    assert_eq!(app.count("select count(*) from lesson_progress where completed_via = 'dwell'").await, 3);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn nobody_marks_the_lessons_of_somebody_else(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let learner = Learner::of(&app, &course).await;
    let other = Learner::of(&app, &course).await;
    let mut thief = Learner { visitor: other.visitor.clone(), ..learner.clone() };
    for name in ["mark_lesson", "open_lesson", "record_dwell"] {
        thief.call(name, 0, &[("is_done", "true")]).await.expect_status(404);
    }
    let path = thief.path(0);
    thief.visitor.get(&path).await.expect_status(404);
    thief.visitor.post(&format!("{path}/complete"), &[]).await.expect_status(404);
    assert_eq!(app.count("select count(*) from lesson_progress").await, 0);
}
