//! Logins at other sites belong to an account by issuer and subject; neither half alone, nor an address, opens anything.

use super::support::{NEW_PASSWORD, PASSWORD, come_from, is_logged_in, link, mail, member, token};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{Person, TestApp, Visitor};

/// The stand-in's first demo person.
const MONA: &str = "mona.hassan@mail.test";
const MONAS_SUBJECT: &str = "104700000000000000001";

async fn tie(app: &TestApp, person: &Person, issuer: &str, subject: &str) {
    sqlx::query(
        "insert into account_identities (issuer, subject, account_id, created_at) values ($1, $2, $3, '2026-11-20T09:00:00Z')",
    )
    .bind(issuer)
    .bind(subject)
    .bind(person.account_id.0)
    .execute(&app.backend.db)
    .await
    .unwrap();
}

async fn come_as(app: &TestApp, visitor: &mut Visitor, person: &str) -> String {
    come_from(app, visitor, "google", &[("person", person)]).await.expect_status(303).location()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn neither_the_subject_nor_the_issuer_alone_is_somebody(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    tie(&app, &omar, "https://other.example", MONAS_SUBJECT).await;
    tie(&app, &omar, &format!("{}/sandbox/google", app.base_url), "another subject").await;
    let mut visitor = app.visitor();
    assert_eq!(come_as(&app, &mut visitor, "mona").await, "/learn");
    let owner: uuid::Uuid = sqlx::query_scalar("select account_id from logins").fetch_one(&app.backend.db).await.unwrap();
    assert_ne!(owner, omar.account_id.0, "Mona is not Omar");
    assert_eq!(app.count("select count(*) from accounts where email = 'mona.hassan@mail.test'").await, 1);
    assert_eq!(app.count("select count(*) from account_identities").await, 3);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_identity_stays_with_its_account_when_the_address_moves(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    come_as(&app, &mut visitor, "mona").await;
    visitor.post("/settings/email", &[("email", "mona@people.test")]).await.expect_status(303);
    let token = token(&link(&app, &mail(&app, "mona@people.test", "accounts-change-email").await));
    visitor.post("/settings/email/confirm", &[("token", token.as_str())]).await.expect_status(303);
    let mut next_time = app.visitor();
    assert_eq!(come_as(&app, &mut next_time, "mona").await, "/learn", "no new proof");
    assert!(is_logged_in(&mut next_time).await);
    assert_eq!(app.count("select count(*) from accounts").await, 1);
    assert_eq!(app.count("select count(*) from accounts where email = 'mona@people.test'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_provider_can_be_untied_unless_it_is_the_only_way_in(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    come_as(&app, &mut visitor, "mona").await;
    let form = [("provider", "google")];
    let refused = visitor.post("/settings/security/disconnect", &form).await.expect_status(422);
    assert!(refused.body.contains("That is your only way in. Choose a password first."));
    assert_eq!(app.count("select count(*) from account_identities").await, 1);

    visitor.post("/settings/security/password", &[("new_password", NEW_PASSWORD)]).await.expect_status(303);
    visitor.post("/settings/security/disconnect", &form).await.expect_status(303);
    assert_eq!(app.count("select count(*) from account_identities").await, 0);
    assert_eq!(app.count("select count(*) from events where kind = 'account_identity_disconnected'").await, 1);
    assert_eq!(come_as(&app, &mut app.visitor(), "mona").await, "/oauth/link", "from now on it needs a proof again");
    visitor.post("/settings/security/disconnect", &[("provider", "myspace")]).await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_identity_that_was_tied_meanwhile_is_not_tied_to_another_account(db: PgPool) {
    let app = TestApp::start(db).await;
    let mona = member(&app, "Mona Hassan", MONA).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let (mut first, mut second) = (app.visitor(), app.visitor());
    for visitor in [&mut first, &mut second] {
        assert_eq!(come_as(&app, visitor, "mona").await, "/oauth/link");
    }
    let form =
        |person: &Person| [("way", "password".to_owned()), ("email", person.email.clone()), ("password", PASSWORD.to_owned())];
    let (monas, omars) = (form(&mona), form(&omar));
    first.post("/oauth/link", &monas.each_ref().map(|(name, value)| (*name, value.as_str()))).await.expect_status(303);
    let refused =
        second.post("/oauth/link", &omars.each_ref().map(|(name, value)| (*name, value.as_str()))).await.expect_status(422);
    assert!(refused.body.contains("This login already belongs to another account here."));
    assert!(!is_logged_in(&mut second).await);
    let owner: uuid::Uuid =
        sqlx::query_scalar("select account_id from account_identities").fetch_one(&app.backend.db).await.unwrap();
    assert_eq!(owner, mona.account_id.0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn without_a_password_only_a_login_of_ten_minutes_proves_presence(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    come_as(&app, &mut visitor, "mona").await;
    app.pass(SignedDuration::from_mins(10));
    visitor.post("/settings/email", &[("email", "mona@people.test")]).await.expect_status(303);
    app.pass(SignedDuration::from_secs(1));
    for (path, form) in [
        ("/settings/email", [("email", "eve@people.test")]),
        ("/settings/security/password", [("new_password", NEW_PASSWORD)]),
        ("/settings/delete", [("password", PASSWORD)]),
    ] {
        let refused = visitor.post(path, &form).await.expect_status(422);
        assert!(refused.body.contains("Your login is too old for this."), "{path}");
    }
    let untouched = "select count(*) from accounts where deletion_requested_at is null and password_hash is null";
    assert_eq!(app.count(untouched).await, 1);
    assert_eq!(app.count("select count(*) from mails where recipient = 'eve@people.test'").await, 0);

    // Coming in once more is the proof.
    come_as(&app, &mut visitor, "mona").await;
    visitor.post("/settings/delete", &[]).await.expect_status(303);
}
