//! `/settings/security`: the password, the logins and where they are, the connected providers.

use super::parts;
use crate::{Ctx, PageResult, form::FormState, i18n::T};
use backend::accounts::{self, LoginView, SettingsView};
use domain::accounts::Provider;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use ui::{Badge, Button, Field, Look, Size, Tone};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    render(&ctx, FormState::default()).await
}

/// The page with the password's form as it stands.
pub(super) async fn render(ctx: &Ctx, form: FormState) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let settings = accounts::find_settings(&ctx.backend, viewer).await?;
    let logins = accounts::list_logins(&ctx.backend, viewer).await?;
    let t = ctx.t;
    let body = view! {
        {parts::notice_when(ctx, "saved", "accounts-password-saved")}
        {parts::notice_when(ctx, "ended", "accounts-logins-ended")}
        <section class="stack">
            <h2>{t.s("accounts-password")}</h2>
            {password_form(ctx, &form, &settings)}
        </section>
        <section class="stack">
            <h2>{t.s("accounts-logins")}</h2>
            <p>{t.s("accounts-logins-text")}</p>
            {login_list(ctx, &logins)}
        </section>
        {connections(ctx, &form, &settings)}
    }
    .into_any();
    let frame = parts::settings_frame(ctx, body);
    Ok(parts::page(t.s("accounts-tab-security"), &form).at("/settings/security").render(ctx, move || frame))
}

fn password_form(ctx: &Ctx, form: &FormState, settings: &SettingsView) -> AnyView {
    let t = ctx.t;
    let email = settings.email.clone();
    let current = if settings.has_password {
        view! { <Field name="password" label=t.s("accounts-password-current") kind="password" error=form.error(t, "password") autocomplete="current-password" dir="ltr" required=true/> }.into_any()
    } else {
        let error = form.error(t, "password").map(|text| parts::notice(Tone::Danger, text));
        view! { {error}<p>{t.s("accounts-password-none")}</p> }.into_any()
    };
    view! {
        <form class="form" method="post" action=ctx.link("/settings/security/password")>
            <input r#type="email" name="username" value=email autocomplete="username" readonly hidden/>
            {current}
            <Field name="new_password" label=t.s("accounts-password-new") kind="password" hint=t.s("accounts-password-hint") error=form.error(t, "new_password") autocomplete="new-password" dir="ltr" required=true/>
            <p class="small muted">{t.s("accounts-password-effect")}</p>
            <div class="form-actions"><Button look=Look::Primary>{t.s("accounts-password-button")}</Button></div>
        </form>
    }
    .into_any()
}

fn login_list(ctx: &Ctx, logins: &[LoginView]) -> AnyView {
    let t = ctx.t;
    let zone = ctx.time_zone();
    let rows: Vec<AnyView> = logins.iter().map(|login| login_row(ctx, login, &zone)).collect();
    let others = (logins.len() > 1).then(|| {
        view! {
            <form method="post" action=ctx.link("/settings/security/end-others")>
                <Button look=Look::Quiet>{t.s("accounts-logins-end-others")}</Button>
            </form>
        }
    });
    view! {
        <ul class="rows">{rows}</ul>
        {others}
    }
    .into_any()
}

fn login_row(ctx: &Ctx, login: &LoginView, zone: &TimeZone) -> AnyView {
    let t = ctx.t;
    let name = device(t, login);
    let seen = t.a("accounts-login-seen", &[("at", t.moment(login.last_seen_at, zone).into())]);
    let begun = t.a("accounts-login-begun", &[("at", t.moment(login.begun_at, zone).into())]);
    let end = if login.is_current {
        view! { <Badge text=t.s("accounts-login-current") tone=Tone::Success/> }.into_any()
    } else {
        let action = ctx.link(&format!("/settings/security/logins/{}/end", login.id));
        let label = t.a("accounts-login-end-label", &[("device", name.clone().into())]);
        view! {
            <form method="post" action=action>
                <button class="btn btn-quiet btn-sm" r#type="submit" aria-label=label>{t.s("accounts-login-end")}</button>
            </form>
        }
        .into_any()
    };
    let place = login.ip_prefix.clone();
    view! {
        <li class="row">
            <div class="row-main">
                <p><bdi>{name}</bdi></p>
                <small>{seen}</small>
                <small>{begun}" · "<bdi dir="ltr">{place}</bdi></small>
            </div>
            {end}
        </li>
    }
    .into_any()
}

fn device(t: T, login: &LoginView) -> String {
    let parts: Vec<&str> = [login.device.browser, login.device.system].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { t.s("accounts-device-unknown") } else { parts.join(" · ") }
}

fn connections(ctx: &Ctx, form: &FormState, settings: &SettingsView) -> Option<AnyView> {
    let t = ctx.t;
    let rows: Vec<AnyView> = settings.connected.iter().map(|provider| connection_row(ctx, *provider)).collect();
    let error = form.error(t, "identities").map(|text| parts::notice(Tone::Danger, text));
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{t.s("accounts-connections")}</h2>
                {error}
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn connection_row(ctx: &Ctx, provider: Provider) -> AnyView {
    let t = ctx.t;
    view! {
        <li class="row">
            <div class="row-main"><bdi>{provider.name()}</bdi></div>
            <form method="post" action=ctx.link("/settings/security/disconnect")>
                {parts::hidden("provider", Some(provider.as_str().to_owned()))}
                <Button look=Look::Quiet size=Size::Small>{t.a("accounts-disconnect", &[("provider", provider.name().into())])}</Button>
            </form>
        </li>
    }
    .into_any()
}
