//! `/settings/email/confirm`: the page behind the link that was mailed to the new address. Works without a login, on any device.

use super::{entry::with_token, parts};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
};
use axum::response::Response;
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
    match accounts::find_email_change(&ctx.backend, form.values.get("token")).await {
        Ok(email) => Ok(confirm_view(ctx, &form, email)),
        Err(Failure::User(AppError::NotFound(Thing::Link))) => Ok(parts::dead_link(ctx, "/settings/email")),
        Err(failure) => Err(failure.into()),
    }
}

fn confirm_view(ctx: &Ctx, form: &FormState, email: String) -> Response {
    let t = ctx.t;
    let body = view! {
        {parts::form_error(t, form)}
        <p class="lead">{t.s("accounts-email-confirm-lead")}</p>
        {parts::address(email)}
        <form class="form" method="post" action=ctx.link("/settings/email/confirm")>
            {parts::hidden("token", Some(form.value("token")))}
            <Button look=Look::Primary block=true>{t.s("accounts-email-confirm-button")}</Button>
        </form>
    }
    .into_any();
    parts::page(t.s("accounts-email-confirm-title"), form)
        .at(with_token("/settings/email/confirm", &form.values))
        .render(ctx, move || parts::column(t.s("accounts-email-confirm-title"), body))
}
