//! From configuration to a working backend.

use crate::{
    config::{Config, MailConfig},
    sandboxes,
};
use backend::{Backend, Clock, Failure, Settings, media::MediaStore};
use providers::{mail::Mailer, stripe::Stripe};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;

/// Opens the database.
pub async fn connect(config: &Config) -> anyhow::Result<sqlx::PgPool> {
    backend::db::connect(config.database_url.expose_secret(), config.database_connections).await
}

/// Builds everything that use cases need.
pub async fn backend(config: &Config) -> anyhow::Result<Backend> {
    let db = connect(config).await?;
    backend_on(config, db).await
}

/// The same on a pool that is open already.
pub async fn backend_on(config: &Config, db: sqlx::PgPool) -> anyhow::Result<Backend> {
    // Two of our libraries bring a provider of their own for TLS; one must be chosen. A second choice changes nothing.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    Ok(Backend {
        db,
        clock: Clock::System,
        settings: Arc::new(settings(config)),
        media: MediaStore::from_url(&config.media_url)?,
        stripe: stripe(config)?,
        mailer: mailer(config)?,
        oauth: Arc::new(sandboxes::oauth_providers(config)?),
    })
}

fn settings(config: &Config) -> Settings {
    let keys = sandboxes::StripeKeys::of(config);
    Settings {
        site_url: config.site_url.clone(),
        secret_key: config.secret_key.clone(),
        stripe_publishable_key: config.stripe.as_ref().map_or(keys.publishable, |stripe| stripe.publishable.clone()),
        stripe_js_url: config
            .stripe
            .as_ref()
            .map_or_else(|| format!("{}/stripe.js", sandboxes::STRIPE_PATH), |stripe| stripe.js_url.clone()),
        mail_is_sandboxed: config.mail == MailConfig::Sandbox,
    }
}

fn stripe(config: &Config) -> anyhow::Result<Stripe> {
    match &config.stripe {
        Some(stripe) => Stripe::new(&stripe.secret, &stripe.api_base, stripe.webhook_secrets.clone(), stripe.webhook_tolerance_s),
        None => {
            let keys = sandboxes::StripeKeys::of(config);
            let base = format!("http://{}{}/", sandboxes::loopback(config), sandboxes::STRIPE_PATH);
            Stripe::new(&SecretString::from(keys.secret), &base, vec![SecretString::from(keys.webhook)], 300)
        }
    }
}

fn mailer(config: &Config) -> anyhow::Result<Mailer> {
    match &config.mail {
        MailConfig::Sandbox => Ok(Mailer::Sandbox),
        MailConfig::Smtp { url, from } => Mailer::smtp(url, from),
        MailConfig::Mailgun { endpoint, domain, key, from } => Mailer::mailgun(endpoint, domain, key.clone(), from),
    }
}

/// Fills an empty database, telling the terminal how far it is.
pub async fn seed(backend: &Backend) -> anyhow::Result<()> {
    if backend::seed::is_empty(backend).await.map_err(failed)? {
        backend::seed::run(backend, &|line: &str| eprintln!("  seed: {line}")).await.map_err(failed)?;
    }
    Ok(())
}

/// A use case's failure as an error of a command.
pub fn failed(failure: Failure) -> anyhow::Error {
    match failure {
        Failure::User(error) => error.into(),
        Failure::Internal(error) => error,
    }
}
