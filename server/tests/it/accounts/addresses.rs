//! Moving to another address: proven by a link, both addresses are told, and nothing tells who else has an account.

use super::support::{PASSWORD, WRONG_PASSWORD, is_logged_in, link, log_in, mail, mail_count, member, token};
use sqlx::PgPool;
use test_support::TestApp;

const OLD: &str = "ada@people.test";
const NEW: &str = "lovelace@people.test";

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_address_moves_by_the_new_ones_link_and_both_are_told(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", OLD).await;
    let mut visitor = app.visitor().logged_in(&app.backend, &ada).await;
    let refused = visitor.post("/settings/email", &[("email", NEW), ("password", WRONG_PASSWORD)]).await.expect_status(422);
    assert_eq!(refused.form_value("email"), NEW, "what was typed is kept");
    assert_eq!(app.count("select count(*) from mails").await, 0);

    let answer = visitor.post("/settings/email", &[("email", NEW), ("password", PASSWORD)]).await.expect_status(303);
    assert_eq!(answer.location(), "/settings/email?sent=1");
    assert!(mail(&app, OLD, "accounts-email-change-asked").await.contains(NEW), "the old address is warned before");
    let path = link(&app, &mail(&app, NEW, "accounts-change-email").await);
    assert!(path.starts_with("/settings/email/confirm?token="), "{path}");
    assert!(app.visitor().get(&path).await.expect_status(200).body.contains(NEW));
    log_in(&mut app.visitor(), NEW, PASSWORD).await.expect_status(422);

    // The mail may be read on a device without a login.
    let token = token(&path);
    let mut reader = app.visitor();
    let answer = reader.post("/settings/email/confirm", &[("token", token.as_str())]).await.expect_status(303);
    assert_eq!(answer.location(), "/login?done=email");
    assert!(!is_logged_in(&mut reader).await);
    for address in [OLD, NEW] {
        assert_eq!(mail_count(&app, address, "accounts-email-changed").await, 1, "{address}");
    }
    log_in(&mut app.visitor(), OLD, PASSWORD).await.expect_status(422);
    log_in(&mut app.visitor(), NEW, PASSWORD).await.expect_status(303);
    reader.post("/settings/email/confirm", &[("token", token.as_str())]).await.expect_status(410);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn moving_to_an_address_that_has_an_account_looks_the_same_and_moves_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", OLD).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &ada).await;
    let form = [("email", omar.email.as_str()), ("password", PASSWORD)];
    let answer = visitor.post("/settings/email", &form).await.expect_status(303);
    assert_eq!(answer.location(), "/settings/email?sent=1");
    assert_eq!(mail_count(&app, &omar.email, "accounts-already-registered").await, 1);
    assert_eq!(mail_count(&app, &omar.email, "accounts-change-email").await, 0);
    assert_eq!(mail_count(&app, OLD, "accounts-email-change-asked").await, 1);
    assert_eq!(app.count("select count(*) from account_links").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_address_that_was_taken_meanwhile_is_refused(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", OLD).await;
    let mut visitor = app.visitor().logged_in(&app.backend, &ada).await;
    visitor.post("/settings/email", &[("email", NEW), ("password", PASSWORD)]).await.expect_status(303);
    let token = token(&link(&app, &mail(&app, NEW, "accounts-change-email").await));
    member(&app, "Another Ada", NEW).await;
    let refused = visitor.post("/settings/email/confirm", &[("token", token.as_str())]).await.expect_status(422);
    assert!(refused.body.contains("This address now belongs to another account."));
    assert_eq!(app.count("select count(*) from accounts where email = 'ada@people.test'").await, 1);
    assert_eq!(app.count("select count(*) from mails where template = 'accounts-email-changed'").await, 0);
}
