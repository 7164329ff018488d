//! `/browse` and `/c/{category}`: a list of courses with filters, and search results. The whole state is in the address.

use super::{cards, filters, words};
use crate::{Ctx, Page, PageResult};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect},
};
use backend::{
    accounts::limits,
    catalogue::{BrowsePage, Category, CategoryTree, OfferingCard, browse, find_wished, list_categories},
};
use domain::{
    AppError, Thing,
    catalogue::{BrowseFilter, Sort},
    ids::OfferingId,
};
use leptos::prelude::*;
use serde_json::json;
use std::collections::HashSet;
use ui::{Breadcrumb, ButtonLink, Chip, Crumb, EmptyState, IconName, Look, Notice, Pager};

/// Popular courses offered where nothing was found.
const MAX_INSTEAD: usize = 4;

/// What a list shows.
struct Shown {
    found: BrowsePage,
    /// Something popular, where nothing was found.
    instead: Vec<OfferingCard>,
    wished: HashSet<OfferingId>,
}

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let tree = list_categories(&ctx.backend).await?;
    let (filter, is_untidy) = read(&ctx);
    let category = filter.category.filter(|slug| tree.find(slug).is_some());
    let filter = BrowseFilter { category, ..filter };
    let has_own_address = filter.query.is_empty() && filter.category.is_some();
    if is_untidy || has_own_address {
        return Ok(Redirect::to(&filters::address(&ctx, &filter)).into_response());
    }
    list(ctx, filter, &tree).await
}

/// The filter in the address, and whether the address has empty fields: a form sends them all, and the address that people keep
/// should have only what counts.
fn read(ctx: &Ctx) -> (BrowseFilter, bool) {
    let pairs: Vec<_> = url::form_urlencoded::parse(ctx.query.as_bytes()).collect();
    let filter = BrowseFilter::from_pairs(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())));
    (filter, pairs.iter().any(|(_, value)| value.is_empty()))
}

pub(super) async fn show_category(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let tree = list_categories(&ctx.backend).await?;
    if tree.find(&slug).is_none() {
        return Err(AppError::NotFound(Thing::Category).into());
    }
    let (filter, _) = read(&ctx);
    let filter = BrowseFilter { category: Some(slug), query: String::new(), ..filter };
    list(ctx, filter, &tree).await
}

async fn list(ctx: Ctx, filter: BrowseFilter, tree: &CategoryTree) -> PageResult {
    if !filter.query.is_empty() {
        limits::take_local(&ctx.backend, &who(&ctx), limits::SEARCH)?;
    }
    let found = browse(&ctx.backend, &filter).await?;
    if found.items.is_empty() && filter.after.is_some() {
        // What was left for this page is gone; the list itself may hold more.
        return Ok(Redirect::to(&filters::address(&ctx, &filter)).into_response());
    }
    let mut instead = Vec::new();
    if found.items.is_empty() {
        instead = browse(&ctx.backend, &BrowseFilter::default()).await?.items;
        instead.truncate(MAX_INSTEAD);
    }
    let ids: Vec<_> = found.items.iter().chain(&instead).map(|card| card.id).collect();
    let wished = find_wished(&ctx.backend, ctx.viewer.as_ref(), &ids).await?;
    let shown = Shown { found, instead, wished };
    let category = filter.category.as_deref().and_then(|slug| tree.find(slug));
    let page = head(&ctx, &filter, category, &shown.found, tree);
    let title = page.title.clone();
    Ok(page.render(&ctx, || {
        let results = results(&ctx, &filter, tree, &shown);
        view! {
            {top(&ctx, &filter, category, tree, title)}
            <div class="with-side mt-6">
                {filters::side(&ctx, &filter, tree)}
                {results}
            </div>
        }
    }))
}

/// Whom the limits on searching count: an account, or for strangers their network.
pub(super) fn who(ctx: &Ctx) -> String {
    ctx.viewer.as_ref().map_or_else(|| ctx.client_ip.clone(), |viewer| viewer.account_id.to_string())
}

fn head(ctx: &Ctx, filter: &BrowseFilter, category: Option<&Category>, found: &BrowsePage, tree: &CategoryTree) -> Page {
    let t = ctx.t;
    let mut page = match category {
        _ if !filter.query.is_empty() => Page::titled(t.a("catalogue-results-for", &[("query", filter.query.clone().into())])),
        Some(category) => {
            let name = t.pick(&category.name.en, &category.name.ar);
            let blurb = t.pick(&category.blurb.en, &category.blurb.ar);
            Page::public(
                t.a("catalogue-category-title", &[("name", name.to_owned().into())]),
                blurb,
                format!("/c/{}", category.slug),
            )
        }
        None => Page::public(t.s("catalogue-browse-title"), t.s("catalogue-browse-description"), "/browse"),
    };
    page.next = found.next.as_deref().map(|next| filters::address_after(ctx, filter, next));
    if page.canonical.is_some()
        && let Some(category) = category
    {
        page.json_ld = Some(breadcrumb_data(ctx, &path_to(category, tree)));
    }
    page
}

/// The top category and the category itself, or only itself.
fn path_to<'a>(category: &'a Category, tree: &'a CategoryTree) -> Vec<&'a Category> {
    let top = tree.root_of(&category.slug).map(|node| &node.category).filter(|top| top.id != category.id);
    top.into_iter().chain([category]).collect()
}

/// Structured data of the way from the home page to a category.
pub(super) fn breadcrumb_data(ctx: &Ctx, path: &[&Category]) -> serde_json::Value {
    let t = ctx.t;
    let site = &ctx.backend.settings.site_url;
    let items: Vec<_> = path
        .iter()
        .zip(1..)
        .map(|(category, position)| {
            json!({
                "@type": "ListItem", "position": position, "name": t.pick(&category.name.en, &category.name.ar),
                "item": format!("{site}{}", ctx.link(&format!("/c/{}", category.slug))),
            })
        })
        .collect();
    json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items })
}

