//! `/studio/profile`: what stands on the seller's own page.

use super::frame;
use crate::{
    Ctx, Page, PageResult,
    catalogue::sell::teaching_page::language,
    form::{Fields, FormState},
    i18n::T,
    multipart::FilledForm,
    page::see_other,
};
use axum::{http::StatusCode, response::Response};
use backend::{
    Failure,
    catalogue::profile::{OwnProfile, OwnProfileInput, find_profile, save_profile},
};
use domain::{
    AppError,
    catalogue::sellers::{MAX_BIO_CHARS, MAX_HEADLINE_CHARS, MAX_LANGUAGES, ProfileInput},
};
use leptos::prelude::*;
use ui::{Avatar, AvatarSize, Button, ErrorSummary, Field, FieldFrame, Look, Notice, TextArea, Tone};

const PHOTO_KINDS: &str = "image/jpeg,image/png,image/webp";

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let own = find_profile(&ctx.backend, viewer).await?;
    let values = values(&own);
    Ok(render(&ctx, &own, FormState { values, ..FormState::default() }))
}

fn values(own: &OwnProfile) -> Fields {
    let profile = &own.profile;
    let values = Fields::default()
        .with("name_en", profile.name_en.clone())
        .with("name_ar", profile.name_ar.clone())
        .with("headline_en", profile.headline_en.clone())
        .with("headline_ar", profile.headline_ar.clone())
        .with("bio_en", profile.bio_en.clone())
        .with("bio_ar", profile.bio_ar.clone());
    (1..).zip(&own.languages).fold(values, |values, (row, spoken): (usize, _)| {
        values.with(&format!("language_{row}"), spoken.code.clone()).with(&format!("level_{row}"), spoken.level.clone())
    })
}

/// Keeps the texts and a new photo.
pub(in crate::catalogue::studio) async fn save(ctx: Ctx, mut form: FilledForm) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let photo = form.take_file("photo");
    let fields = form.fields;
    let text = |name: &str| fields.get(name).to_owned();
    let input = OwnProfileInput {
        profile: ProfileInput {
            name_en: text("name_en"),
            name_ar: text("name_ar"),
            handle: String::new(),
            headline_en: text("headline_en"),
            headline_ar: text("headline_ar"),
            bio_en: text("bio_en"),
            bio_ar: text("bio_ar"),
        },
        languages: (1..=MAX_LANGUAGES).map(|row| (text(&format!("language_{row}")), text(&format!("level_{row}")))).collect(),
        photo,
    };
    match save_profile(&ctx.backend, viewer, input).await {
        Ok(()) => Ok(see_other(&ctx, "/studio/profile?saved=1")),
        Err(Failure::User(AppError::Invalid(errors))) => {
            let own = find_profile(&ctx.backend, viewer).await?;
            Ok(render(&ctx, &own, FormState::refused(fields, errors)))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn render(ctx: &Ctx, own: &OwnProfile, form: FormState) -> Response {
    let t = ctx.t;
    let page = Page::titled(t.s("studio-profile"));
    let page = if form.errors.is_empty() { page } else { page.with_status(StatusCode::UNPROCESSABLE_ENTITY) };
    let is_saved = form.errors.is_empty() && ctx.query_value("saved").is_some();
    let saved = is_saved.then(|| view! { <Notice tone=Tone::Success><p>{t.s("studio-saved")}</p></Notice> });
    let errors: Vec<(String, String)> = form.errors.0.iter().map(|(field, key)| (field.clone(), t.s(key))).collect();
    let public = ctx.link(&format!("/s/{}", own.profile.handle));
    let rows = (1..=MAX_LANGUAGES).map(|row| language(t, &form, row)).collect_view();
    let body = view! {
        <div class="section-head mb-0">
            <h1>{t.s("studio-profile")}</h1>
            <a class="btn btn-quiet" href=public>{t.s("studio-public-page")}</a>
        </div>
        {saved}
        <ErrorSummary title=t.s("form-has-errors") errors=errors/>
        <form class="form measure" method="post" enctype="multipart/form-data" action=ctx.link("/studio/profile")>
            {photo(ctx, own, &form)}
            <p class="muted">{t.s("sell-both-languages")}</p>
            <div class="form-row">{line(t, &form, "name_en", "sell-name-en", "ltr", 80)}{line(t, &form, "name_ar", "sell-name-ar", "rtl", 80)}</div>
            <div class="form-row">
                {line(t, &form, "headline_en", "sell-headline-en", "ltr", MAX_HEADLINE_CHARS)}
                {line(t, &form, "headline_ar", "sell-headline-ar", "rtl", MAX_HEADLINE_CHARS)}
            </div>
            {bio(t, &form, "bio_en", "sell-bio-en", "ltr")}
            {bio(t, &form, "bio_ar", "sell-bio-ar", "rtl")}
            <fieldset class="stack">
                <legend class="h3">{t.s("sell-languages")}</legend>
                <p class="muted">{t.s("sell-languages-hint")}</p>
                {rows}
            </fieldset>
            <div class="form-actions"><Button look=Look::Primary>{t.s("action-save")}</Button></div>
        </form>
    }
    .into_any();
    let frame = frame(ctx, body);
    page.render(ctx, move || frame)
}

fn photo(ctx: &Ctx, own: &OwnProfile, form: &FormState) -> AnyView {
    let t = ctx.t;
    let name = t.pick(&own.profile.name_en, &own.profile.name_ar).to_owned();
    let picture = own.photo.map(|id| ctx.link(&format!("/s/{}/photo.jpg?v={id}", own.profile.handle)));
    let error = form.error(t, "photo");
    let described_by = if error.is_some() { "photo-error photo-hint" } else { "photo-hint" };
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="flex gap-4 items-start flex-wrap">
            <Avatar name=name picture=picture size=AvatarSize::Huge/>
            <div class="grow">
                <FieldFrame id="photo" label=t.s("sell-photo") hint=t.s("sell-photo-hint") error=error>
                    <input class="file-input" r#type="file" id="photo" name="photo" accept=PHOTO_KINDS aria-describedby=described_by aria-invalid=invalid/>
                </FieldFrame>
            </div>
        </div>
    }
    .into_any()
}

fn line(t: T, form: &FormState, field: &'static str, label: &'static str, dir: &'static str, most: usize) -> AnyView {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    view! { <Field name=field label=t.s(label) value=form.value(field) error=form.error(t, field) dir=dir maxlength=most/> }
        .into_any()
}

fn bio(t: T, form: &FormState, field: &'static str, label: &'static str, dir: &'static str) -> AnyView {
    let most = u32::try_from(MAX_BIO_CHARS).unwrap_or(u32::MAX);
    view! { <TextArea name=field label=t.s(label) value=form.value(field) hint=t.s("sell-bio-hint") error=form.error(t, field) dir=dir rows=8 maxlength=most/> }
        .into_any()
}
