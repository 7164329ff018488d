//! `/sell`: what it means to sell here, and how one's own application stands.

use super::{facts, parts};
use crate::{Ctx, Page, PageResult, i18n::T};
use backend::catalogue::applications::{Application, find_application};
use domain::catalogue::sellers::{ApplicationStatus, Step};
use leptos::prelude::*;
use ui::{Button, ButtonLink, Icon, IconName, Look, Notice, Size, Tone};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let application = match &ctx.viewer {
        Some(viewer) => find_application(&ctx.backend, viewer).await?,
        None => None,
    };
    let t = ctx.t;
    let page = Page::public(t.s("sell-title"), t.s("sell-lead"), "/sell");
    Ok(page.render(&ctx, || body(&ctx, application.as_ref())))
}

fn body(ctx: &Ctx, application: Option<&Application>) -> AnyView {
    let t = ctx.t;
    let is_seller = ctx.viewer.as_ref().is_some_and(|viewer| viewer.seller_id.is_some());
    let standing = match application {
        _ if is_seller => seller(ctx),
        Some(application) => standing(ctx, application),
        None => begin(ctx, "sell-begin"),
    };
    let sent = ctx.query_value("sent").is_some() && application.is_some_and(|a| a.status == ApplicationStatus::Submitted);
    let sent = sent.then(|| view! { <Notice tone=Tone::Success><p>{t.s("sell-sent")}</p></Notice> });
    view! {
        <div class="page-mid flow">
            <div class="stack">
                <h1>{t.s("sell-title")}</h1>
                <p class="lead measure">{t.s("sell-lead")}</p>
                {sent}
                {standing}
            </div>
            {steps(t)}
            {good_to_know(t)}
        </div>
    }
    .into_any()
}

/// The button that begins; strangers make an account first and come back.
fn begin(ctx: &Ctx, key: &'static str) -> AnyView {
    let t = ctx.t;
    if ctx.viewer.is_none() {
        return view! {
            <div class="cluster">
                <ButtonLink href=ctx.link("/register?next=%2Fsell") size=Size::Large>{t.s("sell-begin")}</ButtonLink>
                <a class="link" href=ctx.link("/login?next=%2Fsell")>{t.s("sell-have-account")}</a>
            </div>
        }
        .into_any();
    }
    view! {
        <form method="post" action=ctx.link("/sell/begin")>
            <Button look=Look::Primary size=Size::Large>{t.s(key)}</Button>
        </form>
    }
    .into_any()
}

fn seller(ctx: &Ctx) -> AnyView {
    let t = ctx.t;
    view! {
        <Notice tone=Tone::Success title=t.s("sell-approved-title")><p>{t.s("sell-approved-text")}</p></Notice>
        <div class="cluster"><ButtonLink href=ctx.link("/studio")>{t.s("nav-studio")}</ButtonLink></div>
    }
    .into_any()
}

/// How an application stands, why, and what can be done now.
fn standing(ctx: &Ctx, application: &Application) -> AnyView {
    let t = ctx.t;
    let zone = ctx.time_zone();
    let (tone, title, text) = match application.status {
        ApplicationStatus::Draft => (Tone::Info, "sell-draft-title", t.s("sell-draft-text")),
        ApplicationStatus::Submitted => {
            let day = application.submitted_at.map(|at| t.day(at, &zone)).unwrap_or_default();
            (Tone::Info, "sell-submitted-title", t.a("sell-submitted-text", &[("day", day.into())]))
        }
        ApplicationStatus::ChangesRequested => (Tone::Warning, "sell-changes-title", t.s("sell-changes-text")),
        ApplicationStatus::Rejected => (Tone::Danger, "sell-rejected-title", t.s("sell-rejected-text")),
        // The seller is there from the same moment on; this is a page that was open meanwhile.
        ApplicationStatus::Approved => (Tone::Success, "sell-approved-title", t.s("sell-approved-text")),
    };
    let reason = (!application.reason.is_empty()).then(|| {
        view! { <blockquote class="whitespace-pre-line" dir="auto">{application.reason.clone()}</blockquote> }
    });
    let actions = match application.status {
        ApplicationStatus::Draft | ApplicationStatus::ChangesRequested => go_on(ctx, application),
        ApplicationStatus::Rejected => again(ctx, application),
        ApplicationStatus::Submitted | ApplicationStatus::Approved => ().into_any(),
    };
    view! {
        <p>{t.s("sell-status")}" "{facts::badge(t, application.status)}</p>
        <Notice tone=tone title=t.s(title)><p>{text}</p>{reason}</Notice>
        {actions}
    }
    .into_any()
}

/// To the first step that needs something, or to the end.
fn go_on(ctx: &Ctx, application: &Application) -> AnyView {
    let t = ctx.t;
    let step = application.missing().first().map_or(Step::Review, |missing| missing.step());
    let first = if application.status == ApplicationStatus::ChangesRequested { Step::Profile } else { step };
    view! {
        <div class="cluster">
            <ButtonLink href=ctx.link(&parts::path(first)) size=Size::Large>{t.s("sell-continue")}</ButtonLink>
            <a class="link" href=ctx.link(&parts::path(Step::Review))>{t.s("sell-to-review")}</a>
        </div>
    }
    .into_any()
}

fn again(ctx: &Ctx, application: &Application) -> AnyView {
    let t = ctx.t;
    match application.again_at() {
        Some(at) if at > ctx.backend.clock.now() => {
            let day = t.day(at, &ctx.time_zone());
            view! { <p>{t.a("sell-again-from", &[("day", day.into())])}</p> }.into_any()
        }
        _ => begin(ctx, "sell-again"),
    }
}

fn steps(t: T) -> AnyView {
    let step = |number: u8| {
        let (title, text) = (t.s(&format!("sell-how-{number}")), t.s(&format!("sell-how-{number}-text")));
        view! { <li><h3>{title}</h3><p>{text}</p></li> }
    };
    view! {
        <section class="stack">
            <h2>{t.s("sell-how")}</h2>
            <ol class="steps">{[1, 2, 3].map(step).into_iter().collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn good_to_know(t: T) -> AnyView {
    let items = ["sell-know-1", "sell-know-2", "sell-know-3", "sell-know-4"];
    let items = items.map(|key| view! { <li><Icon name=IconName::Check/><span>{t.s(key)}</span></li> });
    view! {
        <section class="stack">
            <h2>{t.s("sell-know")}</h2>
            <ul class="ticks">{items.into_iter().collect_view()}</ul>
        </section>
    }
    .into_any()
}
