//! One id and one log line per request; the id also goes back in `x-request-id`. Counts and durations for `/metrics`.

use crate::config::TrustedProxies;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use std::{net::SocketAddr, sync::Arc, time::Instant};
use tracing::Instrument;

/// Wraps a request in a span of its own.
pub async fn trace(State(proxies): State<Arc<TrustedProxies>>, mut request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().simple().to_string();
    let started = Instant::now();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
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
    let _entered = span.enter();
    if status >= 500 {
        tracing::warn!(%method, path, status, duration_ms, "request failed");
    } else {
        tracing::debug!(%method, path, status, duration_ms, "request");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
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
    use super::network_prefix;

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
