//! The language of the address: `/ar/…` is cut off before routing and remembered.

use app::ctx::RequestLocale;
use axum::{
    extract::Request,
    http::{Uri, uri::PathAndQuery},
};
use domain::Locale;

/// Cuts the prefix off and notes the language.
pub fn strip_prefix(mut request: Request) -> Request {
    let path = request.uri().path();
    let rest = match path.strip_prefix("/ar") {
        Some("") => Some("/"),
        Some(rest) if rest.starts_with('/') => Some(rest),
        _ => None,
    };
    let locale = if rest.is_some() { Locale::Ar } else { Locale::En };
    if let Some(rest) = rest {
        let target = match request.uri().query() {
            Some(query) => format!("{rest}?{query}"),
            None => rest.to_owned(),
        };
        if let Ok(target) = PathAndQuery::try_from(target) {
            *request.uri_mut() = Uri::from(target);
        }
    }
    request.extensions_mut().insert(RequestLocale(locale));
    request
}
