//! Coming in: what every successful login answers, and where it leads.

use super::cookie::{self, Note};
use crate::{Ctx, form::Fields};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::accounts::{Client, NewLogin};
use domain::accounts::safe_next;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// What a browser remembers of the registration that began in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Registration {
    pub email: String,
    pub browser: String,
    pub next: Option<String>,
}

/// Where this request comes from.
pub(super) fn client(ctx: &Ctx) -> Client {
    Client {
        ip_prefix: ctx.client_ip.clone(),
        user_agent: ctx.user_agent.clone(),
        device: cookie::read_device(&ctx.backend, &ctx.headers),
        old_token: cookie::read_token(&ctx.headers).map(SecretString::from),
    }
}

/// Longer ones would not fit into a cookie on the way through a provider.
const MAX_NEXT_BYTES: usize = 1_200;

/// The place to go on to, from a form; only one of this site.
pub(super) fn next_of(fields: &Fields) -> Option<String> {
    checked_next(fields.get("next"))
}

/// The same from the query.
pub(super) fn next_in_query(ctx: &Ctx) -> Option<String> {
    checked_next(&ctx.query_value("next")?)
}

fn checked_next(raw: &str) -> Option<String> {
    safe_next(raw).filter(|next| next.len() <= MAX_NEXT_BYTES).map(str::to_owned)
}

/// A path with where to go on behind it.
pub(crate) fn with_next(path: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => {
            let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let joint = if path.contains('?') { '&' } else { '?' };
            format!("{path}{joint}next={next}")
        }
        None => path.to_owned(),
    }
}

/// The page behind a mailed link, with the token and the way on that its form holds.
pub(super) fn with_token(path: &str, fields: &Fields) -> String {
    let token: String = url::form_urlencoded::byte_serialize(fields.get("token").as_bytes()).collect();
    with_next(&format!("{path}?token={token}"), next_of(fields).as_deref())
}

/// Leads on, or to the start page. `next` has its language already.
pub(super) fn go_on(ctx: &Ctx, next: Option<&str>) -> Response {
    let target = next.map_or_else(|| ctx.link("/"), str::to_owned);
    Redirect::to(&target).into_response()
}

/// Hands the new login to the browser and leads on.
pub(super) fn enter(ctx: &Ctx, login: &NewLogin, next: Option<&str>) -> Response {
    let mut response = go_on(ctx, next);
    let backend = &ctx.backend;
    set(&mut response, cookie::login_cookie(backend, &login.token));
    set(&mut response, cookie::device_cookie(backend, &login.device));
    for note in [Note::Oauth, Note::Arrival, Note::Registration] {
        if cookie::is_set(backend, note, &ctx.headers) {
            set(&mut response, cookie::clear(backend, note));
        }
    }
    response
}

/// Adds a cookie to an answer.
pub(super) fn set(response: &mut Response, cookie: HeaderValue) {
    response.headers_mut().append(header::SET_COOKIE, cookie);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_is_escaped_and_joined() {
        assert_eq!(with_next("/login", None), "/login");
        assert_eq!(with_next("/login", Some("/o/x?buy=1&n=2")), "/login?next=%2Fo%2Fx%3Fbuy%3D1%26n%3D2");
        assert_eq!(with_next("/forgot?sent=1", Some("/ar")), "/forgot?sent=1&next=%2Far");
    }

    #[test]
    fn a_refused_form_knows_the_link_it_came_from() {
        let fields = Fields::default().with("token", "a+b").with("next", "/learn");
        assert_eq!(with_token("/reset", &fields), "/reset?token=a%2Bb&next=%2Flearn");
        assert_eq!(with_token("/reset", &Fields::default().with("token", "ab").with("next", "//evil.test")), "/reset?token=ab");
    }

    #[test]
    fn only_places_of_this_site_pass() {
        assert_eq!(next_of(&Fields::default().with("next", "/learn")).as_deref(), Some("/learn"));
        assert_eq!(next_of(&Fields::default().with("next", "//evil.test")), None);
        assert_eq!(next_of(&Fields::default().with("next", format!("/{}", "x".repeat(MAX_NEXT_BYTES)))), None);
    }
}
