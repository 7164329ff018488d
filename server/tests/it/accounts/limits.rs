//! Limits: each holds at its number, says how long to wait, and nobody else has to wait as well.

use super::support::{NEW_PASSWORD, PASSWORD, WRONG_PASSWORD, come_from, link, log_in, mail, main_of, member, register, token};
use backend::{
    accounts::limits::{self, Limit},
    catalogue::SUGGEST_LIMIT,
};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

/// Where every visitor of a test comes from.
const PLACE: &str = "127.0.0.1";

/// Uses tries up, as others did before the test looks.
async fn spend(app: &TestApp, key: &str, limit: Limit, count: u32) {
    for _ in 0..count {
        limits::take(&app.backend, key, limit).await.unwrap();
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn ten_wrong_passwords_stop_the_eleventh_try_and_no_other_account(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    for attempt in 1..=10 {
        assert_eq!(log_in(&mut app.visitor(), &ada.email, WRONG_PASSWORD).await.status, 422, "try {attempt}");
    }
    // Now even the right one has to wait until the account had a quarter of an hour of rest.
    let refused = log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(429);
    assert_eq!(refused.header("retry-after"), "900");
    assert!(refused.body.contains("Too many tries"));
    log_in(&mut app.visitor(), &omar.email, PASSWORD).await.expect_status(303);
    app.pass(SignedDuration::from_secs(899));
    log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(429);
    app.pass(SignedDuration::from_secs(1));
    log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(303);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn no_quarter_of_an_hour_sees_more_than_ten_guesses_however_they_are_spread(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut guessed_at = Vec::new();
    for second in (0..3_600).step_by(6) {
        if limits::take(&app.backend, "ada@people.test|here", limits::LOGIN).await.is_ok() {
            guessed_at.push(second);
        }
        app.pass(SignedDuration::from_secs(6));
    }
    assert_eq!(guessed_at.len(), 40, "patience is rewarded: {guessed_at:?}");
    assert!(guessed_at.windows(11).all(|eleven| eleven[10] - eleven[0] >= 900), "{guessed_at:?}");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_hundred_failures_from_anywhere_close_an_account_to_new_devices_for_a_day(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let mut own = app.visitor();
    log_in(&mut own, &ada.email, PASSWORD).await.expect_status(303);
    own.post("/logout", &[]).await.expect_status(303);
    let mut pages = Vec::new();
    for email in [ada.email.as_str(), "nobody@people.test"] {
        // The owner's login was no failure and is not among them.
        spend(&app, email, limits::LOGIN_ACCOUNT, 99).await;
        log_in(&mut app.visitor(), email, WRONG_PASSWORD).await.expect_status(422);
        let refused = log_in(&mut app.visitor(), email, PASSWORD).await.expect_status(429);
        assert_eq!(refused.header("retry-after"), "86400");
        pages.push(main_of(&refused).replace(email, "…"));
    }
    assert_eq!(pages[0], pages[1], "nobody learns which address has an account");
    log_in(&mut own, &ada.email, PASSWORD).await.expect_status(303);
    log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(429);

    // A new password is a new start, and needs nothing but the mailbox.
    let mut new_device = app.visitor();
    new_device.post("/forgot", &[("email", ada.email.as_str())]).await.expect_status(303);
    app.run_jobs().await;
    let token = token(&link(&app, &mail(&app, &ada.email, "accounts-reset").await));
    new_device.post("/reset", &[("token", token.as_str()), ("password", NEW_PASSWORD)]).await.expect_status(303);
    log_in(&mut new_device, &ada.email, NEW_PASSWORD).await.expect_status(303);
    app.pass(SignedDuration::from_hours(24));
    log_in(&mut app.visitor(), "nobody@people.test", WRONG_PASSWORD).await.expect_status(422);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_hundred_tries_an_hour_from_one_place_whatever_the_account(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    spend(&app, PLACE, limits::LOGIN_IP, 99).await;
    log_in(&mut app.visitor(), "nobody@people.test", WRONG_PASSWORD).await.expect_status(422);
    let refused = log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(429);
    assert_eq!(refused.header("retry-after"), "36");
    come_from(&app, &mut app.visitor(), "google", &[("person", "mona")]).await.expect_status(429);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn twenty_registrations_an_hour_from_one_place(db: PgPool) {
    let app = TestApp::start(db).await;
    spend(&app, PLACE, limits::SIGN_UP, 19).await;
    register(&mut app.visitor(), "ada@people.test", "").await.expect_status(303);
    let refused = register(&mut app.visitor(), "omar@people.test", "").await.expect_status(429);
    assert_eq!(refused.header("retry-after"), "180");
    assert_eq!(app.count("select count(*) from mails").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn three_links_an_hour_to_one_address_by_whatever_form(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, mut member) = app.buyer("Omar Nabil").await;
    let mut arrived = app.visitor();
    let typed = [("person", "typed"), ("email", "new@people.test"), ("name", "New Person")];
    come_from(&app, &mut arrived, "google", &typed).await.expect_status(303);
    for (visitor, path) in [(&mut app.visitor(), "/forgot"), (&mut member, "/settings/email"), (&mut arrived, "/oauth/link")] {
        let address = format!("{}@mailbox.test", path.replace('/', ""));
        let form = [("way", "mail"), ("email", address.as_str())];
        for _ in 0..3 {
            visitor.post(path, &form).await.expect_status(303);
        }
        let refused = visitor.post(path, &form).await.expect_status(429);
        assert_eq!(refused.header("retry-after"), "3600", "{path}");
        let other = [("way", "mail"), ("email", "another@mailbox.test")];
        if path != "/oauth/link" {
            visitor.post(path, &other).await.expect_status(303);
        }
    }
    for number in 1..=4 {
        let status = register(&mut app.visitor(), "ada@mailbox.test", "").await.status;
        assert_eq!(status, if number <= 3 { 303 } else { 429 }, "registration {number}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn twenty_purchases_an_hour_by_one_account(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let ((busy, mut buyer), (_, mut other)) = (app.buyer("Omar Nabil").await, app.buyer("Mona Hassan").await);
    spend(&app, &format!("checkout:{}", busy.account_id), limits::CHECKOUT, 19).await;
    let form = [("offering", course.slug.as_str()), ("key", "the-key-of-a-form")];
    buyer.post("/checkout", &form).await.expect_status(303);
    assert_eq!(buyer.post("/checkout", &form).await.expect_status(429).header("retry-after"), "180");
    other.post("/checkout", &form).await.expect_status(303);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn sixty_searches_a_minute_and_suggestions_are_counted_apart(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    for _ in 0..59 {
        limits::take_local(&app.backend, PLACE, limits::SEARCH).unwrap();
    }
    visitor.get("/browse?q=bread").await.expect_status(200);
    assert_eq!(visitor.get("/browse?q=bread").await.expect_status(429).header("retry-after"), "1");
    visitor.get("/browse").await.expect_status(200);
    let (_, mut member) = app.buyer("Omar Nabil").await;
    member.get("/browse?q=bread").await.expect_status(200);

    visitor.get("/suggest?q=br").await.expect_status(200);
    for _ in 0..178 {
        limits::take_local(&app.backend, PLACE, SUGGEST_LIMIT).unwrap();
    }
    visitor.get("/suggest?q=bre").await.expect_status(200);
    visitor.get("/suggest?q=brea").await.expect_status(429);
    app.pass(SignedDuration::from_secs(1));
    visitor.get("/browse?q=bread").await.expect_status(200);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn only_wrong_passwords_in_the_settings_are_counted(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &ada).await;
    for number in 0..11 {
        let email = format!("ada{number}@people.test");
        visitor.post("/settings/email", &[("email", email.as_str()), ("password", PASSWORD)]).await.expect_status(303);
    }
    for _ in 0..10 {
        visitor.post("/settings/delete", &[("password", WRONG_PASSWORD)]).await.expect_status(422);
    }
    visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(429);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_device_that_the_account_knows_is_not_locked_out_by_guessers_near_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let mut own = app.visitor();
    log_in(&mut own, &ada.email, PASSWORD).await.expect_status(303);
    own.post("/logout", &[]).await.expect_status(303);
    for _ in 0..10 {
        log_in(&mut app.visitor(), &ada.email, WRONG_PASSWORD).await.expect_status(422);
    }
    log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(429);
    log_in(&mut own, &ada.email, PASSWORD).await.expect_status(303);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_address_that_nobody_has_is_limited_like_any_other(db: PgPool) {
    let app = TestApp::start(db).await;
    for _ in 0..10 {
        log_in(&mut app.visitor(), "nobody@people.test", WRONG_PASSWORD).await.expect_status(422);
    }
    log_in(&mut app.visitor(), "nobody@people.test", WRONG_PASSWORD).await.expect_status(429);
}
