//! `/verify`: "look into your mail", and the page behind the mailed link. Using the link takes a button: mail scanners open links.

use super::{
    cookie::{self, Note},
    entry::{Registration, next_in_query, next_of, with_token},
    parts,
};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
};
use axum::response::Response;
use backend::{
    Failure,
    accounts::{self, VerificationView},
};
use domain::{AppError, Thing};
use leptos::prelude::*;
use ui::{Button, Field, Look};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let Some(token) = ctx.query_value("token") else { return Ok(sent(&ctx, FormState::default())) };
    let next = next_in_query(&ctx).unwrap_or_default();
    let values = Fields::default().with("token", token).with("next", next);
    confirm(&ctx, FormState { values, ..FormState::default() }).await
}

/// What the registering browser remembers.
pub(super) fn registration(ctx: &Ctx) -> Option<Registration> {
    cookie::unseal(&ctx.backend, Note::Registration, &ctx.headers)
}

/// The page behind the link, with a form as it stands.
pub(super) async fn confirm(ctx: &Ctx, form: FormState) -> PageResult {
    let browser = registration(ctx).map(|registration| registration.browser);
    match accounts::find_verification(&ctx.backend, form.values.get("token"), browser.as_deref()).await {
        Ok(link) => Ok(confirm_view(ctx, &form, link)),
        Err(Failure::User(AppError::NotFound(Thing::Link))) => Ok(parts::dead_link(ctx, "/verify")),
        Err(failure) => Err(failure.into()),
    }
}

fn confirm_view(ctx: &Ctx, form: &FormState, link: VerificationView) -> Response {
    let t = ctx.t;
    let password = link.needs_password.then(|| {
        view! {
            <Field name="password" label=t.s("accounts-password") kind="password" hint=t.s("accounts-verify-password-hint") error=form.error(t, "password") autocomplete="current-password" dir="ltr" required=true/>
        }
        .into_any()
    });
    let body = view! {
        {parts::form_error(t, form)}
        <p class="lead">{t.s("accounts-verify-lead")}</p>
        {parts::address(link.email)}
        <form class="form" method="post" action=ctx.link("/verify")>
            {parts::hidden("token", Some(form.value("token")))}
            {parts::hidden("next", next_of(&form.values))}
            {password}
            <Button look=Look::Primary block=true>{t.s("accounts-verify-button")}</Button>
        </form>
    }
    .into_any();
    let page = parts::page(t.s("accounts-verify-title"), form).at(with_token("/verify", &form.values));
    page.render(ctx, move || parts::column(t.s("accounts-verify-title"), body))
}

/// "Look into your mail", with the way to have it sent again.
pub(super) fn sent(ctx: &Ctx, form: FormState) -> Response {
    let t = ctx.t;
    let registration = registration(ctx);
    let next = registration.as_ref().and_then(|registration| registration.next.clone());
    let email = if form.errors.is_empty() {
        registration.as_ref().map(|registration| registration.email.clone()).unwrap_or_default()
    } else {
        form.value("email")
    };
    let lead = registration.map(|registration| {
        view! {
            <p class="lead">{t.s("accounts-verify-sent")}</p>
            {parts::address(registration.email)}
        }
        .into_any()
    });
    let body = view! {
        {parts::notice_when(ctx, "sent", "accounts-verify-resent")}
        {lead}
        <p>{t.s("accounts-verify-sent-text")}</p>
        {parts::sandbox_mail_link(ctx)}
        <form class="form" method="post" action=ctx.link("/verify/resend")>
            {parts::hidden("next", next)}
            <Field name="email" label=t.s("accounts-email") kind="email" value=email error=form.error(t, "email") autocomplete="username" dir="ltr" required=true/>
            <Button look=Look::Quiet block=true>{t.s("accounts-verify-resend")}</Button>
        </form>
    }
    .into_any();
    parts::page(t.s("accounts-verify-sent-title"), &form)
        .at("/verify")
        .render(ctx, move || parts::column(t.s("accounts-verify-sent-title"), body))
}
