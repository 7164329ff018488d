//! Who gets the files of a course: its learner, in the login that asked, for ten minutes, while the course is paid for.

use super::support::{Learner, enrolment_of, store};
use crate::payments::support_for_routes::pay_silently;
use domain::learning::GrantView;
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_grant_is_worth_nothing_in_other_hands(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    for media in &course.media_ids {
        store(&app, *media, "master.m3u8", "#EXTM3U\n").await;
    }
    let mut learner = Learner::of(&app, &course).await;
    let mut other = Learner::of(&app, &course).await;
    let mut same_person = learner.on_another_device(&app).await;
    let address = learner.media(1, "/master.m3u8").await;
    learner.visitor.get(&address).await.expect_status(200);
    for visitor in [&mut other.visitor, &mut same_person.visitor, &mut app.visitor()] {
        visitor.get(&address).await.expect_status(404);
    }
    // One media only, and not a letter changed.
    let elsewhere = address.replace(&course.media_ids[1].to_string(), &course.media_ids[2].to_string());
    learner.visitor.get(&elsewhere).await.expect_status(404);
    let (before, grant) = address.split_at("/media/".len());
    let changed = format!("{before}{}{}", if grant.starts_with('l') { 'p' } else { 'l' }, grant.split_at(1).1);
    learner.visitor.get(&changed).await.expect_status(404);
    learner.visitor.get(&format!("/media/x/{}/master.m3u8", course.media_ids[1])).await.expect_status(404);

    let mut copied = learner.visitor.clone();
    learner.visitor.post("/logout", &[]).await.expect_status(303);
    app.pass(SignedDuration::from_secs(60));
    for visitor in [&mut learner.visitor, &mut copied] {
        visitor.get(&address).await.expect_status(404);
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_grant_ends_after_ten_minutes_and_is_renewed_on_demand(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    store(&app, course.media_ids[1], "master.m3u8", "#EXTM3U\n").await;
    let mut learner = Learner::of(&app, &course).await;
    let address = learner.media(1, "/master.m3u8").await;
    app.pass(SignedDuration::from_secs(599));
    learner.visitor.get(&address).await.expect_status(200);
    app.pass(SignedDuration::from_secs(1));
    learner.visitor.get(&address).await.expect_status(404);
    let answer = learner.call("renew_grant", 1, &[]).await.expect_status(200);
    let renewed: GrantView = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(renewed.ends_in_s, 600);
    let address = format!("/media/{}/{}/master.m3u8", renewed.grant, course.media_ids[1]);
    learner.visitor.get(&address).await.expect_status(200);
    let mut stranger = Learner { visitor: app.visitor(), ..learner.clone() };
    stranger.call("renew_grant", 1, &[]).await.expect_status(401);
    let mut thief = Learner { visitor: Learner::of(&app, &course).await.visitor, ..learner.clone() };
    thief.call("renew_grant", 1, &[]).await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_refund_closes_pages_at_once_and_files_within_a_minute(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    store(&app, course.media_ids[1], "master.m3u8", "#EXTM3U\n").await;
    let (person, mut visitor) = app.buyer("Omar Nabil").await;
    let order = pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    let enrolment = enrolment_of(&app, &person, &course).await;
    let mut learner = Learner { person, visitor, enrolment, lessons: course.lesson_ids.clone() };
    let address = learner.media(1, "/master.m3u8").await;
    learner.visitor.get(&address).await.expect_status(200);

    learner.visitor.post(&format!("/orders/{order}/refund"), &[("confirm", "on")]).await.expect_status(303);
    let path = learner.path(1);
    learner.visitor.get(&path).await.expect_status(404);
    for name in ["renew_grant", "open_lesson", "mark_lesson"] {
        learner.call(name, 1, &[("is_done", "true")]).await.expect_status(404);
    }
    app.pass(SignedDuration::from_secs(60));
    learner.visitor.get(&address).await.expect_status(404);
    assert!(!learner.visitor.get("/learn").await.expect_status(200).body.contains("Bread that rises"));
    // What is free for everybody stays so.
    let preview = format!("/o/{}/preview/{}", course.slug, course.lesson_ids[0]);
    learner.visitor.get(&preview).await.expect_status(200);
}
