//! Stand-ins for the logins of Google (OpenID Connect, RS256) and Facebook (Graph API). The visitor picks a demo person or types
//! an address; nothing leaves the machine. Codes and tokens live in memory and end with the process.

mod facebook;
mod fault;
mod google;
mod pages;
mod people;
mod signer;
mod store;

use axum::{
    Router,
    routing::{get, post},
};
use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

pub use fault::Fault;
pub use people::{PEOPLE, Person};

/// What both stand-ins know of the site that they serve.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where browsers find the router, without a slash at the end: `https://site/sandbox`. The issuers are below it.
    pub browser_base: String,
    /// Where the site's server finds it.
    pub api_base: String,
    /// What every redirect address must begin with: `https://site/oauth/`.
    pub redirect_base: String,
    pub google_client_id: String,
    pub google_client_secret: String,
    pub facebook_app_id: String,
    pub facebook_app_secret: String,
}

impl Config {
    /// The issuer of the stand-in for Google, as its tokens say it.
    pub fn google_issuer(&self) -> String {
        format!("{}/google", self.browser_base)
    }
}

/// What the handlers share.
#[derive(Debug)]
struct Shared {
    config: Config,
    store: store::Store,
    keys: signer::Keys,
}

type State = axum::extract::State<Arc<Shared>>;

/// The routes `/google/…` and `/facebook/…`; nest them where `browser_base` and `api_base` point to.
pub fn router(config: Config) -> Router {
    Router::new()
        .route("/google/.well-known/openid-configuration", get(google::discovery))
        .route("/google/authorize", get(google::authorize_page).post(google::authorize))
        .route("/google/token", post(google::token))
        .route("/google/certs", get(google::certs))
        .route("/google/userinfo", get(google::userinfo))
        .route("/facebook/{version}/dialog/oauth", get(facebook::dialog_page).post(facebook::dialog))
        .route("/facebook/{version}/oauth/access_token", get(facebook::access_token))
        .route("/facebook/debug_token", get(facebook::debug_token))
        .route("/facebook/{version}/me", get(facebook::me))
        .with_state(Arc::new(Shared { config, store: store::Store::default(), keys: signer::Keys::default() }))
}

/// Unix seconds by the machine's clock, which clients compare with theirs.
fn now_s() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
