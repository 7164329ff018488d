//! The place of a page: where the language switch, the theme's button and the login lead back to. A page that answers a form often
//! stands at an address that takes forms only; its place is an address that can be read.

use crate::Ctx;
use axum::http::{Method, header};
use domain::{Locale, accounts::safe_next};
use url::form_urlencoded;

/// How deep addresses inside addresses are followed: a login that leads to a course, which leads back to a list.
const MAX_DEPTH: usize = 2;
/// Pages that lead in: a login that begins on one of them leads on to where that page would.
const ENTRANCES: [&str; 7] = ["/login", "/register", "/forgot", "/reset", "/verify", "/oauth/link", "/oauth/confirm"];

/// The place of a page, without the language. What the page says of itself counts where the request's own address is another.
pub(crate) fn of_page(ctx: &Ctx, said: Option<&str>) -> String {
    let said = said.filter(|said| !is_read(ctx) || split(said).0 != ctx.path);
    said.map_or_else(|| of_request(ctx), str::to_owned)
}

/// The place of a request, without the language: its own address, or the page that its form stood on.
pub(crate) fn of_request(ctx: &Ctx) -> String {
    if is_read(ctx) {
        return joined(ctx.path.clone(), &ctx.query);
    }
    let from = referer(ctx);
    page_of(from.as_deref().unwrap_or(&ctx.path))
}

/// A place in a language, word for word.
pub(crate) fn in_own(place: &str, locale: Locale) -> String {
    address(place, locale, 0)
}

/// A place in another language, and in the same one wherever it leads on to.
pub(crate) fn in_other(place: &str, locale: Locale) -> String {
    address(place, locale, MAX_DEPTH)
}

/// Where a login that begins at this place leads on to.
pub(crate) fn onward(place: &str, locale: Locale) -> Option<String> {
    let (path, query) = split(place);
    if !ENTRANCES.contains(&path) {
        return Some(in_own(place, locale));
    }
    let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next").map(|(_, value)| value.into_owned());
    next.filter(|next| safe_next(next).is_some())
}

fn is_read(ctx: &Ctx) -> bool {
    ctx.method == Method::GET || ctx.method == Method::HEAD
}

/// The page of this site that a form was sent from, without the language.
fn referer(ctx: &Ctx) -> Option<String> {
    let referer = ctx.headers.get(header::REFERER)?.to_str().ok()?;
    let rest = referer.strip_prefix(ctx.backend.settings.site_url.as_str())?;
    let rest = rest.split('#').next().unwrap_or_default();
    without_language(safe_next(rest)?)
}

/// The page that a form stands on whose own address takes forms only.
fn page_of(place: &str) -> String {
    let parts: Vec<&str> = split(place).0.split('/').skip(1).collect();
    match parts.as_slice() {
        ["verify", "resend"] => "/verify".to_owned(),
        ["settings", area @ ("security" | "delete"), _, ..] => format!("/settings/{area}"),
        ["orders", order, "refund"] => format!("/orders/{order}"),
        ["studio", "offerings", id, "state" | "duplicate" | "delete"] => format!("/studio/offerings/{id}/review"),
        ["admin", desk @ ("sellers" | "offerings"), id, "approve" | "publish" | "changes" | "reject"] => {
            format!("/admin/{desk}/{id}")
        }
        ["learn", enrolment, lesson, _, ..] => format!("/learn/{enrolment}/{lesson}"),
        ["checkout" | "logout" | "theme" | "csp-reports"] | ["wishlist", _] | ["api" | "webhooks", ..] => "/".to_owned(),
        _ => place.to_owned(),
    }
}

/// An address without the prefix of its language; none where what is left would lead to another site.
fn without_language(address: &str) -> Option<String> {
    let place = match address.strip_prefix("/ar") {
        Some("") => "/".to_owned(),
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        Some(rest) if rest.starts_with('?') => format!("/{rest}"),
        _ => address.to_owned(),
    };
    safe_next(&place).map(str::to_owned)
}

fn address(place: &str, locale: Locale, depth: usize) -> String {
    let (path, query) = split(place);
    let pairs: Vec<String> = query.split('&').map(|pair| pair_in(pair, locale, depth)).collect();
    joined(locale.path(path), &pairs.join("&"))
}

