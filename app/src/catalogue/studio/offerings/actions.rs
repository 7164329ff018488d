//! What the buttons of an offering do: its states, copying it, dropping a draft.

use super::{
    parts::{self, LATE, Work, offering_id},
    review_page,
};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    page::see_other,
};
use axum::extract::Path;
use backend::{
    Failure,
    catalogue::building::{self, Wish},
};
use domain::{AppError, Conflict, FieldErrors, Thing, catalogue::offerings::Step, ids::OfferingId};

/// Walks the offering into another state, when it is still what was read.
pub(super) async fn change(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let id = offering_id(&id)?;
    // Whose it is comes first: to everybody else there is nothing.
    building::find_draft(&ctx.backend, viewer, id).await?;
    let wish = Wish::parse(fields.get("wish")).ok_or(AppError::NotFound(Thing::Page))?;
    if wish == Wish::Rewrite && !fields.is_on("confirm") {
        return again(&ctx, id, fields, FieldErrors::one("confirm", "build-error-confirm")).await;
    }
    let version = fields.get("version").parse().unwrap_or(-1);
    match building::change_offering(&ctx.backend, viewer, id, version, wish).await {
        Ok(()) => Ok(see_other(&ctx, &format!("{}?done={}", parts::path(id, Step::Review), fields.get("wish")))),
        Err(failure) => refused(&ctx, id, fields, failure).await,
    }
}

/// Copies the offering into a new draft and leads there.
pub(super) async fn duplicate(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let id = offering_id(&id)?;
    building::find_draft(&ctx.backend, viewer, id).await?;
    let copy = offering_id(fields.get("key"))?;
    building::duplicate_offering(&ctx.backend, viewer, id, copy).await?;
    Ok(see_other(&ctx, &format!("{}?done=duplicate", parts::path(copy, Step::Review))))
}

/// Drops a draft that nobody has ordered.
pub(super) async fn delete(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let id = offering_id(&id)?;
    building::find_draft(&ctx.backend, viewer, id).await?;
    if !fields.is_on("confirm") {
        return again(&ctx, id, fields, FieldErrors::one("delete_confirm", "build-error-confirm")).await;
    }
    let version = fields.get("version").parse().unwrap_or(-1);
    match building::delete_offering(&ctx.backend, viewer, id, version).await {
        Ok(()) => Ok(see_other(&ctx, "/studio/offerings?done=deleted")),
        Err(failure) => refused(&ctx, id, fields, failure).await,
    }
}

async fn refused(ctx: &Ctx, id: OfferingId, fields: Fields, failure: Failure) -> PageResult {
    let errors = match failure {
        Failure::User(AppError::Invalid(errors)) => errors,
        Failure::User(AppError::Conflict(Conflict::Stale)) => FieldErrors::one("form", LATE),
        other => return Err(other.into()),
    };
    again(ctx, id, fields, errors).await
}

async fn again(ctx: &Ctx, id: OfferingId, fields: Fields, errors: FieldErrors) -> PageResult {
    let work = Work::load(ctx, id).await?;
    review_page::render(ctx, &work, FormState::refused(fields, errors)).await
}
