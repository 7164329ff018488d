//! `/studio/offerings/{id}/review`: what is missing, how it stands, what can be done with it, what has happened, what it has cost.

use super::{
    checklist,
    parts::{self, Work},
    past,
};
use crate::{
    Ctx, PageResult,
    form::{FormState, new_idempotency_key},
};
use backend::catalogue::building::{Draft, DraftWithPast, find_draft_with_past};
use domain::catalogue::{
    OfferingStatus,
    offerings::{Missing, Step, is_sold},
};
use leptos::prelude::*;
use ui::{Button, ButtonLink, Checkbox, IconName, Look, Notice, Size, Tone};

/// The page with its forms as they stand.
pub(super) async fn render(ctx: &Ctx, work: &Work, form: FormState) -> PageResult {
    let t = ctx.t;
    let DraftWithPast { draft, history, prices } =
        find_draft_with_past(&ctx.backend, ctx.require_viewer()?, work.draft.id).await?;
    let body = view! {
        {message(ctx, &form)}
        {standing(ctx, &draft)}
        {others(ctx, &draft, &form)}
        {past::prices(ctx, &prices)}
        {past::history(ctx, &history, false)}
        <p class="muted measure">{t.s("build-review-rules")}</p>
    }
    .into_any();
    Ok(parts::page(ctx, work, Step::Review, &form, body))
}

/// What was done a moment ago.
fn message(ctx: &Ctx, form: &FormState) -> Option<AnyView> {
    let t = ctx.t;
    if !form.errors.is_empty() {
        return None;
    }
    if ctx.query_value("late").is_some() {
        return Some(view! { <Notice tone=Tone::Warning><p>{t.s("build-late")}</p></Notice> }.into_any());
    }
    let text = t.s(match ctx.query_value("done")?.as_str() {
        "submit" => "build-done-submit",
        "withdraw" => "build-done-withdraw",
        "pause" => "build-done-pause",
        "resume" => "build-done-resume",
        "rewrite" => "build-done-rewrite",
        "archive" => "build-done-archive",
        "restore" => "build-done-restore",
        "duplicate" => "build-done-duplicate",
        _ => return None,
    });
    Some(view! { <Notice tone=Tone::Success><p>{text}</p></Notice> }.into_any())
}

/// How the offering stands and the one thing to do next.
fn standing(ctx: &Ctx, draft: &Draft) -> AnyView {
    let t = ctx.t;
    if draft.archived_at.is_some() {
        return view! { <p>{t.s("build-standing-archived")}</p>{button(ctx, draft, "restore", "build-restore", Look::Primary)} }
            .into_any();
    }
    match draft.status {
        OfferingStatus::Draft => hand_in(ctx, draft),
        OfferingStatus::InReview => {
            let day = draft.submitted_at.map(|at| t.day(at, &ctx.time_zone())).unwrap_or_default();
            let text = t.a("build-standing-review", &[("day", day.into())]);
            view! { <p>{text}</p>{button(ctx, draft, "withdraw", "build-withdraw", Look::Quiet)} }.into_any()
        }
        OfferingStatus::Published => view! {
            <p>{t.s("build-standing-published")}</p>
            <div class="cluster">
                <ButtonLink href=ctx.link(&format!("/o/{}", draft.slug))>{t.s("build-open-page")}</ButtonLink>
                {button(ctx, draft, "pause", "build-pause", Look::Quiet)}
            </div>
        }
        .into_any(),
        OfferingStatus::Paused => {
            let resume = draft.published_at.map(|_| button(ctx, draft, "resume", "build-resume", Look::Primary));
            view! { <p>{t.s("build-standing-paused")}</p>{resume} }.into_any()
        }
        OfferingStatus::Rejected => view! { <p>{t.s("build-standing-rejected")}</p> }.into_any(),
    }
}

/// The checklist of a draft, and the button that hands it in when nothing is missing.
fn hand_in(ctx: &Ctx, draft: &Draft) -> AnyView {
    let t = ctx.t;
    let missing = draft.missing(ctx.backend.clock.now());
    let soon = (!is_sold(draft.kind)).then(|| {
        view! { <Notice tone=Tone::Info title=t.s("build-opens-soon-title")><p>{t.s("build-opens-soon-text")}</p></Notice> }
    });
    let end = match (missing.is_empty(), is_sold(draft.kind)) {
        (false, _) => gaps(ctx, draft, &missing),
        (true, false) => view! { <Notice tone=Tone::Success><p>{t.s("build-whole")}</p></Notice> }.into_any(),
        (true, true) => view! {
            <p>{t.s("build-ready")}</p>
            {button(ctx, draft, "submit", "build-submit", Look::Primary)}
        }
        .into_any(),
    };
    view! { {soon} {end} }.into_any()
}

