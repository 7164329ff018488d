//! The login form: what it tells, where it leads, and what it hands to the browser.

use super::support::{PASSWORD, PasswordChecks, WRONG_PASSWORD, is_logged_in, log_in, main_of, member, register, set_cookies};
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

/// Places of other sites, in the ways people try to smuggle them in.
const ELSEWHERE: [&str; 7] = [
    "https://evil.test",
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "javascript:alert(1)",
    "evil.test",
    "/a\r\nSet-Cookie: x=1",
];

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn wrong_unknown_and_unconfirmed_look_the_same(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    register(&mut app.visitor(), "ada@people.test", "").await.expect_status(303);
    let mut pages = Vec::new();
    for (email, password) in
        [(omar.email.as_str(), WRONG_PASSWORD), ("nobody@people.test", WRONG_PASSWORD), ("ada@people.test", PASSWORD)]
    {
        let answer = log_in(&mut app.visitor(), email, password).await.expect_status(422);
        assert_eq!(answer.form_value("email"), email, "what was typed is kept");
        assert_eq!(answer.form_value("password"), "");
        assert!(set_cookies(&answer).is_empty());
        pages.push(main_of(&answer).replace(email, "…"));
    }
    assert!(pages[0].contains("Address and password do not fit together."));
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0], pages[2]);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn wrong_unknown_and_unconfirmed_cost_one_hash_each(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    register(&mut app.visitor(), "ada@people.test", "").await.expect_status(303);
    let checks = PasswordChecks::default();
    let _listening = metrics::set_default_local_recorder(&checks);
    for (number, email) in (1..).zip([omar.email.as_str(), "nobody@people.test", "ada@people.test"]) {
        log_in(&mut app.visitor(), email, WRONG_PASSWORD).await.expect_status(422);
        assert_eq!(checks.count(), number, "{email}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn asking_for_a_reset_looks_the_same_for_every_address(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor();
    for email in [omar.email.as_str(), "nobody@people.test"] {
        let answer = visitor.post("/forgot", &[("email", email)]).await.expect_status(303);
        assert_eq!(answer.location(), "/forgot?sent=1");
        assert!(set_cookies(&answer).is_empty());
    }
    // The difference shows in the mailbox alone, and only after the answer.
    assert_eq!(app.count("select count(*) from mails").await, 0);
    app.run_jobs().await;
    assert_eq!(
        app.count("select count(*) from mails where template = 'accounts-reset' and recipient = 'omar@people.test'").await,
        1
    );
    assert_eq!(app.count("select count(*) from mails").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_cookie_of_a_login_is_locked_to_this_site(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor();
    let answer = log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(303);
    let cookies = set_cookies(&answer);
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-login=")), "{cookies:?}");
    let gone = set_cookies(&visitor.post("/logout", &[]).await.expect_status(303));
    assert!(gone.iter().any(|cookie| cookie.starts_with("__Host-login=;") && cookie.contains("Max-Age=0")), "{gone:?}");
    for cookie in cookies.iter().chain(&gone) {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for flag in ["; Path=/;", "; HttpOnly", "; Secure", "; SameSite=Lax"] {
            assert!(cookie.contains(flag), "{flag} in {cookie}");
        }
        assert!(!cookie.to_lowercase().contains("domain="), "{cookie}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn no_login_leads_to_another_site(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut inside = app.visitor().logged_in(&app.backend, &omar).await;
    for next in ELSEWHERE {
        for page in ["/login", "/register"] {
            let answer = inside.get(&format!("{page}?next={}", encoded(next))).await.expect_status(303);
            assert_eq!(answer.location(), "/", "{page} {next:?}");
        }
        let form = app.visitor().get(&format!("/login?next={}", encoded(next))).await.expect_status(200);
        assert!(!main_of(&form).contains("name=\"next\""), "{next:?} stands in the form");
    }
    for (next, target) in
        [("https://evil.test", "/"), ("//evil.test", "/"), ("/learn?filter=done", "/learn?filter=done"), ("", "/")]
    {
        let fields = [("email", omar.email.as_str()), ("password", PASSWORD), ("next", next)];
        let answer = app.visitor().post("/login", &fields).await.expect_status(303);
        assert_eq!(answer.location(), target, "{next:?}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_page_for_members_leads_through_the_login_and_back(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor();
    let asked = visitor.get("/ar/orders?page=2").await.expect_status(303);
    assert_eq!(asked.location(), "/ar/login?next=%2Far%2Forders%3Fpage%3D2");
    let form = visitor.get(&asked.location()).await.expect_status(200);
    let next = form.form_value("next");
    let fields = [("email", omar.email.as_str()), ("password", PASSWORD), ("next", next.as_str())];
    let answer = visitor.post("/ar/login", &fields).await.expect_status(303);
    assert_eq!(answer.location(), "/ar/orders?page=2");
    assert!(is_logged_in(&mut visitor).await);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_suspended_account_is_closed_at_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut inside = app.visitor().logged_in(&app.backend, &omar).await;
    sqlx::query("update accounts set status = 'suspended'").execute(&app.backend.db).await.unwrap();
    assert!(!is_logged_in(&mut inside).await);
    let mut visitor = app.visitor();
    let refused = log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(422);
    assert!(refused.body.contains("This account is suspended."));
    // Only who proved to own it is told.
    let guessed = log_in(&mut visitor, &omar.email, WRONG_PASSWORD).await.expect_status(422);
    assert!(!guessed.body.contains("suspended"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_stranger_who_presses_buy_comes_back_to_the_button(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let mut stranger = app.visitor();
    for (language, words) in [("", "You are logged in. Press"), ("/ar", "تم تسجيل دخولكم. اضغطوا على")] {
        let path = format!("{language}/o/{}", course.slug);
        let key = stranger.get(&path).await.expect_status(200).form_value("key");
        // With or without a word about the page that the button stands on.
        let fields = [("offering", course.slug.as_str()), ("key", key.as_str())];
        let request = stranger
            .request(http::Method::POST, &format!("{language}/checkout"))
            .header("sec-fetch-site", "same-origin")
            .header("referer", format!("{}{path}?intent=wish", app.base_url))
            .form(&fields);
        let login = stranger.send(request).await.expect_status(303).location();
        let silent = stranger.post(&format!("{language}/checkout"), &fields).await.expect_status(303).location();
        assert_eq!(silent, login);
        let next = stranger.get(&login).await.expect_status(200).form_value("next");
        assert_eq!(next, format!("{path}?intent=buy"));
        let (_, mut member) = app.buyer("Omar Nabil").await;
        assert!(member.get(&next).await.expect_status(200).body.contains(words), "{next}");
        assert!(!member.get(&path).await.expect_status(200).body.contains(words), "only after pressing the button");
        assert!(!stranger.get(&next).await.expect_status(200).body.contains(words), "only after the login");
    }
    for odd in ["", "../login", "x?y", "//evil.test"] {
        let login = stranger.post("/checkout", &[("offering", odd)]).await.expect_status(303).location();
        assert_eq!(login, "/login?next=%2F", "{odd:?}");
    }
    assert_eq!(app.count("select count(*) from orders").await, 0, "a visit alone buys nothing");
}
