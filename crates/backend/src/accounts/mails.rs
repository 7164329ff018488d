//! The mails of the accounts area. Letters to an address that is not proven carry no text that a stranger chose.

use super::Account;
use crate::{
    Backend, Result, dates, db,
    notifications::{MailDraft, queue_mail, text_args},
};
use domain::{Locale, accounts::DeviceName};
use fluent_templates::fluent_bundle::FluentValue;
use jiff::Timestamp;
use sqlx::PgConnection;

/// A letter whose point is one link.
pub(super) struct LinkMail<'a> {
    pub recipient: &'a str,
    pub locale: Locale,
    pub template: LinkTemplate,
    /// Where the link leads, without language.
    pub path: &'a str,
    pub token: &'a str,
    /// Where to go on afterwards.
    pub next: Option<&'a str>,
    pub dedupe_key: String,
}

/// The letters with a link.
#[derive(Debug, Clone, Copy)]
pub(super) enum LinkTemplate {
    Verify,
    Reset,
    ChangeEmail,
    LinkIdentity { provider: &'static str },
}

impl LinkTemplate {
    const fn name(self) -> &'static str {
        match self {
            Self::Verify => "accounts-verify",
            Self::Reset => "accounts-reset",
            Self::ChangeEmail => "accounts-change-email",
            Self::LinkIdentity { .. } => "accounts-link-identity",
        }
    }

    fn args(self) -> Vec<(&'static str, FluentValue<'static>)> {
        match self {
            Self::LinkIdentity { provider } => vec![("provider", provider.into())],
            Self::Verify | Self::Reset | Self::ChangeEmail => Vec::new(),
        }
    }
}

/// What an account's owner is told.
#[derive(Debug, Clone)]
pub(super) enum Notice {
    /// Somebody tried to register with an address that has an account.
    AlreadyRegistered,
    PasswordChanged,
    PasswordReset,
    NewDevice {
        device: DeviceName,
        at: Timestamp,
    },
    /// To the old address, before anything changed.
    EmailChangeAsked {
        new_email: String,
    },
    /// To both addresses, afterwards.
    EmailChanged {
        new_email: String,
    },
    IdentityConnected {
        provider: &'static str,
    },
    DeletionAsked {
        at: Timestamp,
    },
    DeletionCancelled,
}

impl Notice {
    const fn name(&self) -> &'static str {
        match self {
            Self::AlreadyRegistered => "accounts-already-registered",
            Self::PasswordChanged => "accounts-password-changed",
            Self::PasswordReset => "accounts-password-reset",
            Self::NewDevice { .. } => "accounts-new-device",
            Self::EmailChangeAsked { .. } => "accounts-email-change-asked",
            Self::EmailChanged { .. } => "accounts-email-changed",
            Self::IdentityConnected { .. } => "accounts-identity-connected",
            Self::DeletionAsked { .. } => "accounts-deletion-asked",
            Self::DeletionCancelled => "accounts-deletion-cancelled",
        }
    }

    /// Where the button leads, without language.
    const fn path(&self) -> &'static str {
        match self {
            Self::AlreadyRegistered => "/login",
            Self::PasswordReset | Self::EmailChanged { .. } => "/forgot",
            Self::DeletionAsked { .. } | Self::DeletionCancelled => "/settings/delete",
            Self::PasswordChanged | Self::NewDevice { .. } | Self::EmailChangeAsked { .. } | Self::IdentityConnected { .. } => {
                "/settings/security"
            }
        }
    }

    fn args(&self, account: &Account) -> Vec<(&'static str, FluentValue<'static>)> {
        let when = |at: Timestamp| FluentValue::from(dates::moment(account.locale, at, &dates::zone(&account.time_zone)));
        let mut args = vec![("name", FluentValue::from(account.display_name.clone()))];
        match self {
            Self::NewDevice { device, at } => {
                let device = [device.browser, device.system].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
                let device = if device.is_empty() { "?".to_owned() } else { device.join(", ") };
                args.extend([("device", FluentValue::from(device)), ("at", when(*at))]);
            }
            Self::EmailChangeAsked { new_email } | Self::EmailChanged { new_email } => {
                args.push(("email", FluentValue::from(new_email.clone())));
            }
            Self::IdentityConnected { provider } => args.push(("provider", FluentValue::from(*provider))),
            Self::DeletionAsked { at } => args.push(("at", when(*at))),
            Self::AlreadyRegistered | Self::PasswordChanged | Self::PasswordReset | Self::DeletionCancelled => {}
        }
        args
    }
}

/// Stores a letter with a link.
pub(super) async fn queue_link(conn: &mut PgConnection, backend: &Backend, letter: LinkMail<'_>) -> Result<()> {
    let address = site_link(backend, letter.locale, letter.path, letter.token, letter.next);
    let template = letter.template.name();
    let args = letter.template.args();
    let draft = MailDraft {
        template,
        dedupe_key: letter.dedupe_key,
        recipient: letter.recipient.to_owned(),
        locale: letter.locale,
        subject: text_args(letter.locale, &format!("mail-{template}-subject"), &args),
        paragraphs: paragraphs(letter.locale, template, &args),
        details: Vec::new(),
        button: Some((text_args(letter.locale, &format!("mail-{template}-button"), &args), address)),
    };
    queue_mail(conn, backend, draft).await
}

/// Stores a notice to the account's own address.
pub(super) async fn queue_notice(conn: &mut PgConnection, backend: &Backend, account: &Account, notice: Notice) -> Result<()> {
    queue_notice_to(conn, backend, account, &account.email, notice).await
}

/// Stores a notice to another address of the same person.
pub(super) async fn queue_notice_to(
    conn: &mut PgConnection,
    backend: &Backend,
    account: &Account,
    recipient: &str,
    notice: Notice,
) -> Result<()> {
    let (template, locale) = (notice.name(), account.locale);
    let args = notice.args(account);
    let address = format!("{}{}", backend.settings.site_url, locale.path(notice.path()));
    let mut body = vec![text_args(locale, "mail-accounts-hello", &args)];
    body.extend(paragraphs(locale, template, &args));
    let draft = MailDraft {
        template,
        dedupe_key: db::new_id().to_string(),
        recipient: recipient.to_owned(),
        locale,
        subject: text_args(locale, &format!("mail-{template}-subject"), &args),
        paragraphs: body,
        details: Vec::new(),
        button: Some((text_args(locale, &format!("mail-{template}-button"), &args), address)),
    };
    queue_mail(conn, backend, draft).await
}

/// A blank line in the locale file begins a new paragraph.
fn paragraphs(locale: Locale, template: &str, args: &[(&'static str, FluentValue<'static>)]) -> Vec<String> {
    text_args(locale, &format!("mail-{template}-text"), args).split("\n\n").map(|part| part.replace('\n', " ")).collect()
}

fn site_link(backend: &Backend, locale: Locale, path: &str, token: &str, next: Option<&str>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("token", token);
    if let Some(next) = next {
        query.append_pair("next", next);
    }
    format!("{}{}?{}", backend.settings.site_url, locale.path(path), query.finish())
}
