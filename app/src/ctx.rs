//! What every page knows of the request it answers.

use crate::{assets::Assets, i18n::T};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, request::Parts},
};
use backend::{Backend, accounts::Viewer};
use domain::{AppError, Locale};
use std::{convert::Infallible, sync::Arc};

/// What all handlers share.
#[derive(Clone)]
pub struct AppState {
    pub backend: Backend,
    pub assets: Arc<Assets>,
    /// Names of the providers that the sandbox stands in for; empty when all are real.
    pub sandboxed: Arc<Vec<&'static str>>,
}

/// The language that the address asked for; set before routing, when `/ar` is cut off.
#[derive(Debug, Clone, Copy)]
pub struct RequestLocale(pub Locale);

/// The login of this request; absent for strangers.
#[derive(Debug, Clone)]
pub struct CurrentLogin(pub Viewer);

/// The network prefix of the visitor, for limits.
#[derive(Debug, Clone)]
pub struct ClientIp(pub String);

/// One request, as pages see it.
#[derive(Clone)]
pub struct Ctx {
    pub backend: Backend,
    pub assets: Arc<Assets>,
    pub sandboxed: Arc<Vec<&'static str>>,
    pub viewer: Option<Viewer>,
    pub t: T,
    pub method: Method,
    /// Path without the language prefix.
    pub path: String,
    /// Query string without the question mark.
    pub query: String,
    pub nonce: String,
    pub client_ip: String,
    pub user_agent: String,
    pub headers: HeaderMap,
}

impl Ctx {
    /// The visitor's language.
    pub const fn locale(&self) -> Locale {
        self.t.locale
    }

    /// Whoever is logged in, or the error that leads to the login page.
    pub fn require_viewer(&self) -> Result<&Viewer, AppError> {
        self.viewer.as_ref().ok_or(AppError::SignInRequired)
    }

    /// A local link in the visitor's language.
    pub fn link(&self, path: &str) -> String {
        self.locale().path(path)
    }

    /// The address of this page with its query, in the visitor's language.
    pub fn here(&self) -> String {
        let path = self.link(&self.path);
        if self.query.is_empty() { path } else { format!("{path}?{}", self.query) }
    }

    /// The value of one query parameter.
    pub fn query_value(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// The value of one cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let header = self.headers.get(axum::http::header::COOKIE)?.to_str().ok()?;
        header.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The theme that the visitor chose; none follows the system.
    pub fn theme(&self) -> Option<&str> {
        self.cookie("theme").filter(|theme| ["light", "dark"].contains(theme))
    }

    /// The time zone in which this visitor reads times.
    pub fn time_zone(&self) -> jiff::tz::TimeZone {
        let name = self.viewer.as_ref().map_or("UTC", |viewer| viewer.time_zone.as_str());
        backend::dates::zone(name)
    }
}

impl FromRequestParts<AppState> for Ctx {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let locale = parts.extensions.get::<RequestLocale>().map_or(Locale::En, |l| l.0);
        let text = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        Ok(Self {
            backend: state.backend.clone(),
            assets: state.assets.clone(),
            sandboxed: state.sandboxed.clone(),
            viewer: parts.extensions.get::<CurrentLogin>().map(|login| login.0.clone()),
            t: T { locale },
            method: parts.method.clone(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            nonce: nonce(),
            client_ip: parts.extensions.get::<ClientIp>().map(|ip| ip.0.clone()).unwrap_or_default(),
            user_agent: text("user-agent").chars().take(300).collect(),
            headers: parts.headers.clone(),
        })
    }
}

fn nonce() -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())
}
