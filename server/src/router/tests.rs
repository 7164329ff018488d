//! What a visitor sees when something goes wrong, without any database behind the site.

use super::*;
use crate::{boot, config::Env};
use app::form::Fields;
use axum::{
    http::{HeaderMap, Request},
    routing::get,
};
use sqlx::postgres::PgPoolOptions;
use tower::ServiceExt;

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Fails unless this is a page of the site with such a heading.
    fn assert_page(&self, status: u16, heading: &str) {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), "text/html; charset=utf-8", "{heading}");
        assert_eq!(self.header("cache-control"), "no-store", "{heading}");
        assert!(self.header("content-security-policy").contains("script-src 'nonce-"), "{heading}");
        assert!(self.body.contains(&format!("<h1>{heading}</h1>")), "{heading} in {}", self.body);
        assert!(self.body.contains("rel=\"stylesheet\""), "{heading} is in style");
    }

    fn assert_call(&self, status: u16) -> AppError {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_str(&self.body).expect("an error of the site")
    }
}

fn config(extra: &[(&str, &str)]) -> Config {
    let media = format!("file://{}", std::env::temp_dir().join("dreamcrowd-test-media").display());
    let mut pairs = vec![
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"),
        ("SECRET_KEY", "a key for tests that is long enough to be taken"),
        ("MEDIA_URL", media.as_str()),
        ("DREAMCROWD_SANDBOX", "on"),
        ("PAGE_CACHE_MS", "0"),
    ];
    pairs.extend_from_slice(extra);
    let mut env = Env::of(&pairs);
    let config = Config::read(&mut env);
    env.finish(config).expect("a right configuration")
}

/// A backend whose database does not answer.
async fn backend(config: &Config) -> Backend {
    let _ = any_spawner::Executor::init_tokio();
    let pool = PgPoolOptions::new().acquire_timeout(Duration::from_millis(50));
    let db = pool.connect_lazy("postgres://nobody@127.0.0.1:1/none").expect("an address");
    boot::backend_on(config, db).await.expect("a backend")
}

async fn whole_site(extra: &[(&str, &str)]) -> Router {
    let config = config(extra);
    let backend = backend(&config).await;
    site(&config, backend, Router::new()).expect("a site")
}

async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
    let body = String::from_utf8(bytes.to_vec()).expect("text").replace("<!>", "");
    Answer { status: parts.status.as_u16(), headers: parts.headers, body }
}

async fn look(router: &Router, path: &str) -> Answer {
    ask(router, Request::get(path).body(Body::empty()).expect("a request")).await
}

async fn send(router: &Router, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(router, request.body(Body::from(body.to_owned())).expect("a request")).await
}

async fn panics() -> StatusCode {
    panic!("a secret cause")
}

async fn never() -> StatusCode {
    std::future::pending().await
}

async fn take(fields: Fields) -> String {
    fields.get("a").to_owned()
}

/// All layers around handlers that go wrong, with little patience.
async fn faulty() -> Router {
    let config = config(&[]);
    let state = AppState { backend: backend(&config).await, assets: Arc::default(), sandboxed: Arc::default() };
    let open = Router::new()
        .route("/panic", get(panics))
        .route("/api/panic", get(panics))
        .route("/slow", get(never))
        .route("/form", post(take))
        .route("/api/form", post(take))
        .route("/bare", get(async || StatusCode::INTERNAL_SERVER_ERROR))
        .route("/gone", get(async || PageError::from(AppError::Gone)))
        .route("/busy", get(async || PageError::from(AppError::TooMany { retry_after_s: 90 })));
    let router = dressed(guarded(open, &config, &state, Duration::from_millis(20)), state);
    let localised = tower::ServiceBuilder::new().map_request(layers::locale::strip_prefix).service(router);
    Router::new().fallback_service(localised)
}

#[tokio::test]
async fn whatever_goes_wrong_is_told_in_style_and_in_both_languages() {
    let router = faulty().await;
    for (path, status, en, ar) in [
        ("/nothing", 404, "There is nothing here", "لا يوجد شيء هنا"),
        ("/form", 405, "There is nothing here", "لا يوجد شيء هنا"),
        ("/gone", 410, "This is gone", "لم يعد هذا موجودًا"),
        ("/busy", 429, "Too many tries", "محاولات كثيرة"),
        ("/panic", 500, "Something went wrong on our side", "حدث خلل من جهتنا"),
        ("/bare", 500, "Something went wrong on our side", "حدث خلل من جهتنا"),
        ("/slow", 504, "That took too long", "طال الأمر أكثر من اللازم"),
    ] {
        for (prefix, heading) in [("", en), ("/ar", ar)] {
            let answer = look(&router, &format!("{prefix}{path}")).await;
            answer.assert_page(status, heading);
            assert!(!answer.body.contains("secret"), "{path} tells the cause");
        }
    }
    assert_eq!(look(&router, "/busy").await.header("retry-after"), "90");
    assert!(look(&router, "/form").await.header("allow").contains("POST"));
    assert!(matches!(look(&router, "/api/panic").await.assert_call(500), AppError::Internal { .. }));
}

