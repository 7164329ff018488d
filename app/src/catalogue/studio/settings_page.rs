//! `/studio/settings`: when the seller is away.

use super::frame;
use crate::{
    Ctx, Page, PageError, PageResult,
    form::{Fields, FormState},
    page::see_other,
};
use axum::{http::StatusCode, response::Response};
use backend::{
    Failure,
    catalogue::studio::{find_own_seller, set_holiday},
};
use domain::{AppError, FieldErrors};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{Button, Field, Look, Notice, Tone};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let seller = find_own_seller(&ctx.backend, viewer).await?;
    let values = match seller.holiday {
        Some((first, last)) => Fields::default().with("closed_from", first.to_string()).with("closed_to", last.to_string()),
        None => Fields::default(),
    };
    render(&ctx, FormState { values, ..FormState::default() }).await
}

/// Keeps the days off; two empty fields open again.
pub(super) async fn save(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let kept = match days(&fields) {
        Ok(days) => set_holiday(&ctx.backend, viewer, days).await,
        Err(errors) => Err(AppError::Invalid(errors).into()),
    };
    match kept {
        Ok(()) => Ok(see_other(&ctx, "/studio/settings?saved=1")),
        Err(Failure::User(AppError::Invalid(errors))) => render(&ctx, FormState::refused(fields, errors)).await,
        Err(failure) => Err(failure.into()),
    }
}

/// First and last day off as they were typed.
fn days(fields: &Fields) -> Result<Option<(Date, Date)>, FieldErrors> {
    let (from, to) = (fields.get("closed_from").trim(), fields.get("closed_to").trim());
    if fields.get("go") == "open" || (from.is_empty() && to.is_empty()) {
        return Ok(None);
    }
    let mut errors = FieldErrors::default();
    let mut day = |field: &str, text: &str| {
        let day = text.parse::<Date>().ok();
        if day.is_none() {
            errors.add(field, "studio-error-date");
        }
        day
    };
    match (day("closed_from", from), day("closed_to", to)) {
        (Some(from), Some(to)) => Ok(Some((from, to))),
        _ => Err(errors),
    }
}

async fn render(ctx: &Ctx, form: FormState) -> Result<Response, PageError> {
    let t = ctx.t;
    let seller = find_own_seller(&ctx.backend, ctx.require_viewer()?).await?;
    let is_saved = form.errors.is_empty() && ctx.query_value("saved").is_some();
    let saved = is_saved.then(|| view! { <Notice tone=Tone::Success><p>{t.s("studio-saved")}</p></Notice> });
    let open = seller.holiday.is_some().then(|| {
        view! { <Button look=Look::Quiet name="go" value="open">{t.s("studio-holiday-end")}</Button> }
    });
    let zone = t.a("studio-holiday-zone", &[("zone", seller.time_zone.into())]);
    let body = view! {
        <h1>{t.s("studio-settings")}</h1>
        {saved}
        <section class="stack measure">
            <h2>{t.s("studio-holiday")}</h2>
            <p>{t.s("studio-holiday-text")}</p>
            <form class="form" method="post" action=ctx.link("/studio/settings")>
                <div class="form-row">
                    <Field name="closed_from" label=t.s("studio-holiday-from") kind="date" value=form.value("closed_from") error=form.error(t, "closed_from") dir="ltr"/>
                    <Field name="closed_to" label=t.s("studio-holiday-to") kind="date" value=form.value("closed_to") hint=zone error=form.error(t, "closed_to") dir="ltr"/>
                </div>
                <div class="form-actions"><Button look=Look::Primary>{t.s("action-save")}</Button>{open}</div>
            </form>
        </section>
    }
    .into_any();
    let page = Page::titled(t.s("studio-settings"));
    let page = if form.errors.is_empty() { page } else { page.with_status(StatusCode::UNPROCESSABLE_ENTITY) };
    let frame = frame(ctx, body);
    Ok(page.render(ctx, move || frame))
}
