//! Telling people: mails through the outbox, each (event, recipient, template) once.

mod forget;
mod mail;
mod sql;
mod texts;

pub use mail::{MailDraft, StoredMail, find_mail, list_mails, queue_mail, send_mail};
pub use texts::{text, text_args};

pub(crate) use forget::{NOBODY, forget_account};