fn top(ctx: &Ctx, filter: &BrowseFilter, category: Option<&Category>, tree: &CategoryTree, title: String) -> AnyView {
    let t = ctx.t;
    let name = |category: &Category| t.pick(&category.name.en, &category.name.ar).to_owned();
    let way = category.filter(|_| filter.query.is_empty()).map(|category| {
        let mut items = vec![Crumb::link(t.s("nav-browse"), ctx.link("/browse"))];
        for step in path_to(category, tree) {
            let is_here = step.id == category.id;
            items.push(if is_here {
                Crumb::here(name(step))
            } else {
                Crumb::link(name(step), ctx.link(&format!("/c/{}", step.slug)))
            });
        }
        let blurb = t.pick(&category.blurb.en, &category.blurb.ar).to_owned();
        (view! { <Breadcrumb label=t.s("catalogue-breadcrumb") items=items/> }, view! { <p class="lead">{blurb}</p> })
    });
    let (way, blurb) = way.unzip();
    let children: Option<Vec<&Category>> = match category {
        Some(category) => {
            tree.root_of(&category.slug).filter(|node| node.category.id == category.id).map(|node| node.children.iter().collect())
        }
        None => Some(tree.roots.iter().map(|node| &node.category).collect()),
    };
    let chips = children
        .unwrap_or_default()
        .into_iter()
        .filter(|child| child.offerings.count > 0)
        .map(|child| {
            let inside = BrowseFilter { category: Some(child.slug.clone()), after: None, ..filter.clone() };
            view! { <Chip text=name(child) href=filters::address(ctx, &inside) icon=cards::icon(&child.icon)/> }
        })
        .collect_view();
    view! {
        {way}
        <div class="stack gap-3">
            <h1><bdi>{title}</bdi></h1>
            {blurb}
            <div class="chips chips-line">{chips}</div>
        </div>
    }
    .into_any()
}

fn results(ctx: &Ctx, filter: &BrowseFilter, tree: &CategoryTree, shown: &Shown) -> AnyView {
    let (t, found) = (ctx.t, &shown.found);
    let mended = found.mended_query.as_ref().map(|mended| {
        let text = t.a("catalogue-mended", &[("shown", mended.clone().into()), ("asked", filter.query.clone().into())]);
        view! { <Notice><p>{text}</p></Notice> }
    });
    let chips = filters::chips(ctx, filter, tree);
    if found.items.is_empty() {
        return view! { <div class="stack">{chips}{nothing(ctx, filter, shown)}</div> }.into_any();
    }
    let count = if found.total.is_capped {
        t.a("catalogue-results-many", &[("count", words::capped(t, found.total).into())])
    } else {
        t.n("catalogue-results", found.total.count)
    };
    let end = found.best_of.map(|best| end_of_best(ctx, filter, best));
    let next = found.next.as_deref().map(|next| filters::address_after(ctx, filter, next));
    let first = filter.after.is_some().then(|| filters::address(ctx, filter));
    view! {
        <div>
            {mended}
            <h2 class="sr-only">{t.s("catalogue-seller-courses")}</h2>
            <div class="section-head mb-3">
                <p><b class="num">{count}</b></p>
                {filters::order(ctx, filter)}
            </div>
            {chips}
            {cards::grid(ctx, &found.items, &shown.wished)}
            {end}
            <Pager label=t.s("catalogue-pages") prev=first next=next prev_text=t.s("catalogue-first-page") next_text=t.s("action-next")/>
        </div>
    }
    .into_any()
}

/// Below the last of the best matches: how to come to the others.
fn end_of_best(ctx: &Ctx, filter: &BrowseFilter, best: i64) -> AnyView {
    let by_popularity = BrowseFilter { sort: Some(Sort::Popular), after: None, ..filter.clone() };
    let (t, href) = (ctx.t, filters::address(ctx, &by_popularity));
    view! {
        <Notice>
            <p>{t.n("catalogue-best-of", best)} " " <a class="link" href=href>{t.s("catalogue-best-of-all")}</a></p>
        </Notice>
    }
    .into_any()
}

/// What to do when nothing was found: fewer filters, or something popular.
fn nothing(ctx: &Ctx, filter: &BrowseFilter, shown: &Shown) -> AnyView {
    let t = ctx.t;
    let only_query = BrowseFilter { query: filter.query.clone(), ..BrowseFilter::default() };
    let has_filters = filter.to_pairs().len() > only_query.to_pairs().len() + usize::from(filter.sort.is_some());
    let clear_href = filters::address(ctx, &only_query);
    let clear =
        has_filters.then(|| view! { <ButtonLink href=clear_href look=Look::Quiet>{t.s("catalogue-filters-clear")}</ButtonLink> });
    let text = if has_filters { "catalogue-nothing-filters" } else { "catalogue-nothing-text" };
    let title = if filter.query.is_empty() {
        t.s("catalogue-nothing")
    } else {
        t.a("catalogue-nothing-for", &[("query", filter.query.clone().into())])
    };
    let all_href = ctx.link("/browse");
    let popular = (!shown.instead.is_empty()).then(|| {
        let row = cards::row(ctx, &shown.instead, &shown.wished);
        view! { <section class="stack"><h2>{t.s("catalogue-nothing-popular")}</h2>{row}</section> }
    });
    view! {
        <EmptyState icon=IconName::Search title=title text=t.s(text)>
            {clear}
            <ButtonLink href=all_href>{t.s("catalogue-nothing-all")}</ButtonLink>
        </EmptyState>
        {popular}
    }
    .into_any()
}
