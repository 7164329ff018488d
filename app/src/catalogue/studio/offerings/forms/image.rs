//! `/studio/offerings/{id}/image`: the cover. A form with a file, so it has routes of its own.

use crate::{
    Ctx, PageResult,
    catalogue::{
        offering::picture::private_answer,
        studio::offerings::{
            parts::{self, Work, offering_id},
            steps,
        },
    },
    form::FormState,
    multipart::FilledForm,
    page::see_other,
};
use axum::{extract::Path, response::Response};
use backend::catalogue::building::{open_own_cover, save_cover};
use domain::{AppError, FieldErrors, Thing, catalogue::offerings::Step};
use leptos::prelude::*;
use ui::{Button, FieldFrame, Icon, IconName, Look, Notice, Size};

const KINDS: &str = "image/jpeg,image/png,image/webp";

pub(in crate::catalogue::studio::offerings) async fn show(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let work = Work::load(&ctx, offering_id(&id)?).await?;
    if !work.draft.is_editable() {
        return Ok(see_other(&ctx, &parts::path(work.draft.id, Step::Review)));
    }
    Ok(render(&ctx, &work, FormState::default()))
}

/// Keeps a new cover, or takes it away; without either it leads on.
pub(in crate::catalogue::studio::offerings) async fn save(ctx: Ctx, Path(id): Path<String>, mut form: FilledForm) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let work = Work::load(&ctx, offering_id(&id)?).await?;
    let upload = form.take_file("cover");
    let fields = form.fields;
    let is_removal = fields.get("go") == "remove";
    if upload.is_none() && !is_removal {
        let error = (fields.get("go") == "upload").then(|| FieldErrors::one("cover", "build-error-cover-none"));
        return Ok(match error {
            Some(errors) => render(&ctx, &work, FormState::refused(fields, errors)),
            None => parts::go_on(&ctx, &work.draft, Step::Image, fields.get("go")),
        });
    }
    let saving = work.saving(Step::Image, fields.get("version"));
    match save_cover(&ctx.backend, viewer, saving, upload.filter(|_| !is_removal)).await {
        Ok(()) => {
            let go = if is_removal || fields.get("go") == "upload" { "stay" } else { fields.get("go") };
            Ok(parts::go_on(&ctx, &work.draft, Step::Image, go))
        }
        Err(failure) => steps::again(&ctx, &work, Step::Image, fields, failure).await,
    }
}

/// The cover of an own offering, whatever its state.
pub(in crate::catalogue::studio::offerings) async fn cover(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let id = offering_id(&id).or(Err(AppError::NotFound(Thing::Media)))?;
    private_answer(open_own_cover(&ctx.backend, viewer, id).await?)
}

/// The page with a form as it stands.
pub(in crate::catalogue::studio::offerings) fn render(ctx: &Ctx, work: &Work, form: FormState) -> Response {
    let t = ctx.t;
    let action = ctx.link(&parts::path(work.draft.id, Step::Image));
    let inside = if work.draft.is_rewritable() { open(ctx, work, &form) } else { closed(ctx, work) };
    let body = view! {
        <form class="form" method="post" enctype="multipart/form-data" action=action>
            {parts::version_field(&work.draft, Step::Image)}
            <p class="muted">{t.s("build-cover-intro")}</p>
            {inside}
            {parts::buttons(t)}
        </form>
    }
    .into_any();
    parts::page(ctx, work, Step::Image, &form, body)
}

fn picture(ctx: &Ctx, work: &Work) -> Option<AnyView> {
    let id = work.draft.cover?;
    let src = format!("/studio/offerings/{}/cover.jpg?v={id}", work.draft.id);
    let alt = ctx.t.a("catalogue-cover", &[("title", parts::title(ctx.t, &work.draft).into())]);
    Some(view! { <img class="cover" src=src alt=alt width="640" height="360"/> }.into_any())
}

fn open(ctx: &Ctx, work: &Work, form: &FormState) -> AnyView {
    let t = ctx.t;
    let error = form.error(t, "cover");
    let described_by = if error.is_some() { "cover-error cover-hint" } else { "cover-hint" };
    let invalid = error.is_some().then_some("true");
    let remove = work.draft.cover.map(|_| {
        view! { <Button look=Look::Quiet size=Size::Small name="go" value="remove" icon=IconName::Trash>{t.s("build-cover-remove")}</Button> }
    });
    view! {
        {picture(ctx, work)}
        <FieldFrame id="cover" label=t.s("build-cover") hint=t.s("build-cover-hint") error=error>
            <input class="file-input" r#type="file" id="cover" name="cover" accept=KINDS aria-describedby=described_by aria-invalid=invalid/>
        </FieldFrame>
        <div class="cluster">
            <Button look=Look::Quiet size=Size::Small name="go" value="upload" icon=IconName::Upload>{t.s("build-cover-upload")}</Button>
            {remove}
        </div>
    }
    .into_any()
}

fn closed(ctx: &Ctx, work: &Work) -> AnyView {
    let t = ctx.t;
    view! {
        {picture(ctx, work)}
        <p class="locked"><Icon name=IconName::Lock label=t.s("build-locked")/>{t.s("build-cover")}</p>
        <Notice><p>{t.s("build-locked-hint")}</p></Notice>
    }
    .into_any()
}
