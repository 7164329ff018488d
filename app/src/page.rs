//! A page: its head, its body, its status; rendered whole, in one piece, with the headers that keep it safe.

use crate::{Ctx, PageError, shell};
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use std::sync::Arc;

/// What a page handler answers.
pub type PageResult = Result<Response, PageError>;

/// Which outside hosts a page may talk to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CspGroup {
    #[default]
    Common,
    /// Stripe's script and frames; nothing more in sandbox mode, where the stand-in is our own host.
    Checkout,
}

/// A picture shown beside a shared address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageImage {
    /// Path without the language; everybody may fetch it, at any time.
    pub path: String,
    /// Width and height, where they are known.
    pub size: Option<(i32, i32)>,
    /// What it shows.
    pub alt: String,
}

/// The head of a page and how the shell dresses it.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub title: String,
    pub description: String,
    pub status: Option<StatusCode>,
    /// Path (without language) of the canonical address; none keeps the page out of search engines.
    pub canonical: Option<String>,
    /// The picture shown when the page is shared; none is the site's own.
    pub image: Option<PageImage>,
    /// Structured data, JSON-LD.
    pub json_ld: Option<serde_json::Value>,
    /// `rel=prev` and `rel=next` addresses.
    pub next: Option<String>,
    pub csp: CspGroup,
    /// A bare page has no header and footer (the player, checkout).
    pub is_focused: bool,
    /// Scripts of other hosts or of the stand-in, loaded with the nonce before the islands.
    pub scripts: Vec<String>,
    /// Where this page can be read, without the language, when it answers a request with another address: a refused form.
    pub place: Option<String>,
}

impl Page {
    /// A page with a title, not for search engines.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// A page that search engines list under this path.
    pub fn public(title: impl Into<String>, description: impl Into<String>, path: impl Into<String>) -> Self {
        Self { title: title.into(), description: description.into(), canonical: Some(path.into()), ..Self::default() }
    }

    /// The same page with another status.
    pub const fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// The same page, with the address at which it can be read.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// Renders the page. `body` runs inside the reactive owner that islands need.
    pub fn render<V: IntoView + 'static>(self, ctx: &Ctx, body: impl FnOnce() -> V) -> Response {
        let html = with_owner(|| shell::document(ctx, &self, body().into_any()).to_html());
        let mut html_with_type = String::with_capacity(html.len() + 16);
        html_with_type.push_str("<!DOCTYPE html>");
        html_with_type.push_str(&html);
        let mut response = (self.status.unwrap_or(StatusCode::OK), html_with_type).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(ctx.locale().code()));
        if let Ok(policy) = HeaderValue::from_str(&policy(&ctx.nonce, self.csp, &ctx.sandboxed)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers.insert(HeaderName::from_static("reporting-endpoints"), HeaderValue::from_static("csp=\"/csp-reports\""));
        let cache = if ctx.viewer.is_some() || self.canonical.is_none() { "no-store" } else { "private, no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        response
    }
}

/// Runs a closure inside a fresh reactive owner in islands mode and cleans up after it.
fn with_owner<R>(run: impl FnOnce() -> R) -> R {
    let owner = Owner::new_root(Some(Arc::new(hydration_context::SsrSharedContext::new_islands())));
    let result = owner.with(run);
    owner.unset_with_forced_cleanup();
    result
}

/// The Content-Security-Policy (quality.md B.3): scripts only by nonce, nothing inline; what it refuses is told to us.
///
/// Trusted Types are left out, also in a report-only header: the islands build their views by setting `innerHTML` of templates, and the
/// player and Stripe's script set the address of a script. Every page with an island would report itself.
fn policy(nonce: &str, group: CspGroup, sandboxed: &[&str]) -> String {
    let is_live = group == CspGroup::Checkout && !sandboxed.contains(&"stripe");
    let (frames, connects, scripts) = match (group, is_live) {
        (CspGroup::Checkout, true) => (
            "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
            " https://api.stripe.com",
            " https://js.stripe.com",
        ),
        (CspGroup::Checkout, false) => ("'self'", "", ""),
        (CspGroup::Common, _) => ("'none'", "", ""),
    };
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'{scripts}; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'{connects}; media-src 'self' blob:; worker-src 'self' blob:; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; frame-src {frames}; \
         report-uri /csp-reports; report-to csp"
    )
}

/// 303 to a local path in the visitor's language: what a successful form answers.
pub fn see_other(ctx: &Ctx, path: &str) -> Response {
    axum::response::Redirect::to(&ctx.link(path)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a policy says of one kind of source.
    fn sources<'a>(policy: &'a str, kind: &str) -> Vec<&'a str> {
        let part = policy.split(';').map(str::trim).find(|part| part.split(' ').next() == Some(kind));
        part.unwrap_or_default().split(' ').skip(1).collect()
    }

    #[test]
    fn only_the_checkout_opens_to_stripe_and_only_when_it_is_the_real_one() {
        let live = policy("n0nce", CspGroup::Checkout, &[]);
        assert_eq!(sources(&live, "frame-src"), ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"]);
        assert_eq!(sources(&live, "connect-src"), ["'self'", "https://api.stripe.com"]);
        let scripts = ["'nonce-n0nce'", "'strict-dynamic'", "'wasm-unsafe-eval'", "https://js.stripe.com"];
        assert_eq!(sources(&live, "script-src"), scripts);
        assert_eq!(sources(&policy("n", CspGroup::Checkout, &["mail", "stripe"]), "frame-src"), ["'self'"]);
        for closed in [policy("n", CspGroup::Common, &[]), policy("n", CspGroup::Checkout, &["stripe"])] {
            assert!(!closed.contains("https:"), "{closed}");
        }
        assert_eq!(sources(&policy("n", CspGroup::Common, &[]), "frame-src"), ["'none'"]);
    }

    #[test]
    fn no_policy_allows_anything_by_default_or_inline() {
        let cases: [(CspGroup, &[&str]); 3] =
            [(CspGroup::Common, &["stripe"]), (CspGroup::Checkout, &["stripe"]), (CspGroup::Checkout, &[])];
        for (group, sandboxed) in cases {
            let policy = policy("n", group, sandboxed);
            for kind in ["default-src", "base-uri", "object-src", "frame-ancestors"] {
                assert_eq!(sources(&policy, kind), ["'none'"], "{kind}: {policy}");
            }
            assert_eq!(sources(&policy, "form-action"), ["'self'"]);
            assert_eq!((sources(&policy, "report-uri"), sources(&policy, "report-to")), (vec!["/csp-reports"], vec!["csp"]));
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        }
    }
}
