//! `/studio`: how the own shop stands, and everything in it.

use super::frame;
use crate::{Ctx, Page, PageResult, i18n::T, page::see_other};
use axum::response::{IntoResponse, Redirect};
use backend::catalogue::studio::{OwnOffering, OwnSeller, StudioPage, find_studio};
use domain::catalogue::{OfferingKind, OfferingStatus};
use leptos::prelude::*;
use ui::{Avatar, AvatarSize, Badge, EmptyState, IconName, Pager, Tone};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let after = ctx.query_value("after");
    let studio = find_studio(&ctx.backend, viewer, after.as_deref()).await?;
    if studio.offerings.is_empty() && after.is_some() {
        return Ok(Redirect::to(&ctx.link("/studio")).into_response());
    }
    let body = body(&ctx, &studio, after.is_some());
    let frame = frame(&ctx, body);
    Ok(Page::titled(ctx.t.s("nav-studio")).render(&ctx, move || frame))
}

fn body(ctx: &Ctx, studio: &StudioPage, is_later_page: bool) -> AnyView {
    let t = ctx.t;
    let list = if studio.offerings.is_empty() {
        view! { <EmptyState icon=IconName::Package title=t.s("studio-empty-title") text=t.s("studio-empty-text")/> }.into_any()
    } else {
        let rows = studio.offerings.iter().map(|offering| row(ctx, offering)).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    let next = studio.next.as_deref().map(|next| ctx.link(&format!("/studio?after={next}")));
    let first = is_later_page.then(|| ctx.link("/studio"));
    view! {
        <h1>{t.s("nav-studio")}</h1>
        {head(ctx, &studio.seller)}
        <section class="stack">
            <h2>{t.s("studio-offerings")}</h2>
            {list}
            <Pager label=t.s("catalogue-pages") prev=first next=next prev_text=t.s("catalogue-first-page") next_text=t.s("action-next")/>
        </section>
    }
    .into_any()
}

fn head(ctx: &Ctx, seller: &OwnSeller) -> AnyView {
    let t = ctx.t;
    let name = t.pick(&seller.name.en, &seller.name.ar).to_owned();
    let picture = seller.photo.map(|id| ctx.link(&format!("/s/{}/photo.jpg?v={id}", seller.handle)));
    let state = match &seller.back_on {
        Some(back) => {
            let text = t.a("catalogue-seller-away", &[("day", t.day(back.timestamp(), back.time_zone()).into())]);
            view! { <Badge text=text tone=Tone::Warning icon=IconName::Calendar/> }.into_any()
        }
        None => view! { <Badge text=t.s("studio-open") tone=Tone::Success icon=IconName::Check/> }.into_any(),
    };
    view! {
        <div class="flex gap-4 items-center flex-wrap">
            <Avatar name=name.clone() picture=picture size=AvatarSize::Large/>
            <div class="stack gap-1 grow">
                <p class="h3"><bdi>{name}</bdi></p>
                <p>{state}</p>
            </div>
            <a class="btn btn-quiet" href=ctx.link(&format!("/s/{}", seller.handle))>{t.s("studio-public-page")}</a>
        </div>
    }
    .into_any()
}

fn row(ctx: &Ctx, offering: &OwnOffering) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&offering.title.en, &offering.title.ar).to_owned();
    // Only what is in the shop has a page that can be opened.
    let is_open = offering.status == OfferingStatus::Published && offering.kind == OfferingKind::VideoCourse;
    let title = if is_open {
        view! { <a class="link" href=ctx.link(&format!("/o/{}", offering.slug))><bdi>{title}</bdi></a> }.into_any()
    } else {
        view! { <bdi>{title}</bdi> }.into_any()
    };
    let learners = t.n("catalogue-learners", i64::from(offering.learner_count));
    view! {
        <li class="row">
            <div class="row-main">{title}<small>{kind(t, offering.kind)}" · "{learners}</small></div>
            {status(t, offering.status)}
            <span class="price num"><bdi>{t.money(offering.price)}</bdi></span>
        </li>
    }
    .into_any()
}

fn kind(t: T, kind: OfferingKind) -> String {
    t.s(match kind {
        OfferingKind::LiveClass => "studio-kind-live",
        OfferingKind::VideoCourse => "catalogue-kind-course",
        OfferingKind::Service => "studio-kind-service",
    })
}

fn status(t: T, status: OfferingStatus) -> AnyView {
    let (key, tone) = match status {
        OfferingStatus::Draft => ("studio-status-draft", Tone::Neutral),
        OfferingStatus::InReview => ("studio-status-review", Tone::Info),
        OfferingStatus::Published => ("studio-status-published", Tone::Success),
        OfferingStatus::Paused => ("studio-status-paused", Tone::Warning),
        OfferingStatus::Rejected => ("studio-status-rejected", Tone::Danger),
    };
    view! { <Badge text=t.s(key) tone=tone/> }.into_any()
}
