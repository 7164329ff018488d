//! A site on one's own machine has several names, `localhost` among them, but logins, return addresses of payments and answers of other
//! login services belong to the one that is configured. Who opens it by another name is led there. A public site has a proxy for that.

use app::ctx::RequestLocale;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Locale;
use std::sync::Arc;

/// The names of one's own machine, as addresses have them.
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The configured address: scheme, host and port.
#[derive(Debug, Clone)]
pub struct SiteUrl(pub Arc<str>);

/// Leads reading requests to the configured name.
pub async fn lead(State(site): State<SiteUrl>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_reading || !host.is_some_and(|host| is_other_name(&site.0, host)) {
        return next.run(request).await;
    }
    let prefix = match request.extensions().get::<RequestLocale>() {
        Some(RequestLocale(Locale::Ar)) => "/ar",
        _ => "",
    };
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let target =
        if prefix.is_empty() { target } else { target.strip_prefix('/').filter(|rest| rest.is_empty()).unwrap_or(target) };
    match HeaderValue::try_from(format!("{}{prefix}{target}", site.0)) {
        Ok(location) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response(),
        Err(_) => next.run(request).await,
    }
}

/// Whether a host is another name of the same machine and port.
fn is_other_name(site: &str, host: &str) -> bool {
    let own = site.split_once("://").map_or(site, |(_, own)| own);
    let (Some((own_name, own_port)), Some((name, port))) = (own.rsplit_once(':'), host.rsplit_once(':')) else { return false };
    own_port == port && own_name != name && [own_name, name].iter().all(|name| OWN_NAMES.contains(name))
}

#[cfg(test)]
mod tests {
    use super::is_other_name;

    #[test]
    fn only_other_names_of_the_same_machine_and_port_lead_on() {
        for (site, host, expected) in [
            ("http://127.0.0.1:3000", "localhost:3000", true),
            ("http://127.0.0.1:3000", "[::1]:3000", true),
            ("http://localhost:3000", "127.0.0.1:3000", true),
            ("http://127.0.0.1:3000", "127.0.0.1:3000", false),
            ("http://127.0.0.1:3000", "localhost:4000", false),
            ("http://127.0.0.1:3000", "localhost", false),
            ("http://127.0.0.1:3000", "elsewhere.test:3000", false),
            ("https://dreamcrowd.example", "localhost:3000", false),
            ("https://dreamcrowd.example:8443", "localhost:8443", false),
        ] {
            assert_eq!(is_other_name(site, host), expected, "{site} {host}");
        }
    }
}
