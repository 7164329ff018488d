//! The mails that tell a seller how an offering stands.

use super::types::Draft;
use crate::{
    Backend, Result,
    accounts::{self, Contact},
    notifications::{MailDraft, queue_mail, text_args},
};
use domain::Locale;
use fluent_templates::fluent_bundle::FluentValue;
use sqlx::PgConnection;

/// What a seller is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    Submitted,
    Published,
    Rejected { reason: String },
    ChangesRequested { reason: String },
}

impl Told {
    const fn template(&self) -> &'static str {
        match self {
            Self::Submitted => "offerings-submitted",
            Self::Published => "offerings-published",
            Self::Rejected { .. } => "offerings-rejected",
            Self::ChangesRequested { .. } => "offerings-changes",
        }
    }
}

/// Queues the mail in the transaction that changed the offering, which is given as it is after it; once per change.
pub(super) async fn tell(conn: &mut PgConnection, backend: &Backend, offering: &Draft, told: Told) -> Result<()> {
    let person = accounts::find_contact(&mut *conn, offering.account_id).await?;
    let draft = draft(backend, offering, &told, person);
    queue_mail(conn, backend, draft).await
}

fn draft(backend: &Backend, offering: &Draft, told: &Told, person: Contact) -> MailDraft {
    let (template, locale): (&'static str, Locale) = (told.template(), person.locale);
    let title = locale.pick(&offering.basics.title.en, &offering.basics.title.ar).to_owned();
    let args: [(&'static str, FluentValue<'static>); 2] =
        [("name", FluentValue::from(person.display_name)), ("title", FluentValue::from(title))];
    let say = |part: &str| text_args(locale, &format!("mail-{template}-{part}"), &args);
    let mut paragraphs = vec![text_args(locale, "mail-accounts-hello", &args)];
    paragraphs.extend(say("text").split("\n\n").map(|part| part.replace('\n', " ")));
    if let Told::Rejected { reason } | Told::ChangesRequested { reason } = told {
        paragraphs.extend(reason.split("\n\n").map(str::to_owned));
    }
    let path = match told {
        Told::Published => format!("/o/{}", offering.slug),
        Told::Submitted | Told::Rejected { .. } | Told::ChangesRequested { .. } => {
            format!("/studio/offerings/{}/review", offering.id)
        }
    };
    MailDraft {
        template,
        dedupe_key: format!("offering:{}:{}", offering.id, offering.version),
        recipient: person.email,
        locale,
        subject: say("subject"),
        paragraphs,
        details: Vec::new(),
        button: Some((say("button"), format!("{}{}", backend.settings.site_url, locale.path(&path)))),
    }
}
