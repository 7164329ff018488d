//! Registering: nothing is an account before its address is confirmed, and nobody learns who has one.

use super::support::{
    PASSWORD, PasswordChecks, WRONG_PASSWORD, is_logged_in, link, mail, mail_count, main_of, member, register, set_cookies, token,
};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{Answer, TestApp};

const ADA: &str = "ada@people.test";

/// The names of the cookies that an answer sets.
fn cookie_names(answer: &Answer) -> Vec<String> {
    set_cookies(answer).iter().filter_map(|cookie| cookie.split('=').next()).map(str::to_owned).collect()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn registering_leads_through_the_mail_back_to_where_one_was(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    let page = visitor.get("/register?next=%2Fbrowse").await.expect_status(200);
    assert_eq!(page.form_value("next"), "/browse");
    assert_eq!(register(&mut visitor, ADA, "/browse").await.expect_status(303).location(), "/verify");
    assert!(visitor.get("/verify").await.expect_status(200).body.contains(ADA));
    assert!(!is_logged_in(&mut visitor).await);

    let path = link(&app, &mail(&app, ADA, "accounts-verify").await);
    assert!(path.starts_with("/verify?token="), "{path}");
    // Mail scanners open every link: looking at one uses nothing up.
    app.visitor().get(&path).await.expect_status(200);
    let page = visitor.get(&path).await.expect_status(200);
    assert!(!page.body.contains("name=\"password\""), "the registering browser is not asked again");
    assert_eq!(app.count("select count(*) from accounts where email_verified_at is not null").await, 0);

    let (token, next) = (page.form_value("token"), page.form_value("next"));
    let form = [("token", token.as_str()), ("next", next.as_str())];
    assert_eq!(visitor.post("/verify", &form).await.expect_status(303).location(), "/browse");
    assert!(is_logged_in(&mut visitor).await);
    assert_eq!(app.count("select count(*) from accounts where email_verified_at is not null").await, 1);
    visitor.post("/verify", &form).await.expect_status(410);
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from mails where status = 'sent'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_account_begins_in_the_zone_of_the_browser_where_there_is_such_a_zone(db: PgPool) {
    let app = TestApp::start(db).await;
    for (email, sent, kept) in
        [(ADA, "africa/cairo", "Africa/Cairo"), ("bo@people.test", "Mars/Olympus", "UTC"), ("cy@people.test", "", "UTC")]
    {
        let mut visitor = app.visitor();
        let page = visitor.get("/register").await.expect_status(200);
        assert_eq!(page.form_value("time_zone"), "", "without a script nothing is said");
        let fields = [("name", "Ada Lovelace"), ("email", email), ("password", PASSWORD), ("time_zone", sent)];
        visitor.post("/register", &fields).await.expect_status(303);
        let token = token(&link(&app, &mail(&app, email, "accounts-verify").await));
        visitor.post("/verify", &[("token", token.as_str())]).await.expect_status(303);
        let zone: String = sqlx::query_scalar("select time_zone from accounts where email = $1")
            .bind(email)
            .fetch_one(&app.backend.db)
            .await
            .unwrap();
        assert_eq!(zone, kept, "{sent}");
    }
    let refused = [("name", "Ada"), ("email", "no address"), ("password", PASSWORD), ("time_zone", "Africa/Cairo")];
    let page = app.visitor().post("/register", &refused).await.expect_status(422);
    assert_eq!(page.form_value("time_zone"), "Africa/Cairo");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn another_browser_must_know_the_password(db: PgPool) {
    let app = TestApp::start(db).await;
    register(&mut app.visitor(), ADA, "").await.expect_status(303);
    let path = link(&app, &mail(&app, ADA, "accounts-verify").await);
    let token = token(&path);
    let mut other = app.visitor();
    assert!(other.get(&path).await.expect_status(200).body.contains("name=\"password\""));
    for (password, text) in [("", "Type your password."), (WRONG_PASSWORD, "not the password that you chose")] {
        let refused = other.post("/verify", &[("token", token.as_str()), ("password", password)]).await.expect_status(422);
        assert!(refused.body.contains(text), "{text}");
        assert!(!is_logged_in(&mut other).await);
    }
    other.post("/verify", &[("token", token.as_str()), ("password", PASSWORD)]).await.expect_status(303);
    assert!(is_logged_in(&mut other).await);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn registering_with_a_known_address_looks_the_same_and_tells_its_owner(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let (mut first, mut second) = (app.visitor(), app.visitor());
    let known = register(&mut first, &omar.email, "").await.expect_status(303);
    let unknown = register(&mut second, ADA, "").await.expect_status(303);
    assert_eq!(known.location(), unknown.location());
    assert_eq!(known.body, unknown.body);
    assert_eq!(cookie_names(&known), cookie_names(&unknown));
    let (known, unknown) = (first.get("/verify").await, second.get("/verify").await);
    assert_eq!(main_of(&known).replace(omar.email.as_str(), "…"), main_of(&unknown).replace(ADA, "…"));

    assert_eq!(mail_count(&app, &omar.email, "accounts-already-registered").await, 1);
    assert_eq!(mail_count(&app, &omar.email, "accounts-verify").await, 0);
    assert_eq!(mail_count(&app, ADA, "accounts-verify").await, 1);
    assert_eq!(app.count("select count(*) from accounts where display_name = 'Omar Nabil'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn registering_costs_one_hash_for_known_and_unknown_addresses(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let checks = PasswordChecks::default();
    let _listening = metrics::set_default_local_recorder(&checks);
    for (number, email) in (1..).zip([omar.email.as_str(), ADA]) {
        register(&mut app.visitor(), email, "").await.expect_status(303);
        assert_eq!(checks.count(), number, "{email}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_refused_password_is_explained_beside_its_field_and_nothing_else_is_lost(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    for (password, text) in [
        ("fourteen signs", "Too short: take at least 15 characters"),
        ("passwordpassword", "Too easy to guess"),
        ("Ada Lovelace Ada Lovelace", "Too easy to guess"),
        ("aaaaaaaaaaaaaaaaaaaa", "Too easy to guess"),
    ] {
        let fields = [("name", "Ada Lovelace"), ("email", ADA), ("password", password), ("next", "/browse")];
        let page = visitor.post("/register", &fields).await.expect_status(422);
        assert!(page.body.contains("id=\"password-error\""), "{password}: beside the field");
        assert!(page.body.contains("aria-describedby=\"password-error password-hint\""), "{password}: tied to the field");
        assert!(page.body.contains(text), "{password}: {text}");
        assert_eq!(page.form_value("name"), "Ada Lovelace");
        assert_eq!(page.form_value("email"), ADA);
        assert_eq!(page.form_value("next"), "/browse");
        assert_eq!(page.form_value("password"), "", "a password is never written back");
    }
    let all_wrong = [("name", " "), ("email", "ada"), ("password", "short")];
    let page = visitor.post("/register", &all_wrong).await.expect_status(422);
    for id in ["name-error", "email-error", "password-error"] {
        assert!(page.body.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert_eq!(app.count("select count(*) from accounts").await, 0);
    assert_eq!(app.count("select count(*) from mails").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_link_is_mailed_again_three_times_an_hour_and_each_of_them_works_until_one_was_used(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    register(&mut visitor, ADA, "").await.expect_status(303);
    let first = token(&link(&app, &mail(&app, ADA, "accounts-verify").await));
    for _ in 0..2 {
        assert_eq!(visitor.post("/verify/resend", &[("email", ADA)]).await.expect_status(303).location(), "/verify?sent=1");
    }
    assert!(!visitor.post("/verify/resend", &[("email", ADA)]).await.expect_status(429).header("retry-after").is_empty());
    let unknown = visitor.post("/verify/resend", &[("email", "nobody@people.test")]).await.expect_status(303);
    assert_eq!(unknown.location(), "/verify?sent=1");
    app.run_jobs().await;
    assert_eq!(mail_count(&app, ADA, "accounts-verify").await, 3);
    assert_eq!(app.count("select count(*) from mails").await, 3);
    let last = token(&link(&app, &mail(&app, ADA, "accounts-verify").await));
    assert_ne!(first, last);
    visitor.post("/verify", &[("token", last.as_str())]).await.expect_status(303);
    visitor.post("/verify", &[("token", first.as_str())]).await.expect_status(410);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_registration_that_is_not_confirmed_in_a_day_is_void(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    register(&mut visitor, ADA, "").await.expect_status(303);
    let path = link(&app, &mail(&app, ADA, "accounts-verify").await);
    app.pass(SignedDuration::from_hours(24));
    visitor.get(&path).await.expect_status(410);
    visitor.post("/verify", &[("token", token(&path).as_str()), ("password", PASSWORD)]).await.expect_status(410);
    assert_eq!(app.count("select count(*) from accounts where email_verified_at is not null").await, 0);
}
