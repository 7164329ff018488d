//! Requests that change something must come from this site (quality.md B.4; the way of Go's CrossOriginProtection): a browser
//! says where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; whoever says neither is refused. Webhooks are
//! exempt: their signature is checked. So are reports of what the policy refused: browsers send them by themselves, without saying
//! where they come from, and they change nothing.

use app::PageError;
use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::AppError;

const EXEMPT_PATHS: [&str; 2] = ["/webhooks/stripe", "/csp-reports"];

/// Refuses unsafe requests of other origins.
pub async fn check(request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || EXEMPT_PATHS.contains(&request.uri().path()) || is_same_origin(request.headers()) {
        next.run(request).await
    } else {
        PageError::from(AppError::NotAllowed).into_response()
    }
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, origin_host)| origin_host == host),
        // No browser sends an unsafe request without either header.
        (None, _) | (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_the_own_origin_passes() {
        for (pairs, expected) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "https://a.test"), ("host", "a.test")], false),
            (vec![("origin", "https://a.test"), ("host", "a.test")], true),
            (vec![("origin", "https://b.test"), ("host", "a.test")], false),
            (vec![("origin", "null"), ("host", "a.test")], false),
            (vec![("origin", "https://a.test")], false),
            (vec![("host", "a.test")], false),
            (vec![], false),
        ] {
            assert_eq!(is_same_origin(&headers(&pairs)), expected, "{pairs:?}");
        }
    }
}
