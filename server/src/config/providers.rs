//! Configuration of outside services. Without credentials a service is sandboxed, unless that is forbidden.

use super::{Env, SandboxMode, addresses};
use ::providers::mail;
use secrecy::SecretString;

/// Stripe's keys and addresses.
#[derive(Debug)]
pub struct StripeConfig {
    pub secret: SecretString,
    pub publishable: String,
    pub webhook_secrets: Vec<SecretString>,
    pub webhook_tolerance_s: i64,
    pub api_base: String,
    pub js_url: String,
}

impl StripeConfig {
    /// `is_public` says whether others than this machine reach the site: there nobody may pay with test cards by accident.
    pub(super) fn read(env: &mut Env, sandbox: SandboxMode, is_public: bool) -> Option<Self> {
        let is_asked_for = match sandbox {
            SandboxMode::On => return None,
            SandboxMode::Auto if is_public => true,
            SandboxMode::Off => true,
            // Half of the keys is a mistake, not a wish for the stand-in.
            SandboxMode::Auto => env.has_any(&["STRIPE_SECRET", "STRIPE_KEY", "STRIPE_WEBHOOK_SECRET"]),
        };
        if !is_asked_for {
            return None;
        }
        let secret = env.secret("STRIPE_SECRET");
        let webhook_secrets = webhook_secrets(env);
        let webhook_tolerance_s = env.parsed_or("STRIPE_WEBHOOK_TOLERANCE", 300);
        if webhook_tolerance_s < 1 {
            env.wrong("STRIPE_WEBHOOK_TOLERANCE", "must be at least 1 second");
        }
        Some(Self {
            secret,
            publishable: env.required("STRIPE_KEY"),
            webhook_secrets,
            webhook_tolerance_s,
            api_base: env.url_or("STRIPE_API_BASE", "https://api.stripe.com/"),
            js_url: env.url_or("STRIPE_JS_URL", "https://js.stripe.com/endive/stripe.js"),
        })
    }
}

/// One secret, or several while one is being rotated. An empty one would let everybody sign.
fn webhook_secrets(env: &mut Env) -> Vec<SecretString> {
    let text = env.required("STRIPE_WEBHOOK_SECRET");
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let secrets: Vec<SecretString> = parts.map(|part| SecretString::from(part.to_owned())).collect();
    if secrets.is_empty() && !text.is_empty() {
        env.wrong("STRIPE_WEBHOOK_SECRET", "holds no secret");
    }
    secrets
}

/// How mails leave.
#[derive(Debug)]
pub enum MailConfig {
    Sandbox,
    Smtp { url: SecretString, from: String },
    Mailgun { endpoint: String, domain: String, key: SecretString, from: String },
}

impl PartialEq for MailConfig {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl MailConfig {
    /// `is_public` says whether others than this machine reach the site.
    pub(super) fn read(env: &mut Env, sandbox: SandboxMode, is_public: bool) -> Self {
        if sandbox == SandboxMode::On {
            return Self::Sandbox;
        }
        let default = if sandbox == SandboxMode::Off { "" } else { "sandbox" };
        if env.get("MAIL_MAILER").is_none() && env.has_any(&["SMTP_URL", "MAILGUN_DOMAIN", "MAILGUN_SECRET"]) {
            env.required("MAIL_MAILER");
            return Self::Sandbox;
        }
        match env.text_or("MAIL_MAILER", default).as_str() {
            "sandbox" if sandbox != SandboxMode::Off => {
                if is_public {
                    env.wrong(
                        "MAIL_MAILER",
                        "`sandbox` shows every mail, links to new passwords included, to all visitors of a public site: \
                         take smtp or mailgun, or set DREAMCROWD_SANDBOX=on for a demo",
                    );
                }
                Self::Sandbox
            }
            "smtp" => {
                let url = env.secret("SMTP_URL");
                addresses::check_secret(env, "SMTP_URL", &url, mail::check_smtp_url);
                Self::Smtp { url, from: sender(env) }
            }
            "mailgun" => Self::Mailgun {
                endpoint: env.url_or("MAILGUN_ENDPOINT", "https://api.mailgun.net"),
                domain: env.required("MAILGUN_DOMAIN"),
                key: env.secret("MAILGUN_SECRET"),
                from: sender(env),
            },
            other => {
                env.wrong(
                    "MAIL_MAILER",
                    &format!("`{other}` is none of smtp, mailgun, sandbox (sandbox not when DREAMCROWD_SANDBOX=off)"),
                );
                Self::Sandbox
            }
        }
    }
}

fn sender(env: &mut Env) -> String {
    let from = env.required("MAIL_FROM");
    if !from.is_empty()
        && let Err(error) = mail::check_sender(&from)
    {
        env.wrong("MAIL_FROM", &format!("{error:#}"));
    }
    from
}

/// Google's login.
#[derive(Debug)]
pub struct GoogleConfig {
    pub client_id: String,
    pub client_secret: SecretString,
    pub issuer: String,
}

impl GoogleConfig {
    pub(super) fn read(env: &mut Env, sandbox: SandboxMode) -> Option<Self> {
        if sandbox == SandboxMode::On || !env.has_any(&["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"]) {
            return None;
        }
        Some(Self {
            client_id: env.required("GOOGLE_CLIENT_ID"),
            client_secret: env.secret("GOOGLE_CLIENT_SECRET"),
            issuer: env.url_or("GOOGLE_ISSUER", "https://accounts.google.com"),
        })
    }
}

/// Facebook's login.
#[derive(Debug)]
pub struct FacebookConfig {
    pub app_id: String,
    pub app_secret: SecretString,
    pub graph_base: String,
}

impl FacebookConfig {
    pub(super) fn read(env: &mut Env, sandbox: SandboxMode) -> Option<Self> {
        if sandbox == SandboxMode::On || !env.has_any(&["FACEBOOK_APP_ID", "FACEBOOK_APP_SECRET"]) {
            return None;
        }
        Some(Self {
            app_id: env.required("FACEBOOK_APP_ID"),
            app_secret: env.secret("FACEBOOK_APP_SECRET"),
            graph_base: env.url_or("FACEBOOK_GRAPH_BASE", "https://graph.facebook.com"),
        })
    }
}
