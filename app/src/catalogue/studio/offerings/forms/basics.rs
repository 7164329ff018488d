//! The basics: category, language, level, titles, promise, tags. What staff has read is shown locked once it was published.

use super::fields::{Ask, both, line, line_pair, locked};
use crate::{
    Ctx,
    catalogue::{studio::offerings::parts::Work, words},
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::{
        CategoryTree,
        building::{StepSave, save_basics},
    },
};
use domain::{
    Locale,
    catalogue::{
        Level,
        offerings::{BasicsInput, MAX_PROMISE_CHARS, MAX_TITLE_CHARS},
    },
};
use leptos::prelude::*;
use ui::{Choice, RadioGroup, Select, SelectOption};

pub(super) fn values(work: &Work) -> Fields {
    let basics = &work.draft.basics;
    Fields::default()
        .with("category", slug_of(work))
        .with("language", basics.language.code())
        .with("level", basics.level.as_str())
        .with("title_en", basics.title.en.clone())
        .with("title_ar", basics.title.ar.clone())
        .with("promise_en", basics.promise.en.clone())
        .with("promise_ar", basics.promise.ar.clone())
        .with("tags", basics.tags.join(", "))
}

fn slug_of(work: &Work) -> String {
    let category = work.categories.all().find(|category| category.id == work.draft.category_id);
    category.map(|category| category.slug.clone()).unwrap_or_default()
}

/// Categories that hold no others, each behind the name of the one above it.
pub(in crate::catalogue::studio) fn category_options(t: T, categories: &CategoryTree) -> Vec<SelectOption> {
    let mut options = vec![SelectOption::new("", t.s("sell-choose"))];
    for node in &categories.roots {
        let above = t.pick(&node.category.name.en, &node.category.name.ar);
        if node.children.is_empty() {
            options.push(SelectOption::new(node.category.slug.clone(), above));
        }
        let below = node.children.iter().map(|category| {
            let name = t.pick(&category.name.en, &category.name.ar);
            SelectOption::new(category.slug.clone(), format!("{above} › {name}"))
        });
        options.extend(below);
    }
    options
}

pub(super) fn view(ctx: &Ctx, work: &Work, form: &FormState) -> AnyView {
    let t = ctx.t;
    let levels = Level::ALL.iter().map(|level| SelectOption::new(level.as_str(), words::level(t, *level))).collect::<Vec<_>>();
    let promise = Ask::new("promise", t.s("build-promise"), chars(MAX_PROMISE_CHARS)).hint(t.s("build-promise-hint"));
    let tags = Ask::new("tags", t.s("build-tags"), 400).hint(t.s("build-tags-hint"));
    let reviewed = if work.draft.is_rewritable() { open(t, work, form) } else { closed(t, work, form) };
    view! {
        <p class="muted">{t.s("sell-both-languages")}</p>
        {reviewed}
        {line_pair(t, form, &promise)}
        <Select name="level" label=t.s("build-level") options=levels selected=form.value("level") error=form.error(t, "level")/>
        {line(t, form, tags, "auto")}
    }
    .into_any()
}

pub(super) fn chars(most: usize) -> u32 {
    u32::try_from(most).unwrap_or(u32::MAX)
}

fn open(t: T, work: &Work, form: &FormState) -> AnyView {
    let languages = Locale::ALL.iter().map(|locale| Choice::new(locale.code(), words::language(t, *locale))).collect::<Vec<_>>();
    let title = Ask::new("title", t.s("build-title"), chars(MAX_TITLE_CHARS)).hint(t.s("build-title-hint"));
    let categories = category_options(t, &work.categories);
    view! {
        {line_pair(t, form, &title)}
        <Select name="category" label=t.s("build-category") options=categories selected=form.value("category") hint=t.s("build-category-hint") error=form.error(t, "category")/>
        <div id="language">
            <RadioGroup name="language" legend=t.s("build-language") choices=languages selected=form.value("language") hint=t.s("build-language-hint") error=form.error(t, "language")/>
        </div>
    }
    .into_any()
}

fn closed(t: T, work: &Work, form: &FormState) -> AnyView {
    let basics = &work.draft.basics;
    let category = work.categories.all().find(|category| category.id == work.draft.category_id);
    let category = category.map(|category| t.pick(&category.name.en, &category.name.ar).to_owned()).unwrap_or_default();
    let titles = [("title_en", basics.title.en.clone()), ("title_ar", basics.title.ar.clone())];
    let language = [("language", basics.language.code().to_owned())];
    view! {
        {locked(t, form, t.s("build-title"), both(&basics.title), &titles)}
        {locked(t, form, t.s("build-category"), category, &[("category", slug_of(work))])}
        {locked(t, form, t.s("build-language"), words::language(t, basics.language), &language)}
        <p class="field-hint">{t.s("build-locked-hint")}</p>
    }
    .into_any()
}

pub(in crate::catalogue::studio::offerings) async fn save(
    backend: &Backend,
    viewer: &Viewer,
    save: StepSave,
    fields: &Fields,
) -> backend::Result<()> {
    let text = |name: &str| fields.get(name).to_owned();
    let input = BasicsInput {
        category: text("category"),
        language: text("language"),
        level: text("level"),
        title_en: text("title_en"),
        title_ar: text("title_ar"),
        promise_en: text("promise_en"),
        promise_ar: text("promise_ar"),
        tags: text("tags"),
    };
    save_basics(backend, viewer, save, &input).await
}
