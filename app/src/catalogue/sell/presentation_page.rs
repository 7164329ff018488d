//! `/sell/application/presentation`: a photo, an intro video, links and documents. One form, so that no button loses what another
//! field holds.

use super::{facts, parts};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    i18n::T,
    page::see_other,
};
use axum::response::Response;
use backend::catalogue::applications::Application;
use domain::catalogue::sellers::{MAX_DOCUMENTS, Step};
use leptos::prelude::*;
use ui::{Avatar, AvatarSize, Button, Field, FieldFrame, Icon, IconName, Look, Size, TextArea};

const PHOTO_KINDS: &str = "image/jpeg,image/png,image/webp";
const DOCUMENT_KINDS: &str = "application/pdf,image/jpeg,image/png,image/webp";

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let Some(application) = parts::editable(&ctx).await? else { return Ok(see_other(&ctx, "/sell")) };
    let values = Fields::default().with("video_url", application.video_url.clone()).with("links", application.links.join("\n"));
    Ok(render(&ctx, &application, FormState { values, ..FormState::default() }))
}

/// The page with a form as it stands.
pub(super) fn render(ctx: &Ctx, application: &Application, form: FormState) -> Response {
    let t = ctx.t;
    let body = view! {
        <form class="form" method="post" enctype="multipart/form-data" action=ctx.link("/sell/application/presentation")>
            {photo(ctx, application, &form)}
            <Field name="video_url" label=t.s("sell-video") kind="url" value=form.value("video_url") note=t.s("sell-optional") hint=t.s("sell-video-hint") error=form.error(t, "video_url") dir="ltr" maxlength=300 placeholder="https://"/>
            <TextArea name="links" label=t.s("sell-links") value=form.value("links") note=t.s("sell-optional") hint=t.s("sell-links-hint") error=form.error(t, "links") dir="ltr" rows=4 maxlength=1600/>
            {documents(ctx, application, &form)}
            {parts::buttons(t)}
        </form>
    }
    .into_any();
    parts::page(ctx, Step::Presentation, &form, body)
}

fn photo(ctx: &Ctx, application: &Application, form: &FormState) -> AnyView {
    let t = ctx.t;
    let name = t.pick(&application.profile.name_en, &application.profile.name_ar).to_owned();
    let picture = application.photo.map(|id| ctx.link(&format!("/sell/application/photo?v={id}")));
    let face = picture.map(|picture| view! { <Avatar name=name picture=picture size=AvatarSize::Huge/> });
    view! {
        <div class="flex gap-4 items-start flex-wrap">
            {face}
            <div class="grow">{file(t, form, "photo", t.s("sell-photo"), t.s("sell-photo-hint"), PHOTO_KINDS)}</div>
        </div>
        <Button look=Look::Quiet size=Size::Small name="go" value="stay" icon=IconName::Upload class="justify-self-start">{t.s("sell-upload")}</Button>
    }
    .into_any()
}

fn documents(ctx: &Ctx, application: &Application, form: &FormState) -> AnyView {
    let t = ctx.t;
    let rows = application.documents.iter().map(|document| {
        let href = ctx.link(&format!("/sell/application/documents/{}", document.id));
        let label = t.a("sell-document-remove", &[("name", document.name.clone().into())]);
        view! {
            <li class="row">
                <Icon name=IconName::FileText/>
                <a class="link row-main" href=href><bdi>{document.name.clone()}</bdi></a>
                <span class="muted num">{facts::size(t, document.size_bytes)}</span>
                <button class="btn btn-ghost btn-icon" r#type="submit" name="remove" value=document.id.to_string() aria-label=label><Icon name=IconName::Trash/></button>
            </li>
        }
    });
    let rows = (!application.documents.is_empty()).then(|| view! { <ul class="rows">{rows.collect_view()}</ul> });
    let has_room = application.documents.len() < MAX_DOCUMENTS;
    let more = has_room.then(|| {
        view! {
            {file(t, form, "document", t.s("sell-document"), t.s("sell-document-hint"), DOCUMENT_KINDS)}
            <Button look=Look::Quiet size=Size::Small name="go" value="stay" icon=IconName::Upload class="justify-self-start">{t.s("sell-document-add")}</Button>
        }
    });
    view! {
        <fieldset class="stack">
            <legend class="h3">{t.s("sell-documents")}</legend>
            <p class="muted">{t.s("sell-documents-hint")}</p>
            {rows}
            {more}
        </fieldset>
    }
    .into_any()
}

fn file(t: T, form: &FormState, name: &'static str, label: String, hint: String, kinds: &'static str) -> AnyView {
    let error = form.error(t, name);
    let described_by = if error.is_some() { format!("{name}-error {name}-hint") } else { format!("{name}-hint") };
    let invalid = error.is_some().then_some("true");
    view! {
        <FieldFrame id=name label=label hint=hint error=error>
            <input class="file-input" r#type="file" id=name name=name accept=kinds aria-describedby=described_by aria-invalid=invalid/>
        </FieldFrame>
    }
    .into_any()
}
