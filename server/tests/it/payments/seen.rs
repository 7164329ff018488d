//! A course of which more than a fifth was seen is not given back by itself.

use super::support::pay_silently;
use crate::learning::support::{Learner, enrolment_of, live};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn beyond_a_fifth_of_its_segments_a_course_is_not_returned_by_itself(db: PgPool) {
    let app = TestApp::start(db).await;
    // One minute has twelve segments: two of them are 16 %, three are 25 %.
    let course = CourseBuilder::default().lessons(1).build(&app.backend).await;
    let (person, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    let enrolment = enrolment_of(&app, &person, &course).await;
    let mut learner = Learner { person, visitor, enrolment, lessons: course.lesson_ids.clone() };
    let (page, refund) = (format!("/orders/{order_id}"), format!("/orders/{order_id}/refund"));
    learner.open(0).await;
    for (from_ms, to_ms, seen_percent) in [(0, 10_000, 16), (10_000, 15_000, 25)] {
        app.pass(SignedDuration::from_secs(15));
        assert_eq!(learner.beat(0, live(from_ms, to_ms)).await.seen_percent, seen_percent);
        let has_form = learner.visitor.get(&page).await.expect_status(200).body.contains(&format!("action=\"{refund}\""));
        assert_eq!(has_form, seen_percent <= 20, "{seen_percent} %");
    }
    learner.visitor.post(&refund, &[("confirm", "on")]).await.expect_status(409);
    assert_eq!(app.count("select count(*) from refunds").await, 0);
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 1);
}
