//! `/learn`: the viewer's courses with their progress and the exact place to continue.

use super::words;
use crate::{Ctx, Page, PageResult, catalogue::cards, i18n::T};
use backend::learning::{self, EnrolmentCard, ShelfFilter, ShelfPage};
use leptos::prelude::*;
use ui::{ButtonLink, Cover, EmptyState, IconName, Look, Pager, ProgressRing, Tab, Tabs};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let filter = ShelfFilter::parse(&ctx.query_value("filter").unwrap_or_default());
    let after = ctx.query_value("after");
    let shelf = learning::list_enrolments(&ctx.backend, viewer, filter, after.as_deref()).await?;
    let title = ctx.t.s("nav-learning");
    let inner = ctx.clone();
    Ok(Page::titled(title).render(&ctx, move || body(&inner, filter, after.is_some(), shelf)))
}

fn body(ctx: &Ctx, filter: ShelfFilter, is_later: bool, shelf: ShelfPage) -> AnyView {
    let t = ctx.t;
    let tabs = ShelfFilter::ALL
        .map(|option| Tab {
            label: t.s(filter_key(option)),
            href: ctx.link(&shelf_path(option)),
            count: None,
            active: option == filter,
        })
        .to_vec();
    let filters = shelf.has_any.then(|| view! { <Tabs label=t.s("learn-filter") items=tabs/> });
    let list = match (shelf.cards.is_empty(), shelf.has_any) {
        (true, false) => nothing_yet(ctx),
        (true, true) => nothing_here(ctx, filter),
        (false, _) => {
            let cards = shelf.cards.into_iter().map(|one| view! { <li>{card(ctx, one)}</li> }).collect::<Vec<_>>();
            view! { <ul class="grid-cards">{cards}</ul> }.into_any()
        }
    };
    let first = is_later.then(|| ctx.link(&shelf_path(filter)));
    let next = shelf.next.map(|after| {
        let path = shelf_path(filter);
        let joiner = if path.contains('?') { '&' } else { '?' };
        ctx.link(&format!("{path}{joiner}after={after}"))
    });
    view! {
        <div class="stack">
            <h1>{t.s("nav-learning")}</h1>
            {filters}
            {list}
            <Pager label=t.s("learn-pages") prev=first next=next prev_text=t.s("learn-first-page") next_text=t.s("action-next")/>
        </div>
    }
    .into_any()
}

fn shelf_path(filter: ShelfFilter) -> String {
    if filter == ShelfFilter::All { "/learn".to_owned() } else { format!("/learn?filter={}", filter.as_str()) }
}

const fn filter_key(filter: ShelfFilter) -> &'static str {
    match filter {
        ShelfFilter::All => "learn-filter-all",
        ShelfFilter::InProgress => "learn-filter-in-progress",
        ShelfFilter::Done => "learn-filter-done",
    }
}

fn nothing_yet(ctx: &Ctx) -> AnyView {
    let t = ctx.t;
    let browse = ctx.link("/browse");
    let free = ctx.link("/browse?price=free");
    view! {
        <EmptyState icon=IconName::GraduationCap title=t.s("learn-empty-title") text=t.s("learn-empty-text")>
            <ButtonLink href=browse look=Look::Primary>{t.s("nav-browse")}</ButtonLink>
            <ButtonLink href=free look=Look::Quiet>{t.s("footer-free")}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

fn nothing_here(ctx: &Ctx, filter: ShelfFilter) -> AnyView {
    let t = ctx.t;
    let key = if filter == ShelfFilter::Done { "learn-none-done" } else { "learn-none-in-progress" };
    let all = ctx.link("/learn");
    view! {
        <EmptyState icon=IconName::BookOpen title=t.s(key) text=t.s("learn-none-text")>
            <ButtonLink href=all look=Look::Quiet>{t.s("learn-filter-all")}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

/// One course; the whole card leads to the place to continue.
fn card(ctx: &Ctx, one: EnrolmentCard) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&one.title_en, &one.title_ar).to_owned();
    let seller = t.pick(&one.seller_name_en, &one.seller_name_ar).to_owned();
    let href = match &one.place {
        Some(place) => ctx.link(&words::lesson_path(one.id, place.lesson_id)),
        None => ctx.link(&format!("/learn/{}", one.id)),
    };
    let percent = u32::try_from(one.percent).unwrap_or(0);
    let label = t.a("learn-progress", &[("done", one.done.into()), ("all", one.all.into())]);
    let (hue, pattern) = (cards::hue(one.category_hue), cards::pattern(one.category_hue));
    let place = place(t, &one);
    view! {
        <article class="card-offering">
            <div class="card-offering-cover"><Cover seed=one.slug hue=hue pattern=pattern name=seller.clone()/></div>
            <div class="card-offering-body">
                <h2 class="card-offering-title"><a href=href><bdi>{title}</bdi></a></h2>
                <p class="card-offering-meta"><bdi>{seller}</bdi></p>
                <div class="flex items-center gap-3 pt-2">
                    <ProgressRing value=percent label=label.clone() text=format!("{percent}%")/>
                    <div class="min-w-0">
                        <p class="small num">{label}</p>
                        {place}
                    </div>
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// "Continue: Headings, at 2:05".
fn place(t: T, one: &EnrolmentCard) -> AnyView {
    let Some(place) = &one.place else { return ().into_any() };
    let key = match (one.all > 0 && one.done == one.all, one.is_started) {
        (true, _) => "learn-again",
        (false, true) => "learn-continue",
        (false, false) => "learn-begin",
    };
    let lesson = t.pick(&place.title_en, &place.title_ar).to_owned();
    let moment = (place.at_ms > 0).then(|| view! { <span class="num">" · "{t.clock(place.at_ms / 1_000)}</span> });
    view! { <p class="small text-link">{t.s(key)}" "<bdi>{lesson}</bdi>{moment}</p> }.into_any()
}
