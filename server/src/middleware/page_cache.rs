//! Public pages as strangers see them are kept for a moment: a crowd at the door costs one rendering. Every answer still carries
//! a nonce of its own: the page is kept in pieces around the nonce it was rendered with.

use app::ctx::RequestLocale;
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How many addresses are kept; when there are more, all are forgotten.
const MAX_ENTRIES: usize = 1_000;
/// Larger pages are not kept.
const MAX_BYTES: usize = 512 * 1024;

/// One address: whoever holds the lock renders, the others wait for the result.
type Slot = Arc<tokio::sync::Mutex<Option<Arc<Kept>>>>;

/// The kept pages of one process.
#[derive(Clone, Default)]
pub struct PageCache {
    keep_for: Duration,
    slots: Arc<Mutex<HashMap<String, Slot>>>,
}

/// A rendered page in pieces.
struct Kept {
    until: Instant,
    /// What other pages' rules said: not to be kept, ask each time.
    is_passed_on: bool,
    headers: HeaderMap,
    policy: Vec<String>,
    pieces: Vec<Bytes>,
}

impl PageCache {
    /// A cache that keeps pages for so long; zero keeps nothing.
    pub fn new(keep_for: Duration) -> Self {
        Self { keep_for, slots: Arc::default() }
    }

    fn slot(&self, key: String) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= MAX_ENTRIES && !slots.contains_key(&key) {
            slots.clear();
        }
        slots.entry(key).or_default().clone()
    }
}

/// Answers from what is kept, or renders and keeps.
pub async fn keep(State(cache): State<PageCache>, request: Request, next: Next) -> Response {
    let is_anonymous_read = request.method() == Method::GET && !request.headers().contains_key(header::COOKIE);
    if !is_anonymous_read || cache.keep_for.is_zero() {
        return next.run(request).await;
    }
    let locale = request.extensions().get::<RequestLocale>().map_or("", |l| l.0.code());
    let slot = cache.slot(format!("{locale} {}", request.uri()));
    let mut guard = slot.lock().await;
    if let Some(kept) = guard.as_ref().filter(|kept| kept.until > Instant::now()) {
        let kept = kept.clone();
        drop(guard);
        return if kept.is_passed_on { next.run(request).await } else { kept.answer() };
    }
    let response = next.run(request).await;
    let until = Instant::now() + cache.keep_for;
    match nonce_of(&response).filter(|_| is_public_page(&response)) {
        None => {
            *guard = Some(Arc::new(Kept {
                until,
                is_passed_on: true,
                headers: HeaderMap::new(),
                policy: Vec::new(),
                pieces: Vec::new(),
            }));
            response
        }
        Some(nonce) => match Kept::from_response(response, &nonce, until).await {
            Some(kept) => {
                let kept = Arc::new(kept);
                *guard = Some(kept.clone());
                kept.answer()
            }
            None => plain(StatusCode::INTERNAL_SERVER_ERROR),
        },
    }
}

/// Pages for search engines, as strangers see them, say `private, no-cache`; everything else says `no-store`.
fn is_public_page(response: &Response) -> bool {
    let has = |name: header::HeaderName, value: &str| response.headers().get(name).is_some_and(|found| found == value);
    response.status() == StatusCode::OK
        && has(header::CACHE_CONTROL, "private, no-cache")
        && has(header::CONTENT_TYPE, "text/html; charset=utf-8")
        && !response.headers().contains_key(header::SET_COOKIE)
}

fn nonce_of(response: &Response) -> Option<String> {
    let policy = response.headers().get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
    let rest = policy.split("'nonce-").nth(1)?;
    rest.split('\'').next().map(str::to_owned)
}

impl Kept {
    async fn from_response(response: Response, nonce: &str, until: Instant) -> Option<Self> {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, MAX_BYTES).await.ok()?;
        let text = std::str::from_utf8(&bytes).ok()?;
        let policy = parts.headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
        let policy = policy.split(nonce).map(str::to_owned).collect();
        let pieces = text.split(nonce).map(|piece| bytes.slice_ref(piece.as_bytes())).collect();
        let mut headers = parts.headers.clone();
        headers.remove(header::CONTENT_SECURITY_POLICY);
        headers.remove(header::CONTENT_LENGTH);
        Some(Self { until, is_passed_on: false, headers, policy, pieces })
    }

    /// The page with a fresh nonce.
    fn answer(&self) -> Response {
        let nonce = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>());
        let length: usize = self.pieces.iter().map(|piece| piece.len() + nonce.len()).sum();
        let mut body = Vec::with_capacity(length);
        for (index, piece) in self.pieces.iter().enumerate() {
            if index > 0 {
                body.extend_from_slice(nonce.as_bytes());
            }
            body.extend_from_slice(piece);
        }
        let mut response = Response::new(Body::from(body));
        *response.headers_mut() = self.headers.clone();
        if let Ok(policy) = HeaderValue::from_str(&self.policy.join(&nonce)) {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

fn plain(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
