//! The filters of a list: the form in the side column, the chips that take one filter away, the order. All of it plain GET.

use super::words;
use crate::{Ctx, i18n::T};
use backend::catalogue::CategoryTree;
use domain::{
    Locale,
    catalogue::{BrowseFilter, LengthBand, Level, PriceBand, Sort},
};
use leptos::prelude::*;
use ui::{Checkbox, Chip, Choice, RadioGroup, Select, SelectOption, Sheet};

/// The form's id, so that the order beside the list can belong to it.
const FORM: &str = "filter-form";
/// The levels that one can ask for; what is for every level is found by each of them.
const LEVELS: [Level; 3] = [Level::Beginner, Level::Intermediate, Level::Advanced];

/// The address of a list, without the place where a page begins. A category without a query has its own short address.
pub(super) fn address(ctx: &Ctx, filter: &BrowseFilter) -> String {
    let mut pairs = filter.to_pairs();
    let mut path = "/browse".to_owned();
    if filter.query.is_empty()
        && let Some(category) = &filter.category
    {
        path = format!("/c/{}", encoded(category));
        pairs.retain(|(name, _)| *name != "category");
    }
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let path = ctx.link(&path);
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// The same with the place where a page begins.
pub(super) fn address_after(ctx: &Ctx, filter: &BrowseFilter, after: &str) -> String {
    let address = address(ctx, filter);
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}after={}", encoded(after))
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Filters in the side column; a sheet behind a button on a phone.
pub(super) fn side(ctx: &Ctx, filter: &BrowseFilter, tree: &CategoryTree) -> AnyView {
    let t = ctx.t;
    let applied = applied(ctx, filter, tree).len();
    let open_text = if applied == 0 {
        t.s("catalogue-filters")
    } else {
        t.a("catalogue-filters-applied", &[("count", t.count(i64::try_from(applied).unwrap_or(0)).into())])
    };
    let form = form(ctx, filter, tree);
    view! {
        <Sheet id="filters" open_text=open_text title=t.s("catalogue-filters") close_text=t.s("action-close")>{form}</Sheet>
    }
    .into_any()
}

fn form(ctx: &Ctx, filter: &BrowseFilter, tree: &CategoryTree) -> AnyView {
    let t = ctx.t;
    let query = (!filter.query.is_empty()).then(|| view! { <input type="hidden" name="q" value=filter.query.clone()/> });
    view! {
        <form class="stack gap-6" id=FORM method="get" action=ctx.link("/browse")>
            {query}
            <Select
                name="category"
                label=t.s("catalogue-filter-category")
                options=category_options(t, tree)
                selected=filter.category.clone()
            />
            {radios(t, "price", PriceBand::ALL, filter.price, |band| (band.as_str().to_owned(), t.s(price_key(band))))}
            {radios(t, "rating", &[4, 3], filter.min_rating, |stars| (stars.to_string(), rating_words(t, stars)))}
            {radios(t, "length", LengthBand::ALL, filter.length, |band| (band.as_str().to_owned(), t.s(length_key(band))))}
            {radios(t, "level", &LEVELS, filter.level, |level| (level.as_str().to_owned(), words::level(t, level)))}
            {radios(t, "language", &Locale::ALL, filter.language, |language| (language.code().to_owned(), words::language(t, language)))}
            <Checkbox name="preview" label=t.s("catalogue-filter-preview") value="1" checked=filter.free_preview/>
            <button class="btn btn-primary btn-block" type="submit">{t.s("catalogue-filters-apply")}</button>
        </form>
    }
    .into_any()
}

/// One filter: "any", then each value by what the form sends and what people read. Its legend is named after it.
fn radios<V: Copy>(t: T, name: &'static str, values: &[V], chosen: Option<V>, words: impl Fn(V) -> (String, String)) -> AnyView {
    let any = Choice::new("", t.s("catalogue-filter-any"));
    let named = values.iter().map(|value| {
        let (value, label) = words(*value);
        Choice::new(value, label)
    });
    let choices: Vec<Choice> = std::iter::once(any).chain(named).collect();
    let selected = chosen.map(|value| words(value).0);
    let legend = t.s(&format!("catalogue-filter-{name}"));
    view! { <RadioGroup name=name legend=legend choices=choices selected=selected/> }.into_any()
}

fn rating_words(t: T, stars: i32) -> String {
    t.a("catalogue-filter-rating-from", &[("stars", stars.to_string().into())])
}

fn category_options(t: T, tree: &CategoryTree) -> Vec<SelectOption> {
    let mut options = vec![SelectOption::new("", t.s("catalogue-filter-category-all"))];
    for category in tree.all().filter(|category| category.offerings.count > 0) {
        let name = t.pick(&category.name.en, &category.name.ar);
        let indent = if category.parent_id.is_some() { "\u{2003}" } else { "" };
        options
            .push(SelectOption::new(category.slug.clone(), format!("{indent}{name} ({})", words::capped(t, category.offerings))));
    }
    options
}

/// The order of the list, part of the same form wherever it stands.
pub(super) fn order(ctx: &Ctx, filter: &BrowseFilter) -> AnyView {
    let t = ctx.t;
    let chosen = filter.effective_sort();
    let options = Sort::ALL
        .iter()
        .copied()
        .filter(|sort| *sort != Sort::Relevance || !filter.query.is_empty())
        .map(|sort| view! { <option value=sort.as_str() selected=sort == chosen>{t.s(sort_key(sort))}</option> })
        .collect_view();
    view! {
        <div class="cluster">
            <label class="small" for="sort">{t.s("catalogue-sort")}</label>
            <select class="select w-auto" id="sort" name="sort" form=FORM>{options}</select>
            <button class="btn btn-quiet btn-sm" type="submit" form=FORM>{t.s("catalogue-sort-apply")}</button>
        </div>
    }
    .into_any()
}

/// One chip for each filter in force; pressing it takes the filter away.
pub(super) fn chips(ctx: &Ctx, filter: &BrowseFilter, tree: &CategoryTree) -> Option<AnyView> {
    let t = ctx.t;
    let applied = applied(ctx, filter, tree);
    if applied.is_empty() {
        return None;
    }
    let all = BrowseFilter { query: filter.query.clone(), sort: filter.sort, ..BrowseFilter::default() };
    let clear = address(ctx, &all);
    let chips = applied
        .into_iter()
        .map(|(text, href)| view! { <Chip text=text href=href active=true removes=t.s("catalogue-filter-remove")/> })
        .collect_view();
    Some(view! { <div class="chips mb-4">{chips}<Chip text=t.s("catalogue-filters-clear") href=clear/></div> }.into_any())
}

/// The words of each filter in force, and the address without it.
fn applied(ctx: &Ctx, filter: &BrowseFilter, tree: &CategoryTree) -> Vec<(String, String)> {
    let t = ctx.t;
    let mut found = Vec::new();
    let mut add = |text: Option<String>, remove: fn(&mut BrowseFilter)| {
        if let Some(text) = text {
            let mut rest = BrowseFilter { after: None, ..filter.clone() };
            remove(&mut rest);
            found.push((text, address(ctx, &rest)));
        }
    };
    let category = filter.category.as_deref().and_then(|slug| tree.find(slug));
    add(category.map(|category| t.pick(&category.name.en, &category.name.ar).to_owned()), |rest| rest.category = None);
    add(filter.price.map(|band| t.s(price_key(band))), |rest| rest.price = None);
    add(filter.min_rating.map(|stars| rating_words(t, stars)), |rest| rest.min_rating = None);
    add(filter.length.map(|band| t.s(length_key(band))), |rest| rest.length = None);
    add(filter.level.map(|level| words::level(t, level)), |rest| rest.level = None);
    add(filter.language.map(|language| words::language(t, language)), |rest| rest.language = None);
    add(filter.free_preview.then(|| t.s("catalogue-filter-preview")), |rest| rest.free_preview = false);
    found
}

const fn price_key(band: PriceBand) -> &'static str {
    match band {
        PriceBand::Free => "price-free",
        PriceBand::Under20 => "catalogue-price-under20",
        PriceBand::From20To50 => "catalogue-price-20to50",
        PriceBand::Over50 => "catalogue-price-over50",
    }
}

const fn length_key(band: LengthBand) -> &'static str {
    match band {
        LengthBand::Short => "catalogue-length-short",
        LengthBand::Medium => "catalogue-length-medium",
        LengthBand::Long => "catalogue-length-long",
    }
}

const fn sort_key(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "catalogue-sort-relevance",
        Sort::Popular => "catalogue-sort-popular",
        Sort::Newest => "catalogue-sort-newest",
        Sort::Rating => "catalogue-sort-rating",
        Sort::PriceLow => "catalogue-sort-price-low",
        Sort::PriceHigh => "catalogue-sort-price-high",
    }
}
