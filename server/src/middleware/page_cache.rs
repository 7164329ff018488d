//! Public pages as strangers see them are kept for a moment: a crowd at the door costs one rendering. Every answer still carries
//! a nonce of its own: the page is kept in pieces around the nonce it was rendered with.

use app::ctx::RequestLocale;
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How many addresses are remembered at once; what is asked for beyond that is rendered each time.
const MAX_ENTRIES: usize = 1_000;
/// Larger pages are not kept.
const MAX_PAGE_BYTES: usize = 512 * 1024;
/// All kept pages together.
const MAX_ALL_BYTES: usize = 16 * 1024 * 1024;
/// Longer addresses are nobody's but a machine's.
const MAX_ADDRESS_BYTES: usize = 500;
/// What an entry weighs beside its page: address, headers, bookkeeping.
const ENTRY_BYTES: usize = 2 * 1024;
/// Asked for with every key that is pressed, and never the same for long.
const NEVER_KEPT: [&str; 1] = ["/suggest"];

/// One address: whoever holds the lock renders, the others wait for the result.
type Slot = Arc<tokio::sync::Mutex<Option<Answered>>>;

/// The kept pages of one process.
#[derive(Clone, Default)]
pub struct PageCache {
    keep_for: Duration,
    entries: Arc<Mutex<HashMap<String, Entry>>>,
}

struct Entry {
    slot: Slot,
    until: Instant,
    bytes: usize,
}

/// What the last rendering of an address gave. Without a page it is rendered for everybody anew.
struct Answered {
    until: Instant,
    page: Option<Arc<Kept>>,
}

/// A rendered page in pieces.
struct Kept {
    bytes: usize,
    headers: HeaderMap,
    policy: Vec<String>,
    pieces: Vec<Bytes>,
}

impl PageCache {
    /// A cache that keeps pages for so long; zero keeps nothing.
    pub fn new(keep_for: Duration) -> Self {
        Self { keep_for, entries: Arc::default() }
    }

    /// The place of an address; none when there is no room for another one.
    fn slot(&self, key: &str) -> Option<Slot> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.get(key) {
            return Some(entry.slot.clone());
        }
        let now = Instant::now();
        // An entry that somebody else holds is being rendered.
        entries.retain(|_, entry| entry.until > now || Arc::strong_count(&entry.slot) > 1);
        if entries.len() >= MAX_ENTRIES {
            return None;
        }
        let slot = Slot::default();
        entries.insert(key.to_owned(), Entry { slot: slot.clone(), until: now, bytes: 0 });
        Some(slot)
    }

    /// Makes room for a page of an address; says no when it does not fit beside the others.
    fn reserve(&self, key: &str, until: Instant, bytes: usize) -> bool {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = entries.values().map(|entry| entry.bytes + ENTRY_BYTES).sum();
        let Some(entry) = entries.get_mut(key) else { return false };
        let fits = all.saturating_sub(entry.bytes).saturating_add(bytes) <= MAX_ALL_BYTES;
        entry.until = until;
        entry.bytes = if fits { bytes } else { 0 };
        fits
    }
}

/// Answers from what is kept, or renders and keeps.
pub async fn keep(State(cache): State<PageCache>, request: Request, next: Next) -> Response {
    let Some(key) = key_of(&request).filter(|_| !cache.keep_for.is_zero()) else { return next.run(request).await };
    let Some(slot) = cache.slot(&key) else { return next.run(request).await };
    let mut guard = slot.lock().await;
    if let Some(answered) = guard.as_ref().filter(|answered| answered.until > Instant::now()) {
        let page = answered.page.clone();
        drop(guard);
        return match page {
            Some(page) => page.answer(),
            None => next.run(request).await,
        };
    }
    // What is old goes before its successor comes.
    *guard = None;
    let (response, page) = Kept::take(next.run(request).await).await;
    let until = Instant::now() + cache.keep_for;
    let has_room = cache.reserve(&key, until, page.as_ref().map_or(0, |page| page.bytes));
    *guard = Some(Answered { until, page: page.filter(|_| has_room) });
    response
}

/// Language and address of what a stranger reads; none for everything else.
fn key_of(request: &Request) -> Option<String> {
    let address = request.uri().path_and_query()?;
    let may_be_kept = request.method() == Method::GET
        && !request.headers().contains_key(header::COOKIE)
        && !NEVER_KEPT.contains(&address.path())
        && address.as_str().len() <= MAX_ADDRESS_BYTES;
    let locale = request.extensions().get::<RequestLocale>().map_or("", |l| l.0.code());
    may_be_kept.then(|| format!("{locale} {address}"))
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
    rest.split('\'').next().filter(|nonce| !nonce.is_empty()).map(str::to_owned)
}

impl Kept {
    /// The response as it goes out, and its page when it is one to keep.
    async fn take(response: Response) -> (Response, Option<Arc<Self>>) {
        let size = response.body().size_hint().upper().and_then(|bytes| usize::try_from(bytes).ok());
        let is_small = size.is_some_and(|bytes| bytes <= MAX_PAGE_BYTES);
        let Some(nonce) = nonce_of(&response).filter(|_| is_small && is_public_page(&response)) else { return (response, None) };
        let (parts, body) = response.into_parts();
        let bytes = match axum::body::to_bytes(body, MAX_PAGE_BYTES).await {
            Ok(bytes) => bytes,
            Err(error) => {
                tracing::error!(%error, "a rendered page could not be read");
                return (StatusCode::INTERNAL_SERVER_ERROR.into_response(), None);
            }
        };
        match Self::cut(&parts.headers, &bytes, &nonce) {
            Some(kept) => (kept.answer(), Some(Arc::new(kept))),
            None => (Response::from_parts(parts, Body::from(bytes)), None),
        }
    }

    fn cut(headers: &HeaderMap, bytes: &Bytes, nonce: &str) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let policy = headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
        let policy = policy.split(nonce).map(str::to_owned).collect();
        let pieces = text.split(nonce).map(|piece| bytes.slice_ref(piece.as_bytes())).collect();
        let mut headers = headers.clone();
        headers.remove(header::CONTENT_SECURITY_POLICY);
        headers.remove(header::CONTENT_LENGTH);
        Some(Self { bytes: bytes.len(), headers, policy, pieces })
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

#[cfg(test)]
mod tests;
