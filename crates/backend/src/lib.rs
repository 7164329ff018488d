//! Use cases, SQL and jobs of DreamCrowd, one module per area. Knows nothing of HTTP pages; `app` and `server` call it.

pub mod accounts;
pub mod catalogue;
pub mod clock;
pub mod crash;
pub mod dates;
pub mod db;
mod events;
pub mod failure;
pub mod jobs;
pub mod learning;
pub mod media;
pub mod notifications;
pub mod orders;
pub mod payments;
pub mod secret;
pub mod seed;

use secrecy::SecretString;
use std::sync::Arc;

pub use clock::Clock;
pub use failure::{Failure, OnConstraint, Result};

/// What use cases need to know of the site.
#[derive(Debug)]
pub struct Settings {
    /// Scheme, host and port, without a slash at the end: mails and providers need whole addresses.
    pub site_url: String,
    /// Keys signatures and grants; at least 32 characters.
    pub secret_key: SecretString,
    /// The publishable Stripe key and the address of its script.
    pub stripe_publishable_key: String,
    pub stripe_js_url: String,
    /// Whether mails stay readable on the site instead of leaving it.
    pub mail_is_sandboxed: bool,
}

/// Everything that use cases work with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Backend {
    pub db: sqlx::PgPool,
    pub clock: Clock,
    pub settings: Arc<Settings>,
    pub media: media::MediaStore,
    pub stripe: providers::stripe::Stripe,
    pub mailer: providers::mail::Mailer,
    pub oauth: Arc<providers::oauth::Providers>,
}
