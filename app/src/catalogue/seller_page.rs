//! `/s/{seller}`: who a seller is, and what they teach.

use super::{cards, offering::picture, words};
use crate::{Ctx, Page, PageResult, i18n::T};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Redirect},
};
use backend::catalogue::{SellerDetail, SellerPage, find_seller, find_wished, open_seller_photo};
use domain::ids::{MediaId, OfferingId};
use jiff::Zoned;
use leptos::prelude::*;
use serde_json::json;
use std::collections::HashSet;
use ui::{Avatar, AvatarSize, Badge, EmptyState, Icon, IconName, Notice, Pager, Tone};

pub(super) async fn show(ctx: Ctx, Path(handle): Path<String>) -> PageResult {
    let after = ctx.query_value("after");
    let found = find_seller(&ctx.backend, &handle, after.as_deref()).await?;
    if found.offerings.is_empty() && after.is_some() {
        // What was left for this page is gone; the first page is still there.
        return Ok(Redirect::to(&ctx.link(&format!("/s/{}", found.seller.handle))).into_response());
    }
    let ids: Vec<_> = found.offerings.iter().map(|card| card.id).collect();
    let wished = find_wished(&ctx.backend, ctx.viewer.as_ref(), &ids).await?;
    let t = ctx.t;
    let seller = &found.seller;
    let name = t.pick(&seller.name.en, &seller.name.ar);
    let headline = t.pick(&seller.headline.en, &seller.headline.ar);
    let mut page = Page::public(name, headline, format!("/s/{}", seller.handle));
    if seller.offering_count == 0 {
        // There is nothing yet for those who come from a search.
        page.canonical = None;
    }
    page.next = found.next.as_deref().map(|next| ctx.link(&format!("/s/{}?after={next}", seller.handle)));
    page.json_ld = Some(json!({
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": {
            "@type": "Person", "name": name, "description": headline,
            "url": format!("{}{}", ctx.backend.settings.site_url, ctx.link(&format!("/s/{}", seller.handle))),
        },
    }));
    Ok(page.render(&ctx, || body(&ctx, &found, &wished, after.is_some())))
}

/// `/s/{seller}/photo.jpg`.
pub(super) async fn photo(ctx: Ctx, Path(handle): Path<String>) -> PageResult {
    let known = ctx.headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    picture::answer(open_seller_photo(&ctx.backend, &handle, known).await?)
}

fn body(ctx: &Ctx, found: &SellerPage, wished: &HashSet<OfferingId>, is_later_page: bool) -> AnyView {
    let t = ctx.t;
    let seller = &found.seller;
    let about = bio(t, seller);
    let next = found.next.as_deref().map(|next| ctx.link(&format!("/s/{}?after={next}", seller.handle)));
    let first = is_later_page.then(|| ctx.link(&format!("/s/{}", seller.handle)));
    let courses = if seller.offering_count == 0 {
        view! { <EmptyState icon=IconName::BookOpen title=t.s("catalogue-seller-empty-title") text=t.s("catalogue-seller-empty-text")/> }
            .into_any()
    } else {
        view! {
            <div class="section-head">
                <h2>{t.s("catalogue-seller-courses")}</h2>
                <p class="muted num">{t.n("catalogue-results", seller.offering_count)}</p>
            </div>
            {cards::grid(ctx, &found.offerings, wished)}
            <Pager label=t.s("catalogue-pages") prev=first next=next prev_text=t.s("catalogue-first-page") next_text=t.s("action-next")/>
        }
        .into_any()
    };
    view! {
        <div class="flow">
            {head(ctx, seller)}
            {away(t, seller.back_on.as_ref())}
            {about}
            <section>{courses}</section>
        </div>
    }
    .into_any()
}

/// While a seller is away: until when, and what goes on without them.
pub(super) fn away(t: T, back_on: Option<&Zoned>) -> Option<AnyView> {
    let back = back_on?;
    let title = t.a("catalogue-seller-away", &[("day", t.day(back.timestamp(), back.time_zone()).into())]);
    Some(view! { <Notice tone=Tone::Info title=title><p>{t.s("catalogue-seller-away-text")}</p></Notice> }.into_any())
}

/// The address of a seller's photo, when there is one; it changes with the photo.
pub(super) fn photo_path(ctx: &Ctx, handle: &str, photo: Option<MediaId>) -> Option<String> {
    photo.map(|id| ctx.link(&format!("/s/{handle}/photo.jpg?v={id}")))
}

/// The tag of those who stand out.
pub(super) fn top_tag(t: T, is_top: bool) -> Option<AnyView> {
    is_top.then(|| view! { <Badge text=t.s("catalogue-seller-top") tone=Tone::Success icon=IconName::Award/> }.into_any())
}

fn head(ctx: &Ctx, seller: &SellerDetail) -> AnyView {
    let t = ctx.t;
    let name = t.pick(&seller.name.en, &seller.name.ar).to_owned();
    let headline = t.pick(&seller.headline.en, &seller.headline.ar).to_owned();
    let rating = (seller.rating_count > 0).then(|| {
        let count = t.n("catalogue-reviews", i64::from(seller.rating_count));
        view! { <span>{words::stars(t, seller.rating_milli)}<span class="muted">{count}</span></span> }
    });
    let learners = (seller.learner_count > 0).then(|| {
        view! { <span><Icon name=IconName::Users/>{t.n("catalogue-learners", i64::from(seller.learner_count))}</span> }
    });
    let spoken: Vec<String> = seller.languages.iter().filter_map(|language| words::spoken(t, &language.code)).collect();
    let comma = t.s("catalogue-list-comma");
    let languages = (!spoken.is_empty()).then(|| {
        view! { <span><Icon name=IconName::Languages/>{spoken.join(&format!("{comma} "))}</span> }
    });
    let since = t.a("catalogue-seller-since", &[("month", t.month(seller.since).into())]);
    view! {
        <div class="flex gap-4 sm:gap-6 items-start">
            <Avatar name=name.clone() picture=photo_path(ctx, &seller.handle, seller.photo) size=AvatarSize::Huge/>
            <div class="stack gap-2">
                <h1><bdi>{name}</bdi></h1>
                {top_tag(t, seller.is_top).map(|tag| view! { <p>{tag}</p> })}
                <p class="lead">{headline}</p>
                <div class="facts">
                    {rating}
                    {learners}
                    {languages}
                    <span><Icon name=IconName::Calendar/>{since}</span>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn bio(t: T, seller: &SellerDetail) -> Option<AnyView> {
    let text = t.pick(&seller.bio.en, &seller.bio.ar);
    if text.trim().is_empty() {
        return None;
    }
    let html = super::markdown::to_html(text);
    let section = view! {
        <section class="stack">
            <h2>{t.s("catalogue-seller-about")}</h2>
            <div class="prose measure" dir="auto" inner_html=html></div>
        </section>
    };
    Some(section.into_any())
}
