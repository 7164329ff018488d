//! Courses whose lessons open one after the other.

use super::support::{Learner, live, progress};
use domain::ids::LessonId;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_locked_lesson_says_so_and_gives_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).sequential().build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    let page = learner.open(1).await;
    assert!(page.body.contains("This lesson is still locked"));
    assert!(page.body.contains(&format!("href=\"{}\"", learner.path(0))), "the way to the one before");
    assert!(!page.body.contains("<video") && !page.body.contains("/media/"));
    let more = [("is_done", "true"), ("position_ms", "0"), ("body", "a note")];
    for name in ["open_lesson", "renew_grant", "record_dwell", "mark_lesson", "add_note"] {
        let answer = learner.call(name, 1, &more).await.expect_status(409);
        assert!(answer.body.contains("lesson_locked"), "{name}: {}", answer.body);
    }
    learner.send(1, live(0, 15_000)).await.expect_status(409);
    let path = learner.path(1);
    learner.visitor.post(&format!("{path}/complete"), &[]).await.expect_status(409);
    assert_eq!(app.count("select count(*) from lesson_progress").await, 0);
    assert_eq!(app.count("select count(*) from lesson_notes").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn each_lesson_opens_the_next_and_what_was_done_never_locks_again(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).sequential().build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    let ids: Vec<LessonId> = course.lesson_ids.iter().copied().map(LessonId).collect();
    let view = progress(&learner.call("open_lesson", 0, &[]).await.expect_status(200));
    assert_eq!(view.open_lessons, ids[..1]);
    let view = progress(&learner.call("mark_lesson", 0, &[("is_done", "true")]).await.expect_status(200));
    assert_eq!(view.open_lessons, ids[..2]);
    assert!(learner.open(1).await.body.contains("<video"));
    assert!(!learner.open(2).await.body.contains("<video"));
    let view = progress(&learner.call("mark_lesson", 1, &[("is_done", "true")]).await.expect_status(200));
    assert_eq!(view.open_lessons, ids);

    let view = progress(&learner.call("mark_lesson", 0, &[("is_done", "false")]).await.expect_status(200));
    assert_eq!(view.open_lessons, ids[..2], "the second is done and stays open, the third waits again");
    assert!(learner.open(1).await.body.contains("<video"));
    assert!(learner.open(2).await.body.contains("This lesson is still locked"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_optional_lesson_holds_nothing_up(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).sequential().build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    sqlx::query("update lessons set is_required = false where id = $1")
        .bind(course.lesson_ids[0])
        .execute(&app.backend.db)
        .await
        .unwrap();
    assert!(learner.open(1).await.body.contains("<video"));
    assert!(!learner.open(2).await.body.contains("<video"));
}