/// A pair of a query; the addresses that lead on or back change their language too.
fn pair_in(pair: &str, locale: Locale, depth: usize) -> String {
    let Some((name, value)) = pair.split_once('=').filter(|(name, _)| depth > 0 && ["next", "back"].contains(name)) else {
        return pair.to_owned();
    };
    match value_in(value, locale, depth - 1) {
        Some(value) => format!("{name}={value}"),
        None => pair.to_owned(),
    }
}

fn value_in(value: &str, locale: Locale, depth: usize) -> Option<String> {
    let pair = format!("v={value}");
    let (_, decoded) = form_urlencoded::parse(pair.as_bytes()).next()?;
    let place = without_language(safe_next(&decoded)?)?;
    Some(form_urlencoded::byte_serialize(address(&place, locale, depth).as_bytes()).collect())
}

fn split(place: &str) -> (&str, &str) {
    place.split_once('?').unwrap_or((place, ""))
}

fn joined(path: String, query: &str) -> String {
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_changes_its_language_and_so_does_where_it_leads_on_to() {
        for (place, arabic) in [
            ("/", "/ar"),
            ("/browse?q=%2B&sort=newest", "/ar/browse?q=%2B&sort=newest"),
            ("/login?next=%2Fo%2Fx%3Fintent%3Dbuy", "/ar/login?next=%2Far%2Fo%2Fx%3Fintent%3Dbuy"),
            ("/login?next=/o/x&done=reset", "/ar/login?next=%2Far%2Fo%2Fx&done=reset"),
            ("/login?next=%2F%2Fevil.test", "/ar/login?next=%2F%2Fevil.test"),
            ("/login?next=%2Far%2F%2Fevil.test", "/ar/login?next=%2Far%2F%2Fevil.test"),
            ("/o/x?intent=wish&back=%2Fbrowse", "/ar/o/x?intent=wish&back=%2Far%2Fbrowse"),
        ] {
            assert_eq!(in_other(place, Locale::Ar), arabic, "{place}");
        }
        assert_eq!(in_other("/login?next=%2Far%3Fq%3D1", Locale::En), "/login?next=%2F%3Fq%3D1");
        assert_eq!(in_own("/login?next=%2Fo%2Fx", Locale::Ar), "/ar/login?next=%2Fo%2Fx");
        let deep = format!("/login?{}", "next=/?".repeat(2_000));
        assert!(in_other(&deep, Locale::Ar).starts_with("/ar/login?next="), "an endless chain ends");
    }

    #[test]
    fn every_form_stands_on_a_page_that_can_be_read() {
        for (form, page) in [
            ("/verify/resend", "/verify"),
            ("/settings/security/password", "/settings/security"),
            ("/settings/security/logins/1/end", "/settings/security"),
            ("/settings/delete/cancel", "/settings/delete"),
            ("/settings/email/confirm?token=x", "/settings/email/confirm?token=x"),
            ("/orders/1/refund", "/orders/1"),
            ("/studio/offerings/1/state", "/studio/offerings/1/review"),
            ("/studio/offerings/1/basics", "/studio/offerings/1/basics"),
            ("/admin/offerings/1/reject", "/admin/offerings/1"),
            ("/orders/1", "/orders/1"),
            ("/learn/1/2/notes/3/delete", "/learn/1/2"),
            ("/learn/1/2?t=5", "/learn/1/2?t=5"),
            ("/checkout", "/"),
            ("/checkout/1", "/checkout/1"),
            ("/wishlist/bread", "/"),
            ("/browse?q=bread", "/browse?q=bread"),
        ] {
            assert_eq!(page_of(form), page, "{form}");
        }
    }

    #[test]
    fn a_login_leads_on_from_where_it_begins() {
        assert_eq!(onward("/o/x?intent=wish", Locale::Ar).as_deref(), Some("/ar/o/x?intent=wish"));
        assert_eq!(onward("/register?next=%2Far%2Fo%2Fx", Locale::Ar).as_deref(), Some("/ar/o/x"));
        assert_eq!(onward("/register?next=%2F%2Fevil.test", Locale::En), None);
        assert_eq!(onward("/login", Locale::En), None);
    }
}
