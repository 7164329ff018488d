//! My Learning: every course with its progress and the exact place to go on.

use super::support::{Learner, enrol, live};
use jiff::SignedDuration;
use sqlx::PgPool;
use std::collections::BTreeSet;
use test_support::{CourseBuilder, TestApp};

fn stands_before(page: &str, first: &str, second: &str) -> bool {
    page.find(first).expect("the first") < page.find(second).expect("the second")
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_course_shows_where_it_goes_on_the_latest_first(db: PgPool) {
    let app = TestApp::start(db).await;
    let bread = CourseBuilder::default().priced(0).build(&app.backend).await;
    let tea = CourseBuilder::default().priced(0).titled("Tea at four").build(&app.backend).await;
    let (omar, mut visitor) = app.buyer("Omar Nabil").await;
    assert!(visitor.get("/learn").await.expect_status(200).body.contains("Your courses will be here"));
    let bread_id = enrol(&app, &omar, &mut visitor, &bread).await;
    app.pass(SignedDuration::from_secs(1));
    let tea_id = enrol(&app, &omar, &mut visitor, &tea).await;
    let page = visitor.get("/learn").await.expect_status(200);
    assert!(page.body.contains("0 of 3 lessons done"));
    assert_eq!(page.body.matches("Begin:").count(), 2);
    assert!(page.body.contains(&format!("href=\"/learn/{bread_id}/{}\"", bread.lesson_ids[0])));
    assert!(stands_before(&page.body, "Tea at four", "Bread that rises"), "the latest first");

    let mut learner = Learner { person: omar, visitor, enrolment: bread_id, lessons: bread.lesson_ids.clone() };
    learner.open(1).await;
    app.pass(SignedDuration::from_secs(15));
    learner.beat(1, live(0, 15_000)).await;
    let page = learner.visitor.get("/learn").await.expect_status(200);
    assert!(page.body.contains(&format!("href=\"/learn/{bread_id}/{}\"", bread.lesson_ids[1])));
    assert!(page.body.contains("Continue:") && page.body.contains("0:12"), "three seconds back");
    assert!(stands_before(&page.body, "Bread that rises", "Tea at four"), "what was touched last");
    let answer = learner.visitor.get(&format!("/learn/{bread_id}")).await.expect_status(303);
    assert_eq!(answer.location(), learner.path(1));
    let answer = learner.visitor.get(&format!("/ar/learn/{tea_id}")).await.expect_status(303);
    assert_eq!(answer.location(), format!("/ar/learn/{tea_id}/{}", tea.lesson_ids[0]));
    let home = learner.visitor.get("/").await.expect_status(200);
    assert!(home.body.contains("Go on where you were"));
    assert!(home.body.contains(&format!("href=\"/learn/{bread_id}/{}\"", bread.lesson_ids[1])));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn finished_courses_and_those_in_progress_are_told_apart(db: PgPool) {
    let app = TestApp::start(db).await;
    let bread = CourseBuilder::default().priced(0).build(&app.backend).await;
    let tea = CourseBuilder::default().priced(0).titled("Tea at four").build(&app.backend).await;
    let mut learner = Learner::of(&app, &bread).await;
    let person = learner.person.clone();
    enrol(&app, &person, &mut learner.visitor, &tea).await;
    assert!(learner.visitor.get("/learn?filter=done").await.expect_status(200).body.contains("No finished course yet"));
    for lesson in 0..3 {
        learner.call("mark_lesson", lesson, &[("is_done", "true")]).await.expect_status(200);
    }
    for (filter, has_bread, has_tea) in
        [("", true, true), ("?filter=done", true, false), ("?filter=in-progress", false, true), ("?filter=nonsense", true, true)]
    {
        let page = learner.visitor.get(&format!("/learn{filter}")).await.expect_status(200);
        assert_eq!(page.body.contains("Bread that rises"), has_bread, "{filter}");
        assert_eq!(page.body.contains("Tea at four"), has_tea, "{filter}");
    }
    let done = learner.visitor.get("/learn?filter=done").await.expect_status(200);
    assert!(done.body.contains("3 of 3 lessons done") && done.body.contains("Watch again:"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_full_shelf_has_pages_and_every_course_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let (omar, mut visitor) = app.buyer("Omar Nabil").await;
    let mut all = BTreeSet::new();
    for _ in 0..14 {
        let course = CourseBuilder::default().priced(0).lessons(1).build(&app.backend).await;
        let enrolment = enrol(&app, &omar, &mut visitor, &course).await;
        all.insert(format!("/learn/{enrolment}/{}", course.lesson_ids[0]));
    }
    let links =
        |body: &str| -> Vec<String> { body.split('"').filter(|part| part.starts_with("/learn/")).map(str::to_owned).collect() };
    let first = visitor.get("/learn").await.expect_status(200);
    let next = first.body.split('"').find(|part| part.starts_with("/learn?after=")).expect("a second page").to_owned();
    let second = visitor.get(&next).await.expect_status(200);
    let (first, second) = (links(&first.body), links(&second.body));
    assert_eq!((first.len(), second.len()), (12, 2));
    assert_eq!(first.into_iter().chain(second).collect::<BTreeSet<_>>(), all);
    visitor.get("/learn?after=nonsense").await.expect_status(200);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_lesson_that_came_later_is_marked_as_new(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    assert!(!learner.open(0).await.body.contains("data-new"));
    sqlx::query("update lessons set created_at = created_at + interval '1 day' where id = $1")
        .bind(course.lesson_ids[2])
        .execute(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(learner.open(0).await.body.matches("data-new").count(), 1);
    learner.call("mark_lesson", 2, &[("is_done", "true")]).await.expect_status(200);
    assert!(!learner.open(0).await.body.contains("data-new"));
}
