//! `/oauth/confirm`: the page behind the mailed link that ties a provider to an address. It works only in the browser that asked.

use super::{
    entry::with_token,
    link_page::{self, Waiting},
    parts,
};
use crate::{
    Ctx, Page, PageResult,
    form::{Fields, FormState},
};
use axum::{http::StatusCode, response::Response};
use backend::{Failure, accounts};
use domain::{AppError, Thing};
use leptos::prelude::*;
use ui::{Button, Look};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let values = Fields::default().with("token", ctx.query_value("token").unwrap_or_default());
    render(&ctx, FormState { values, ..FormState::default() }).await
}

/// The page with a form as it stands.
pub(super) async fn render(ctx: &Ctx, form: FormState) -> PageResult {
    let Some(waiting) = link_page::waiting(ctx) else { return Ok(other_browser(ctx)) };
    match accounts::find_identity_link(&ctx.backend, form.values.get("token"), &waiting.arrival).await {
        Ok(email) => Ok(confirm_view(ctx, &form, &waiting, email)),
        Err(Failure::User(AppError::NotFound(Thing::Link))) => Ok(parts::dead_link(ctx, "/oauth/link")),
        Err(failure) => Err(failure.into()),
    }
}

fn confirm_view(ctx: &Ctx, form: &FormState, waiting: &Waiting, email: String) -> Response {
    let t = ctx.t;
    let provider = waiting.arrival.provider.name();
    let title = t.a("accounts-link-confirm-title", &[("provider", provider.into())]);
    let body = view! {
        {parts::form_error(t, form)}
        <p class="lead">{t.a("accounts-link-confirm-lead", &[("provider", provider.into())])}</p>
        {parts::address(email)}
        <form class="form" method="post" action=ctx.link("/oauth/confirm")>
            {parts::hidden("token", Some(form.value("token")))}
            <Button look=Look::Primary block=true>{t.a("accounts-link-confirm-button", &[("provider", provider.into())])}</Button>
        </form>
    }
    .into_any();
    let page = parts::page(title.clone(), form).at(with_token("/oauth/confirm", &form.values));
    page.render(ctx, move || parts::column(title, body))
}

fn other_browser(ctx: &Ctx) -> Response {
    let t = ctx.t;
    let login = ctx.link("/login");
    let body = view! {
        <p class="lead">{t.s("accounts-link-browser-text")}</p>
        <p><a class="btn btn-primary btn-block" href=login>{t.s("accounts-login-button")}</a></p>
    }
    .into_any();
    Page::titled(t.s("accounts-link-browser"))
        .with_status(StatusCode::FORBIDDEN)
        .render(ctx, move || parts::column(t.s("accounts-link-browser"), body))
}
