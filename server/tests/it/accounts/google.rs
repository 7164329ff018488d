//! Logging in with Google, played by its stand-in: a new account for a proven address, and never a way into somebody else's.

use super::support::{
    PASSWORD, WRONG_PASSWORD, choose, choose_from, come_from, is_logged_in, link, mail, mail_count, member, set_cookies, token,
};
use providers::oauth::{AuthorizeRequest, Google, GoogleConfig, OauthError};
use secrecy::SecretString;
use sqlx::PgPool;
use std::collections::{BTreeSet, HashMap};
use test_support::TestApp;

/// The address of the stand-in's first demo person.
const MONA: &str = "mona.hassan@mail.test";

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn somebody_new_comes_in_with_google_and_is_the_same_person_next_time(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    let answer = come_from(&app, &mut visitor, "google", &[("person", "mona")]).await.expect_status(303);
    assert_eq!(answer.location(), "/learn");
    assert!(is_logged_in(&mut visitor).await);
    let account = "select count(*) from accounts where email = 'mona.hassan@mail.test' and email_verified_at is not null
        and display_name = 'Mona Hassan' and password_hash is null";
    assert_eq!(app.count(account).await, 1);
    assert_eq!(app.count("select count(*) from account_identities where subject = '104700000000000000001'").await, 1);

    let mut next_time = app.visitor();
    come_from(&app, &mut next_time, "google", &[("person", "mona")]).await.expect_status(303);
    assert!(is_logged_in(&mut next_time).await);
    assert_eq!(app.count("select count(*) from accounts").await, 1);
    assert_eq!(app.count("select count(*) from logins").await, 2);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn who_comes_with_google_brings_the_zone_of_the_browser_the_first_time_only(db: PgPool) {
    let app = TestApp::start(db).await;
    for (person, sent) in [("mona", "Asia%2FKolkata"), ("mona", "Europe%2FParis"), ("omar", "Mars%2FOlympus")] {
        let mut visitor = app.visitor();
        let start = format!("/oauth/google/start?next=/learn&time_zone={sent}");
        let path = choose_from(&app, &mut visitor, &start, &[("person", person)]).await;
        visitor.get(&path).await.expect_status(303);
        assert_eq!(app.count("select count(*) from accounts where time_zone = 'Asia/Kolkata'").await, 1, "{person}, {sent}");
    }
    assert_eq!(app.count("select count(*) from accounts where time_zone = 'UTC'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_address_that_has_an_account_is_tied_only_after_its_password(db: PgPool) {
    let app = TestApp::start(db).await;
    let mona = member(&app, "Mona Hassan", MONA).await;
    let mut visitor = app.visitor();
    let answer = come_from(&app, &mut visitor, "google", &[("person", "mona")]).await.expect_status(303);
    assert_eq!(answer.location(), "/oauth/link");
    assert!(!is_logged_in(&mut visitor).await);
    assert_eq!(visitor.get("/oauth/link").await.expect_status(200).form_value("email"), MONA);
    let form = |password| [("way", "password"), ("email", MONA), ("password", password)];
    visitor.post("/oauth/link", &form(WRONG_PASSWORD)).await.expect_status(422);
    assert_eq!(app.count("select count(*) from account_identities").await, 0);

    assert_eq!(visitor.post("/oauth/link", &form(PASSWORD)).await.expect_status(303).location(), "/learn");
    assert!(is_logged_in(&mut visitor).await);
    assert_eq!(mail_count(&app, MONA, "accounts-identity-connected").await, 1);
    let mut next_time = app.visitor();
    let answer = come_from(&app, &mut next_time, "google", &[("person", "mona")]).await.expect_status(303);
    assert_eq!(answer.location(), "/learn", "no further proof");
    let tied: uuid::Uuid =
        sqlx::query_scalar("select account_id from account_identities").fetch_one(&app.backend.db).await.unwrap();
    assert_eq!(tied, mona.account_id.0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_mailed_proof_works_only_in_the_browser_that_asked(db: PgPool) {
    let app = TestApp::start(db).await;
    let mona = member(&app, "Mona Hassan", MONA).await;
    let mut stranger = app.visitor();
    come_from(&app, &mut stranger, "google", &[("person", "mona")]).await.expect_status(303);
    let answer = stranger.post("/oauth/link", &[("way", "mail"), ("email", MONA)]).await.expect_status(303);
    assert_eq!(answer.location(), "/oauth/link?sent=1");
    let path = link(&app, &mail(&app, MONA, "accounts-link-identity").await);
    assert!(path.starts_with("/oauth/confirm?token="), "{path}");
    let token = token(&path);

    // The owner who opens the stranger's link lets nobody in, neither logged in nor coming from the provider.
    let mut owner = app.visitor().logged_in(&app.backend, &mona).await;
    owner.get(&path).await.expect_status(403);
    owner.post("/oauth/confirm", &[("token", token.as_str())]).await.expect_status(403);
    let mut other = app.visitor();
    come_from(&app, &mut other, "google", &[("person", "omar")]).await.expect_status(303);
    other.post("/oauth/confirm", &[("token", token.as_str())]).await.expect_status(403);
    assert_eq!(app.count("select count(*) from account_identities where subject = '104700000000000000001'").await, 0);

    stranger.get(&path).await.expect_status(200);
    let form = [("token", token.as_str())];
    assert_eq!(stranger.post("/oauth/confirm", &form).await.expect_status(303).location(), "/learn");
    assert!(is_logged_in(&mut stranger).await);
    assert_eq!(app.count("select count(*) from account_identities where subject = '104700000000000000001'").await, 1);
    stranger.post("/oauth/confirm", &form).await.expect_status(403);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_address_that_google_did_not_verify_proves_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let typed = [("person", "typed"), ("email", "new@people.test"), ("name", "New Person")];
    let mut visitor = app.visitor();
    let answer = come_from(&app, &mut visitor, "google", &typed).await.expect_status(303);
    assert_eq!(answer.location(), "/oauth/link");
    assert!(!is_logged_in(&mut visitor).await);
    assert_eq!(app.count("select count(*) from accounts").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_answer_counts_once_and_only_in_the_browser_that_began(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    let path = choose(&app, &mut visitor, "google", &[("person", "mona")]).await;
    // Somebody else's answer, put under a visitor: it must not log the visitor in as that person.
    let mut victim = app.visitor();
    victim.get(&path).await.expect_status(422);
    let own = choose(&app, &mut victim, "google", &[("person", "omar")]).await;
    assert_ne!(own, path);
    victim.get(&path).await.expect_status(422);
    assert!(!is_logged_in(&mut victim).await);

    visitor.get(&path).await.expect_status(303);
    assert!(is_logged_in(&mut visitor).await);
    let again = visitor.get(&path).await.expect_status(422);
    assert!(!set_cookies(&again).iter().any(|cookie| cookie.starts_with("__Host-login=")));
    assert_eq!(app.count("select count(*) from logins").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn who_says_no_at_google_is_led_back_with_words(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    let page = come_from(&app, &mut visitor, "google", &[("person", "nobody")]).await.expect_status(422);
    assert!(page.body.contains("You have not given the other site your consent."));
    assert_eq!(page.form_value("next"), "/learn", "the way on is kept");
    assert_eq!(app.count("select count(*) from accounts").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_way_through_google_never_ends_at_another_site(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    let start = visitor.get("/oauth/google/start?next=%2F%2Fevil.test").await.expect_status(303);
    assert!(start.location().starts_with(&format!("{}/sandbox/google/authorize?", app.base_url)), "{}", start.location());
    let address = url::Url::parse(&start.location()).unwrap();
    let asked: Vec<(String, String)> = address.query_pairs().into_owned().collect();
    let mut form: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.push(("person", "mona"));
    let back = visitor.post(address.path(), &form).await.expect_status(303).location();
    let path = back.strip_prefix(app.base_url.as_str()).unwrap();
    assert_eq!(visitor.get(path).await.expect_status(303).location(), "/");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_start_has_a_challenge_a_state_and_a_nonce_of_its_own(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut seen = BTreeSet::new();
    for _ in 0..2 {
        let start = app.visitor().get("/oauth/google/start").await.expect_status(303);
        let asked: HashMap<String, String> = url::Url::parse(&start.location()).unwrap().query_pairs().into_owned().collect();
        assert_eq!(asked["code_challenge_method"], "S256");
        for name in ["code_challenge", "nonce", "state"] {
            assert_eq!(asked[name].len(), 43, "{name}: 256 bits");
            assert!(seen.insert(asked[name].clone()), "{name} is used twice");
        }
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_key_that_google_has_just_changed_is_fetched(db: PgPool) {
    let app = TestApp::start(db).await;
    come_from(&app, &mut app.visitor(), "google", &[("person", "mona")]).await.expect_status(303);
    let before = app.visitor().get("/sandbox/google/certs").await.expect_status(200).body;
    let mut visitor = app.visitor();
    let changed = [("person", "mona"), ("new_key", "1")];
    assert_eq!(come_from(&app, &mut visitor, "google", &changed).await.expect_status(303).location(), "/learn");
    assert!(is_logged_in(&mut visitor).await);
    assert_ne!(app.visitor().get("/sandbox/google/certs").await.body, before, "the key was another one");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_discovery_document_of_another_issuer_is_not_believed(db: PgPool) {
    let app = TestApp::start(db).await;
    let own = format!("{}/sandbox/google", app.base_url);
    let request = AuthorizeRequest {
        redirect_uri: "https://x.test/oauth/google/callback",
        state: "state",
        nonce: "nonce",
        code_challenge: "challenge",
    };
    for (issuer, is_right) in [(own.as_str(), true), ("https://accounts.google.com", false)] {
        let google = Google::new(GoogleConfig {
            client_id: "client".to_owned(),
            client_secret: SecretString::from("secret"),
            issuer: issuer.to_owned(),
            discovery_base: Some(own.clone()),
        })
        .unwrap();
        match google.authorize_url(&request).await {
            Ok(_) => assert!(is_right, "{issuer}"),
            Err(error) => assert!(!is_right && matches!(error, OauthError::Unreachable(_)), "{issuer}: {error}"),
        }
    }
}
