//! Notes: at a moment, within limits, and nobody else's business.

use super::support::Learner;
use domain::learning::NoteView;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_note_stands_at_its_moment_until_it_is_deleted(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    let answer = learner.call("add_note", 0, &[("position_ms", "42000"), ("body", "  fold\r\ntwice ")]).await.expect_status(200);
    let note: NoteView = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((note.position_ms, note.body.as_str()), (42_000, "fold\ntwice"));
    let late = learner.call("add_note", 0, &[("position_ms", "99000000"), ("body", "at the end")]).await.expect_status(200);
    let late: NoteView = serde_json::from_str(&late.body).unwrap();
    assert_eq!(late.position_ms, 60_000, "no moment lies outside the video");
    let page = learner.open(0).await;
    assert!(page.body.contains("fold\ntwice") && page.body.contains("0:42"));
    assert!(!learner.open(1).await.body.contains("fold\ntwice"), "a note belongs to its lesson");

    let (enrolment, id) = (learner.enrolment.to_string(), late.id.to_string());
    let fields = [("enrolment", enrolment.as_str()), ("note", id.as_str())];
    learner.visitor.call("learning/delete_note", &fields).await.expect_status(200);
    learner.visitor.call("learning/delete_note", &fields).await.expect_status(404);
    let path = learner.path(0);
    let answer = learner.visitor.post(&format!("{path}/notes/{}/delete", note.id), &[]).await.expect_status(303);
    assert_eq!(answer.location(), format!("{path}#notes"));
    assert_eq!(app.count("select count(*) from lesson_notes").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_note_has_limits_and_what_was_written_is_not_lost(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    let (most, more) = ("ن".repeat(2_000), "ن".repeat(2_001));
    learner.call("add_note", 0, &[("position_ms", "0"), ("body", " \n ")]).await.expect_status(422);
    learner.call("add_note", 0, &[("position_ms", "0"), ("body", more.as_str())]).await.expect_status(422);
    learner.call("add_note", 0, &[("position_ms", "0"), ("body", most.as_str())]).await.expect_status(200);

    let path = format!("{}/notes", learner.path(0));
    let fields = [("position_ms", "7000"), ("body", more.as_str())];
    let page = learner.visitor.post(&path, &fields).await.expect_status(422);
    assert!(page.body.contains("At most 2,000 characters."));
    assert!(page.body.contains("id=\"note-body-error\""));
    assert!(page.body.contains(more.as_str()), "the text is still in the field");
    let answer = learner.visitor.post(&path, &[("position_ms", "7900"), ("body", "shorter")]).await.expect_status(303);
    assert_eq!(answer.location(), format!("{}?t=7#notes", learner.path(0)));

    sqlx::query(
        "insert into lesson_notes (id, enrolment_id, lesson_id, position_ms, body, created_at)
         select gen_random_uuid(), $1, $2, n, 'note', now() from generate_series(1, 198) n",
    )
    .bind(learner.enrolment)
    .bind(learner.lessons[0])
    .execute(&app.backend.db)
    .await
    .unwrap();
    let full = learner.visitor.post(&path, &[("position_ms", "0"), ("body", "one too many")]).await.expect_status(422);
    assert!(full.body.contains("This lesson is full of notes."));
    assert_eq!(app.count("select count(*) from lesson_notes").await, 200);
    learner.call("add_note", 1, &[("position_ms", "0"), ("body", "another lesson has room")]).await.expect_status(200);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn notes_are_the_learners_alone(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    let mut other = Learner::of(&app, &course).await;
    let answer = learner.call("add_note", 0, &[("position_ms", "1000"), ("body", "a secret thought")]).await.expect_status(200);
    let note: NoteView = serde_json::from_str(&answer.body).unwrap();
    assert!(!other.open(0).await.body.contains("a secret thought"));
    let mut thief = Learner { visitor: other.visitor.clone(), ..learner.clone() };
    thief.call("add_note", 0, &[("position_ms", "0"), ("body", "not yours")]).await.expect_status(404);
    let id = note.id.to_string();
    for enrolment in [learner.enrolment.to_string(), other.enrolment.to_string()] {
        let fields = [("enrolment", enrolment.as_str()), ("note", id.as_str())];
        other.visitor.call("learning/delete_note", &fields).await.expect_status(404);
        let path = format!("/learn/{enrolment}/{}/notes/{id}/delete", course.lesson_ids[0]);
        other.visitor.post(&path, &[]).await.expect_status(404);
    }
    let enrolment = learner.enrolment.to_string();
    let fields = [("enrolment", enrolment.as_str()), ("note", id.as_str())];
    app.visitor().call("learning/delete_note", &fields).await.expect_status(401);
    assert_eq!(app.count("select count(*) from lesson_notes where body = 'a secret thought'").await, 1);
    assert_eq!(app.count("select count(*) from lesson_notes").await, 1);
}
