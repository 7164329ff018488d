//! A provider that lies, or somebody between it and us: whatever is wrong with an answer, nobody comes in.

use super::support::{come_from, is_logged_in, set_cookies};
use sandbox::oidc::Fault;
use sqlx::PgPool;
use test_support::TestApp;

async fn assert_refused(app: &TestApp, provider: &str, fault: &str) {
    let mut visitor = app.visitor();
    let answer = come_from(app, &mut visitor, provider, &[("person", "mona"), ("fault", fault)]).await;
    assert_eq!(answer.status, 422, "{provider}: {fault}");
    let text = if fault == "wrong_state" { "That took too long, or began in another window." } else { "could not be trusted" };
    assert!(answer.body.contains(text), "{provider}: {fault}");
    assert!(!set_cookies(&answer).iter().any(|cookie| cookie.starts_with("__Host-login=")), "{provider}: {fault}");
    assert!(!is_logged_in(&mut visitor).await, "{provider}: {fault}");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_misbehaviour_of_google_is_refused(db: PgPool) {
    let app = TestApp::start(db).await;
    for (name, fault) in Fault::ALL {
        if !matches!(fault, Fault::ForeignApp | Fault::OtherPerson) {
            assert_refused(&app, "google", name).await;
        }
    }
    assert_eq!(app.count("select count(*) from accounts").await, 0);
    assert_eq!(app.count("select count(*) from account_identities").await, 0);
    // The very same way without a fault.
    come_from(&app, &mut app.visitor(), "google", &[("person", "mona")]).await.expect_status(303);
    assert_eq!(app.count("select count(*) from account_identities").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_misbehaviour_of_facebook_is_refused(db: PgPool) {
    let app = TestApp::start(db).await;
    for (name, fault) in Fault::ALL {
        if matches!(fault, Fault::ForeignApp | Fault::OtherPerson | Fault::Expired | Fault::WrongState) {
            assert_refused(&app, "facebook", name).await;
        }
    }
    assert_eq!(app.count("select count(*) from accounts").await, 0);
    let answer = come_from(&app, &mut app.visitor(), "facebook", &[("person", "mona")]).await.expect_status(303);
    assert_eq!(answer.location(), "/oauth/link", "without a fault it goes on");
}
