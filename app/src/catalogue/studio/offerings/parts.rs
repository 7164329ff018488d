//! What the pages of an offering share: the offering itself, the frame with the way through, the card beside the form, the buttons.

use super::{super::frame, faces};
use crate::{Ctx, Page, PageError, catalogue::studio::words, form::FormState, i18n::T, page::see_other};
use axum::{http::StatusCode, response::Response};
use backend::catalogue::{
    CategoryTree,
    building::{Draft, StepSave, find_draft},
    list_categories,
};
use domain::{
    AppError, Thing,
    catalogue::{OfferingKind, OfferingStatus, offerings::Step},
    ids::OfferingId,
};
use leptos::prelude::*;
use std::sync::Arc;
use ui::{Button, ErrorSummary, Look, Notice, Tab, Tabs, Tone};

/// The message of a form whose step was saved elsewhere meanwhile.
pub(super) const STALE: &str = "build-error-stale";
/// The message of a button that was pressed on what had changed meanwhile.
pub(super) const LATE: &str = "build-error-late";

/// Reads the id of an offering; nonsense names nothing.
pub(crate) fn offering_id(raw: &str) -> Result<OfferingId, AppError> {
    raw.parse::<OfferingId>().map_err(|error| {
        tracing::debug!(error = %error, "odd offering id");
        AppError::NotFound(Thing::Offering)
    })
}

/// An offering of the visitor's own, and the categories around it.
pub(super) struct Work {
    pub draft: Draft,
    pub categories: Arc<CategoryTree>,
}

impl Work {
    /// Reads an offering of the visitor's own.
    pub(super) async fn load(ctx: &Ctx, id: OfferingId) -> Result<Self, PageError> {
        let draft = find_draft(&ctx.backend, ctx.require_viewer()?, id).await?;
        Ok(Self { draft, categories: list_categories(&ctx.backend).await? })
    }

    /// The colour of its category.
    pub(super) fn hue(&self) -> i16 {
        let category = self.categories.all().find(|category| category.id == self.draft.category_id);
        category.map(|category| category.hue).unwrap_or_default()
    }

    /// A save of one of its steps, over the version that the form brought along.
    pub(super) fn saving(&self, step: Step, version: &str) -> StepSave {
        StepSave { id: self.draft.id, step, version: version.parse().unwrap_or(-1) }
    }
}

/// The address of a step.
pub(super) fn path(id: OfferingId, step: Step) -> String {
    format!("/studio/offerings/{id}/{}", step.slug())
}

/// What a step is called.
pub(super) fn step_name(t: T, step: Step, kind: OfferingKind) -> String {
    t.s(match step {
        Step::Basics => "build-step-basics",
        Step::Page => "build-step-page",
        Step::Image => "build-step-image",
        Step::Curriculum => "build-step-curriculum",
        Step::Class => "build-step-class",
        Step::Place => "build-step-place",
        Step::Schedule => "build-step-schedule",
        Step::Trial => "build-step-trial",
        Step::Packages => "build-step-packages",
        Step::Extras => "build-step-extras",
        Step::Requirements => "build-step-requirements",
        Step::Faq => "build-step-faq",
        Step::Price if kind == OfferingKind::LiveClass => "build-step-price-class",
        Step::Price => "build-step-price",
        Step::Review => "build-step-review",
    })
}

/// The title in the visitor's language.
pub(super) fn title(t: T, draft: &Draft) -> String {
    t.pick(&draft.basics.title.en, &draft.basics.title.ar).to_owned()
}

/// Where the pressed button leads after its step was saved.
pub(super) fn go_on(ctx: &Ctx, draft: &Draft, step: Step, go: &str) -> Response {
    let to = match go {
        "back" => step.neighbour(draft.kind, false),
        "stay" => None,
        _ => step.neighbour(draft.kind, true),
    };
    match (to, go) {
        (Some(to), _) => see_other(ctx, &path(draft.id, to)),
        (None, "back") => see_other(ctx, "/studio/offerings"),
        (None, _) => see_other(ctx, &format!("{}?saved=1", path(draft.id, step))),
    }
}

/// Which version of the step the form shows.
pub(super) fn version_field(draft: &Draft, step: Step) -> AnyView {
    let version = draft.step_version(step).to_string();
    view! { <input type="hidden" name="version" value=version/> }.into_any()
}

