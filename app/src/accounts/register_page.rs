//! `/register`: name, address, password; or a provider.

use super::{
    entry::{go_on, next_in_query, next_of, with_next},
    parts,
};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
};
use axum::response::Response;
use leptos::prelude::*;
use ui::{Button, Field, Look};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let next = next_in_query(&ctx);
    if ctx.viewer.is_some() {
        return Ok(go_on(&ctx, next.as_deref()));
    }
    let values = Fields::default().with("next", next.unwrap_or_default());
    Ok(render(&ctx, FormState { values, ..FormState::default() }))
}

/// The page with a form as it stands.
pub(super) fn render(ctx: &Ctx, form: FormState) -> Response {
    let t = ctx.t;
    let next = next_of(&form.values);
    let login = ctx.link(&with_next("/login", next.as_deref()));
    let place = with_next("/register", next.as_deref());
    let body = view! {
        <p class="lead">{t.s("accounts-register-lead")}</p>
        {parts::form_error(t, &form)}
        {fields(ctx, &form, next.clone())}
        {parts::providers(ctx, next.as_deref())}
        <p>{t.s("accounts-register-have")}" "<a class="link" href=login>{t.s("accounts-login-button")}</a></p>
    }
    .into_any();
    let page = parts::page(t.s("accounts-register-title"), &form).at(place);
    page.render(ctx, move || parts::column(t.s("accounts-register-title"), body))
}

fn fields(ctx: &Ctx, form: &FormState, next: Option<String>) -> AnyView {
    let t = ctx.t;
    view! {
        <form class="form" method="post" action=ctx.link("/register")>
            {parts::hidden("next", next)}
            <input r#type="hidden" name="time_zone" value=form.value("time_zone") data-zone=""/>
            <Field name="name" label=t.s("accounts-name") value=form.value("name") hint=t.s("accounts-name-hint") error=form.error(t, "name") autocomplete="name" dir="auto" maxlength=80 required=true/>
            <Field name="email" label=t.s("accounts-email") kind="email" value=form.value("email") error=form.error(t, "email") autocomplete="username" dir="ltr" required=true/>
            <Field name="password" label=t.s("accounts-password") kind="password" hint=t.s("accounts-password-hint") error=form.error(t, "password") autocomplete="new-password" dir="ltr" required=true/>
            <Button look=Look::Primary block=true>{t.s("accounts-register-button")}</Button>
            {agreement(ctx)}
        </form>
    }
    .into_any()
}

fn agreement(ctx: &Ctx) -> AnyView {
    let t = ctx.t;
    view! {
        <p class="small muted">
            {t.s("accounts-register-terms")}" "
            <a class="link" href=ctx.link("/p/terms")>{t.s("accounts-register-terms-link")}</a>" · "
            <a class="link" href=ctx.link("/p/privacy")>{t.s("accounts-register-privacy-link")}</a>
        </p>
    }
    .into_any()
}
