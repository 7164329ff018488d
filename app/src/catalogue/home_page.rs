//! `/`: a big search with a course beside it, what the visitor was learning, what is good in each field, how it works, true numbers.

use super::{cards, words};
use crate::{Ctx, Page, PageResult, i18n::T};
use backend::{
    catalogue::{HomePage, Need, applications::find_news, find_wished, home_page},
    learning::{self, EnrolmentCard},
};
use domain::{catalogue::sellers::ApplicationStatus, ids::OfferingId};
use leptos::prelude::*;
use serde_json::json;
use std::collections::HashSet;
use ui::{Chip, Icon, IconName, Notice, ProgressBar, Tone};

/// Categories offered under the search.
const MAX_CHIPS: usize = 8;

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let home = home_page(&ctx.backend).await?;
    let (going_on, news) = match &ctx.viewer {
        Some(viewer) => (learning::continue_learning(&ctx.backend, viewer).await?, find_news(&ctx.backend, viewer).await?),
        None => (Vec::new(), None),
    };
    let ids: Vec<_> = home.needs.iter().flat_map(|need| &need.offerings).chain(&home.newest).map(|card| card.id).collect();
    let wished = find_wished(&ctx.backend, ctx.viewer.as_ref(), &ids).await?;
    let mut page = Page::public("", ctx.t.s("site-description"), "/");
    page.json_ld = Some(structured(&ctx.backend.settings.site_url));
    Ok(page.render(&ctx, || {
        view! {
            {news.map(|status| application_news(&ctx, status))}
            {body(&ctx, &home, &going_on, &wished)}
        }
    }))
}

fn body(ctx: &Ctx, home: &HomePage, going_on: &[EnrolmentCard], wished: &HashSet<OfferingId>) -> AnyView {
    let t = ctx.t;
    let needs = home.needs.iter().filter(|need| !need.offerings.is_empty());
    let needs = needs.map(|need| need_section(ctx, need, wished)).collect_view();
    let newest = (!home.newest.is_empty()).then(|| {
        let row = cards::row(ctx, &home.newest, wished);
        view! {
            <section>
                <div class="section-head">
                    <h2>{t.s("catalogue-home-newest")}</h2>
                    <a class="more" href=ctx.link("/browse?sort=newest")>{t.s("catalogue-home-newest-more")}</a>
                </div>
                {row}
            </section>
        }
    });
    // Who is learning already comes for the own courses, not for what DreamCrowd is.
    let is_learner = !going_on.is_empty();
    let top = if is_learner { learners_top(ctx, home, going_on) } else { hero(ctx, home, wished) };
    let about = (!is_learner).then(|| view! { {steps(t)} {proof(ctx, home)} });
    view! {
        {top}
        <div class="flow">
            {needs}
            {newest}
            {about}
        </div>
    }
    .into_any()
}

/// What has become of one's application to sell.
fn application_news(ctx: &Ctx, status: ApplicationStatus) -> AnyView {
    let t = ctx.t;
    let (tone, key, path) = match status {
        ApplicationStatus::Approved => (Tone::Success, "sell-approved-title", "/studio"),
        ApplicationStatus::ChangesRequested => (Tone::Warning, "sell-changes-title", "/sell"),
        _ => (Tone::Info, "sell-rejected-title", "/sell"),
    };
    let link = ctx.link(path);
    view! { <Notice tone=tone title=t.s(key)><p><a class="link" href=link>{t.s("sell-news-link")}</a></p></Notice> }.into_any()
}

fn hero(ctx: &Ctx, home: &HomePage, wished: &HashSet<OfferingId>) -> AnyView {
    let t = ctx.t;
    let first = home.needs.iter().find_map(|need| need.offerings.first());
    let picture = first.map(|card| {
        let card = cards::one(ctx, card, wished, false);
        view! {
            <div class="panel stack">
                <h2 class="small muted font-normal">{t.s("catalogue-home-first")}</h2>
                {card}
            </div>
        }
    });
    view! {
        <div class="hero">
            <div class="stack gap-6">
                <h1 class="display">{t.s("catalogue-home-title")}</h1>
                <p class="lead">{t.s("catalogue-home-lead")}</p>
                {search(ctx)}
                {chips(ctx, home)}
            </div>
            {picture}
        </div>
    }
    .into_any()
}

fn search(ctx: &Ctx) -> AnyView {
    let t = ctx.t;
    view! {
        <form class="search" role="search" method="get" action=ctx.link("/browse") data-suggest=ctx.link("/suggest")>
            <Icon name=IconName::Search/>
            <input
                class="input"
                type="search"
                name="q"
                maxlength="120"
                placeholder=t.s("catalogue-home-placeholder")
                aria-label=t.s("search-label")
            />
            <button class="btn btn-primary" type="submit">{t.s("action-search")}</button>
        </form>
    }
    .into_any()
}

