//! `/studio/offerings`: what a seller has made, by state.

use super::super::{frame, words};
use crate::{Ctx, Page, PageResult, page::see_other};
use axum::response::{IntoResponse, Redirect};
use backend::catalogue::{
    building::{OwnOfferings, OwnTab, list_own_offerings},
    studio::OwnOffering,
};
use domain::catalogue::OfferingStatus;
use leptos::prelude::*;
use ui::{ButtonLink, EmptyState, IconName, Notice, Pager, Tab, Tabs, Tone};

/// The tabs, in the order of a life.
const TABS: [OwnTab; 7] = [
    OwnTab::All,
    OwnTab::In(OfferingStatus::Draft),
    OwnTab::In(OfferingStatus::InReview),
    OwnTab::In(OfferingStatus::Published),
    OwnTab::In(OfferingStatus::Paused),
    OwnTab::In(OfferingStatus::Rejected),
    OwnTab::Archive,
];

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let tab = OwnTab::parse(&ctx.query_value("state").unwrap_or_default());
    let after = ctx.query_value("after");
    let list = list_own_offerings(&ctx.backend, viewer, tab, after.as_deref()).await?;
    if list.offerings.is_empty() && after.is_some() {
        return Ok(Redirect::to(&ctx.link(&address(tab, None))).into_response());
    }
    let body = body(&ctx, &list, tab, after.is_some());
    let frame = frame(&ctx, body);
    Ok(Page::titled(ctx.t.s("studio-offerings")).render(&ctx, move || frame))
}

fn address(tab: OwnTab, after: Option<&str>) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("state", tab.word());
    if let Some(after) = after {
        pairs.append_pair("after", after);
    }
    format!("/studio/offerings?{}", pairs.finish())
}

fn body(ctx: &Ctx, list: &OwnOfferings, tab: OwnTab, is_later_page: bool) -> AnyView {
    let t = ctx.t;
    let next = list.next.as_deref().map(|next| ctx.link(&address(tab, Some(next))));
    let first = is_later_page.then(|| ctx.link(&address(tab, None)));
    let rows = if list.offerings.is_empty() && list.count(OwnTab::All) + list.count(OwnTab::Archive) == 0 {
        nothing(ctx)
    } else if list.offerings.is_empty() {
        view! { <EmptyState icon=IconName::Package title=t.s("build-none-here-title") text=t.s("build-none-here-text")/> }
            .into_any()
    } else {
        rows(ctx, &list.offerings)
    };
    let is_deleted = ctx.query_value("done").as_deref() == Some("deleted");
    let deleted = is_deleted.then(|| view! { <Notice tone=Tone::Success><p>{t.s("build-done-deleted")}</p></Notice> });
    view! {
        <div class="section-head mb-0">
            <h1>{t.s("studio-offerings")}</h1>
            <ButtonLink href=ctx.link("/studio/offerings/new") icon=IconName::Plus>{t.s("build-new")}</ButtonLink>
        </div>
        {deleted}
        {tabs(ctx, list, tab)}
        {rows}
        <Pager label=t.s("catalogue-pages") prev=first next=next prev_text=t.s("catalogue-first-page") next_text=t.s("action-next")/>
    }
    .into_any()
}

fn tabs(ctx: &Ctx, list: &OwnOfferings, current: OwnTab) -> AnyView {
    let t = ctx.t;
    let items = TABS.into_iter().map(|tab| Tab {
        label: match tab {
            OwnTab::All => t.s("build-tab-all"),
            OwnTab::In(status) => words::status(t, status),
            OwnTab::Archive => t.s("build-tab-archive"),
        },
        href: ctx.link(&address(tab, None)),
        count: Some(t.count(list.count(tab))),
        active: tab == current,
    });
    let items: Vec<Tab> = items.collect();
    view! { <Tabs label=t.s("build-tabs") items=items/> }.into_any()
}

/// What a seller reads who has made nothing yet: what can be made, and the first thing to do.
pub(in crate::catalogue::studio) fn nothing(ctx: &Ctx) -> AnyView {
    let (t, new) = (ctx.t, ctx.link("/studio/offerings/new"));
    view! {
        <EmptyState icon=IconName::Package title=t.s("studio-empty-title") text=t.s("studio-empty-text")>
            <ButtonLink href=new>{t.s("build-first")}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

/// Offerings one under the other.
pub(in crate::catalogue::studio) fn rows(ctx: &Ctx, offerings: &[OwnOffering]) -> AnyView {
    let rows = offerings.iter().map(|offering| row(ctx, offering)).collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn row(ctx: &Ctx, offering: &OwnOffering) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&offering.title.en, &offering.title.ar).to_owned();
    let href = ctx.link(&format!("/studio/offerings/{}", offering.id));
    let learners = (offering.learner_count > 0).then(|| t.n("catalogue-learners", i64::from(offering.learner_count)));
    let facts = [Some(words::kind(t, offering.kind)), learners].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    // The first lines of what the reviewers said; all of it stands on the offering's own page.
    let note = (!offering.note.is_empty()).then(|| {
        let start: String = offering.note.chars().take(160).collect();
        view! { <small class="block" dir="auto">{start}</small> }
    });
    view! {
        <li class="row">
            <div class="row-main"><a class="link" href=href><bdi>{title}</bdi></a><small>{facts}</small>{note}</div>
            {words::badge(t, offering.status, &offering.note)}
            <span class="price num"><bdi>{t.money(offering.price)}</bdi></span>
        </li>
    }
    .into_any()
}
