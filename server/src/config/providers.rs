//! Configuration of outside services. Without credentials a service is sandboxed, unless that is forbidden.

use super::{Env, SandboxMode};
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
    pub(super) fn read(env: &mut Env, sandbox: SandboxMode) -> Option<Self> {
        if sandbox == SandboxMode::On || (sandbox == SandboxMode::Auto && env.get("STRIPE_SECRET").is_none()) {
            return None;
        }
        let secret = env.secret("STRIPE_SECRET");
        let secrets = env.required("STRIPE_WEBHOOK_SECRET");
        Some(Self {
            secret,
            publishable: env.required("STRIPE_KEY"),
            webhook_secrets: secrets.split(',').map(|part| SecretString::from(part.trim().to_owned())).collect(),
            webhook_tolerance_s: env.parsed_or("STRIPE_WEBHOOK_TOLERANCE", 300),
            api_base: env.text_or("STRIPE_API_BASE", "https://api.stripe.com/"),
            js_url: env.text_or("STRIPE_JS_URL", "https://js.stripe.com/endive/stripe.js"),
        })
    }
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
    pub(super) fn read(env: &mut Env, sandbox: SandboxMode) -> Self {
        let default = if sandbox == SandboxMode::Off { "" } else { "sandbox" };
        let mailer = env.text_or("MAIL_MAILER", default);
        match mailer.as_str() {
            _ if sandbox == SandboxMode::On => Self::Sandbox,
            "sandbox" if sandbox != SandboxMode::Off => Self::Sandbox,
            "smtp" => Self::Smtp { url: env.secret("SMTP_URL"), from: env.required("MAIL_FROM") },
            "mailgun" => Self::Mailgun {
                endpoint: env.text_or("MAILGUN_ENDPOINT", "https://api.mailgun.net"),
                domain: env.required("MAILGUN_DOMAIN"),
                key: env.secret("MAILGUN_SECRET"),
                from: env.required("MAIL_FROM"),
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

/// Google's login.
#[derive(Debug)]
pub struct GoogleConfig {
    pub client_id: String,
    pub client_secret: SecretString,
    pub issuer: String,
}

impl GoogleConfig {
    pub(super) fn read(env: &mut Env, sandbox: SandboxMode) -> Option<Self> {
        if sandbox == SandboxMode::On || env.get("GOOGLE_CLIENT_ID").is_none() {
            return None;
        }
        Some(Self {
            client_id: env.required("GOOGLE_CLIENT_ID"),
            client_secret: env.secret("GOOGLE_CLIENT_SECRET"),
            issuer: env.text_or("GOOGLE_ISSUER", "https://accounts.google.com"),
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
        if sandbox == SandboxMode::On || env.get("FACEBOOK_APP_ID").is_none() {
            return None;
        }
        Some(Self {
            app_id: env.required("FACEBOOK_APP_ID"),
            app_secret: env.secret("FACEBOOK_APP_SECRET"),
            graph_base: env.text_or("FACEBOOK_GRAPH_BASE", "https://graph.facebook.com"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Config, Env};

    const BASE: [(&str, &str); 2] =
        [("DATABASE_URL", "postgres://x"), ("SECRET_KEY", "0123456789012345678901234567890123456789")];

    fn errors(extra: &[(&str, &str)]) -> Vec<String> {
        let pairs: Vec<_> = BASE.into_iter().chain(extra.iter().copied()).collect();
        let mut env = Env::of(&pairs);
        let config = Config::read(&mut env);
        env.finish(config).err().unwrap_or_default()
    }

    #[test]
    fn without_credentials_everything_is_sandboxed() {
        let mut env = Env::of(&BASE);
        let config = Config::read(&mut env);
        assert_eq!(config.sandboxed(), ["stripe", "mail", "google", "facebook"]);
        assert!(env.finish(config).is_ok());
    }

    #[test]
    fn a_missing_value_names_itself() {
        assert_eq!(errors(&[("STRIPE_SECRET", "sk_live_x")]), ["STRIPE_WEBHOOK_SECRET is missing", "STRIPE_KEY is missing"]);
        assert_eq!(errors(&[("MAIL_MAILER", "smtp")]), ["SMTP_URL is missing", "MAIL_FROM is missing"]);
    }

    #[test]
    fn a_wrong_value_names_itself() {
        let text = errors(&[("SITE_ADDR", "nowhere"), ("DREAMCROWD_SANDBOX", "maybe"), ("SECRET_KEY", "short")]).join("\n");
        for name in ["SITE_ADDR", "DREAMCROWD_SANDBOX", "SECRET_KEY"] {
            assert!(text.contains(name), "{name} in {text}");
        }
    }

    #[test]
    fn off_refuses_to_start_without_providers() {
        let text = errors(&[("DREAMCROWD_SANDBOX", "off")]).join("\n");
        assert!(text.contains("STRIPE_SECRET") && text.contains("MAIL_MAILER"), "{text}");
    }
}
