//! Becoming a seller: the application and its files, and the desk at which staff decides.

mod decide;
mod desk;
mod draft;
mod files;
mod forget;
mod mails;
mod open;
mod photo;
mod submit;
mod types;

pub use decide::{Decision, decide};
pub use desk::{ApplicationCase, ApplicationQueue, QueueFilter, QueueRow, find_case, list_applications};
pub(super) use draft::Teaching;
pub use draft::{PresentationInput, TeachingInput, begin_application, save_presentation, save_profile, save_teaching};
pub(super) use files::{NewFile, PHOTO_FILE, drop_files, picture_key, undo_unless_entered};
pub use files::{Upload, remove_document};
pub use open::{open_document, open_document_for_staff, open_photo, open_photo_for_staff};
pub(super) use photo::{Crop, PHOTO, prepare_picture};
pub use submit::submit_application;
pub use types::{Application, Document, HistoryEntry};

pub(super) use forget::forget_account;

use crate::{Backend, Result, accounts::Viewer};
use domain::catalogue::sellers::ApplicationStatus;
use jiff::SignedDuration;

/// How long a decision is news.
const NEWS_FOR: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What the viewer should hear of their application: that something is asked of them, or what was decided lately.
pub async fn find_news(backend: &Backend, viewer: &Viewer) -> Result<Option<ApplicationStatus>> {
    let since = backend.clock.now().checked_sub(NEWS_FOR)?;
    let status = super::sql::applications::find_news(&backend.db, viewer.account_id.0, since).await?;
    Ok(status.as_deref().and_then(ApplicationStatus::parse))
}

/// The viewer's application, if there is one.
pub async fn find_application(backend: &Backend, viewer: &Viewer) -> Result<Option<Application>> {
    let mut conn = backend.db.acquire().await?;
    let row = super::sql::applications::find(&mut conn, Some(viewer.account_id.0), None).await?;
    Ok(row.map(Application::from_row))
}
