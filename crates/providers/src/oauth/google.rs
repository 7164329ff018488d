//! Google by OpenID Connect: discovery, authorisation code with PKCE, id token checked against the published keys.

use super::{
    AuthorizeRequest, CodeExchange, Identity, OauthError, http,
    id_token::{self, Claims, Expected, IdTokenError, Jwk},
};
use anyhow::anyhow;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tokio::sync::Mutex;
use url::Url;

const DISCOVERY_KEPT: Duration = Duration::from_secs(24 * 3_600);
const KEYS_KEPT_DEFAULT_S: u64 = 3_600;
const KEYS_KEPT_MAX_S: u64 = 24 * 3_600;

/// How to reach Google, or whoever stands in for it.
#[derive(Debug, Clone)]
pub struct GoogleConfig {
    pub client_id: String,
    pub client_secret: SecretString,
    /// `https://accounts.google.com`; must be exactly what the discovery document and the tokens say.
    pub issuer: String,
    /// Where the discovery document is read, when not below the issuer's address.
    pub discovery_base: Option<String>,
}

/// The client.
#[derive(Debug)]
pub struct Google {
    config: GoogleConfig,
    http: reqwest::Client,
    /// Held while reading, so that many logins at once cause one read.
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    discovery: Option<(Arc<Discovery>, Instant)>,
    keys: Option<(Arc<Vec<Jwk>>, Instant)>,
}

#[derive(Debug, Deserialize)]
struct Discovery {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Debug, Deserialize)]
struct KeyList {
    // Keys of kinds that we do not know must not spoil the list.
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: String,
}

impl Google {
    /// A client; nothing is read before the first login.
    pub fn new(config: GoogleConfig) -> anyhow::Result<Self> {
        Ok(Self { config, http: http::client()?, known: Mutex::default() })
    }

    /// The issuer under which identities are kept.
    pub fn issuer(&self) -> &str {
        &self.config.issuer
    }

    /// Where to send the browser.
    pub async fn authorize_url(&self, request: &AuthorizeRequest<'_>) -> Result<String, OauthError> {
        let discovery = self.discovery().await?;
        let mut url = Url::parse(&discovery.authorization_endpoint)
            .map_err(|error| OauthError::Unreachable(anyhow!("authorization endpoint: {error}")))?;
        url.query_pairs_mut()
            .append_pair("client_id", &self.config.client_id)
            .append_pair("redirect_uri", request.redirect_uri)
            .append_pair("response_type", "code")
            .append_pair("scope", "openid email profile")
            .append_pair("state", request.state)
            .append_pair("nonce", request.nonce)
            .append_pair("code_challenge", request.code_challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("prompt", "select_account");
        Ok(url.into())
    }

    /// Turns a code into the identity it stands for.
    pub async fn exchange(&self, exchange: &CodeExchange<'_>) -> Result<Identity, OauthError> {
        if exchange.answered_issuer.is_some_and(|issuer| issuer != self.config.issuer) {
            return Err(OauthError::rejected("answer of another issuer"));
        }
        let discovery = self.discovery().await?;
        let request = self.http.post(discovery.token_endpoint.as_str()).form(&[
            ("grant_type", "authorization_code"),
            ("code", exchange.code),
            ("client_id", self.config.client_id.as_str()),
            ("client_secret", self.config.client_secret.expose_secret()),
            ("redirect_uri", exchange.redirect_uri),
            ("code_verifier", exchange.code_verifier),
        ]);
        let answer: TokenAnswer = http::send(request).await?.body;
        let claims = self.check(&answer.id_token, exchange.nonce).await?;
        Ok(Identity {
            issuer: self.config.issuer.clone(),
            is_email_verified: claims.is_email_verified(),
            subject: claims.sub,
            email: claims.email,
            name: claims.name,
        })
    }

    async fn check(&self, token: &str, nonce: &str) -> Result<Claims, OauthError> {
        let expected = Expected { issuer: &self.config.issuer, audience: &self.config.client_id, nonce, now_s: system_now_s() };
        let keys = self.keys(false).await?;
        let checked = match id_token::verify(token, &keys, expected) {
            Err(IdTokenError::UnknownKey) => id_token::verify(token, &self.keys(true).await?, expected),
            checked => checked,
        };
        checked.map_err(|error| OauthError::rejected(format!("id token: {error}")))
    }

    async fn discovery(&self) -> Result<Arc<Discovery>, OauthError> {
        let mut known = self.known.lock().await;
        if let Some((discovery, _)) = known.discovery.as_ref().filter(|(_, until)| *until > Instant::now()) {
            return Ok(discovery.clone());
        }
        let base = self.config.discovery_base.as_deref().unwrap_or(&self.config.issuer);
        let request = self.http.get(format!("{}/.well-known/openid-configuration", base.trim_end_matches('/')));
        let discovery: Discovery = http::send(request).await?.body;
        if discovery.issuer != self.config.issuer {
            return Err(OauthError::Unreachable(anyhow!("the discovery document names another issuer")));
        }
        let discovery = Arc::new(discovery);
        known.discovery = Some((discovery.clone(), Instant::now() + DISCOVERY_KEPT));
        Ok(discovery)
    }

    /// The issuer's keys, from memory unless they are old or `is_refresh` asks to read them again.
    async fn keys(&self, is_refresh: bool) -> Result<Arc<Vec<Jwk>>, OauthError> {
        let discovery = self.discovery().await?;
        let mut known = self.known.lock().await;
        if let Some((keys, _)) = known.keys.as_ref().filter(|(_, until)| !is_refresh && *until > Instant::now()) {
            return Ok(keys.clone());
        }
        let answer: http::Answer<KeyList> = http::send(self.http.get(discovery.jwks_uri.as_str())).await?;
        let keys: Vec<Jwk> = answer.body.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect();
        let keys = Arc::new(keys);
        let kept_s = answer.max_age_s.unwrap_or(KEYS_KEPT_DEFAULT_S).min(KEYS_KEPT_MAX_S);
        known.keys = Some((keys.clone(), Instant::now() + Duration::from_secs(kept_s)));
        Ok(keys)
    }
}

/// Tokens are judged by the world's clock, which the provider reads too, never by one that tests set.
fn system_now_s() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(0)
}
