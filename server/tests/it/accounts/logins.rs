//! Logins: each is a row on the server that ends by its owner, by a newer one, or by time.

use super::support::{PASSWORD, is_logged_in, log_in, mail_count, member, places_of, set_cookies, staff};
use domain::accounts::StaffRole;
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::TestApp;

const TWO_WEEKS_H: i64 = 14 * 24;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn logging_out_ends_the_login_on_the_server(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let mut stolen = visitor.clone();
    assert!(is_logged_in(&mut stolen).await);
    let answer = visitor.post("/logout", &[]).await.expect_status(303);
    assert_eq!(answer.location(), "/login?done=logout");
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
    assert!(!is_logged_in(&mut stolen).await, "a copied cookie is worth nothing any more");
    assert_eq!(app.count("select count(*) from logins").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn logging_in_again_replaces_the_browsers_login(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let mut visitor = app.visitor();
    log_in(&mut visitor, &ada.email, PASSWORD).await.expect_status(303);
    let mut before = visitor.clone();
    log_in(&mut visitor, &ada.email, PASSWORD).await.expect_status(303);
    assert!(is_logged_in(&mut visitor).await);
    assert!(!is_logged_in(&mut before).await, "a planted cookie does not survive the login");
    assert_eq!(app.count("select count(*) from logins").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn only_a_new_device_is_told_by_mail(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let (mut laptop, mut phone) = (app.visitor(), app.visitor());
    log_in(&mut laptop, &ada.email, PASSWORD).await.expect_status(303);
    assert_eq!(mail_count(&app, &ada.email, "accounts-new-device").await, 0, "the first device is no news");
    log_in(&mut phone, &ada.email, PASSWORD).await.expect_status(303);
    assert_eq!(mail_count(&app, &ada.email, "accounts-new-device").await, 1);
    for visitor in [&mut laptop, &mut phone] {
        visitor.post("/logout", &[]).await.expect_status(303);
        log_in(visitor, &ada.email, PASSWORD).await.expect_status(303);
    }
    assert_eq!(mail_count(&app, &ada.email, "accounts-new-device").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn one_sees_the_own_logins_and_ends_one_of_them(db: PgPool) {
    let app = TestApp::start(db).await;
    let (ada, mut here) = app.buyer("Ada Lovelace").await;
    let mut there = app.visitor().logged_in(&app.backend, &ada).await;
    let (_, mut other) = app.buyer("Somebody Else").await;
    let page = here.get("/settings/security").await.expect_status(200);
    assert!(page.body.contains("This device"));
    let ends: Vec<&str> = page.body.split('"').filter(|part| part.starts_with("/settings/security/logins/")).collect();
    assert_eq!(ends.len(), 1, "a button for the other login only: {ends:?}");
    other.post(ends[0], &[]).await.expect_status(404);
    assert!(is_logged_in(&mut there).await);
    assert_eq!(here.post(ends[0], &[]).await.expect_status(303).location(), "/settings/security?ended=1");
    assert!(!is_logged_in(&mut there).await);
    assert!(is_logged_in(&mut here).await);
    here.post(ends[0], &[]).await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn all_other_logins_end_with_one_button(db: PgPool) {
    let app = TestApp::start(db).await;
    let (ada, mut here) = app.buyer("Ada Lovelace").await;
    let (_, mut other) = app.buyer("Somebody Else").await;
    let mut elsewhere = Vec::new();
    for _ in 0..3 {
        elsewhere.push(app.visitor().logged_in(&app.backend, &ada).await);
    }
    here.post("/settings/security/end-others", &[]).await.expect_status(303);
    for visitor in &mut elsewhere {
        assert!(!is_logged_in(visitor).await);
    }
    assert!(is_logged_in(&mut here).await);
    assert!(is_logged_in(&mut other).await);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_login_ends_two_weeks_after_the_last_visit(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    for _ in 0..2 {
        app.pass(SignedDuration::from_hours(TWO_WEEKS_H - 1));
        assert!(is_logged_in(&mut visitor).await, "each visit starts the time again");
    }
    app.pass(SignedDuration::from_hours(TWO_WEEKS_H));
    assert!(!is_logged_in(&mut visitor).await);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_login_ends_after_ninety_days_however_often_it_is_used(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    for visit in 1..=8 {
        app.pass(SignedDuration::from_hours(11 * 24));
        assert!(is_logged_in(&mut visitor).await, "visit {visit}");
    }
    app.pass(SignedDuration::from_hours(47));
    assert!(is_logged_in(&mut visitor).await, "an hour before the end");
    app.pass(SignedDuration::from_hours(1));
    assert!(!is_logged_in(&mut visitor).await);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn staff_of_every_role_are_logged_out_sooner(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut logins = Vec::new();
    for role in StaffRole::ALL {
        let sam = staff(&app, *role).await;
        let idle = app.visitor().logged_in(&app.backend, &sam).await;
        let busy = app.visitor().logged_in(&app.backend, &sam).await;
        logins.push((role.as_str(), idle, busy));
    }
    app.pass(SignedDuration::from_hours(11));
    for (role, _, busy) in &mut logins {
        let page = busy.get("/settings/security").await.expect_status(200);
        assert!(page.body.contains("/settings/security/logins/"), "{role}: the other login still counts");
    }
    app.pass(SignedDuration::from_hours(1));
    for (role, idle, busy) in &mut logins {
        assert!(!is_logged_in(idle).await, "{role}: twelve hours without a visit");
        let page = busy.get("/settings/security").await.expect_status(200);
        assert!(!page.body.contains("/settings/security/logins/"), "{role}: a dead login is not in the list");
    }
    app.pass(SignedDuration::from_hours(10));
    for (role, _, busy) in &mut logins {
        assert!(is_logged_in(busy).await, "{role}");
    }
    app.pass(SignedDuration::from_hours(2));
    for (role, _, busy) in &mut logins {
        assert!(!is_logged_in(busy).await, "{role}: a day after it began");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn code_and_table_know_the_same_roles(db: PgPool) {
    let check: String =
        sqlx::query_scalar("select pg_get_constraintdef(oid) from pg_constraint where conname = 'accounts_staff_role_check'")
            .fetch_one(&db)
            .await
            .unwrap();
    let in_table: Vec<&str> = check.split('\'').skip(1).step_by(2).collect();
    let in_code: Vec<&str> = StaffRole::ALL.iter().map(|role| role.as_str()).collect();
    assert_eq!(in_table, in_code);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn only_the_hash_of_a_token_is_stored(db: PgPool) {
    let app = TestApp::start(db).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let answer = log_in(&mut app.visitor(), &ada.email, PASSWORD).await.expect_status(303);
    let cookies = set_cookies(&answer);
    let tokens: Vec<&str> =
        cookies.iter().filter_map(|cookie| cookie.split(['=', ';']).nth(1)).filter(|value| value.len() > 20).collect();
    let login = cookies.iter().find_map(|cookie| cookie.strip_prefix("__Host-login=")?.split(';').next()).unwrap();
    assert_eq!(login.len(), 43, "256 bits in URL-safe text");
    let stored: i64 = sqlx::query_scalar("select count(*) from logins where token_hash = sha256(convert_to($1, 'UTF8'))")
        .bind(login)
        .fetch_one(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(stored, 1);
    assert!(tokens.len() >= 2, "the login's and the device's: {cookies:?}");
    for token in tokens {
        assert_eq!(places_of(&app, token).await, Vec::<String>::new());
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_plain_http_site_elsewhere_sets_plain_cookies_and_takes_them(db: PgPool) {
    let app = TestApp::start_with(db, &[("SITE_URL", "http://shop.test")]).await;
    let ada = member(&app, "Ada Lovelace", "ada@people.test").await;
    let mut visitor = app.visitor();
    let cookies = set_cookies(&log_in(&mut visitor, &ada.email, PASSWORD).await.expect_status(303));
    assert!(cookies.iter().any(|cookie| cookie.starts_with("login=p.")), "{cookies:?}");
    for cookie in &cookies {
        assert!(!cookie.starts_with("__Host-") && !cookie.contains("Secure"), "browsers would refuse {cookie}");
        assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/;"), "{cookie}");
    }
    assert!(is_logged_in(&mut visitor).await);
    visitor.post("/logout", &[]).await.expect_status(303);
    assert!(!is_logged_in(&mut visitor).await);
}
