//! New passwords: by a link in a mail, or in the settings. Either way everybody else is out.

use super::support::{
    NEW_PASSWORD, PASSWORD, WRONG_PASSWORD, is_logged_in, link, log_in, mail, mail_count, member, set_cookies, token,
};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_reset_link_sets_a_password_once_and_ends_every_login(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut phone = app.visitor().logged_in(&app.backend, &omar).await;
    let mut laptop = app.visitor().logged_in(&app.backend, &omar).await;
    let mut visitor = app.visitor();
    visitor.post("/forgot", &[("email", omar.email.as_str()), ("next", "/browse")]).await.expect_status(303);
    app.run_jobs().await;
    let path = link(&app, &mail(&app, &omar.email, "accounts-reset").await);
    assert!(path.starts_with("/reset?token="), "{path}");
    for _ in 0..2 {
        assert!(visitor.get(&path).await.expect_status(200).body.contains(omar.email.as_str()));
    }
    let token = token(&path);
    let page = visitor.post("/reset", &[("token", token.as_str()), ("password", "short")]).await.expect_status(422);
    assert!(page.body.contains("id=\"password-error\""));

    let form = [("token", token.as_str()), ("password", NEW_PASSWORD), ("next", "/browse")];
    assert_eq!(visitor.post("/reset", &form).await.expect_status(303).location(), "/login?done=reset&next=%2Fbrowse");
    assert!(!is_logged_in(&mut visitor).await, "the new password has to be typed");
    assert!(!is_logged_in(&mut phone).await && !is_logged_in(&mut laptop).await);
    assert_eq!(mail_count(&app, &omar.email, "accounts-password-reset").await, 1);
    visitor.get(&path).await.expect_status(410);
    visitor.post("/reset", &form).await.expect_status(410);
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(422);
    log_in(&mut visitor, &omar.email, NEW_PASSWORD).await.expect_status(303);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_reset_link_runs_out_after_an_hour(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor();
    visitor.post("/forgot", &[("email", omar.email.as_str())]).await.expect_status(303);
    app.run_jobs().await;
    let path = link(&app, &mail(&app, &omar.email, "accounts-reset").await);
    app.pass(SignedDuration::from_secs(3_599));
    visitor.get(&path).await.expect_status(200);
    app.pass(SignedDuration::from_secs(1));
    visitor.get(&path).await.expect_status(410);
    visitor.post("/reset", &[("token", token(&path).as_str()), ("password", NEW_PASSWORD)]).await.expect_status(410);
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(303);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn two_resets_at_once_set_one_password(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    app.visitor().post("/forgot", &[("email", omar.email.as_str())]).await.expect_status(303);
    app.run_jobs().await;
    let token = token(&link(&app, &mail(&app, &omar.email, "accounts-reset").await));
    let tries = (0..4).map(|number| {
        let (mut visitor, token) = (app.visitor(), token.clone());
        let password = format!("{NEW_PASSWORD} {number}");
        async move { visitor.post("/reset", &[("token", token.as_str()), ("password", password.as_str())]).await.status }
    });
    let mut statuses = futures::future::join_all(tries).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410, 410, 410]);
    assert_eq!(mail_count(&app, &omar.email, "accounts-password-reset").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn changing_the_password_renews_this_login_and_ends_all_others(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut here = app.visitor().logged_in(&app.backend, &omar).await;
    let mut there = app.visitor().logged_in(&app.backend, &omar).await;
    let mut copied = here.clone();
    let refused =
        here.post("/settings/security/password", &[("password", PASSWORD), ("new_password", "short")]).await.expect_status(422);
    assert!(refused.body.contains("id=\"new_password-error\""));
    let refused = here
        .post("/settings/security/password", &[("password", WRONG_PASSWORD), ("new_password", NEW_PASSWORD)])
        .await
        .expect_status(422);
    assert!(refused.body.contains("That is not your password."));
    assert!(is_logged_in(&mut there).await);

    let form = [("password", PASSWORD), ("new_password", NEW_PASSWORD)];
    let answer = here.post("/settings/security/password", &form).await.expect_status(303);
    assert_eq!(answer.location(), "/settings/security?saved=1");
    assert!(set_cookies(&answer).iter().any(|cookie| cookie.starts_with("__Host-login=")), "a new token");
    assert!(is_logged_in(&mut here).await);
    assert!(!is_logged_in(&mut copied).await, "the old token is worth nothing");
    assert!(!is_logged_in(&mut there).await);
    assert_eq!(mail_count(&app, &omar.email, "accounts-password-changed").await, 1);
    log_in(&mut app.visitor(), &omar.email, PASSWORD).await.expect_status(422);
    log_in(&mut app.visitor(), &omar.email, NEW_PASSWORD).await.expect_status(303);
}
