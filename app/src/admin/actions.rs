//! What the buttons at the desk do, and the files of applications.

use super::application_page;
use crate::{
    Ctx, PageResult,
    catalogue::sell::files::{document_id, document_response, photo_response},
    form::{Fields, FormState},
    page::see_other,
};
use axum::extract::Path;
use backend::{
    Failure,
    accounts::Staff,
    catalogue::applications::{Decision, decide, open_document_for_staff, open_photo_for_staff},
};
use domain::{AppError, Conflict, FieldErrors, Thing, catalogue::sellers::REVIEWERS, ids::ApplicationId};

/// The visitor as somebody who may decide.
pub(super) fn reviewer(ctx: &Ctx) -> Result<Staff, AppError> {
    ctx.require_viewer()?.as_staff(REVIEWERS)
}

/// Reads the id of an application; nonsense names nothing.
pub(super) fn application_id(raw: &str) -> Result<ApplicationId, AppError> {
    raw.parse::<ApplicationId>().map_err(|error| {
        tracing::debug!(error = %error, "odd application id");
        AppError::NotFound(Thing::Application)
    })
}

/// Makes the applicant a seller.
pub(super) async fn approve(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    act(ctx, &id, fields, Decision::Approve).await
}

/// Turns the applicant down.
pub(super) async fn reject(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    let reason = fields.get("reject_reason").to_owned();
    act(ctx, &id, fields, Decision::Reject { reason }).await
}

/// Asks the applicant to change something.
pub(super) async fn ask_for_changes(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    let reason = fields.get("changes_reason").to_owned();
    act(ctx, &id, fields, Decision::AskForChanges { reason }).await
}

async fn act(ctx: Ctx, id: &str, fields: Fields, decision: Decision) -> PageResult {
    let staff = reviewer(&ctx)?;
    let id = application_id(id)?;
    // What was read when the button was pressed; without it nothing fits.
    let version = fields.get("version").parse::<i32>().unwrap_or(-1);
    match decide(&ctx.backend, &staff, id, version, &decision).await {
        Ok(()) => Ok(see_other(&ctx, &format!("/admin/sellers/{id}?done=1"))),
        Err(Failure::User(AppError::Invalid(errors))) => {
            application_page::render(&ctx, &staff, id, FormState::refused(fields, errors)).await
        }
        Err(Failure::User(AppError::Conflict(Conflict::Stale))) => {
            let errors = FieldErrors::one("form", "admin-sellers-too-late");
            application_page::render(&ctx, &staff, id, FormState::refused(fields, errors)).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The photo of an application.
pub(super) async fn photo(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let staff = reviewer(&ctx)?;
    Ok(photo_response(open_photo_for_staff(&ctx.backend, &staff, application_id(&id)?).await?))
}

/// A document of an application.
pub(super) async fn document(ctx: Ctx, Path((id, document)): Path<(String, String)>) -> PageResult {
    let staff = reviewer(&ctx)?;
    let found = open_document_for_staff(&ctx.backend, &staff, application_id(&id)?, document_id(&document)?).await?;
    Ok(document_response(found))
}
