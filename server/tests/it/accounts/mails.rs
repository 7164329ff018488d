//! Mails leave once, and one that cannot leave is given up visibly.

use super::support::{member, register};
use backend::notifications::send_mail;
use providers::mail::Mailer;
use secrecy::SecretString;
use sqlx::PgPool;
use test_support::TestApp;
use uuid::Uuid;

async fn only_mail(app: &TestApp) -> Uuid {
    sqlx::query_scalar("select id from mails").fetch_one(&app.backend.db).await.unwrap()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_mail_leaves_once_however_often_its_job_runs(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    app.visitor().post("/forgot", &[("email", ada.email.as_str())]).await.expect_status(303);
    app.run_jobs().await;
    let id = only_mail(&app).await;
    for _ in 0..2 {
        send_mail(&app.backend, id).await.unwrap();
    }
    assert_eq!(app.count("select count(*) from mails where status = 'sent' and attempts = 1 and sent_at is not null").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_mail_that_never_leaves_is_marked_and_waits_no_longer(db: PgPool) {
    let app = TestApp::start(db).await;
    register(&mut app.visitor(), "ada@people.test", "").await.expect_status(303);
    let id = only_mail(&app).await;
    let mut cut_off = app.backend.clone();
    // Nobody listens on port 1.
    cut_off.mailer = Mailer::mailgun("http://127.0.0.1:1", "mg.test", SecretString::from("key"), "hello@example.org").unwrap();
    for attempt in 1..20 {
        assert!(send_mail(&cut_off, id).await.is_err(), "attempt {attempt}");
    }
    assert_eq!(app.count("select count(*) from mails where status = 'queued' and attempts = 19").await, 1);
    send_mail(&cut_off, id).await.unwrap();
    assert_eq!(app.count("select count(*) from mails where status = 'failed' and attempts = 20").await, 1);
    // Its job, run again by a mailer that works, finds nothing to send.
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from mails where status = 'failed' and sent_at is null").await, 1);
}
