//! One id and one log line per request; the id also goes back in `x-request-id`. Counts and durations for `/metrics`. The line names
//! the route, not the address: that may hold grants and tokens.

use crate::config::TrustedProxies;
use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use std::{net::SocketAddr, sync::Arc, time::Instant};
use tracing::Instrument;

/// What browsers fetch by the dozen with every page and balancers every second: seen only when one wants to.
const QUIET: [&str; 5] = ["/pkg", "/js", "/fonts", "/healthz", "/readyz"];
/// An address that no route has.
const NO_ROUTE: &str = "-";

/// Wraps a request in a span of its own.
pub async fn trace(State(proxies): State<Arc<TrustedProxies>>, mut request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().simple().to_string();
    let started = Instant::now();
    let method = request.method().clone();
    let is_quiet = is_quiet(request.uri().path());
    let outer = request.extensions().get::<MatchedPath>().cloned();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let visitor = peer.map(|peer| proxies.visitor(peer, request.headers()));
    request.extensions_mut().insert(app::ctx::ClientIp(visitor.map(network_prefix).unwrap_or_default()));
    let span = tracing::info_span!("request", request.id = %id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    metrics::counter!("http_requests_total", "status" => status.to_string()).increment(1);
    metrics::histogram!("http_request_seconds").record(elapsed.as_secs_f64());
    let duration_ms = elapsed.as_secs_f64() * 1_000.0;
    {
        let route = response.extensions().get::<MatchedPath>().or(outer.as_ref()).map_or(NO_ROUTE, MatchedPath::as_str);
        let _entered = span.enter();
        if status >= 500 {
            tracing::warn!(%method, route, status, duration_ms, "request failed");
        } else if is_quiet && status < 400 {
            tracing::debug!(%method, route, status, duration_ms, "request");
        } else {
            tracing::info!(%method, route, status, duration_ms, "request");
        }
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

fn is_quiet(path: &str) -> bool {
    // The files at the root, such as the icon, have an ending.
    let is_root_file = path.strip_prefix('/').is_some_and(|name| name.contains('.') && !name.contains('/'));
    is_root_file
        || QUIET.iter().any(|quiet| path.strip_prefix(quiet).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// What limits are keyed by: the whole IPv4 address, the /64 of an IPv6 one.
fn network_prefix(ip: std::net::IpAddr) -> String {
    match ip.to_canonical() {
        std::net::IpAddr::V4(ip) => ip.to_string(),
        std::net::IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_quiet, network_prefix};

    #[test]
    fn pages_and_calls_are_seen_and_files_are_not() {
        for path in ["/", "/o/bread", "/api/learning/open_lesson", "/media/grant/id/master.m3u8", "/o/bread/picture.jpg", "/jsx"]
        {
            assert!(!is_quiet(path), "{path}");
        }
        for path in ["/pkg/site.css", "/js/site.js", "/fonts/a.woff2", "/favicon.svg", "/healthz", "/readyz"] {
            assert!(is_quiet(path), "{path}");
        }
    }

    #[test]
    fn a_household_counts_once() {
        for (address, expected) in [
            ("203.0.113.5", "203.0.113.5"),
            ("::ffff:203.0.113.5", "203.0.113.5"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ] {
            assert_eq!(network_prefix(address.parse().expect("an address")), expected, "{address}");
        }
    }
}