#[tokio::test]
async fn a_form_of_nowhere_is_refused_in_style() {
    let router = faulty().await;
    let other: [&[(&str, &str)]; 4] = [
        &[("sec-fetch-site", "cross-site")],
        &[("origin", "https://evil.test"), ("host", "shop.test")],
        &[("host", "shop.test")],
        &[],
    ];
    for headers in other {
        send(&router, "/form", headers, "a=b").await.assert_page(403, "This is not yours to do");
        send(&router, "/ar/form", headers, "a=b").await.assert_page(403, "لا يمكنكم فعل هذا");
        assert_eq!(send(&router, "/api/form", headers, "a=b").await.assert_call(403), AppError::NotAllowed, "{headers:?}");
    }
    let own: [&[(&str, &str)]; 2] =
        [&[("sec-fetch-site", "same-origin")], &[("origin", "https://shop.test"), ("host", "shop.test")]];
    for headers in own {
        assert_eq!(send(&router, "/form", headers, "a=b").await.body, "b", "{headers:?}");
    }
}

#[tokio::test]
async fn too_much_is_refused_in_style_announced_or_not() {
    let router = faulty().await;
    let much = format!("a={}", "x".repeat(MAX_BODY_BYTES));
    let length = much.len().to_string();
    let own = ("sec-fetch-site", "same-origin");
    let announced = ("content-length", length.as_str());
    for headers in [&[own][..], &[own, announced][..]] {
        send(&router, "/form", headers, &much).await.assert_page(413, "That is too much at once");
        send(&router, "/ar/form", headers, &much).await.assert_page(413, "هذا أكثر مما نستقبله دفعة واحدة");
    }
    assert_eq!(send(&router, "/api/form", &[own, announced], &much).await.assert_call(413), AppError::NotAllowed);
}

#[tokio::test]
async fn without_a_database_everybody_is_told_so_and_the_process_lives() {
    let router = whole_site(&[]).await;
    for (path, heading) in [("/o/bread", "We cannot do this right now"), ("/ar/o/bread", "لا نستطيع فعل هذا الآن")]
    {
        let stranger = look(&router, path).await;
        stranger.assert_page(503, heading);
        assert!(!stranger.header("retry-after").is_empty());
        let request = Request::get(path).header("cookie", "__Host-login=whoever").body(Body::empty()).expect("a request");
        ask(&router, request).await.assert_page(503, heading);
    }
    let headers = [("sec-fetch-site", "same-origin"), ("cookie", "__Host-login=whoever")];
    assert_eq!(send(&router, "/api/learning/open_lesson", &headers, "").await.assert_call(503), AppError::Unavailable);
    assert_eq!(look(&router, "/healthz").await.status, 200);
    assert_eq!(look(&router, "/readyz").await.status, 503);
}

#[tokio::test]
async fn a_closed_site_says_so_to_people_and_machines() {
    let router = whole_site(&[("MAINTENANCE", "on")]).await;
    // A supervisor must not restart a site that is closed on purpose.
    assert_eq!(look(&router, "/healthz").await.status, 200);
    for path in ["/", "/o/bread", "/nothing", "/orders"] {
        for (prefix, heading) in [("", "We are working on the site"), ("/ar", "نعمل الآن على صيانة الموقع")]
        {
            let answer = look(&router, &format!("{prefix}{path}")).await;
            answer.assert_page(503, heading);
            assert_eq!(answer.header("retry-after"), "300", "{path}");
            assert!(!answer.body.contains("/browse"), "{path} leads nowhere");
        }
    }
    let headers = [("sec-fetch-site", "same-origin"), ("cookie", "__Host-login=whoever")];
    send(&router, "/login", &headers, "email=a").await.assert_page(503, "We are working on the site");
    assert_eq!(send(&router, "/api/learning/open_lesson", &headers, "").await.assert_call(503), AppError::Unavailable);
    // A provider delivers again later; a body would only confuse it.
    let webhook = send(&router, "/webhooks/stripe", &[("stripe-signature", "t=1")], "{}").await;
    assert_eq!((webhook.status, webhook.body.as_str(), webhook.header("retry-after")), (503, "", "300"));
}
