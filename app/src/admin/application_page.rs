//! `/admin/sellers/{application}`: everything that somebody sent, what has happened to it, and the decision.

use super::actions::{application_id, reviewer};
use crate::{Ctx, Page, PageError, PageResult, catalogue::sell::facts, form::FormState, i18n::T};
use axum::{extract::Path, http::StatusCode, response::Response};
use backend::{
    accounts::Staff,
    catalogue::{
        applications::{ApplicationCase, HistoryEntry, find_case},
        list_categories,
    },
};
use domain::{catalogue::sellers::ApplicationStatus, ids::ApplicationId};
use leptos::prelude::*;
use ui::{Button, Look, Notice, StepState, TextArea, Timeline, TimelineItem, Tone};

pub(super) async fn show(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let staff = reviewer(&ctx)?;
    render(&ctx, &staff, application_id(&id)?, FormState::default()).await
}

/// The page with its forms as they stand: as the application is now, whatever was sent.
pub(super) async fn render(ctx: &Ctx, staff: &Staff, id: ApplicationId, form: FormState) -> Result<Response, PageError> {
    let t = ctx.t;
    let case = find_case(&ctx.backend, staff, id).await?;
    let categories = list_categories(&ctx.backend).await?;
    let base = ctx.link(&format!("/admin/sellers/{id}"));
    let files = facts::FilePaths { photo: format!("{base}/photo"), documents: format!("{base}/documents") };
    let profile = &case.application.profile;
    let name = t.pick(&profile.name_en, &profile.name_ar);
    let title = if name.is_empty() { case.person.display_name.clone() } else { name.to_owned() };
    let facts = facts::all(ctx, &case.application, &categories, &files);
    let head = head(ctx, &case, title.clone());
    let message = message(ctx, &form);
    let decision = decision(ctx, &case, &form, &base);
    let history = history(ctx, &case.history);
    let is_too_late = form.errors.get("form").is_some();
    let page = Page::titled(format!("{title} · {}", t.s("admin-sellers-title")));
    let page = match (form.errors.is_empty(), is_too_late) {
        (true, _) => page,
        (false, true) => page.with_status(StatusCode::CONFLICT),
        (false, false) => page.with_status(StatusCode::UNPROCESSABLE_ENTITY),
    };
    Ok(page.render(ctx, move || {
        view! {
            <div class="stack gap-6">
                {head}
                {message}
                <div class="with-box">
                    <div class="stack gap-6">{facts}</div>
                    <aside class="panel stack gap-6">{decision}{history}</aside>
                </div>
            </div>
        }
    }))
}

fn head(ctx: &Ctx, case: &ApplicationCase, title: String) -> AnyView {
    let t = ctx.t;
    view! {
        <div class="stack gap-2">
            <p><a class="more" href=ctx.link("/admin/sellers")>{t.s("admin-sellers-back")}</a></p>
            <h1><bdi>{title}</bdi></h1>
            <p class="cluster">
                {facts::badge(t, case.application.status)}
                <span><bdi>{case.person.display_name.clone()}</bdi>" · "<bdi class="break-all">{case.person.email.clone()}</bdi></span>
            </p>
        </div>
    }
    .into_any()
}

fn message(ctx: &Ctx, form: &FormState) -> Option<AnyView> {
    let t = ctx.t;
    if let Some(text) = form.error(t, "form") {
        return Some(view! { <Notice tone=Tone::Danger><p>{text}</p></Notice> }.into_any());
    }
    let is_done = form.errors.is_empty() && ctx.query_value("done").is_some();
    is_done.then(|| view! { <Notice tone=Tone::Success><p>{t.s("admin-sellers-done")}</p></Notice> }.into_any())
}

/// The three ways on, each a form of its own; nobody decides on their own application.
fn decision(ctx: &Ctx, case: &ApplicationCase, form: &FormState, base: &str) -> AnyView {
    let t = ctx.t;
    let application = &case.application;
    if application.status != ApplicationStatus::Submitted {
        let page = (application.status == ApplicationStatus::Approved).then(|| {
            let href = ctx.link(&format!("/s/{}", application.profile.handle));
            view! { <p><a class="more" href=href>{t.s("admin-sellers-open-page")}</a></p> }
        });
        return view! { <section class="stack"><h2>{t.s("admin-sellers-decision")}</h2><p>{t.s("admin-sellers-nothing-to-decide")}</p>{page}</section> }
            .into_any();
    }
    if case.is_own {
        return view! { <section class="stack"><h2>{t.s("admin-sellers-decision")}</h2><p>{t.s("admin-sellers-own")}</p></section> }
            .into_any();
    }
    let version = application.version.to_string();
    let hidden = |version: &str| view! { <input type="hidden" name="version" value=version.to_owned()/> };
    let changes = reason(t, form, "changes_reason", "admin-sellers-changes-reason");
    let rejection = reason(t, form, "reject_reason", "admin-sellers-reject-reason");
    view! {
        <section class="stack gap-6">
            <h2>{t.s("admin-sellers-decision")}</h2>
            <form class="form" method="post" action=format!("{base}/approve")>
                {hidden(&version)}
                <Button look=Look::Primary block=true>{t.s("admin-sellers-approve")}</Button>
            </form>
            <form class="form" method="post" action=format!("{base}/changes")>
                {hidden(&version)}
                {changes}
                <Button look=Look::Quiet block=true>{t.s("admin-sellers-ask")}</Button>
            </form>
            <form class="form" method="post" action=format!("{base}/reject")>
                {hidden(&version)}
                {rejection}
                <Button look=Look::Danger block=true>{t.s("admin-sellers-reject")}</Button>
            </form>
        </section>
    }
    .into_any()
}

fn reason(t: T, form: &FormState, name: &'static str, label: &'static str) -> AnyView {
    view! { <TextArea name=name label=t.s(label) value=form.value(name) hint=t.s("admin-sellers-reason-hint") error=form.error(t, name) rows=4 maxlength=2000/> }
        .into_any()
}

fn history(ctx: &Ctx, entries: &[HistoryEntry]) -> AnyView {
    let t = ctx.t;
    let zone = ctx.time_zone();
    let items = entries.iter().map(|entry| {
        let who = if entry.actor_name.is_empty() { t.s("admin-left") } else { entry.actor_name.clone() };
        let state = if entry.kind == "rejected" { StepState::Failed } else { StepState::Done };
        let reason = (!entry.reason.is_empty()).then(|| view! { <p class="whitespace-pre-line" dir="auto">{entry.reason.clone()}</p> });
        view! {
            <TimelineItem state=state state_text=t.s("admin-sellers-happened") title=event(t, &entry.kind) when=t.moment(entry.at, &zone)>
                <p class="muted small"><bdi>{who}</bdi></p>
                {reason}
            </TimelineItem>
        }
    });
    let items = items.collect_view();
    view! { <section class="stack"><h2>{t.s("admin-sellers-history")}</h2><Timeline>{items}</Timeline></section> }.into_any()
}

fn event(t: T, kind: &str) -> String {
    match ApplicationStatus::parse(kind) {
        Some(ApplicationStatus::Submitted) => t.s("admin-sellers-event-submitted"),
        Some(ApplicationStatus::ChangesRequested) => t.s("admin-sellers-event-changes"),
        Some(ApplicationStatus::Rejected) => t.s("admin-sellers-event-rejected"),
        Some(ApplicationStatus::Approved) => t.s("admin-sellers-event-approved"),
        Some(ApplicationStatus::Draft) | None => t.s("admin-sellers-event-begun"),
    }
}
