//! Logging in with Facebook, played by its stand-in. Facebook does not say whether an address is verified, so the first time
//! always asks for a proof.

use super::support::{come_from, is_logged_in, link, mail, token};
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn facebooks_word_needs_a_mailed_proof_the_first_time(db: PgPool) {
    const MONA: &str = "mona.hassan@mail.test";
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    let answer = come_from(&app, &mut visitor, "facebook", &[("person", "mona")]).await.expect_status(303);
    assert_eq!(answer.location(), "/oauth/link");
    assert!(!is_logged_in(&mut visitor).await);
    assert_eq!(app.count("select count(*) from accounts").await, 0);

    assert_eq!(visitor.get("/oauth/link").await.expect_status(200).form_value("email"), MONA);
    visitor.post("/oauth/link", &[("way", "mail"), ("email", MONA)]).await.expect_status(303);
    let token = token(&link(&app, &mail(&app, MONA, "accounts-link-identity").await));
    let answer = visitor.post("/oauth/confirm", &[("token", token.as_str())]).await.expect_status(303);
    assert_eq!(answer.location(), "/learn");
    assert!(is_logged_in(&mut visitor).await);
    let account = "select count(*) from accounts where email_verified_at is not null and display_name = 'Mona Hassan'";
    assert_eq!(app.count(account).await, 1);

    let mut next_time = app.visitor();
    let answer = come_from(&app, &mut next_time, "facebook", &[("person", "mona")]).await.expect_status(303);
    assert_eq!(answer.location(), "/learn");
    assert!(is_logged_in(&mut next_time).await);
    assert_eq!(app.count("select count(*) from accounts").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn somebody_without_an_address_there_proves_one_here(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    let answer = come_from(&app, &mut visitor, "facebook", &[("person", "phone")]).await.expect_status(303);
    assert_eq!(answer.location(), "/oauth/link");
    assert_eq!(visitor.get("/oauth/link").await.expect_status(200).form_value("email"), "");
    let refused = visitor.post("/oauth/link", &[("way", "mail"), ("email", "")]).await.expect_status(422);
    assert!(refused.body.contains("Type your e-mail address."));
    visitor.post("/oauth/link", &[("way", "mail"), ("email", "layla@people.test")]).await.expect_status(303);
    let token = token(&link(&app, &mail(&app, "layla@people.test", "accounts-link-identity").await));
    visitor.post("/oauth/confirm", &[("token", token.as_str())]).await.expect_status(303);
    assert!(is_logged_in(&mut visitor).await);
    let account = "select count(*) from accounts where email = 'layla@people.test' and display_name = 'Layla Nasser'";
    assert_eq!(app.count(account).await, 1);
}
