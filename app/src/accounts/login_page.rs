//! `/login`: address and password, or a provider.

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
use ui::{Button, Field, Look, Tone};

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
    let place = with_next("/login", next.as_deref());
    let message = message(ctx).or_else(|| next.as_ref().map(|_| parts::notice(Tone::Info, t.s("accounts-login-next"))));
    let message = if form.errors.is_empty() { message } else { None };
    let body = view! {
        {message}
        {parts::form_error(t, &form)}
        {fields(ctx, &form, next.clone())}
        {parts::providers(ctx, next.as_deref())}
        {ways(ctx, next.as_deref())}
    }
    .into_any();
    let page = parts::page(t.s("accounts-login-title"), &form).at(place);
    page.render(ctx, move || parts::column(t.s("accounts-login-title"), body))
}

fn fields(ctx: &Ctx, form: &FormState, next: Option<String>) -> AnyView {
    let t = ctx.t;
    view! {
        <form class="form" method="post" action=ctx.link("/login")>
            {parts::hidden("next", next)}
            <Field name="email" label=t.s("accounts-email") kind="email" value=form.value("email") error=form.error(t, "email") autocomplete="username" dir="ltr" required=true/>
            <Field name="password" label=t.s("accounts-password") kind="password" error=form.error(t, "password") autocomplete="current-password" dir="ltr" required=true/>
            <Button look=Look::Primary block=true>{t.s("accounts-login-button")}</Button>
        </form>
    }
    .into_any()
}

fn ways(ctx: &Ctx, next: Option<&str>) -> AnyView {
    let t = ctx.t;
    let forgot = ctx.link(&with_next("/forgot", next));
    let register = ctx.link(&with_next("/register", next));
    view! {
        <p><a class="link" href=forgot>{t.s("accounts-login-forgot")}</a></p>
        <p>{t.s("accounts-login-new")}" "<a class="link" href=register>{t.s("accounts-login-register")}</a></p>
    }
    .into_any()
}

/// What happened just before.
fn message(ctx: &Ctx) -> Option<AnyView> {
    let key = match ctx.query_value("done")?.as_str() {
        "reset" => "accounts-done-reset",
        "email" => "accounts-done-email",
        "logout" => "accounts-done-logout",
        _ => return None,
    };
    Some(parts::notice(Tone::Success, ctx.t.s(key)))
}
