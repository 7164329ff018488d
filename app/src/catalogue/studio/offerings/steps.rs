//! `/studio/offerings/{id}/{step}`: showing a step and saving it.

use super::{
    forms,
    parts::{self, STALE, Work, offering_id},
    review_page,
};
use crate::{
    Ctx, PageError, PageResult,
    form::{Fields, FormState},
    page::see_other,
};
use axum::{extract::Path, response::Response};
use backend::{Failure, accounts::Viewer, catalogue::building::StepSave};
use domain::{AppError, Conflict, FieldErrors, Thing, catalogue::offerings::Step};
use leptos::prelude::*;
use ui::{ButtonLink, Notice};

/// `/studio/offerings/{id}`: to the first step that needs something, or to the end.
pub(super) async fn lead_on(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let work = Work::load(&ctx, offering_id(&id)?).await?;
    let first = work.draft.missing(ctx.backend.clock.now()).first().map(|missing| missing.step());
    let step = first.filter(|_| work.draft.is_rewritable()).unwrap_or(Step::Review);
    Ok(see_other(&ctx, &parts::path(work.draft.id, step)))
}

pub(super) async fn show(ctx: Ctx, Path((id, step)): Path<(String, String)>) -> PageResult {
    let work = Work::load(&ctx, offering_id(&id)?).await?;
    if Step::parse(work.draft.kind, &step) == Some(Step::Curriculum) {
        return Ok(lessons(&ctx, &work));
    }
    let step = step_of(&work, &step)?;
    if step == Step::Review {
        return review_page::render(&ctx, &work, FormState::default()).await;
    }
    if !work.draft.is_editable() {
        return Ok(see_other(&ctx, &parts::path(work.draft.id, Step::Review)));
    }
    let values = forms::values(&work, step);
    Ok(render(&ctx, &work, step, FormState { values, ..FormState::default() }))
}

/// Lessons are not taken in here yet: what that means for the draft, and the way on.
fn lessons(ctx: &Ctx, work: &Work) -> Response {
    let t = ctx.t;
    let next = ctx.link(&parts::path(work.draft.id, Step::Curriculum.neighbour(work.draft.kind, true).unwrap_or(Step::Review)));
    let body = view! {
        <div class="stack">
            <Notice title=t.s("build-lessons-soon-title")><p>{t.s("build-lessons-soon")}</p></Notice>
            <p><ButtonLink href=next>{t.s("action-next")}</ButtonLink></p>
        </div>
    }
    .into_any();
    parts::page(ctx, work, Step::Curriculum, &FormState::default(), body)
}

/// Saves a step. What is wrong stands beside its field; what was saved elsewhere meanwhile is said, and nothing typed is lost.
pub(super) async fn save(ctx: Ctx, Path((id, step)): Path<(String, String)>, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let work = Work::load(&ctx, offering_id(&id)?).await?;
    let step = step_of(&work, &step)?;
    let saved = keep(&ctx, viewer, work.saving(step, fields.get("version")), &work, &fields).await;
    match saved {
        Ok(()) => Ok(parts::go_on(&ctx, &work.draft, step, fields.get("go"))),
        Err(failure) => again(&ctx, &work, step, fields, failure).await,
    }
}

/// The step once more, as it is now, with what was typed; or the end, where it cannot be changed any more.
pub(super) async fn again(ctx: &Ctx, work: &Work, step: Step, fields: Fields, failure: Failure) -> PageResult {
    let errors = match failure {
        Failure::User(AppError::Invalid(errors)) => errors,
        Failure::User(AppError::Conflict(Conflict::Stale)) => FieldErrors::one("form", STALE),
        other => return Err(other.into()),
    };
    let work = Work::load(ctx, work.draft.id).await?;
    if !work.draft.is_editable() {
        return Ok(see_other(ctx, &format!("{}?late=1", parts::path(work.draft.id, Step::Review))));
    }
    let form = FormState::refused(fields, errors);
    Ok(if step == Step::Image { forms::image::render(ctx, &work, form) } else { render(ctx, &work, step, form) })
}

/// A step of this kind that has a plain form or is the last one; the rest has routes of its own.
fn step_of(work: &Work, slug: &str) -> Result<Step, PageError> {
    let step = Step::parse(work.draft.kind, slug).filter(|step| !matches!(step, Step::Curriculum | Step::Image));
    step.ok_or_else(|| AppError::NotFound(Thing::Page).into())
}

fn render(ctx: &Ctx, work: &Work, step: Step, form: FormState) -> Response {
    let action = ctx.link(&parts::path(work.draft.id, step));
    let fields = forms::fields(ctx, work, step, &form);
    let body = view! {
        <form class="form" method="post" action=action>
            {parts::version_field(&work.draft, step)}
            {fields}
            {parts::buttons(ctx.t)}
        </form>
    }
    .into_any();
    parts::page(ctx, work, step, &form, body)
}

async fn keep(ctx: &Ctx, viewer: &Viewer, save: StepSave, work: &Work, fields: &Fields) -> backend::Result<()> {
    let backend = &ctx.backend;
    match save.step {
        Step::Basics => forms::basics::save(backend, viewer, save, fields).await,
        Step::Page => forms::page::save(backend, viewer, save, fields).await,
        Step::Class => forms::class::save(backend, viewer, save, fields).await,
        Step::Place => forms::place::save(backend, viewer, save, work.draft.kind, fields).await,
        Step::Schedule => forms::schedule::save(backend, viewer, save, fields).await,
        Step::Trial => forms::trial::save(backend, viewer, save, fields).await,
        Step::Packages => forms::packages::save(backend, viewer, save, fields).await,
        Step::Extras => forms::extras::save(backend, viewer, save, fields).await,
        Step::Requirements => forms::questions::save(backend, viewer, save, fields).await,
        Step::Faq => forms::faq::save(backend, viewer, save, fields).await,
        Step::Price => forms::price::save(backend, viewer, save, fields).await,
        Step::Image | Step::Curriculum | Step::Review => Err(Failure::not_found(Thing::Page)),
    }
}
