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

#[cfg(test)]
mod tests {
    use super::stripe;
    use crate::config::{Config, Env};
    use hmac::{Hmac, Mac};
    use sha2::Sha256;

    fn signature(secret: &str, at: i64, body: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
        mac.update(format!("{at}.{body}").as_bytes());
        let digest: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("t={at},v1={digest}")
    }

    #[tokio::test]
    async fn both_secrets_of_a_rotation_sign_webhooks() {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let config = Config::read(&mut Env::of(&[
            ("STRIPE_SECRET", "sk_live_x"),
            ("STRIPE_KEY", "pk_live_x"),
            ("STRIPE_WEBHOOK_SECRET", "whsec_old, whsec_new"),
        ]));
        let client = stripe(&config).expect("a client");
        let verify = |secret: &str| client.verify_webhook(b"{}", &signature(secret, 1_700_000_000, "{}"), 1_700_000_000);
        for secret in ["whsec_old", "whsec_new"] {
            assert_eq!(verify(secret), Ok(()), "{secret}");
        }
        for secret in ["whsec_other", "", "whsec_old, whsec_new"] {
            assert!(verify(secret).is_err(), "{secret}");
        }
    }
}
