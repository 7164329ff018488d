//! The stand-ins over HTTP, as browsers and the site's server use them.

use super::*;
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use tower::ServiceExt;
use url::Url;

const CALLBACK: &str = "http://site.test/oauth/google/callback";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn site() -> Router {
    router(Config {
        browser_base: "http://site.test/sandbox".to_owned(),
        api_base: "http://site.test/sandbox".to_owned(),
        redirect_base: "http://site.test/oauth/".to_owned(),
        google_client_id: "client".to_owned(),
        google_client_secret: "secret".to_owned(),
        facebook_app_id: "123".to_owned(),
        facebook_app_secret: "fbsecret".to_owned(),
    })
}

fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

async fn get(router: &Router, path: &str) -> Response {
    router.clone().oneshot(Request::get(path).body(Body::empty()).expect("a request")).await.expect("an answer")
}

async fn post(router: &Router, path: &str, pairs: &[(&str, &str)]) -> Response {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form(pairs)))
        .expect("a request");
    router.clone().oneshot(request).await.expect("an answer")
}

async fn json(response: Response) -> Value {
    let bytes = to_bytes(response.into_body(), 1_000_000).await.expect("a body");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn redirect(response: &Response) -> Url {
    let location = response.headers().get(header::LOCATION).expect("a redirect").to_str().expect("text");
    Url::parse(location).expect("an address")
}

fn value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

const GOOGLE: [(&str, &str); 8] = [
    ("client_id", "client"),
    ("redirect_uri", CALLBACK),
    ("response_type", "code"),
    ("scope", "openid email profile"),
    ("state", "s-1"),
    ("nonce", "n-1"),
    ("code_challenge", CHALLENGE),
    ("code_challenge_method", "S256"),
];

async fn google_code(router: &Router) -> String {
    let mut pairs = GOOGLE.to_vec();
    pairs.push(("person", "mona"));
    let back = redirect(&post(router, "/google/authorize", &pairs).await);
    assert_eq!(value(&back, "state").as_deref(), Some("s-1"));
    assert_eq!(value(&back, "iss").as_deref(), Some("http://site.test/sandbox/google"));
    value(&back, "code").expect("a code")
}

fn exchange<'a>(code: &'a str, verifier: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("client_id", "client"),
        ("client_secret", "secret"),
        ("redirect_uri", CALLBACK),
        ("code_verifier", verifier),
    ]
}

#[tokio::test]
async fn google_gives_a_signed_token_once_for_a_code() {
    let router = site();
    let code = google_code(&router).await;
    let answer = json(post(&router, "/google/token", &exchange(&code, VERIFIER)).await).await;
    let token = answer["id_token"].as_str().expect("a token");
    let part = |index: usize| -> Value {
        let text = token.split('.').nth(index).expect("three parts");
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).expect("base64url")).expect("JSON")
    };
    let (header, claims) = (part(0), part(1));
    let keys = json(get(&router, "/google/certs").await).await;
    assert_eq!(header["kid"], keys["keys"][0]["kid"]);
    assert_eq!(header["alg"], "RS256");
    assert_eq!(claims["nonce"], "n-1");
    assert_eq!(claims["aud"], "client");
    assert_eq!(claims["email"], "mona.hassan@mail.test");
    assert_eq!(claims["email_verified"], true);

    let again = post(&router, "/google/token", &exchange(&code, VERIFIER)).await;
    assert_eq!(again.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn google_wants_the_verifier_that_fits() {
    let router = site();
    let code = google_code(&router).await;
    let answer = post(&router, "/google/token", &exchange(&code, "another-verifier")).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(json(answer).await["error"], "invalid_grant");
}

#[tokio::test]
async fn google_takes_nobody_without_pkce() {
    let router = site();
    for forgotten in ["code_challenge", "code_challenge_method"] {
        let mut pairs: Vec<_> = GOOGLE.into_iter().filter(|(name, _)| *name != forgotten).collect();
        let page = get(&router, &format!("/google/authorize?{}", form(&pairs))).await;
        assert_eq!(page.status(), StatusCode::BAD_REQUEST, "{forgotten}");
        pairs.push(("person", "mona"));
        assert_eq!(post(&router, "/google/authorize", &pairs).await.status(), StatusCode::BAD_REQUEST, "{forgotten}");
    }
}

#[tokio::test]
async fn a_changed_key_is_the_only_one_in_the_list() {
    let router = site();
    let kid = |keys: Value| keys["keys"][0]["kid"].as_str().expect("a name").to_owned();
    let before = kid(json(get(&router, "/google/certs").await).await);
    let mut pairs = GOOGLE.to_vec();
    pairs.extend([("person", "mona"), ("new_key", "1")]);
    let back = redirect(&post(&router, "/google/authorize", &pairs).await);
    let code = value(&back, "code").expect("a code");
    assert_eq!(post(&router, "/google/token", &exchange(&code, VERIFIER)).await.status(), StatusCode::OK);
    assert_ne!(kid(json(get(&router, "/google/certs").await).await), before);
    assert_eq!(kid(json(get(&site(), "/google/certs").await).await), before, "another stand-in keeps its own");
}

#[tokio::test]
async fn foreign_redirects_get_a_page_and_cancelling_goes_back() {
    let router = site();
    let query = form(&GOOGLE).replace("site.test", "evil.test");
    assert_eq!(get(&router, &format!("/google/authorize?{query}")).await.status(), StatusCode::BAD_REQUEST);
    let page = get(&router, &format!("/google/authorize?{}", form(&GOOGLE))).await;
    assert_eq!(page.status(), StatusCode::OK);

    let mut pairs = GOOGLE.to_vec();
    pairs.push(("person", "nobody"));
    let back = redirect(&post(&router, "/google/authorize", &pairs).await);
    assert_eq!(value(&back, "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn facebook_tells_who_a_token_stands_for() {
    let router = site();
    let callback = "http://site.test/oauth/facebook/callback";
    let pairs = [("client_id", "123"), ("redirect_uri", callback), ("state", "s-1"), ("person", "phone")];
    let back = redirect(&post(&router, "/facebook/v26.0/dialog/oauth", &pairs).await);
    let code = value(&back, "code").expect("a code");
    let query = form(&[("client_id", "123"), ("client_secret", "fbsecret"), ("redirect_uri", callback), ("code", &code)]);
    let answer = json(get(&router, &format!("/facebook/v26.0/oauth/access_token?{query}")).await).await;
    let token = answer["access_token"].as_str().expect("a token").to_owned();

    let query = form(&[("input_token", &token), ("access_token", "123|fbsecret")]);
    let inspection = json(get(&router, &format!("/facebook/debug_token?{query}")).await).await;
    assert_eq!(inspection["data"]["app_id"], "123");
    assert_eq!(inspection["data"]["is_valid"], true);

    let without_proof = form(&[("fields", "id,name,email"), ("access_token", &token)]);
    let refused = get(&router, &format!("/facebook/v26.0/me?{without_proof}")).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
}
