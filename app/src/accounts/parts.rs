//! Pieces that the pages of this area share.

use super::entry::with_next;
use crate::{Ctx, Page, form::FormState, i18n::T};
use axum::http::StatusCode;
use backend::accounts::list_providers;
use domain::accounts::Provider;
use leptos::prelude::*;
use ui::{Badge, Field, Notice, Tab, Tabs, Tone};

/// A page around a form: 422 when the form was refused.
pub(super) fn page(title: impl Into<String>, form: &FormState) -> Page {
    let page = Page::titled(title);
    if form.errors.is_empty() { page } else { page.with_status(StatusCode::UNPROCESSABLE_ENTITY) }
}

/// The narrow column of every page that leads in.
pub(super) fn column(title: String, body: AnyView) -> AnyView {
    view! {
        <section class="auth stack">
            <h1>{title}</h1>
            {body}
        </section>
    }
    .into_any()
}

/// What is wrong with the form as a whole.
pub(super) fn form_error(t: T, form: &FormState) -> Option<AnyView> {
    form.error(t, "form").map(|text| notice(Tone::Danger, text))
}

/// A message of one sentence.
pub(super) fn notice(tone: Tone, text: String) -> AnyView {
    view! { <Notice tone=tone><p>{text}</p></Notice> }.into_any()
}

/// A message when the address asks for one: `?saved=1`.
pub(super) fn notice_when(ctx: &Ctx, name: &str, key: &str) -> Option<AnyView> {
    ctx.query_value(name).map(|_| notice(Tone::Success, ctx.t.s(key)))
}

/// A field that the visitor does not see.
pub(super) fn hidden(name: &'static str, value: Option<String>) -> Option<AnyView> {
    value.map(|value| view! { <input r#type="hidden" name=name value=value/> }.into_any())
}

/// The buttons of the login providers. Links, because a form's redirect to another site is refused by the page's policy.
pub(super) fn providers(ctx: &Ctx, next: Option<&str>) -> Option<AnyView> {
    let t = ctx.t;
    let buttons: Vec<AnyView> =
        list_providers(&ctx.backend).into_iter().map(|provider| provider_button(ctx, provider, next)).collect();
    (!buttons.is_empty()).then(|| {
        view! {
            <p class="or">{t.s("accounts-or")}</p>
            <div class="stack">{buttons}</div>
        }
        .into_any()
    })
}

fn provider_button(ctx: &Ctx, provider: Provider, next: Option<&str>) -> AnyView {
    let t = ctx.t;
    let href = ctx.link(&with_next(&format!("/oauth/{}/start", provider.as_str()), next));
    let sandbox = ctx.sandboxed.contains(&provider.as_str()).then(|| view! { <Badge text=t.s("accounts-sandbox")/> });
    view! {
        <a class="btn btn-quiet btn-block" href=href rel="nofollow" data-no-prefetch="true" data-zone="">
            <span>{t.a("accounts-continue-with", &[("provider", provider.name().into())])}</span>
            {sandbox}
        </a>
    }
    .into_any()
}

/// Where to read the mail that was just sent, when no mail leaves the machine.
pub(super) fn sandbox_mail_link(ctx: &Ctx) -> Option<AnyView> {
    let href = ctx.link("/sandbox/mail");
    ctx.backend
        .settings
        .mail_is_sandboxed
        .then(|| view! { <p><a class="link" href=href>{ctx.t.s("accounts-sandbox-mail")}</a></p> }.into_any())
}

/// An address inside a text: never mixed up with the text's direction.
pub(super) fn address(email: String) -> AnyView {
    view! { <p><bdi class="font-semibold break-all" dir="ltr">{email}</bdi></p> }.into_any()
}

/// The page of a link that was used or has run out.
pub(super) fn dead_link(ctx: &Ctx, again_path: &str) -> axum::response::Response {
    let t = ctx.t;
    let again = ctx.link(again_path);
    Page::titled(t.s("accounts-link-dead")).with_status(StatusCode::GONE).render(ctx, move || {
        column(
            t.s("accounts-link-dead"),
            view! {
                <p class="lead">{t.s("accounts-link-dead-text")}</p>
                <p><a class="btn btn-primary btn-block" href=again>{t.s("accounts-link-dead-again")}</a></p>
            }
            .into_any(),
        )
    })
}

/// The field that asks for the password again. Who has none must have logged in just now, and is told so.
pub(super) fn presence(t: T, form: &FormState, has_password: bool) -> AnyView {
    if has_password {
        view! { <Field name="password" label=t.s("accounts-password-current") kind="password" hint=t.s("accounts-presence-hint") error=form.error(t, "password") autocomplete="current-password" dir="ltr" required=true/> }
            .into_any()
    } else {
        let error = form.error(t, "password").map(|text| notice(Tone::Danger, text));
        view! { {error}<p class="small muted">{t.s("accounts-presence-login")}</p> }.into_any()
    }
}

/// The frame of the settings pages: title and tabs.
pub(super) fn settings_frame(ctx: &Ctx, body: AnyView) -> AnyView {
    let t = ctx.t;
    let tab = |path: &str, key: &str| Tab { label: t.s(key), href: ctx.link(path), count: None, active: ctx.path == path };
    let tabs = vec![
        tab("/settings", "accounts-tab-profile"),
        tab("/settings/security", "accounts-tab-security"),
        tab("/settings/email", "accounts-tab-email"),
        tab("/settings/delete", "accounts-tab-delete"),
    ];
    view! {
        <div class="page-narrow stack">
            <h1>{t.s("accounts-settings-title")}</h1>
            <Tabs label=t.s("accounts-settings-title") items=tabs/>
            {body}
        </div>
    }
    .into_any()
}
