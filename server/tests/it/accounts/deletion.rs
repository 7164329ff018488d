//! Leaving: two weeks to think, then the person goes and the books stay.

use super::support::{PASSWORD, WRONG_PASSWORD, is_logged_in, log_in, mail_count, member};
use crate::learning::support::enrol;
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn two_weeks_after_the_wish_the_person_goes_and_the_order_stays(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    let mut elsewhere = app.visitor().logged_in(&app.backend, &omar).await;
    enrol(&app, &omar, &mut visitor, &course).await;
    visitor.post("/settings/delete", &[("password", WRONG_PASSWORD)]).await.expect_status(422);
    assert_eq!(
        visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303).location(),
        "/settings/delete"
    );
    assert!(!is_logged_in(&mut elsewhere).await);
    let page = visitor.get("/settings/delete").await.expect_status(200);
    assert!(page.body.contains("Friday 4 December 2026, 11:00 (Africa/Cairo)"), "the page says when");
    assert_eq!(mail_count(&app, &omar.email, "accounts-deletion-asked").await, 1);

    app.pass(DAY * 14);
    backend::accounts::sweep(&app.backend).await.unwrap();
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(303);
    app.pass(SignedDuration::from_secs(1));
    for _ in 0..2 {
        backend::accounts::sweep(&app.backend).await.unwrap();
    }
    let gone: i64 = sqlx::query_scalar(
        "select count(*) from accounts where id = $1 and status = 'deleted' and email = 'deleted-' || id || '@deleted.invalid'
            and display_name = 'Deleted account' and password_hash is null and email_verified_at is null and time_zone = 'UTC'",
    )
    .bind(omar.account_id.0)
    .fetch_one(&app.backend.db)
    .await
    .unwrap();
    assert_eq!(gone, 1);
    assert_eq!(app.count("select count(*) from logins").await, 0);
    assert_eq!(app.count("select count(*) from account_links").await, 0);
    assert!(!is_logged_in(&mut visitor).await);
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(422);
    let orders: i64 = sqlx::query_scalar("select count(*) from orders where buyer_id = $1")
        .bind(omar.account_id.0)
        .fetch_one(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(orders, 1, "the books keep their rows");
    assert_eq!(app.count("select count(*) from events where kind = 'account_deleted'").await, 1);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn who_changes_the_mind_in_time_stays(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303);
    app.pass(DAY * 7);
    // Asking again does not start the time again.
    visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303);
    assert_eq!(mail_count(&app, &omar.email, "accounts-deletion-asked").await, 1);
    app.pass(DAY * 6);
    visitor.post("/settings/delete/cancel", &[]).await.expect_status(303);
    assert_eq!(mail_count(&app, &omar.email, "accounts-deletion-cancelled").await, 1);
    app.pass(DAY * 5);
    backend::accounts::sweep(&app.backend).await.unwrap();
    assert_eq!(app.count("select count(*) from accounts where status = 'active' and display_name = 'Omar Nabil'").await, 1);
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(303);
}
