//! `/sell/application/review`: everything once more, what is missing, and the button that sends it.

use super::{facts, parts};
use crate::{Ctx, PageError, PageResult, form::FormState, i18n::T, page::see_other};
use axum::response::Response;
use backend::catalogue::{applications::Application, list_categories};
use domain::catalogue::sellers::{Missing, Step};
use leptos::prelude::*;
use ui::{Button, Look, Notice, Size, Tone};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let Some(application) = parts::editable(&ctx).await? else { return Ok(see_other(&ctx, "/sell")) };
    render(&ctx, &application, FormState::default()).await
}

/// The page with a form as it stands.
pub(super) async fn render(ctx: &Ctx, application: &Application, form: FormState) -> Result<Response, PageError> {
    let categories = list_categories(&ctx.backend).await?;
    let files =
        facts::FilePaths { photo: ctx.link("/sell/application/photo"), documents: ctx.link("/sell/application/documents") };
    let facts = facts::all(ctx, application, &categories, &files);
    let missing = application.missing();
    let end = if missing.is_empty() { send(ctx) } else { gaps(ctx, &missing) };
    let body = view! {
        {end}
        <section class="panel stack">{facts}</section>
    }
    .into_any();
    Ok(parts::page(ctx, Step::Review, &form, body))
}

fn send(ctx: &Ctx) -> AnyView {
    let t = ctx.t;
    view! {
        <form class="form" method="post" id="form" action=ctx.link("/sell/application/submit")>
            <p>{t.s("sell-review-ready")}</p>
            <div class="form-actions">
                <Button look=Look::Primary size=Size::Large>{t.s("sell-submit")}</Button>
                <a class="btn btn-quiet" href=ctx.link(&parts::path(Step::Presentation))>{t.s("action-back")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// What is missing, step by step; each line leads to its step.
fn gaps(ctx: &Ctx, missing: &[Missing]) -> AnyView {
    let t = ctx.t;
    let rows = Step::ALL.into_iter().filter_map(|step| {
        let gaps: Vec<String> = missing.iter().filter(|gap| gap.step() == step).map(|gap| name(t, *gap)).collect();
        let comma = format!("{} ", t.s("catalogue-list-comma"));
        let href = ctx.link(&parts::path(step));
        (!gaps.is_empty())
            .then(|| view! { <li><a class="link" href=href>{parts::name(t, step)}</a>": "{gaps.join(comma.as_str())}</li> })
    });
    let rows = rows.collect_view();
    view! { <Notice tone=Tone::Warning title=t.s("sell-review-missing")><ul>{rows}</ul></Notice> }.into_any()
}

fn name(t: T, missing: Missing) -> String {
    t.s(match missing {
        Missing::Name => "sell-missing-name",
        Missing::Handle => "sell-missing-handle",
        Missing::Headline => "sell-missing-headline",
        Missing::Bio => "sell-missing-bio",
        Missing::Languages => "sell-missing-languages",
        Missing::Subjects => "sell-missing-subjects",
        Missing::Country => "sell-missing-country",
        Missing::TimeZone => "sell-missing-time-zone",
        Missing::Photo => "sell-missing-photo",
    })
}