fn chips(ctx: &Ctx, home: &HomePage) -> AnyView {
    let t = ctx.t;
    let chips = home
        .categories
        .iter()
        .take(MAX_CHIPS)
        .map(|category| {
            let name = t.pick(&category.name.en, &category.name.ar).to_owned();
            view! { <Chip text=name href=ctx.link(&format!("/c/{}", category.slug)) icon=cards::icon(&category.icon)/> }
        })
        .collect_view();
    view! { <div class="chips">{chips}</div> }.into_any()
}

/// The exact place where each course goes on, and the search for the next one.
fn learners_top(ctx: &Ctx, home: &HomePage, going_on: &[EnrolmentCard]) -> AnyView {
    let t = ctx.t;
    let rows = going_on.iter().map(|card| continue_row(ctx, card)).collect_view();
    view! {
        <div class="hero hero-learner">
            <section class="stack">
                <div class="section-head">
                    <h1>{t.s("catalogue-home-continue")}</h1>
                    <a class="more" href=ctx.link("/learn")>{t.s("catalogue-home-continue-more")}</a>
                </div>
                <ul class="rows">{rows}</ul>
            </section>
            <section class="panel stack gap-6">
                <h2>{t.s("catalogue-home-next")}</h2>
                {search(ctx)}
                {chips(ctx, home)}
            </section>
        </div>
    }
    .into_any()
}

fn continue_row(ctx: &Ctx, card: &EnrolmentCard) -> AnyView {
    let t = ctx.t;
    let href = match &card.place {
        Some(place) => format!("/learn/{}/{}", card.id, place.lesson_id),
        None => format!("/learn/{}", card.id),
    };
    let lesson = card.place.as_ref().map(|place| t.pick(&place.title_en, &place.title_ar).to_owned());
    let progress = t.a("catalogue-home-progress", &[("done", card.done.into()), ("all", card.all.into())]);
    let title = t.pick(&card.title_en, &card.title_ar).to_owned();
    view! {
        <li class="row">
            <div class="row-main stack gap-1">
                <b><bdi>{title}</bdi></b>
                <small><bdi>{lesson}</bdi></small>
                <ProgressBar value=u32::try_from(card.percent).unwrap_or(0) label=progress written=true/>
            </div>
            <a class="btn btn-quiet row-end" href=ctx.link(&href)>{t.s("catalogue-continue")}</a>
        </li>
    }
    .into_any()
}

fn need_section(ctx: &Ctx, need: &Need, wished: &HashSet<OfferingId>) -> AnyView {
    let t = ctx.t;
    let name = t.pick(&need.category.name.en, &need.category.name.ar).to_owned();
    let blurb = t.pick(&need.category.blurb.en, &need.category.blurb.ar).to_owned();
    let more = t.a("catalogue-home-need-more", &[("name", name.clone().into())]);
    let row = cards::row(ctx, &need.offerings, wished);
    view! {
        <section>
            <div class="section-head">
                <div>
                    <h2>{name}</h2>
                    <p class="muted">{blurb}</p>
                </div>
                <a class="more" href=ctx.link(&format!("/c/{}", need.category.slug))>{more}</a>
            </div>
            {row}
        </section>
    }
    .into_any()
}

fn steps(t: T) -> AnyView {
    let steps = ["try", "pay", "learn"]
        .map(|step| {
            let key = format!("catalogue-home-step-{step}");
            view! { <li><h3>{t.s(&key)}</h3><p class="muted">{t.s(&format!("{key}-text"))}</p></li> }
        })
        .collect_view();
    view! { <section><h2 class="mb-6">{t.s("catalogue-home-steps")}</h2><ol class="steps">{steps}</ol></section> }.into_any()
}

/// Numbers that are true, each a link to what it counts where there is such a list.
fn proof(ctx: &Ctx, home: &HomePage) -> Option<AnyView> {
    let (t, facts) = (ctx.t, home.facts);
    if facts.offerings.count == 0 {
        return None;
    }
    let rating = (facts.rating_count > 0).then(|| {
        view! { <p class="stat"><b>{t.rating(facts.rating_milli)}</b><small>{t.n("catalogue-home-ratings", facts.rating_count)}</small></p> }
    });
    let stats = view! {
        <section>
            <h2 class="mb-6">{t.s("catalogue-home-proof")}</h2>
            <div class="stats">
                <a class="stat" href=ctx.link("/browse")>
                    <b>{words::capped(t, facts.offerings)}</b>
                    <small>{t.s("catalogue-home-courses")}</small>
                </a>
                <p class="stat"><b>{t.count(facts.sellers)}</b><small>{t.s("catalogue-home-sellers")}</small></p>
                {rating}
            </div>
        </section>
    };
    Some(stats.into_any())
}

fn structured(site: &str) -> serde_json::Value {
    json!({
        "@context": "https://schema.org",
        "@graph": [
            { "@type": "Organization", "name": "DreamCrowd", "url": site, "logo": format!("{site}/logo.svg") },
            {
                "@type": "WebSite", "name": "DreamCrowd", "url": site, "inLanguage": ["en", "ar"],
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": format!("{site}/browse?q={{search_term_string}}"),
                    "query-input": "required name=search_term_string",
                },
            },
        ],
    })
}