/// What is missing, step by step; each line leads to its step.
fn gaps(ctx: &Ctx, draft: &Draft, missing: &[Missing]) -> AnyView {
    let t = ctx.t;
    let rows = Step::of(draft.kind).iter().filter_map(|step| {
        let names: Vec<String> =
            missing.iter().filter(|missing| missing.step() == *step).map(|missing| checklist::name(t, *missing)).collect();
        let comma = super::super::words::comma(t);
        let href = ctx.link(&parts::path(draft.id, *step));
        (!names.is_empty()).then(|| {
            view! { <li><a class="link" href=href>{parts::step_name(t, *step, draft.kind)}</a>": "{names.join(comma.as_str())}</li> }
        })
    });
    let rows = rows.collect_view();
    view! { <Notice tone=Tone::Warning title=t.s("build-missing-title")><ul>{rows}</ul></Notice> }.into_any()
}

/// A button that walks the offering into another state, as it was read.
fn button(ctx: &Ctx, draft: &Draft, wish: &'static str, key: &'static str, look: Look) -> AnyView {
    let size = if wish == "submit" { Size::Large } else { Size::Medium };
    let (words, action) = (ctx.t.s(key), ctx.link(&format!("/studio/offerings/{}/state", draft.id)));
    view! {
        <form method="post" action=action>
            <input type="hidden" name="version" value=draft.version.to_string()/>
            <input type="hidden" name="wish" value=wish/>
            <Button look=look size=size>{words}</Button>
        </form>
    }
    .into_any()
}

/// What else can be done: rewriting, copying, putting away, deleting.
fn others(ctx: &Ctx, draft: &Draft, form: &FormState) -> AnyView {
    let t = ctx.t;
    let is_away = draft.archived_at.is_some();
    let rewrite = (!is_away && draft.status.may_become(OfferingStatus::Draft) && draft.status != OfferingStatus::InReview)
        .then(|| rewrite(ctx, draft, form));
    let can_go = draft.status == OfferingStatus::Draft && !draft.has_orders;
    let archive =
        (!is_away && draft.status.may_be_archived()).then(|| button(ctx, draft, "archive", "build-archive", Look::Quiet));
    let delete = can_go.then(|| delete(ctx, draft, form));
    let copy = view! {
        <form method="post" action=ctx.link(&format!("/studio/offerings/{}/duplicate", draft.id))>
            <input type="hidden" name="key" value=new_idempotency_key()/>
            <Button look=Look::Quiet icon=IconName::Copy>{t.s("build-duplicate")}</Button>
        </form>
    };
    view! {
        <section class="stack">
            <h2>{t.s("build-more")}</h2>
            {rewrite}
            <div class="cluster">{copy}{archive}</div>
            {delete}
        </section>
    }
    .into_any()
}

/// Takes it out of the shop until it is reviewed again, so it asks first.
fn rewrite(ctx: &Ctx, draft: &Draft, form: &FormState) -> AnyView {
    let t = ctx.t;
    view! {
        <details open=form.error(t, "confirm").is_some()>
            <summary class="link">{t.s("build-rewrite-open")}</summary>
            <form class="form" method="post" action=ctx.link(&format!("/studio/offerings/{}/state", draft.id))>
                <p>{t.s("build-rewrite-text")}</p>
                <input type="hidden" name="version" value=draft.version.to_string()/>
                <input type="hidden" name="wish" value="rewrite"/>
                <Checkbox name="confirm" label=t.s("build-rewrite-confirm") error=form.error(t, "confirm")/>
                <div class="form-actions"><Button look=Look::Quiet>{t.s("build-rewrite")}</Button></div>
            </form>
        </details>
    }
    .into_any()
}

fn delete(ctx: &Ctx, draft: &Draft, form: &FormState) -> AnyView {
    let t = ctx.t;
    view! {
        <details open=form.error(t, "delete_confirm").is_some()>
            <summary class="link">{t.s("build-delete-open")}</summary>
            <form class="form" method="post" action=ctx.link(&format!("/studio/offerings/{}/delete", draft.id))>
                <p>{t.s("build-delete-text")}</p>
                <input type="hidden" name="version" value=draft.version.to_string()/>
                <Checkbox name="confirm" id="delete_confirm" label=t.s("build-delete-confirm") error=form.error(t, "delete_confirm")/>
                <div class="form-actions"><Button look=Look::Danger>{t.s("build-delete")}</Button></div>
            </form>
        </details>
    }
    .into_any()
}
