//! What the forms of the application do. Every step is kept before anything else happens.

use super::{files::document_id, parts, presentation_page, profile_page, review_page, teaching_page};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    multipart::FilledForm,
    page::see_other,
};
use backend::{
    Failure,
    catalogue::applications::{self, PresentationInput, TeachingInput},
};
use domain::{
    AppError, FieldErrors,
    catalogue::sellers::{MAX_LANGUAGES, ProfileInput, Step},
};

/// Begins an application, or begins again; whoever sells already goes to the studio.
pub(super) async fn begin(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_some() {
        return Ok(see_other(&ctx, "/studio"));
    }
    applications::begin_application(&ctx.backend, viewer).await?;
    Ok(see_other(&ctx, &parts::path(Step::Profile)))
}

/// Keeps the profile step.
pub(super) async fn save_profile(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let text = |name: &str| fields.get(name).to_owned();
    let input = ProfileInput {
        name_en: text("name_en"),
        name_ar: text("name_ar"),
        handle: text("handle"),
        headline_en: text("headline_en"),
        headline_ar: text("headline_ar"),
        bio_en: text("bio_en"),
        bio_ar: text("bio_ar"),
    };
    match applications::save_profile(&ctx.backend, viewer, &input).await {
        Ok(()) => Ok(parts::go_on(&ctx, Step::Profile, fields.get("go"))),
        Err(Failure::User(AppError::Invalid(errors))) => Ok(profile_page::render(&ctx, FormState::refused(fields, errors))),
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps the teaching step.
pub(super) async fn save_teaching(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let row = |row: usize| {
        let text = |name: &str| fields.get(&format!("{name}_{row}")).to_owned();
        (text("language"), text("level"))
    };
    let input = TeachingInput {
        languages: (1..=MAX_LANGUAGES).map(row).collect(),
        subjects: fields.all("subject").to_vec(),
        country: fields.get("country").to_owned(),
        time_zone: fields.get("time_zone").to_owned(),
    };
    match applications::save_teaching(&ctx.backend, viewer, &input).await {
        Ok(()) => Ok(parts::go_on(&ctx, Step::Teaching, fields.get("go"))),
        Err(Failure::User(AppError::Invalid(errors))) => teaching_page::render(&ctx, FormState::refused(fields, errors)).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps the presentation step with its files; one of its buttons takes a document away.
pub(super) async fn save_presentation(ctx: Ctx, mut form: FilledForm) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let input = PresentationInput {
        video_url: form.fields.get("video_url").to_owned(),
        links: form.fields.get("links").to_owned(),
        photo: form.take_file("photo"),
        document: form.take_file("document"),
    };
    let fields = form.fields;
    let remove = Some(fields.get("remove")).filter(|id| !id.is_empty());
    if let Some(id) = remove {
        applications::remove_document(&ctx.backend, viewer, document_id(id)?).await?;
    }
    match applications::save_presentation(&ctx.backend, viewer, input).await {
        Ok(()) => Ok(parts::go_on(&ctx, Step::Presentation, if remove.is_some() { "stay" } else { fields.get("go") })),
        Err(Failure::User(AppError::Invalid(errors))) => presentation_again(&ctx, fields, errors).await,
        Err(failure) => Err(failure.into()),
    }
}

/// The step once more, with the files that were kept.
async fn presentation_again(ctx: &Ctx, fields: Fields, errors: FieldErrors) -> PageResult {
    let Some(application) = parts::editable(ctx).await? else { return Ok(see_other(ctx, "/sell")) };
    Ok(presentation_page::render(ctx, &application, FormState::refused(fields, errors)))
}

/// Sends the application.
pub(super) async fn submit(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    match applications::submit_application(&ctx.backend, viewer).await {
        Ok(()) => Ok(see_other(&ctx, "/sell?sent=1")),
        Err(Failure::User(AppError::Invalid(errors))) => {
            let Some(application) = parts::editable(&ctx).await? else { return Ok(see_other(&ctx, "/sell")) };
            review_page::render(&ctx, &application, FormState::refused(Fields::default(), errors)).await
        }
        Err(failure) => Err(failure.into()),
    }
}
