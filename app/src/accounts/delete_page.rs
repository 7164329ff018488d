//! `/settings/delete`: asks for the account's deletion, or takes the wish back.

use super::parts;
use crate::{Ctx, PageResult, form::FormState};
use backend::accounts::{self, DELETION_AFTER_DAYS, OpenMoney};
use leptos::prelude::*;
use ui::{Button, Look, Notice, Tone};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    render(&ctx, FormState::default()).await
}

/// The page with a form as it stands.
pub(super) async fn render(ctx: &Ctx, form: FormState) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let settings = accounts::find_settings(&ctx.backend, viewer).await?;
    let t = ctx.t;
    let body = match settings.deletion_due_at {
        Some(due_at) => keep_view(ctx, t.moment(due_at, &ctx.time_zone()), settings.open_money),
        None => ask_view(ctx, &form, settings.has_password),
    };
    let frame = parts::settings_frame(ctx, body);
    Ok(parts::page(t.s("accounts-tab-delete"), &form).at("/settings/delete").render(ctx, move || frame))
}

fn ask_view(ctx: &Ctx, form: &FormState, has_password: bool) -> AnyView {
    let t = ctx.t;
    view! {
        {parts::notice_when(ctx, "kept", "accounts-delete-kept")}
        <p class="lead">{t.n("accounts-delete-lead", DELETION_AFTER_DAYS)}</p>
        <ul class="prose">
            <li>{t.s("accounts-delete-gone")}</li>
            <li>{t.s("accounts-delete-stays")}</li>
            <li>{t.s("accounts-delete-courses")}</li>
            <li>{t.s("accounts-delete-teaching")}</li>
            <li>{t.s("accounts-delete-money")}</li>
        </ul>
        <form class="form" method="post" action=ctx.link("/settings/delete")>
            {parts::presence(t, form, has_password)}
            <div class="form-actions"><Button look=Look::Danger>{t.s("accounts-delete-button")}</Button></div>
        </form>
    }
    .into_any()
}

fn keep_view(ctx: &Ctx, due: String, open_money: Option<OpenMoney>) -> AnyView {
    let t = ctx.t;
    let waits = open_money.map(|open| {
        let key = match open {
            OpenMoney::Payment => "accounts-delete-waits-payment",
            OpenMoney::Refund => "accounts-delete-waits-refund",
            OpenMoney::Earnings => "accounts-delete-waits-earnings",
        };
        view! { <Notice tone=Tone::Info><p>{t.s(key)}</p></Notice> }
    });
    view! {
        <Notice tone=Tone::Warning title=t.s("accounts-delete-due")><p>{due}</p></Notice>
        {waits}
        <p>{t.s("accounts-delete-due-text")}</p>
        <form method="post" action=ctx.link("/settings/delete/cancel")>
            <Button look=Look::Primary>{t.s("accounts-delete-keep")}</Button>
        </form>
    }
    .into_any()
}
