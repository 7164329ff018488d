//! What the buttons at the desk of offerings do, and the covers that it shows.

use super::case_page;
use crate::{
    Ctx, PageResult,
    catalogue::{offering::picture::private_answer, studio::offerings::offering_id},
    form::{Fields, FormState},
    page::see_other,
};
use axum::extract::Path;
use backend::{
    Failure,
    accounts::Staff,
    catalogue::building::{OfferingDecision, decide_offering, open_cover_for_staff},
};
use domain::{AppError, Conflict, FieldErrors, catalogue::offerings::OFFERING_REVIEWERS};

/// The visitor as somebody who may decide.
pub(super) fn reviewer(ctx: &Ctx) -> Result<Staff, AppError> {
    ctx.require_viewer()?.as_staff(OFFERING_REVIEWERS)
}

/// Puts the offering into the shop.
pub(super) async fn publish(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    act(ctx, &id, fields, OfferingDecision::Publish).await
}

/// Turns the offering down, or takes it down.
pub(super) async fn reject(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    let reason = fields.get("reject_reason").to_owned();
    act(ctx, &id, fields, OfferingDecision::Reject { reason }).await
}

/// Asks the seller to change something.
pub(super) async fn ask_for_changes(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    let reason = fields.get("changes_reason").to_owned();
    act(ctx, &id, fields, OfferingDecision::AskForChanges { reason }).await
}

async fn act(ctx: Ctx, id: &str, fields: Fields, decision: OfferingDecision) -> PageResult {
    let staff = reviewer(&ctx)?;
    let id = offering_id(id)?;
    // What was read when the button was pressed; without it nothing fits.
    let version = fields.get("version").parse::<i32>().unwrap_or(-1);
    let errors = match decide_offering(&ctx.backend, &staff, id, version, &decision).await {
        Ok(()) => return Ok(see_other(&ctx, &format!("/admin/offerings?done={id}"))),
        Err(Failure::User(AppError::Invalid(errors))) => errors,
        Err(Failure::User(AppError::Conflict(Conflict::Stale))) => FieldErrors::one("form", "admin-offerings-too-late"),
        Err(failure) => return Err(failure.into()),
    };
    case_page::render(&ctx, &staff, id, FormState::refused(fields, errors)).await
}

/// The cover of an offering at the desk.
pub(super) async fn cover(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let staff = reviewer(&ctx)?;
    private_answer(open_cover_for_staff(&ctx.backend, &staff, offering_id(&id)?).await?)
}