/// Save and go on, save and stay, save and go back.
pub(super) fn buttons(t: T) -> AnyView {
    view! {
        <div class="form-actions">
            <Button look=Look::Primary name="go" value="next">{t.s("sell-save-next")}</Button>
            <Button look=Look::Quiet name="go" value="stay">{t.s("sell-save-stay")}</Button>
            <Button look=Look::Quiet name="go" value="back">{t.s("sell-save-back")}</Button>
        </div>
    }
    .into_any()
}

/// The page of a step. A refused form is 422; where something changed meanwhile it is 409.
pub(super) fn page(ctx: &Ctx, work: &Work, step: Step, form: &FormState, body: AnyView) -> Response {
    let t = ctx.t;
    let name = step_name(t, step, work.draft.kind);
    let page = Page::titled(format!("{name} · {}", title(t, &work.draft)));
    let page = match form.errors.get("form") {
        Some(STALE | LATE) => page.with_status(StatusCode::CONFLICT),
        _ if form.errors.is_empty() => page,
        _ => page.with_status(StatusCode::UNPROCESSABLE_ENTITY),
    };
    // What was refused can be read at the step's own address.
    let page = page.at(path(work.draft.id, step));
    let is_saved = form.errors.is_empty() && ctx.query_value("saved").is_some();
    let saved = is_saved.then(|| view! { <Notice tone=Tone::Success><p>{t.s("sell-saved")}</p></Notice> });
    let errors: Vec<(String, String)> = form.errors.0.iter().map(|(field, key)| (field.clone(), t.s(key))).collect();
    let is_live = matches!(work.draft.status, OfferingStatus::Published | OfferingStatus::Paused) && step != Step::Review;
    let live = is_live.then(|| view! { <Notice><p>{t.s("build-live-note")}</p></Notice> });
    let body = view! {
        {head(ctx, &work.draft, name)}
        {tabs(ctx, &work.draft, step)}
        {saved}
        <ErrorSummary title=t.s("form-has-errors") errors=errors/>
        {note(t, &work.draft)}
        {live}
        <div class="with-card">
            <div class="stack gap-6" id="form">{body}</div>
            {aside(ctx, work)}
        </div>
    }
    .into_any();
    let frame = frame(ctx, body);
    page.render(ctx, move || frame)
}

fn head(ctx: &Ctx, draft: &Draft, name: String) -> AnyView {
    let t = ctx.t;
    let badge = words::badge(t, draft.status, &draft.note);
    view! {
        <div class="stack gap-2">
            <p><a class="more" href=ctx.link("/studio/offerings")>{t.s("build-all")}</a></p>
            <p class="cluster"><span>{words::kind(t, draft.kind)}</span><bdi class="h3">{title(t, draft)}</bdi>{badge}</p>
            <h1>{name}</h1>
        </div>
    }
    .into_any()
}

fn tabs(ctx: &Ctx, draft: &Draft, current: Step) -> AnyView {
    let items = Step::of(draft.kind).iter().map(|step| Tab {
        label: step_name(ctx.t, *step, draft.kind),
        href: ctx.link(&path(draft.id, *step)),
        count: None,
        active: *step == current,
    });
    let items: Vec<Tab> = items.collect();
    view! { <Tabs label=ctx.t.s("build-steps") items=items/> }.into_any()
}

/// What the reviewers said last.
fn note(t: T, draft: &Draft) -> Option<AnyView> {
    if draft.note.is_empty() {
        return None;
    }
    let is_final = draft.status == OfferingStatus::Rejected;
    let (tone, title) = if is_final { (Tone::Danger, "build-note-rejected") } else { (Tone::Warning, "build-note-changes") };
    let note = draft.note.clone();
    Some(view! { <Notice tone=tone title=t.s(title)><p class="whitespace-pre-line" dir="auto">{note}</p></Notice> }.into_any())
}

/// The card as it will stand in lists, and the way to the whole page.
fn aside(ctx: &Ctx, work: &Work) -> AnyView {
    let t = ctx.t;
    let preview = ctx.link(&format!("/studio/offerings/{}/preview", work.draft.id));
    view! {
        <aside class="stack" aria-label=t.s("build-card")>
            <h2 class="h3">{t.s("build-card")}</h2>
            {faces::card(ctx, &work.draft, work.hue())}
            <p><a class="more" href=preview>{t.s("build-preview-open")}</a></p>
        </aside>
    }
    .into_any()
}
