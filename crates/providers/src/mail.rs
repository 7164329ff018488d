//! Handing mails on: to an SMTP relay, to Mailgun's HTTP API, or, in the sandbox, nowhere (the outbox itself is the mailbox).

use anyhow::Context;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// A mail ready to leave.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Our id; travels along so that reports of the provider find their mail.
    pub id: String,
    pub recipient: String,
    pub subject: String,
    pub text_body: String,
    pub html_body: String,
}

/// Where mails go.
#[derive(Clone)]
pub enum Mailer {
    /// They stay in the outbox, where `/sandbox/mail` shows them.
    Sandbox,
    Smtp {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        from: Mailbox,
    },
    Mailgun {
        http: reqwest::Client,
        endpoint: String,
        domain: String,
        key: SecretString,
        from: String,
    },
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sandbox => "Mailer::Sandbox",
            Self::Smtp { .. } => "Mailer::Smtp",
            Self::Mailgun { .. } => "Mailer::Mailgun",
        })
    }
}

/// Whether an SMTP address makes sense; nothing is connected.
pub fn check_smtp_url(url: &SecretString) -> anyhow::Result<()> {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())?;
    Ok(())
}

/// Whether mails can come from this address, with or without a name before it.
pub fn check_sender(from: &str) -> anyhow::Result<()> {
    from.parse::<Mailbox>()?;
    Ok(())
}

impl Mailer {
    /// A mailer over SMTP; the address is a URL such as `smtps://user:password@host`.
    pub fn smtp(url: &SecretString, from: &str) -> anyhow::Result<Self> {
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())?.timeout(Some(Duration::from_secs(5))).build();
        Ok(Self::Smtp { transport, from: from.parse().context("MAIL_FROM is not an address")? })
    }

    /// A mailer over Mailgun's API.
    pub fn mailgun(endpoint: &str, domain: &str, key: SecretString, from: &str) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder().connect_timeout(Duration::from_secs(1)).timeout(Duration::from_secs(5)).build()?;
        Ok(Self::Mailgun {
            http,
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            domain: domain.to_owned(),
            key,
            from: from.to_owned(),
        })
    }

    /// Hands a mail on; the answer is the provider's id for it, where there is one.
    pub async fn send(&self, mail: &Outgoing) -> anyhow::Result<Option<String>> {
        match self {
            Self::Sandbox => Ok(None),
            Self::Smtp { transport, from } => {
                let message = Message::builder()
                    .from(from.clone())
                    .to(mail.recipient.parse().context("recipient")?)
                    .subject(mail.subject.clone())
                    .multipart(MultiPart::alternative_plain_html(mail.text_body.clone(), mail.html_body.clone()))?;
                transport.send(message).await?;
                Ok(None)
            }
            Self::Mailgun { http, endpoint, domain, key, from } => {
                let form = [
                    ("from", from.as_str()),
                    ("to", &mail.recipient),
                    ("subject", &mail.subject),
                    ("text", &mail.text_body),
                    ("html", &mail.html_body),
                    ("v:mail-id", &mail.id),
                ];
                let answer = http
                    .post(format!("{endpoint}/v3/{domain}/messages"))
                    .basic_auth("api", Some(key.expose_secret()))
                    .form(&form)
                    .send()
                    .await?
                    .error_for_status()?;
                let body: serde_json::Value = answer.json().await?;
                Ok(body.get("id").and_then(|id| id.as_str()).map(str::to_owned))
            }
        }
    }
}

#[cfg(test)]
mod tests;
