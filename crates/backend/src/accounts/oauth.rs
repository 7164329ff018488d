//! The way to a provider and back. What must be the same on both legs travels in a signed cookie of the browser.

use super::{Arrival, profile};
use crate::{Backend, Failure, Result, secret};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{AppError, Locale, accounts::Provider};
use jiff::SignedDuration;
use providers::oauth::{AuthorizeRequest, CodeExchange, Identity, OauthError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// How long somebody may stay at the provider.
const FLOW_LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// What the browser keeps while its owner is at the provider. The signed cookie around it is the page's business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OauthFlow {
    pub provider: Provider,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
    pub next: Option<String>,
    pub locale: Locale,
    /// The browser's zone, where it is known.
    #[serde(default)]
    pub time_zone: Option<String>,
    pub expires_at_ms: i64,
}

/// Who leaves for a provider, and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    pub provider: Provider,
    pub next: Option<String>,
    pub locale: Locale,
    /// What the browser says; it may be nonsense.
    pub time_zone: Option<String>,
}

/// Where to send the browser, and what it must bring back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OauthStart {
    pub url: String,
    pub flow: OauthFlow,
}

/// What the provider's redirect carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OauthAnswer {
    pub state: String,
    pub code: Option<String>,
    pub error: Option<String>,
    pub issuer: Option<String>,
}

/// The providers that this site offers.
pub fn list_providers(backend: &Backend) -> Vec<Provider> {
    let google = backend.oauth.google.as_ref().map(|_| Provider::Google);
    let facebook = backend.oauth.facebook.as_ref().map(|_| Provider::Facebook);
    google.into_iter().chain(facebook).collect()
}

/// Which provider an issuer belongs to, also when the provider is switched off by now.
pub(super) fn provider_of(backend: &Backend, issuer: &str) -> Option<Provider> {
    let is_google = backend.oauth.google.as_ref().is_some_and(|google| google.issuer() == issuer);
    let is_facebook = backend.oauth.facebook.as_ref().is_some_and(|facebook| facebook.issuer() == issuer);
    match issuer {
        _ if is_google => Some(Provider::Google),
        _ if is_facebook => Some(Provider::Facebook),
        "https://accounts.google.com" => Some(Provider::Google),
        "https://www.facebook.com" => Some(Provider::Facebook),
        _ => None,
    }
}

/// Begins a login at a provider: fresh state, nonce and PKCE verifier.
pub async fn begin_oauth(backend: &Backend, departure: Departure) -> Result<OauthStart> {
    let Departure { provider, next, locale, time_zone } = departure;
    let flow = OauthFlow {
        provider,
        state: secret::new_token(),
        nonce: secret::new_token(),
        verifier: secret::new_token(),
        next,
        locale,
        time_zone: time_zone.as_deref().and_then(profile::known_zone),
        expires_at_ms: backend.clock.now().checked_add(FLOW_LIFETIME)?.as_millisecond(),
    };
    let redirect_uri = redirect_uri(backend, provider);
    let request = AuthorizeRequest {
        redirect_uri: &redirect_uri,
        state: &flow.state,
        nonce: &flow.nonce,
        code_challenge: &URL_SAFE_NO_PAD.encode(Sha256::digest(flow.verifier.as_bytes())),
    };
    let url = match provider {
        Provider::Google => match &backend.oauth.google {
            Some(google) => google.authorize_url(&request).await.map_err(explain)?,
            None => return Err(not_offered()),
        },
        Provider::Facebook => match &backend.oauth.facebook {
            Some(facebook) => facebook.authorize_url(&request),
            None => return Err(not_offered()),
        },
    };
    Ok(OauthStart { url, flow })
}

/// Ends a login at a provider: checks that it is the one this browser began, and asks the provider who came.
pub async fn finish_oauth(backend: &Backend, flow: &OauthFlow, answer: &OauthAnswer) -> Result<Arrival> {
    let is_ours: bool = flow.state.as_bytes().ct_eq(answer.state.as_bytes()).into();
    if !is_ours || backend.clock.now().as_millisecond() > flow.expires_at_ms {
        return Err(Failure::field("form", "accounts-error-provider-expired"));
    }
    let Some(code) = answer.code.as_deref().filter(|_| answer.error.is_none()) else {
        return Err(Failure::field("form", "accounts-error-provider-denied"));
    };
    let redirect_uri = redirect_uri(backend, flow.provider);
    let exchange = CodeExchange {
        code,
        redirect_uri: &redirect_uri,
        code_verifier: &flow.verifier,
        nonce: &flow.nonce,
        answered_issuer: answer.issuer.as_deref(),
    };
    let identity = match flow.provider {
        Provider::Google => match &backend.oauth.google {
            Some(google) => google.exchange(&exchange).await,
            None => return Err(not_offered()),
        },
        Provider::Facebook => match &backend.oauth.facebook {
            Some(facebook) => facebook.exchange(&exchange).await,
            None => return Err(not_offered()),
        },
    };
    Ok(arrival(flow, identity.map_err(explain)?))
}

fn arrival(flow: &OauthFlow, identity: Identity) -> Arrival {
    Arrival {
        provider: flow.provider,
        issuer: identity.issuer,
        subject: identity.subject,
        email: identity.email,
        is_email_verified: identity.is_email_verified,
        name: identity.name,
        locale: flow.locale,
        time_zone: flow.time_zone.clone(),
    }
}

fn redirect_uri(backend: &Backend, provider: Provider) -> String {
    format!("{}/oauth/{}/callback", backend.settings.site_url, provider.as_str())
}

const fn not_offered() -> Failure {
    Failure::not_found(domain::Thing::Page)
}

fn explain(error: OauthError) -> Failure {
    match error {
        OauthError::Unreachable(cause) => {
            tracing::warn!(error = %format!("{cause:#}"), "login provider does not answer");
            Failure::User(AppError::Unavailable)
        }
        OauthError::Rejected(reason) => {
            tracing::warn!(reason = %reason, "login at a provider refused");
            Failure::field("form", "accounts-error-provider")
        }
    }
}
