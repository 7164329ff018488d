//! The configuration: read from the environment once, before anything starts. A wrong or missing value names itself.

mod addresses;
mod env;
mod providers;
mod proxies;
#[cfg(test)]
mod tests;

pub use env::Env;
pub use providers::{FacebookConfig, GoogleConfig, MailConfig, StripeConfig};
pub use proxies::TrustedProxies;

use secrecy::{ExposeSecret, SecretString};
use std::{net::SocketAddr, time::Duration};

/// Whether stand-ins may take the place of providers without credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SandboxMode {
    /// Where a provider has no credentials.
    Auto,
    /// For all of them.
    On,
    /// Never: a missing provider stops start-up.
    Off,
}

/// Everything that the process is told from outside.
#[derive(Debug)]
pub struct Config {
    pub database_url: SecretString,
    pub database_connections: u32,
    /// Scheme, host and port, without a slash at the end.
    pub site_url: String,
    pub site_addr: SocketAddr,
    pub metrics_addr: SocketAddr,
    pub secret_key: SecretString,
    /// Object store: `file:///folder` or `s3://bucket/prefix`.
    pub media_url: String,
    pub sandbox: SandboxMode,
    pub has_json_logs: bool,
    pub stripe: Option<StripeConfig>,
    /// Where the stand-in for Stripe is served at the root, beside its place on the site.
    pub sandbox_stripe_addr: Option<SocketAddr>,
    pub mail: MailConfig,
    pub google: Option<GoogleConfig>,
    pub facebook: Option<FacebookConfig>,
    /// How long a public page is kept as strangers see it.
    pub page_cache: Duration,
    /// The proxies whose word about the visitor's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Whether the site is closed: every address answers that it will be back.
    pub maintenance: bool,
    /// Where built files lie.
    pub site_root: String,
}

impl Config {
    /// Reads the environment. The errors name every variable that is missing or wrong.
    pub fn from_env() -> Result<Self, Vec<String>> {
        let mut env = Env::process();
        let config = Self::read(&mut env);
        env.finish(config)
    }

    /// Reads any set of variables; what `from_env` and tests share.
    pub fn read(env: &mut Env) -> Self {
        let sandbox = match env.one_of("DREAMCROWD_SANDBOX", &["auto", "on", "off"]) {
            "on" => SandboxMode::On,
            "off" => SandboxMode::Off,
            _ => SandboxMode::Auto,
        };
        let secret_key = env.secret("SECRET_KEY");
        if !secret_key.expose_secret().is_empty() && secret_key.expose_secret().len() < 32 {
            env.wrong("SECRET_KEY", "needs at least 32 characters");
        }
        let database_connections = env.parsed_or("DATABASE_CONNECTIONS", default_connections());
        if database_connections == 0 {
            env.wrong("DATABASE_CONNECTIONS", "must be at least 1");
        }
        check_log_filter(env);
        let site_url = addresses::site(env);
        let is_public = !addresses::is_on_loopback(&site_url);
        let stripe = StripeConfig::read(env, sandbox, is_public);
        Self {
            database_url: addresses::database(env),
            database_connections,
            site_url,
            site_addr: env.parsed_or("SITE_ADDR", SocketAddr::from(([127, 0, 0, 1], 3000))),
            metrics_addr: env.parsed_or("METRICS_ADDR", SocketAddr::from(([127, 0, 0, 1], 3090))),
            secret_key,
            media_url: addresses::media(env),
            sandbox,
            has_json_logs: env.one_of("LOG_FORMAT", &["human", "json"]) == "json",
            sandbox_stripe_addr: addresses::stripe_stand_in(env, stripe.is_some()),
            stripe,
            mail: MailConfig::read(env, sandbox, is_public),
            google: GoogleConfig::read(env, sandbox),
            facebook: FacebookConfig::read(env, sandbox),
            page_cache: Duration::from_millis(env.parsed_or("PAGE_CACHE_MS", 2_000)),
            trusted_proxies: env.parsed_or("TRUSTED_PROXIES", TrustedProxies::default()),
            maintenance: env.one_of("MAINTENANCE", &["off", "on"]) == "on",
            site_root: env.text_or("LEPTOS_SITE_ROOT", "target/site"),
        }
    }

    /// The names of what the sandbox stands in for.
    pub fn sandboxed(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        if self.stripe.is_none() {
            names.push("stripe");
        }
        if self.mail == MailConfig::Sandbox {
            names.push("mail");
        }
        if self.google.is_none() && self.may_lend_logins() {
            names.push("google");
        }
        if self.facebook.is_none() && self.may_lend_logins() {
            names.push("facebook");
        }
        names
    }

    /// Whether stand-ins for login providers may be there: they vouch for any address, so on a public site only when asked for.
    pub fn may_lend_logins(&self) -> bool {
        match self.sandbox {
            SandboxMode::On => true,
            SandboxMode::Auto => addresses::is_on_loopback(&self.site_url),
            SandboxMode::Off => false,
        }
    }
}

/// Logging reads the variable itself and would leave a wrong one aside.
fn check_log_filter(env: &mut Env) {
    if let Some(text) = env.get("RUST_LOG")
        && let Err(error) = tracing_subscriber::EnvFilter::try_new(&text)
    {
        env.wrong("RUST_LOG", &error.to_string());
    }
}

/// Two per core and two more.
fn default_connections() -> u32 {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    u32::try_from(cores * 2 + 2).unwrap_or(6).max(10)
}
