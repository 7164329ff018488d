//! `/settings`: name, language, time zone.

use super::{parts, zones};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
};
use axum::response::Response;
use backend::accounts;
use leptos::prelude::*;
use ui::{Button, Field, Look, Select, SelectOption};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let settings = accounts::find_settings(&ctx.backend, viewer).await?;
    let values = Fields::default()
        .with("name", settings.display_name)
        .with("locale", settings.locale.code())
        .with("time_zone", settings.time_zone);
    Ok(render(&ctx, FormState { values, ..FormState::default() }))
}

/// The page with a form as it stands.
pub(super) fn render(ctx: &Ctx, form: FormState) -> Response {
    let t = ctx.t;
    let languages = vec![SelectOption::new("en", "English"), SelectOption::new("ar", "العربية")];
    let zones = zones::options(form.values.get("time_zone"));
    let body = view! {
        {parts::notice_when(ctx, "saved", "accounts-saved")}
        <form class="form" method="post" action=ctx.link("/settings")>
            <Field name="name" label=t.s("accounts-name") value=form.value("name") hint=t.s("accounts-name-hint") error=form.error(t, "name") autocomplete="name" dir="auto" maxlength=80 required=true/>
            <Select name="locale" label=t.s("accounts-language") options=languages selected=form.value("locale") hint=t.s("accounts-language-hint") error=form.error(t, "locale")/>
            <Select name="time_zone" label=t.s("accounts-time-zone") options=zones selected=form.value("time_zone") hint=t.s("accounts-time-zone-hint") error=form.error(t, "time_zone")/>
            <div class="form-actions"><Button look=Look::Primary>{t.s("action-save")}</Button></div>
        </form>
    }
    .into_any();
    let frame = parts::settings_frame(ctx, body);
    parts::page(t.s("accounts-settings-title"), &form).at("/settings").render(ctx, move || frame)
}
