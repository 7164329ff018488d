//! What the steps of the application share: who may write, the frame with the way through, and the buttons.

use crate::{Ctx, Page, PageError, form::FormState, i18n::T, page::see_other};
use axum::{http::StatusCode, response::Response};
use backend::catalogue::applications::{Application, find_application};
use domain::catalogue::sellers::Step;
use leptos::prelude::*;
use ui::{Button, ErrorSummary, Look, Notice, Tab, Tabs, Tone};

/// The visitor's application while it can be written in.
pub(super) async fn editable(ctx: &Ctx) -> Result<Option<Application>, PageError> {
    let viewer = ctx.require_viewer()?;
    let application = find_application(&ctx.backend, viewer).await?;
    Ok(application.filter(|application| application.status.is_editable()))
}

/// The address of a step.
pub(super) fn path(step: Step) -> String {
    format!("/sell/application/{}", step.slug())
}

/// What a step is called.
pub(super) fn name(t: T, step: Step) -> String {
    t.s(match step {
        Step::Profile => "sell-step-profile",
        Step::Teaching => "sell-step-teaching",
        Step::Presentation => "sell-step-presentation",
        Step::Review => "sell-step-review",
    })
}

fn neighbour(step: Step, is_next: bool) -> Option<Step> {
    let at = Step::ALL.iter().position(|one| *one == step)?;
    let to = if is_next { at.checked_add(1) } else { at.checked_sub(1) };
    Step::ALL.get(to?).copied()
}

/// Where the pressed button leads after its step was kept.
pub(super) fn go_on(ctx: &Ctx, step: Step, go: &str) -> Response {
    match go {
        "back" => see_other(ctx, &neighbour(step, false).map_or_else(|| "/sell".to_owned(), path)),
        "stay" => see_other(ctx, &format!("{}?saved=1", path(step))),
        _ => see_other(ctx, &neighbour(step, true).map_or_else(|| "/sell".to_owned(), path)),
    }
}

/// The page of a step; 422 when its form was refused.
pub(super) fn page(ctx: &Ctx, step: Step, form: &FormState, body: AnyView) -> Response {
    let t = ctx.t;
    let title = name(t, step);
    let page = Page::titled(format!("{title} · {}", t.s("sell-application")));
    let page = if form.errors.is_empty() { page } else { page.with_status(StatusCode::UNPROCESSABLE_ENTITY) };
    let is_saved = form.errors.is_empty() && ctx.query_value("saved").is_some();
    let saved = is_saved.then(|| view! { <Notice tone=Tone::Success><p>{t.s("sell-saved")}</p></Notice> });
    let errors: Vec<(String, String)> = form.errors.0.iter().map(|(field, key)| (field.clone(), t.s(key))).collect();
    let steps = steps(ctx, step);
    page.render(ctx, move || {
        view! {
            <div class="page-narrow stack gap-6">
                <div>
                    <p class="muted">{t.s("sell-application")}</p>
                    <h1>{title}</h1>
                </div>
                {steps}
                {saved}
                <ErrorSummary title=t.s("form-has-errors") errors=errors/>
                {body}
            </div>
        }
    })
}

fn steps(ctx: &Ctx, current: Step) -> AnyView {
    let items = Step::ALL.into_iter().map(|step| Tab {
        label: name(ctx.t, step),
        href: ctx.link(&path(step)),
        count: None,
        active: step == current,
    });
    let items: Vec<Tab> = items.collect();
    view! { <Tabs label=ctx.t.s("sell-steps") items=items/> }.into_any()
}

/// Keep and go on, keep and go back.
pub(super) fn buttons(t: T) -> AnyView {
    view! {
        <div class="form-actions">
            <Button look=Look::Primary name="go" value="next">{t.s("sell-save-next")}</Button>
            <Button look=Look::Quiet name="go" value="stay">{t.s("sell-save-stay")}</Button>
            <Button look=Look::Quiet name="go" value="back">{t.s("sell-save-back")}</Button>
        </div>
    }
    .into_any()
}
