use super::*;
use axum::{Router, http::Uri, middleware};
use std::sync::atomic::{AtomicUsize, Ordering};
use tower::ServiceExt;

const LONG: Duration = Duration::from_secs(600);

/// A site of one page, `bytes` long, that counts how often it is rendered.
struct Site {
    router: Router,
    cache: PageCache,
    rendered: Arc<AtomicUsize>,
}

impl Site {
    fn new(bytes: usize, keep_for: Duration) -> Self {
        let rendered = Arc::new(AtomicUsize::new(0));
        let counter = rendered.clone();
        let page = move |uri: Uri, headers: HeaderMap| async move {
            // Whoever comes at the same moment gets a chance to come in between.
            tokio::task::yield_now().await;
            let number = counter.fetch_add(1, Ordering::Relaxed);
            page(&uri, &headers, number, bytes)
        };
        let cache = PageCache::new(keep_for);
        let router = Router::new().fallback(page).layer(middleware::from_fn_with_state(cache.clone(), keep));
        Self { router, cache, rendered }
    }

    async fn get(&self, path: &str, cookie: Option<&str>) -> Response {
        let mut request = axum::http::Request::get(path);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        self.router.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer")
    }

    async fn text(&self, path: &str) -> String {
        text(self.get(path, None).await).await
    }

    fn rendered(&self) -> usize {
        self.rendered.load(Ordering::Relaxed)
    }

    fn kept(&self) -> (usize, usize) {
        let entries = self.cache.entries.lock().expect("no panic before");
        (entries.len(), entries.values().map(|entry| entry.bytes + ENTRY_BYTES).sum())
    }
}

fn page(uri: &Uri, headers: &HeaderMap, number: usize, bytes: usize) -> Response {
    let nonce = format!("nonce{number:04}");
    let who = if headers.contains_key(header::COOKIE) { "member" } else { "stranger" };
    let start = format!("<p>{who} {} {number}</p><script nonce=\"{nonce}\"></script>", uri.path());
    let body = format!("{start}{}", "x".repeat(bytes.saturating_sub(start.len())));
    let headers = [
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, format!("script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'")),
    ];
    (headers, body).into_response()
}

async fn text(response: Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[tokio::test]
async fn a_kept_page_has_a_nonce_of_its_own_each_time_and_its_header_fits() {
    let site = Site::new(100, LONG);
    let mut nonces = Vec::new();
    for _ in 0..3 {
        let response = site.get("/a", None).await;
        assert_eq!(response.status(), StatusCode::OK);
        let nonce = nonce_of(&response).expect("a nonce");
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().expect("text").to_owned();
        assert_eq!(policy.matches(&nonce).count(), 2, "{policy}");
        assert!(text(response).await.contains(&format!("<script nonce=\"{nonce}\">")));
        nonces.push(nonce);
    }
    assert_eq!(site.rendered(), 1);
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
}

#[tokio::test]
async fn a_member_neither_gets_nor_leaves_a_kept_page() {
    let site = Site::new(100, LONG);
    assert!(text(site.get("/a", Some("__Host-login=x")).await).await.contains("member /a 0"));
    assert!(site.text("/a").await.contains("stranger /a 1"));
    assert!(text(site.get("/a", Some("__Host-login=x")).await).await.contains("member /a 2"));
    assert!(site.text("/a").await.contains("stranger /a 1"));
    assert!(site.text("/a?q=1").await.contains("stranger /a 3"), "another query is another page");
}

#[tokio::test]
async fn a_page_above_the_limit_passes_through_whole_and_is_not_kept() {
    let site = Site::new(MAX_PAGE_BYTES + 1, LONG);
    for number in 0..3 {
        let response = site.get("/large", None).await;
        assert_eq!(response.status(), StatusCode::OK);
        let body = text(response).await;
        assert_eq!(body.len(), MAX_PAGE_BYTES + 1);
        assert!(body.contains(&format!("/large {number}<")));
    }
    assert_eq!(site.kept(), (1, ENTRY_BYTES));
}

#[tokio::test]
async fn what_is_old_is_rendered_anew_and_dropped_for_others() {
    let site = Site::new(1_000, Duration::from_millis(20));
    for _ in 0..2 {
        for path in ["/a", "/b", "/c"] {
            site.text(path).await;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(site.rendered(), 6);
    site.text("/d").await;
    assert_eq!(site.kept(), (1, ENTRY_BYTES + 1_000), "only the newest is still there");
}

#[tokio::test]
async fn all_pages_together_stay_below_their_bound() {
    let site = Site::new(500 * 1024, LONG);
    for number in 0..40 {
        assert!(site.text(&format!("/{number}")).await.len() >= 500 * 1024);
    }
    let (_, bytes) = site.kept();
    assert!((MAX_ALL_BYTES * 9 / 10..=MAX_ALL_BYTES).contains(&bytes), "{bytes}");
    assert!(site.text("/0").await.contains("/0 0<"), "the first ones are still kept");
    assert!(site.text("/39").await.contains("/39 40<"), "the last one found no room");
}

#[tokio::test]
async fn more_addresses_than_there_is_room_for_are_answered_and_forgotten() {
    let site = Site::new(60, LONG);
    for number in 0..MAX_ENTRIES + 5 {
        site.text(&format!("/{number}")).await;
    }
    assert_eq!(site.kept().0, MAX_ENTRIES);
    assert!(site.text("/1004").await.contains("/1004 1005<"));
}

#[tokio::test]
async fn suggestions_and_endless_addresses_are_left_out() {
    let site = Site::new(100, LONG);
    let endless = format!("/browse?q={}", "x".repeat(MAX_ADDRESS_BYTES));
    for path in ["/suggest?q=a", "/suggest?q=a", endless.as_str(), endless.as_str()] {
        site.text(path).await;
    }
    assert_eq!((site.rendered(), site.kept().0), (4, 0));
}

#[tokio::test]
async fn a_crowd_costs_one_rendering() {
    let site = Site::new(100, LONG);
    let answers = futures::future::join_all((0..20).map(|_| site.text("/a"))).await;
    assert!(answers.iter().all(|body| body.contains("stranger /a 0")));
    assert_eq!(site.rendered(), 1);
}
