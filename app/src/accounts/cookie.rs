//! The cookies of accounts: the login, the device, and short-lived signed notes while somebody is on the way somewhere.

use axum::http::{HeaderMap, HeaderValue, header};
use backend::{
    Backend,
    accounts::{LOGIN_COOKIE, LOGIN_COOKIE_PLAIN, PLAIN_TOKEN_PREFIX, needs_plain_cookies},
    secret,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

const LOGIN_AGE_S: i64 = 90 * 86_400;
const DEVICE_AGE_S: i64 = 400 * 86_400;

/// A cookie beside the login's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// Recognises the device at the next login.
    Device,
    /// What must come back from a provider.
    Oauth,
    /// Who came from a provider and has to prove an address.
    Arrival,
    /// The registration that began in this browser.
    Registration,
}

impl Note {
    const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Oauth => "oauth",
            Self::Arrival => "arrival",
            Self::Registration => "registration",
        }
    }

    const fn age_s(self) -> i64 {
        match self {
            Self::Device => DEVICE_AGE_S,
            Self::Oauth => 600,
            Self::Arrival => 3_600,
            Self::Registration => 86_400,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Sealed<V> {
    value: V,
    until_ms: i64,
}

/// The token of the login that a request carries.
pub fn read_token(headers: &HeaderMap) -> Option<String> {
    let plain = || find(headers, LOGIN_COOKIE_PLAIN).filter(|token| token.starts_with(PLAIN_TOKEN_PREFIX));
    find(headers, LOGIN_COOKIE).or_else(plain).filter(|token| token.len() <= 64).map(str::to_owned)
}

/// Sets the login's cookie.
pub fn login_cookie(backend: &Backend, token: &SecretString) -> HeaderValue {
    build(backend, login_name(backend), token.expose_secret(), LOGIN_AGE_S)
}

/// Removes the login's cookie.
pub fn clear_cookie(backend: &Backend) -> HeaderValue {
    build(backend, login_name(backend), "", 0)
}

fn login_name(backend: &Backend) -> &'static str {
    if needs_plain_cookies(&backend.settings) { LOGIN_COOKIE_PLAIN } else { LOGIN_COOKIE }
}

/// Sets the cookie by which this device is recognised.
pub fn device_cookie(backend: &Backend, device: &str) -> HeaderValue {
    build(backend, &note_name(backend, Note::Device), device, Note::Device.age_s())
}

/// The device's cookie.
pub fn read_device(backend: &Backend, headers: &HeaderMap) -> Option<String> {
    find(headers, &note_name(backend, Note::Device)).map(str::to_owned)
}

/// Sets a note: readable by the browser's owner, changeable by nobody, worthless after its time.
pub fn seal<V: Serialize>(backend: &Backend, note: Note, value: &V) -> backend::Result<HeaderValue> {
    let until = backend.clock.now().checked_add(SignedDuration::from_secs(note.age_s()))?;
    let json = serde_json::to_vec(&Sealed { value, until_ms: until.as_millisecond() })?;
    let body = URL_SAFE_NO_PAD.encode(json);
    let signature = secret::sign(&backend.settings.secret_key, note.name(), &body);
    Ok(build(backend, &note_name(backend, note), &format!("{body}.{signature}"), note.age_s()))
}

/// Reads a note that this site wrote and that has not run out.
pub fn unseal<V: DeserializeOwned>(backend: &Backend, note: Note, headers: &HeaderMap) -> Option<V> {
    let (body, signature) = find(headers, &note_name(backend, note))?.split_once('.')?;
    if !secret::verify(&backend.settings.secret_key, note.name(), body, signature) {
        return None;
    }
    let sealed: Sealed<V> = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()?;
    (sealed.until_ms > backend.clock.now().as_millisecond()).then_some(sealed.value)
}

/// Whether the browser sent a note, right or wrong.
pub fn is_set(backend: &Backend, note: Note, headers: &HeaderMap) -> bool {
    find(headers, &note_name(backend, note)).is_some()
}

/// Removes a note.
pub fn clear(backend: &Backend, note: Note) -> HeaderValue {
    build(backend, &note_name(backend, note), "", 0)
}

fn note_name(backend: &Backend, note: Note) -> String {
    let prefix = if needs_plain_cookies(&backend.settings) { "" } else { "__Host-" };
    format!("{prefix}{}", note.name())
}

fn build(backend: &Backend, name: &str, value: &str, age_s: i64) -> HeaderValue {
    let secure = if needs_plain_cookies(&backend.settings) { "" } else { "; Secure" };
    let text = format!("{name}={value}; Path=/; Max-Age={age_s}; HttpOnly; SameSite=Lax{secure}");
    // Names and values are URL-safe texts of our own making; the empty cookie is never sent.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("unset=; Max-Age=0"))
}

/// The value of a cookie, whichever of several headers it stands in.
fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_static(line));
        }
        headers
    }

    #[test]
    fn the_protected_cookie_goes_first() {
        let both = headers(&["theme=dark; login=p.planted; __Host-login=mine"]);
        assert_eq!(read_token(&both).as_deref(), Some("mine"));
        assert_eq!(read_token(&headers(&["theme=dark", "__Host-login=mine"])).as_deref(), Some("mine"));
    }

    #[test]
    fn a_token_of_a_protected_site_counts_only_in_the_protected_cookie() {
        assert_eq!(read_token(&headers(&["login=planted"])), None);
        assert_eq!(read_token(&headers(&["login=p.right"])).as_deref(), Some("p.right"));
        assert_eq!(read_token(&headers(&["__Host-login="])), None);
    }
}
