//! Sending an application: only a whole one goes, and only once.

use super::{
    Application,
    draft::stale,
    mails::{self, Told},
};
use crate::{
    Backend, Failure, OnConstraint, Result,
    accounts::Viewer,
    catalogue::sql,
    events::{self, Event},
};
use domain::{AppError, FieldErrors, catalogue::sellers::ApplicationStatus};
use serde_json::json;

/// Hands the viewer's application in.
pub async fn submit_application(backend: &Backend, viewer: &Viewer) -> Result<()> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    sql::applications::lock_editable(&mut tx, viewer.account_id.0).await?.ok_or_else(stale)?;
    let row = sql::applications::find(&mut tx, Some(viewer.account_id.0), None).await?.ok_or_else(stale)?;
    let application = Application::from_row(row);
    if !application.missing().is_empty() {
        return Err(Failure::field("form", "sell-error-incomplete"));
    }
    let taken = AppError::Invalid(FieldErrors::one("form", "sell-error-handle-taken"));
    if sql::applications::is_handle_taken(&mut tx, &application.profile.handle, viewer.account_id.0).await? {
        return Err(taken.into());
    }
    let change = sql::applications::Change {
        id: application.id.0,
        from: application.status,
        to: ApplicationStatus::Submitted,
        version: application.version,
        reason: "",
        now,
    };
    let is_sent = sql::applications::change(&mut tx, &change).await.on_constraint("seller_applications_handle_key", taken)?;
    if !is_sent {
        return Err(stale());
    }
    sql::applications::insert_history(&mut tx, change.id, change.to.as_str(), viewer.account_id.0, "", now).await?;
    let data = json!({ "application": change.id });
    events::record(&mut tx, Event::of_account("seller_application_submitted", viewer.account_id.0, data), now).await?;
    mails::tell(&mut tx, backend, &application, Told::Submitted).await?;
    tx.commit().await?;
    Ok(())
}
