//! Giving a course back: the whole amount, once, and access ends at once.

use super::support::pay_silently;
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

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
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    visitor.get(&format!("/learn/{enrolment}/{lesson}")).await.expect_status(404);
    app.settle().await;
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded' and amount_minor = 5145").await, 1);
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
    visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await.expect_status(409);
    assert_eq!(app.count("select count(*) from refunds").await, 0);
    app.assert_promises().await;
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
