//! Giving a course back: the whole amount, once, and access ends at once.

use super::support::{GOOD_CARD, client_secret, confirm, order, pay_silently};
use crate::learning::support::{add_file, enrolment_of};
use http::Method;
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{Answer, CourseBuilder, NewCourse, TestApp, Visitor};

async fn buy(app: &TestApp, visitor: &mut Visitor, course: &NewCourse) -> String {
    let order_id = pay_silently(app, visitor, course).await;
    app.settle().await;
    order_id
}

async fn ask_back(visitor: &mut Visitor, order_id: &str) -> Answer {
    visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await
}

/// The refusal says why, whom to write to, and offers no button.
async fn assert_refused(visitor: &mut Visitor, order_id: &str, why: &str) {
    let refused = ask_back(visitor, order_id).await.expect_status(409);
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    for answer in [&refused, &page] {
        assert!(answer.body.contains(why), "{why}");
        assert!(answer.body.contains("Write to us") && answer.body.contains("href=\"/contact\""), "{why}");
        assert!(!answer.body.contains(&format!("action=\"/orders/{order_id}/refund\"")), "{why}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_course_given_back_returns_everything_and_ends_access(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    let enrolment: uuid::Uuid = sqlx::query_scalar("select id from enrolments").fetch_one(&app.backend.db).await.unwrap();
    let lesson = course.lesson_ids[0];
    visitor.get(&format!("/learn/{enrolment}/{lesson}")).await.expect_status(200);
    let asks = (0..8).map(|_| {
        let mut visitor = visitor.clone();
        let path = format!("/orders/{order_id}/refund");
        async move { visitor.post(&path, &[("confirm", "on")]).await.status }
    });
    let statuses = futures::future::join_all(asks).await;
    assert!(statuses.iter().all(|status| *status == 303), "every press leads to the order: {statuses:?}");
    visitor.get(&format!("/learn/{enrolment}/{lesson}")).await.expect_status(404);
    app.settle().await;
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded' and amount_minor = 5145").await, 1);
    assert_eq!(app.count("select count(*) from refunds").await, 1);
    assert_eq!(app.count("select count(*) from order_events where kind = 'refund_requested'").await, 1);
    assert_eq!(app.count("select coalesce(sum(l.amount_minor), 0)::bigint from ledger_lines l").await, 0);
    for kind in ["provider_clearing", "seller_held", "commission", "buyer_fees", "refunds_due"] {
        let balance: i64 = sqlx::query_scalar(
            "select coalesce(sum(l.amount_minor), 0)::bigint from ledger_lines l join ledger_accounts a on a.id = l.account_id where a.kind = $1",
        )
        .bind(kind)
        .fetch_one(&app.backend.db)
        .await
        .unwrap();
        assert_eq!(balance, 0, "{kind}");
    }
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn after_fourteen_days_nothing_is_returned_by_itself(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (person, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    app.pass(SignedDuration::from_hours(14 * 24));
    let mut visitor = app.visitor().logged_in(&app.backend, &person).await;
    assert_refused(&mut visitor, &order_id, "The 14 days").await;
    assert_eq!(app.count("select count(*) from refunds").await, 0);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn who_took_a_file_home_does_not_get_the_money_back_by_itself(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (lesson, _) = add_file(&app, &course, "recipes.pdf", "application/pdf").await;
    let (person, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = buy(&app, &mut visitor, &course).await;
    let enrolment = enrolment_of(&app, &person, &course).await;
    let fields = [("enrolment", enrolment.to_string()), ("lesson", lesson.to_string())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    visitor.call("learning/renew_grant", &fields).await.expect_status(404);
    let path = format!("/learn/{enrolment}/{lesson}");
    visitor.get(&path).await.expect_status(200);
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(page.body.contains(&format!("/orders/{order_id}/refund")), "looking takes nothing home");
    for method in [Method::GET, Method::HEAD] {
        let request = visitor.request(method.clone(), &format!("{path}/file"));
        assert_eq!(visitor.send(request).await.status, 405, "{method}");
    }
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(
        page.body.contains(&format!("/orders/{order_id}/refund")),
        "neither does following a link, or asking what is behind it"
    );
    visitor.post(&format!("{path}/file"), &[]).await.expect_status(303);
    assert_refused(&mut visitor, &order_id, "You have downloaded a file").await;
    assert_eq!(app.count("select count(*) from refunds").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_same_course_is_given_back_by_itself_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let (_, mut somebody_else) = app.buyer("Mona Adel").await;
    for buyer in [&mut visitor, &mut somebody_else] {
        let order_id = buy(&app, buyer, &course).await;
        ask_back(buyer, &order_id).await.expect_status(303);
        app.settle().await;
    }
    let offer = visitor.get(&format!("/o/{}", course.slug)).await.expect_status(200);
    assert!(offer.body.contains("once before") && !offer.body.contains("Full refund until"), "told before paying");
    let placed = order(&mut visitor, &course).await;
    let checkout = visitor.get(&format!("/checkout/{placed}")).await.expect_status(200);
    assert!(checkout.body.contains("once before") && !checkout.body.contains("Full refund until"), "and while paying");
    let stranger = app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(200);
    assert!(stranger.body.contains("Full refund until"));
    let secret = client_secret(&mut visitor, &placed).await;
    confirm(&app, &secret, GOOD_CARD).await;
    app.settle().await;
    assert_refused(&mut visitor, &placed, "once before").await;
    assert_eq!(app.count("select count(*) from refunds").await, 2);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn three_courses_are_given_back_by_themselves_within_ninety_days(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let mut orders = Vec::new();
    for title in ["One", "Two", "Three", "Four"] {
        let course = CourseBuilder::default().titled(title).build(&app.backend).await;
        orders.push(buy(&app, &mut visitor, &course).await);
    }
    for order_id in &orders[..2] {
        ask_back(&mut visitor, order_id).await.expect_status(303);
    }
    // The third and the fourth at once.
    let asks = orders[2..].iter().map(|order_id| {
        let mut visitor = visitor.clone();
        async move { ask_back(&mut visitor, order_id).await.status }
    });
    let mut statuses = futures::future::join_all(asks).await;
    let kept = orders[2 + statuses.iter().position(|status| *status == 409).expect("one is refused")].clone();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_refused(&mut visitor, &kept, "3 courses within 90 days").await;
    // The first of them is ninety days ago.
    sqlx::query("update order_events set created_at = created_at - interval '90 days' where id = (select min(id) from order_events where kind = 'refund_requested')")
        .execute(&app.backend.db)
        .await
        .unwrap();
    ask_back(&mut visitor, &kept).await.expect_status(303);
    app.settle().await;
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded'").await, 4);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_ledger_cannot_be_changed(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    for sql in ["update ledger_lines set amount_minor = 1", "delete from ledger_entries", "truncate ledger_lines"] {
        let refused = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&app.backend.db).await;
        assert!(refused.is_err(), "{sql}");
    }
    let unbalanced = sqlx::query("insert into ledger_lines (entry_id, account_id, amount_minor, currency) select entry_id, account_id, 1, currency from ledger_lines limit 1")
        .execute(&app.backend.db)
        .await;
    assert!(unbalanced.is_err(), "a line that does not balance");
}
