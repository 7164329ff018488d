//! `/forgot`: asks for the address that a link is mailed to.

use super::{
    entry::{next_in_query, next_of, with_next},
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
    let email = ctx.viewer.as_ref().map(|viewer| viewer.email.clone()).unwrap_or_default();
    let values = Fields::default().with("next", next_in_query(&ctx).unwrap_or_default()).with("email", email);
    Ok(render(&ctx, FormState { values, ..FormState::default() }))
}

/// The page with a form as it stands.
pub(super) fn render(ctx: &Ctx, form: FormState) -> Response {
    let t = ctx.t;
    let next = next_of(&form.values);
    let login = ctx.link(&with_next("/login", next.as_deref()));
    let place = with_next("/forgot", next.as_deref());
    let sent = parts::notice_when(ctx, "sent", "accounts-forgot-sent");
    let mailbox = sent.as_ref().and_then(|_| parts::sandbox_mail_link(ctx));
    let body = view! {
        {sent}
        {mailbox}
        <p class="lead">{t.s("accounts-forgot-lead")}</p>
        <form class="form" method="post" action=ctx.link("/forgot")>
            {parts::hidden("next", next)}
            <Field name="email" label=t.s("accounts-email") kind="email" value=form.value("email") error=form.error(t, "email") autocomplete="username" dir="ltr" required=true/>
            <Button look=Look::Primary block=true>{t.s("accounts-forgot-button")}</Button>
        </form>
        <p><a class="link" href=login>{t.s("accounts-forgot-back")}</a></p>
    }
    .into_any();
    let page = parts::page(t.s("accounts-forgot-title"), &form).at(place);
    page.render(ctx, move || parts::column(t.s("accounts-forgot-title"), body))
}
