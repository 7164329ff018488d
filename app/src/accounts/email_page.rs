//! `/settings/email`: asks to move the account to another address.

use super::parts;
use crate::{Ctx, PageResult, form::FormState};
use backend::accounts;
use leptos::prelude::*;
use ui::{Button, Field, Look};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    render(&ctx, FormState::default()).await
}

/// The page with a form as it stands.
pub(super) async fn render(ctx: &Ctx, form: FormState) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let settings = accounts::find_settings(&ctx.backend, viewer).await?;
    let t = ctx.t;
    let sent = parts::notice_when(ctx, "sent", "accounts-email-sent");
    let mailbox = sent.as_ref().and_then(|_| parts::sandbox_mail_link(ctx));
    let proof = parts::presence(t, &form, settings.has_password);
    let body = view! {
        {sent}
        {mailbox}
        {parts::notice_when(ctx, "moved", "accounts-email-moved")}
        {parts::form_error(t, &form)}
        <p>{t.s("accounts-email-now")}</p>
        {parts::address(settings.email)}
        <form class="form" method="post" action=ctx.link("/settings/email")>
            <Field name="email" label=t.s("accounts-email-new") kind="email" value=form.value("email") hint=t.s("accounts-email-hint") error=form.error(t, "email") autocomplete="email" dir="ltr" required=true/>
            {proof}
            <div class="form-actions"><Button look=Look::Primary>{t.s("accounts-email-button")}</Button></div>
        </form>
    }
    .into_any();
    let frame = parts::settings_frame(ctx, body);
    Ok(parts::page(t.s("accounts-tab-email"), &form).at("/settings/email").render(ctx, move || frame))
}
