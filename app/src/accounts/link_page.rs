//! `/oauth/link`: somebody came from a provider whose word is not enough; a password or a mailed link proves the address.

use super::{
    cookie::{self, Note},
    parts,
};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    page::see_other,
};
use axum::response::Response;
use backend::accounts::Arrival;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{Button, Field, Look};

/// Somebody who waits to prove an address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub arrival: Arrival,
    pub next: Option<String>,
}

/// Who waits in this browser.
pub(super) fn waiting(ctx: &Ctx) -> Option<Waiting> {
    cookie::unseal(&ctx.backend, Note::Arrival, &ctx.headers)
}

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let Some(waiting) = waiting(&ctx) else { return Ok(see_other(&ctx, "/login")) };
    let values = Fields::default().with("email", waiting.arrival.email.clone().unwrap_or_default());
    Ok(render(&ctx, &waiting, FormState { values, ..FormState::default() }))
}

/// The page with a form as it stands; `way` tells which of the two forms was sent.
pub(super) fn render(ctx: &Ctx, waiting: &Waiting, form: FormState) -> Response {
    let t = ctx.t;
    let provider = waiting.arrival.provider.name();
    let is_password = form.values.get("way") == "password";
    let empty = FormState { values: form.values.clone(), ..FormState::default() };
    let (by_mail, by_password) = if is_password { (&empty, &form) } else { (&form, &empty) };
    let title = t.a("accounts-link-title", &[("provider", provider.into())]);
    let sent = parts::notice_when(ctx, "sent", "accounts-link-sent");
    let mailbox = sent.as_ref().and_then(|_| parts::sandbox_mail_link(ctx));
    let body = view! {
        {sent}
        {mailbox}
        {parts::form_error(t, &form)}
        <p class="lead">{t.a("accounts-link-lead", &[("provider", provider.into())])}</p>
        {mail_form(ctx, by_mail)}
        <p class="or">{t.s("accounts-or")}</p>
        {password_form(ctx, by_password, provider)}
    }
    .into_any();
    parts::page(title.clone(), &form).at("/oauth/link").render(ctx, move || parts::column(title, body))
}

fn mail_form(ctx: &Ctx, form: &FormState) -> AnyView {
    let t = ctx.t;
    view! {
        <form class="form" method="post" action=ctx.link("/oauth/link")>
            {parts::hidden("way", Some("mail".to_owned()))}
            <Field id="mail-email" name="email" label=t.s("accounts-email") kind="email" value=form.value("email") hint=t.s("accounts-link-mail-hint") error=form.error(t, "email") autocomplete="username" dir="ltr" required=true/>
            <Button look=Look::Primary block=true>{t.s("accounts-link-mail-button")}</Button>
        </form>
    }
    .into_any()
}

fn password_form(ctx: &Ctx, form: &FormState, provider: &'static str) -> AnyView {
    let t = ctx.t;
    view! {
        <form class="form" method="post" action=ctx.link("/oauth/link")>
            {parts::hidden("way", Some("password".to_owned()))}
            <h2 class="h3">{t.s("accounts-link-password-title")}</h2>
            <Field id="password-email" name="email" label=t.s("accounts-email") kind="email" value=form.value("email") error=form.error(t, "email") autocomplete="username" dir="ltr" required=true/>
            <Field name="password" label=t.s("accounts-password") kind="password" error=form.error(t, "password") autocomplete="current-password" dir="ltr" required=true/>
            <Button look=Look::Quiet block=true>{t.a("accounts-link-password-button", &[("provider", provider.into())])}</Button>
        </form>
    }
    .into_any()
}
