//! The sandbox's mailbox: every mail that the site would have sent. Not there when mails really leave.

use crate::{Ctx, Page, PageResult};
use axum::extract::Path;
use backend::notifications;
use domain::{AppError, Thing};
use leptos::prelude::*;

pub(super) async fn list(ctx: Ctx) -> PageResult {
    require_sandbox(&ctx)?;
    let recipient = ctx.query_value("to").filter(|to| !to.is_empty());
    let mails = notifications::list_mails(&ctx.backend, recipient.as_deref()).await?;
    let t = ctx.t;
    let zone = ctx.time_zone();
    let is_empty = mails.is_empty();
    let rows = mails
        .into_iter()
        .map(|mail| {
            view! {
                <li class="row">
                    <a class="link" href=ctx.link(&format!("/sandbox/mail/{}", mail.id))>{mail.subject}</a>
                    <span class="muted small"><bdi>{mail.recipient}</bdi>" · "{t.moment(mail.created_at, &zone)}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    Ok(Page::titled(t.s("mailbox-title")).render(&ctx, move || {
        view! {
            <div class="page-mid stack">
                <h1>{t.s("mailbox-title")}</h1>
                <p class="lead">{t.s("mailbox-text")}</p>
                {is_empty.then(|| view! { <p class="notice notice-info"><span class="notice-body">{t.s("mailbox-empty")}</span></p> })}
                <ul class="rows">{rows}</ul>
            </div>
        }
    }))
}

pub(super) async fn show(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    require_sandbox(&ctx)?;
    let id = id.parse::<uuid::Uuid>().map_err(|error| {
        tracing::debug!(error = %error, "odd mail id");
        AppError::NotFound(Thing::Page)
    })?;
    let mail = notifications::find_mail(&ctx.backend, id).await?;
    let t = ctx.t;
    let links = mail
        .text_body
        .split_whitespace()
        .filter(|word| word.starts_with("http"))
        .map(|url| view! { <p><a class="link break-all" href=url.to_owned()>{url.to_owned()}</a></p> })
        .collect::<Vec<_>>();
    let dir = if mail.locale == "ar" { "rtl" } else { "ltr" };
    Ok(Page::titled(mail.subject.clone()).render(&ctx, move || {
        view! {
            <div class="page-narrow stack">
                <p><a class="link" href=ctx_link_mailbox(t)>{t.s("mailbox-back")}</a></p>
                <h1>{mail.subject}</h1>
                <p class="muted"><bdi>{mail.recipient}</bdi></p>
                {links}
                <pre class="panel whitespace-pre-wrap wrap-anywhere" dir=dir lang=mail.locale>{mail.text_body}</pre>
            </div>
        }
    }))
}

fn ctx_link_mailbox(t: crate::i18n::T) -> String {
    t.locale.path("/sandbox/mail")
}

fn require_sandbox(ctx: &Ctx) -> Result<(), AppError> {
    if ctx.backend.settings.mail_is_sandboxed { Ok(()) } else { Err(AppError::NotFound(Thing::Page)) }
}
