//! The stand-ins for providers without credentials. They are served under `/sandbox/…` of the site itself and keep their own books.

use crate::config::Config;
use axum::Router;
use backend::Backend;
use providers::oauth::{Facebook, FacebookConfig, Google, GoogleConfig};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::net::SocketAddr;

/// Where the stand-in for Stripe is served.
pub const STRIPE_PATH: &str = "/sandbox/stripe";

/// The keys of the stand-in, derived from the site's key so that they survive a restart.
#[derive(Debug, Clone)]
pub struct StripeKeys {
    pub secret: String,
    pub publishable: String,
    pub webhook: String,
}

impl StripeKeys {
    /// The keys that belong to this configuration.
    pub fn of(config: &Config) -> Self {
        let derive = |purpose: &str| {
            let digest = Sha256::digest(format!("{purpose}:{}", config.secret_key.expose_secret()));
            digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>()
        };
        Self {
            secret: format!("sk_test_{}", derive("secret")),
            publishable: format!("pk_test_{}", derive("publishable")),
            webhook: format!("whsec_{}", derive("webhook")),
        }
    }
}

/// The address at which this process reaches itself.
pub fn loopback(config: &Config) -> SocketAddr {
    if config.site_addr.ip().is_unspecified() {
        SocketAddr::from(([127, 0, 0, 1], config.site_addr.port()))
    } else {
        config.site_addr
    }
}

/// Starts the stand-ins that are needed and gives their routes.
pub async fn start(config: &Config, backend: &Backend) -> anyhow::Result<(Router, Option<sandbox::stripe::Stripe>)> {
    start_with(config, backend, true).await
}

/// The same; `delivers` says whether webhooks leave by themselves.
pub async fn start_with(
    config: &Config,
    backend: &Backend,
    delivers: bool,
) -> anyhow::Result<(Router, Option<sandbox::stripe::Stripe>)> {
    let mut router = Router::new();
    let mut stripe = None;
    if config.stripe.is_none() {
        let keys = StripeKeys::of(config);
        let stand_in = sandbox::stripe::Stripe::start(
            backend.db.clone(),
            sandbox::stripe::Config {
                secret_key: keys.secret,
                publishable_key: keys.publishable,
                webhook_secret: keys.webhook,
                webhook_url: format!("http://{}/webhooks/stripe", loopback(config)),
                browser_base: STRIPE_PATH.to_owned(),
                deliver: delivers,
            },
        )
        .await?;
        router = router.nest(STRIPE_PATH, stand_in.router());
        stripe = Some(stand_in);
    }
    Ok((router.merge(login_stand_ins(config)), stripe))
}

/// What the stand-ins for Google and Facebook know us by.
struct LoginKeys {
    id: String,
    secret: String,
}

impl LoginKeys {
    fn of(config: &Config, provider: &str) -> Self {
        let keys = StripeKeys::of(config);
        let digest = Sha256::digest(format!("{provider}:{}", keys.secret));
        let secret = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { id: format!("sandbox-{provider}"), secret }
    }
}

fn login_stand_ins(config: &Config) -> Router {
    if !config.may_lend_logins() || (config.google.is_some() && config.facebook.is_some()) {
        return Router::new();
    }
    let (google, facebook) = (LoginKeys::of(config, "google"), LoginKeys::of(config, "facebook"));
    let stand_in = sandbox::oidc::router(sandbox::oidc::Config {
        browser_base: format!("{}/sandbox", config.site_url),
        api_base: format!("http://{}/sandbox", loopback(config)),
        redirect_base: format!("{}/oauth/", config.site_url),
        google_client_id: google.id,
        google_client_secret: google.secret,
        facebook_app_id: facebook.id,
        facebook_app_secret: facebook.secret,
    });
    Router::new().nest("/sandbox", stand_in)
}

/// The login providers: real ones where configured, stand-ins otherwise, none where stand-ins are forbidden.
pub fn oauth_providers(config: &Config) -> anyhow::Result<providers::oauth::Providers> {
    Ok(providers::oauth::Providers { google: google(config)?, facebook: facebook(config)? })
}

fn google(config: &Config) -> anyhow::Result<Option<Google>> {
    let settings = match &config.google {
        Some(real) => GoogleConfig {
            client_id: real.client_id.clone(),
            client_secret: real.client_secret.clone(),
            issuer: real.issuer.clone(),
            discovery_base: None,
        },
        None if !config.may_lend_logins() => return Ok(None),
        None => {
            let keys = LoginKeys::of(config, "google");
            GoogleConfig {
                client_id: keys.id,
                client_secret: SecretString::from(keys.secret),
                issuer: format!("{}/sandbox/google", config.site_url),
                discovery_base: Some(format!("http://{}/sandbox/google", loopback(config))),
            }
        }
    };
    Ok(Some(Google::new(settings)?))
}

fn facebook(config: &Config) -> anyhow::Result<Option<Facebook>> {
    let settings = match &config.facebook {
        Some(real) => FacebookConfig {
            app_id: real.app_id.clone(),
            app_secret: real.app_secret.clone(),
            graph_base: real.graph_base.clone(),
            dialog_base: "https://www.facebook.com".to_owned(),
        },
        None if !config.may_lend_logins() => return Ok(None),
        None => {
            let keys = LoginKeys::of(config, "facebook");
            FacebookConfig {
                app_id: keys.id,
                app_secret: SecretString::from(keys.secret),
                graph_base: format!("http://{}/sandbox/facebook", loopback(config)),
                dialog_base: format!("{}/sandbox/facebook", config.site_url),
            }
        }
    };
    Ok(Some(Facebook::new(settings)?))
}
