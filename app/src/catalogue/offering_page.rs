//! `/o/{offering}`: what a buyer wants to know before paying, in the order of the questions.

use super::{
    cards,
    offering::{booking_box, faqs, outline, picture, review_list, structured},
    seller_page, words,
};
use crate::{Ctx, Page, PageResult};
use axum::extract::Path;
use backend::catalogue::{Bilingual, OfferingDetail, find_offering, find_wished};
use domain::{catalogue::OfferingKind, ids::OfferingId};
use leptos::prelude::*;
use std::collections::HashSet;
use ui::{AvatarSize, Breadcrumb, Cover, Crumb, Icon, IconName, Person};

pub(super) async fn show(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let offering = find_offering(&ctx.backend, &slug, ctx.viewer.as_ref()).await?;
    let ids: Vec<_> = offering.related.iter().map(|card| card.id).collect();
    let wished = find_wished(&ctx.backend, ctx.viewer.as_ref(), &ids).await?;
    let t = ctx.t;
    let title = t.pick(&offering.title.en, &offering.title.ar);
    let promise = t.pick(&offering.promise.en, &offering.promise.ar);
    let mut page = Page::public(title, promise, format!("/o/{}", offering.slug));
    page.image = picture::of(t, &offering);
    page.json_ld = Some(structured::data(&ctx, &offering));
    Ok(page.render(&ctx, || body(&ctx, &offering, &wished)))
}

fn body(ctx: &Ctx, offering: &OfferingDetail, wished: &HashSet<OfferingId>) -> AnyView {
    let offer = booking_box::Offer::new(ctx, offering);
    view! {
        {way(ctx, offering)}
        {booking_box::wish_intent(ctx, offering)}
        <div class="with-box">
            {first_part(ctx, offering)}
            {booking_box::aside(ctx, offering, &offer)}
            <div class="flow">
                {outcomes(ctx, offering)}
                {outline::section(ctx, offering)}
                {conditions(ctx, offering)}
                {description(ctx, offering)}
                {faqs::section(ctx, offering)}
                {seller(ctx, offering)}
                {review_list::section(ctx, offering)}
            </div>
        </div>
        {related(ctx, offering, wished)}
        {booking_box::bar(ctx, offering, &offer)}
    }
    .into_any()
}

fn way(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    let t = ctx.t;
    let mut items = vec![Crumb::link(t.s("nav-browse"), ctx.link("/browse"))];
    let steps = offering.categories.iter();
    items.extend(
        steps.map(|category| {
            Crumb::link(t.pick(&category.name.en, &category.name.ar), ctx.link(&format!("/c/{}", category.slug)))
        }),
    );
    view! { <Breadcrumb label=t.s("catalogue-breadcrumb") items=items/> }.into_any()
}

/// The preview, and under it what it is.
fn first_part(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    view! {
        <div class="stack gap-6">
            {preview(ctx, offering)}
            {titles(ctx, offering)}
        </div>
    }
    .into_any()
}

/// The title, the promise, and the line of proof.
pub(in crate::catalogue) fn titles(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&offering.title.en, &offering.title.ar).to_owned();
    let promise = t.pick(&offering.promise.en, &offering.promise.ar).to_owned();
    view! {
        <div class="stack gap-3">
            <h1><bdi>{title}</bdi></h1>
            <p class="lead" dir="auto">{promise}</p>
            {facts(ctx, offering)}
        </div>
    }
    .into_any()
}

/// The first picture of the first free video, and on it the way to its player; a course without one shows its cover. The films are
/// cut for streaming, which few browsers play without a script, so the player has a page of its own.
fn preview(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    let t = ctx.t;
    let seller = t.pick(&offering.seller.name.en, &offering.seller.name.ar).to_owned();
    let (hue, pattern) = (cards::hue(offering.hue), cards::pattern(offering.hue));
    let (picture, alt) = picture::of(t, offering).map(|picture| (picture.path, picture.alt)).unzip();
    let cover = view! {
        <Cover seed=offering.slug.clone() hue=hue pattern=pattern name=seller picture=picture alt=alt eager=true travels=true/>
    };
    let Some(lesson) = offering.preview_lesson() else { return cover.into_any() };
    let mark = lesson.has_picture().then(|| {
        view! {
            <span class="pointer-events-none absolute inset-0 grid place-items-center">
                <span class="grid size-16 place-items-center rounded-full bg-raised"><Icon name=IconName::Play class="icon-lg"/></span>
            </span>
        }
    });
    let href = ctx.link(&format!("/o/{}/preview/{}", offering.slug, lesson.id));
    let length = lesson.seconds().map(|seconds| view! { <span class="num">{t.clock(seconds)}</span> });
    view! {
        <a class="card-offering-cover block" href=href>
            {cover}
            {mark}
            <span class="badge badge-paper card-offering-kind"><Icon name=IconName::Play/>{t.s("catalogue-watch-free")}" "{length}</span>
        </a>
    }
    .into_any()
}

