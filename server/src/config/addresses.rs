//! Addresses in the configuration: of the site, the database and the media. Each is looked at before anything starts.

use super::Env;
use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;
use std::{net::SocketAddr, str::FromStr};
use url::Url;

/// Scheme, host and port of the site, without a slash at the end.
pub(super) fn site(env: &mut Env) -> String {
    let text = env.text_or("SITE_URL", "http://127.0.0.1:3000");
    let url = match Url::parse(&text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => url,
        Ok(_) => {
            env.wrong("SITE_URL", "must begin with http:// or https://");
            return text;
        }
        Err(error) => {
            env.wrong("SITE_URL", &error.to_string());
            return text;
        }
    };
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    if !is_bare {
        env.wrong("SITE_URL", "takes a scheme, a host and a port, nothing more");
    }
    url.origin().ascii_serialization()
}

/// Whether only this machine reaches an address.
pub(super) fn is_on_loopback(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| backend::accounts::is_on_loopback(&url))
}

/// Where Postgres is. What is said of a wrong address repeats nothing of it: it holds a password.
pub(super) fn database(env: &mut Env) -> SecretString {
    const NAME: &str = "DATABASE_URL";
    let text = env.required(NAME);
    if text.is_empty() {
        return SecretString::from(text);
    }
    if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
        env.wrong(NAME, "must begin with postgres://");
    } else if let Err(error) = PgConnectOptions::from_str(&text) {
        env.wrong(NAME, &error.to_string());
    }
    SecretString::from(text)
}

/// Whether a secret holds an address that a check takes; nothing of it is repeated.
pub(super) fn check_secret(
    env: &mut Env,
    name: &str,
    secret: &SecretString,
    check: impl Fn(&SecretString) -> anyhow::Result<()>,
) {
    if !secret.expose_secret().is_empty()
        && let Err(error) = check(secret)
    {
        env.wrong(name, &format!("{error:#}"));
    }
}

/// Where the stand-in for Stripe lies at the root as well, as Stripe's own libraries expect it.
pub(super) fn stripe_stand_in(env: &mut Env, is_real: bool) -> Option<SocketAddr> {
    const NAME: &str = "SANDBOX_STRIPE_ADDR";
    let addr = env.parsed::<SocketAddr>(NAME);
    if is_real && addr.is_some() {
        env.wrong(NAME, "there is no stand-in beside the real Stripe");
    }
    addr
}

/// Where media are kept: `file:///folder` or `s3://bucket/prefix`.
pub(super) fn media(env: &mut Env) -> String {
    const NAME: &str = "MEDIA_URL";
    let text = env.text_or(NAME, "file://.data/media");
    if let Some(folder) = text.strip_prefix("file://") {
        if folder.is_empty() {
            env.wrong(NAME, "names no folder");
        } else if folder.starts_with('/') && folder.contains(['#', '?']) {
            // The rest of the name would be taken for something else and the files would lie in another folder.
            env.wrong(NAME, "write # as %23 and ? as %3F");
        }
    } else {
        match Url::parse(&text) {
            Ok(url) if matches!(url.scheme(), "s3" | "s3a") && url.host_str().is_some_and(|host| !host.is_empty()) => {}
            Ok(url) if matches!(url.scheme(), "s3" | "s3a") => env.wrong(NAME, "names no bucket"),
            Ok(_) => env.wrong(NAME, "must begin with file:// or s3://"),
            Err(error) => env.wrong(NAME, &error.to_string()),
        }
    }
    text
}
