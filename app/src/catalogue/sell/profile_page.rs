//! `/sell/application/profile`: names, handle, headline, and a text about oneself, in one language or both.

use super::parts;
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    i18n::T,
    page::see_other,
};
use axum::response::Response;
use domain::catalogue::sellers::Step;
use leptos::prelude::*;
use ui::{Field, TextArea};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let Some(application) = parts::editable(&ctx).await? else { return Ok(see_other(&ctx, "/sell")) };
    let profile = application.profile;
    let values = Fields::default()
        .with("name_en", profile.name_en)
        .with("name_ar", profile.name_ar)
        .with("handle", profile.handle)
        .with("headline_en", profile.headline_en)
        .with("headline_ar", profile.headline_ar)
        .with("bio_en", profile.bio_en)
        .with("bio_ar", profile.bio_ar);
    Ok(render(&ctx, FormState { values, ..FormState::default() }))
}

/// The page with a form as it stands.
pub(super) fn render(ctx: &Ctx, form: FormState) -> Response {
    let t = ctx.t;
    let site = ctx.backend.settings.site_url.clone();
    let handle_hint = t.a("sell-handle-hint", &[("site", site.into())]);
    let body = view! {
        <form class="form" method="post" action=ctx.link("/sell/application/profile")>
            <p class="muted">{t.s("sell-both-languages")}</p>
            <div class="form-row">{name(t, &form, "name_en", "sell-name-en", "ltr")}{name(t, &form, "name_ar", "sell-name-ar", "rtl")}</div>
            <Field name="handle" label=t.s("sell-handle") value=form.value("handle") hint=handle_hint error=form.error(t, "handle") dir="ltr" maxlength=41 autocomplete="off"/>
            <div class="form-row">
                {headline(t, &form, "headline_en", "sell-headline-en", "ltr")}
                {headline(t, &form, "headline_ar", "sell-headline-ar", "rtl")}
            </div>
            {bio(t, &form, "bio_en", "sell-bio-en", "ltr")}
            {bio(t, &form, "bio_ar", "sell-bio-ar", "rtl")}
            {parts::buttons(t)}
        </form>
    }
    .into_any();
    parts::page(ctx, Step::Profile, &form, body)
}

fn name(t: T, form: &FormState, field: &'static str, label: &'static str, dir: &'static str) -> AnyView {
    view! { <Field name=field label=t.s(label) value=form.value(field) error=form.error(t, field) dir=dir maxlength=80/> }
        .into_any()
}

fn headline(t: T, form: &FormState, field: &'static str, label: &'static str, dir: &'static str) -> AnyView {
    view! { <Field name=field label=t.s(label) value=form.value(field) hint=t.s("sell-headline-hint") error=form.error(t, field) dir=dir maxlength=120/> }
        .into_any()
}

fn bio(t: T, form: &FormState, field: &'static str, label: &'static str, dir: &'static str) -> AnyView {
    view! { <TextArea name=field label=t.s(label) value=form.value(field) hint=t.s("sell-bio-hint") error=form.error(t, field) dir=dir rows=8 maxlength=4000/> }
        .into_any()
}
