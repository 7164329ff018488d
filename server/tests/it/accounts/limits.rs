//! Guessing passwords: ten tries from one place, then waiting; nobody else has to wait with the guesser.

use super::support::{PASSWORD, WRONG_PASSWORD, log_in, member};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn ten_wrong_passwords_stop_the_eleventh_try_and_no_other_account(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    for attempt in 1..=10 {
        assert_eq!(log_in(&mut app.visitor(), &ada.email, WRONG_PASSWORD).await.status, 422, "try {attempt}");
    }
    // Now even the right one has to wait: one try grows back in ninety seconds.
    let refused = log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(429);
    assert_eq!(refused.header("retry-after"), "90");
    assert!(refused.body.contains("Too many tries"));
    log_in(&mut app.visitor(), &omar.email, PASSWORD).await.expect_status(303);
    app.pass(SignedDuration::from_secs(88));
    log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(429);
    app.pass(SignedDuration::from_secs(2));
    log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(303);
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
