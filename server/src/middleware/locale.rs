//! The language of the address: `/ar/…` is cut off before routing and remembered.

use app::ctx::RequestLocale;
use axum::{
    extract::Request,
    http::{Uri, uri::PathAndQuery},
};
use domain::Locale;
use percent_encoding::percent_decode_str;

/// Longer names are refused by file systems.
const MAX_SEGMENT_BYTES: usize = 255;
/// Where nothing is: an address that nothing can have leads there.
const NOWHERE: &str = "/-";

/// Cuts the prefix off and notes the language.
pub fn strip_prefix(mut request: Request) -> Request {
    let path = request.uri().path();
    let rest = match path.strip_prefix("/ar") {
        Some("") => Some("/"),
        Some(rest) if rest.starts_with('/') => Some(rest),
        _ => None,
    };
    let locale = if rest.is_some() { Locale::Ar } else { Locale::En };
    let target = match (rest, request.uri().query()) {
        _ if !is_possible(path) => Some(NOWHERE.to_owned()),
        (Some(rest), Some(query)) => Some(format!("{rest}?{query}")),
        (Some(rest), None) => Some(rest.to_owned()),
        (None, _) => None,
    };
    if let Some(target) = target.and_then(|target| PathAndQuery::try_from(target).ok()) {
        *request.uri_mut() = Uri::from(target);
    }
    request.extensions_mut().insert(RequestLocale(locale));
    request
}

/// Whether something may be found under a path. Broken text, NUL, endless names and `//`, which a browser would take for another
/// host, are in no address of ours.
fn is_possible(path: &str) -> bool {
    let is_name = |segment: &str| match percent_decode_str(segment).decode_utf8() {
        Ok(name) => name.len() <= MAX_SEGMENT_BYTES && !name.contains('\0'),
        Err(_) => false,
    };
    !path.contains("//") && path.split('/').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn seen(address: &str) -> (String, Locale) {
        let request = strip_prefix(Request::get(address).body(Body::empty()).expect("a request"));
        let locale = request.extensions().get::<RequestLocale>().expect("a language").0;
        (request.uri().to_string(), locale)
    }

    #[test]
    fn the_language_is_cut_off_once() {
        assert_eq!(seen("/ar"), ("/".to_owned(), Locale::Ar));
        assert_eq!(seen("/ar/o/bread?a=%00"), ("/o/bread?a=%00".to_owned(), Locale::Ar));
        assert_eq!(seen("/ar/ar/browse"), ("/ar/browse".to_owned(), Locale::Ar));
        assert_eq!(seen("/art"), ("/art".to_owned(), Locale::En));
    }

    #[test]
    fn what_can_be_no_address_leads_nowhere() {
        let long = format!("/js/{}", "a".repeat(256));
        for path in ["/o/%00", "/o/%ff%fe", "/ar//evil.test/login", "//evil.test", long.as_str()] {
            assert_eq!(seen(path).0, NOWHERE, "{path}");
        }
        assert_eq!(seen("/o/%D8%AE%D8%A8%D8%B2").0, "/o/%D8%AE%D8%A8%D8%B2");
    }
}