fn facts(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    let t = ctx.t;
    let rating = (offering.rating_count > 0).then(|| {
        let count = t.n("catalogue-reviews", i64::from(offering.rating_count));
        view! {
            <span>
                {words::stars(t, offering.rating_milli)}
                " "
                <a class="more" href="#reviews">{count}</a>
            </span>
        }
    });
    let learners = (offering.learner_count > 0).then(|| {
        view! { <span><Icon name=IconName::Users/>{t.n("catalogue-learners", i64::from(offering.learner_count))}</span> }
    });
    let extent = (offering.kind == OfferingKind::VideoCourse).then(|| {
        view! { <span><Icon name=IconName::Clock/>{words::extent(t, offering.video_seconds, offering.lesson_count)}</span> }
    });
    view! {
        <div class="facts">
            {rating}
            {learners}
            {extent}
            <span><Icon name=IconName::Languages/>{words::language(t, offering.language)}</span>
            <span><Icon name=IconName::Chart/>{words::level(t, offering.level)}</span>
            <span><Icon name=IconName::Refresh/>{t.a("catalogue-updated", &[("month", t.month(offering.updated_at).into())])}</span>
        </div>
    }
    .into_any()
}

pub(in crate::catalogue) fn outcomes(ctx: &Ctx, offering: &OfferingDetail) -> Option<AnyView> {
    let t = ctx.t;
    let items = texts(ctx, &offering.outcomes);
    if items.is_empty() {
        return None;
    }
    let items = items
        .into_iter()
        .map(|text| view! { <li><Icon name=IconName::Check/><span dir="auto">{text}</span></li> })
        .collect_view();
    Some(view! { <section class="stack"><h2>{t.s("catalogue-outcomes")}</h2><ul class="ticks">{items}</ul></section> }.into_any())
}

/// What one needs, and for whom it is.
pub(in crate::catalogue) fn conditions(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    let t = ctx.t;
    let list = |key: &str, items: &[Bilingual]| {
        let items = texts(ctx, items);
        (!items.is_empty()).then(|| {
            let items = items.into_iter().map(|text| view! { <li><bdi>{text}</bdi></li> }).collect_view();
            view! { <section class="stack"><h2>{t.s(key)}</h2><div class="prose"><ul>{items}</ul></div></section> }
        })
    };
    view! {
        {list("catalogue-requirements", &offering.requirements)}
        {list("catalogue-audience", &offering.audience)}
    }
    .into_any()
}

pub(in crate::catalogue) fn description(ctx: &Ctx, offering: &OfferingDetail) -> Option<AnyView> {
    let t = ctx.t;
    let text = t.pick(&offering.description.en, &offering.description.ar);
    if text.trim().is_empty() {
        return None;
    }
    let html = super::markdown::to_html(text);
    let heading = t.s(match offering.kind {
        OfferingKind::VideoCourse => "catalogue-description",
        OfferingKind::LiveClass => "catalogue-description-class",
        OfferingKind::Service => "catalogue-description-service",
    });
    let section = view! {
        <section class="stack">
            <h2>{heading}</h2>
            <div class="prose measure" dir="auto" inner_html=html></div>
        </section>
    };
    Some(section.into_any())
}

pub(in crate::catalogue) fn seller(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    let t = ctx.t;
    let seller = &offering.seller;
    let name = t.pick(&seller.name.en, &seller.name.ar).to_owned();
    let headline = t.pick(&seller.headline.en, &seller.headline.ar).to_owned();
    // The first paragraph is enough here; the rest is on the seller's own page.
    let bio = t.pick(&seller.bio.en, &seller.bio.ar).split("\n\n").next().unwrap_or_default().to_owned();
    let href = ctx.link(&format!("/s/{}", seller.handle));
    let rating = (seller.rating_count > 0).then(|| {
        let ratings = t.n("catalogue-reviews", i64::from(seller.rating_count));
        view! { <span><Icon name=IconName::Star/>{format!("{} · {ratings}", t.rating(seller.rating_milli))}</span> }
    });
    let learners = (seller.learner_count > 0)
        .then(|| view! { <span><Icon name=IconName::Users/>{t.n("catalogue-learners", i64::from(seller.learner_count))}</span> });
    let picture = seller_page::photo_path(ctx, &seller.handle, seller.photo);
    let tag = seller_page::top_tag(t, seller.is_top);
    let away = seller_page::away(t, seller.back_on.as_ref());
    let more = t.a("catalogue-seller-more", &[("name", name.clone().into())]);
    view! {
        <section class="stack">
            <h2>{t.s("catalogue-seller")}</h2>
            <Person name=name picture=picture line=headline href=href.clone() size=AvatarSize::Large/>
            <div class="facts small">{rating}{learners}{tag}</div>
            {away}
            <p class="measure" dir="auto">{bio}</p>
            <p><a class="more" href=href>{more}</a></p>
        </section>
    }
    .into_any()
}

fn related(ctx: &Ctx, offering: &OfferingDetail, wished: &HashSet<OfferingId>) -> Option<AnyView> {
    if offering.related.is_empty() {
        return None;
    }
    let t = ctx.t;
    let row = cards::row(ctx, &offering.related, wished);
    Some(
        view! { <section class="section"><div class="section-head"><h2>{t.s("catalogue-related")}</h2></div>{row}</section> }
            .into_any(),
    )
}

/// The texts of a list in the visitor's language, without empty ones.
fn texts(ctx: &Ctx, list: &[Bilingual]) -> Vec<String> {
    list.iter().map(|item| ctx.t.pick(&item.en, &item.ar)).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}
