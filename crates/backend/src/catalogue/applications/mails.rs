//! The mails that tell an applicant how things stand.

use super::Application;
use crate::{
    Backend, Result,
    accounts::{self, Contact},
    notifications::{MailDraft, queue_mail, text_args},
};
use domain::Locale;
use fluent_templates::fluent_bundle::FluentValue;
use sqlx::PgConnection;

/// What an applicant is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    Submitted,
    Approved,
    Rejected { reason: String },
    ChangesRequested { reason: String },
}

impl Told {
    const fn template(&self) -> &'static str {
        match self {
            Self::Submitted => "sellers-submitted",
            Self::Approved => "sellers-approved",
            Self::Rejected { .. } => "sellers-rejected",
            Self::ChangesRequested { .. } => "sellers-changes",
        }
    }

    /// Where the button leads, without language.
    const fn path(&self) -> &'static str {
        match self {
            Self::Approved => "/studio",
            Self::Submitted | Self::Rejected { .. } | Self::ChangesRequested { .. } => "/sell",
        }
    }
}

/// Queues the mail in the transaction that changed the application; once per change.
pub(super) async fn tell(conn: &mut PgConnection, backend: &Backend, application: &Application, told: Told) -> Result<()> {
    let person = accounts::find_contact(&mut *conn, application.account_id).await?;
    let draft = draft(backend, application, &told, person);
    queue_mail(conn, backend, draft).await
}

fn draft(backend: &Backend, application: &Application, told: &Told, person: Contact) -> MailDraft {
    let (template, locale): (&'static str, Locale) = (told.template(), person.locale);
    let args: [(&'static str, FluentValue<'static>); 1] = [("name", FluentValue::from(person.display_name))];
    let say = |part: &str| text_args(locale, &format!("mail-{template}-{part}"), &args);
    let mut paragraphs = vec![text_args(locale, "mail-accounts-hello", &args)];
    paragraphs.extend(say("text").split("\n\n").map(|part| part.replace('\n', " ")));
    if let Told::Rejected { reason } | Told::ChangesRequested { reason } = told {
        paragraphs.extend(reason.split("\n\n").map(str::to_owned));
    }
    MailDraft {
        template,
        dedupe_key: format!("application:{}:{}", application.id, application.version),
        recipient: person.email,
        locale,
        subject: say("subject"),
        paragraphs,
        details: Vec::new(),
        button: Some((say("button"), format!("{}{}", backend.settings.site_url, locale.path(told.path())))),
    }
}
