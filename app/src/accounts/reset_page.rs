//! `/reset`: the page behind the mailed link, where a new password is chosen.

use super::{
    entry::{next_in_query, next_of, with_token},
    parts,
};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
};
use axum::response::Response;
use backend::{Failure, accounts};
use domain::{AppError, Thing};
use leptos::prelude::*;
use ui::{Button, Field, Look};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let token = ctx.query_value("token").unwrap_or_default();
    let values = Fields::default().with("token", token).with("next", next_in_query(&ctx).unwrap_or_default());
    render(&ctx, FormState { values, ..FormState::default() }).await
}

/// The page with a form as it stands.
pub(super) async fn render(ctx: &Ctx, form: FormState) -> PageResult {
    match accounts::find_reset(&ctx.backend, form.values.get("token")).await {
        Ok(email) => Ok(reset_view(ctx, &form, email)),
        Err(Failure::User(AppError::NotFound(Thing::Link))) => Ok(parts::dead_link(ctx, "/forgot")),
        Err(failure) => Err(failure.into()),
    }
}

fn reset_view(ctx: &Ctx, form: &FormState, email: String) -> Response {
    let t = ctx.t;
    let body = view! {
        <p class="lead">{t.s("accounts-reset-lead")}</p>
        {parts::address(email.clone())}
        <form class="form" method="post" action=ctx.link("/reset")>
            {parts::hidden("token", Some(form.value("token")))}
            {parts::hidden("next", next_of(&form.values))}
            // Password managers look for the name that belongs to a new password.
            <input r#type="email" name="username" value=email autocomplete="username" readonly hidden/>
            <Field name="password" label=t.s("accounts-password-new") kind="password" hint=t.s("accounts-password-hint") error=form.error(t, "password") autocomplete="new-password" dir="ltr" required=true/>
            <Button look=Look::Primary block=true>{t.s("accounts-reset-button")}</Button>
        </form>
    }
    .into_any();
    let page = parts::page(t.s("accounts-reset-title"), form).at(with_token("/reset", &form.values));
    page.render(ctx, move || parts::column(t.s("accounts-reset-title"), body))
}
