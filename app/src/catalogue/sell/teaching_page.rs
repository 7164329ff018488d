//! `/sell/application/teaching`: languages with level, subjects, country and time zone.

use super::parts;
use crate::{
    Ctx, PageError, PageResult,
    accounts::zones,
    catalogue::words,
    form::{Fields, FormState},
    i18n::T,
    page::see_other,
};
use axum::response::Response;
use backend::catalogue::{CategoryTree, applications::Application, list_categories};
use domain::catalogue::sellers::{COUNTRIES, MAX_LANGUAGES, SPOKEN_LANGUAGES, SpokenLevel, Step};
use leptos::prelude::*;
use ui::{Checkbox, Icon, IconName, Select, SelectOption};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let Some(application) = parts::editable(&ctx).await? else { return Ok(see_other(&ctx, "/sell")) };
    let categories = list_categories(&ctx.backend).await?;
    let values = values(&application, &categories);
    render(&ctx, FormState { values, ..FormState::default() }).await
}

fn values(application: &Application, categories: &CategoryTree) -> Fields {
    let chosen = categories.all().filter(|category| application.subjects.contains(&category.id));
    let values = Fields::default()
        .with_all("subject", chosen.map(|category| category.slug.clone()).collect())
        .with("country", application.country.clone())
        .with("time_zone", application.time_zone.clone());
    (1..).zip(&application.languages).fold(values, |values, (row, spoken): (usize, _)| {
        values.with(&format!("language_{row}"), spoken.code.clone()).with(&format!("level_{row}"), spoken.level.as_str())
    })
}

/// The page with a form as it stands.
pub(super) async fn render(ctx: &Ctx, form: FormState) -> Result<Response, PageError> {
    let t = ctx.t;
    let categories = list_categories(&ctx.backend).await?;
    let rows = (1..=MAX_LANGUAGES).map(|row| language(t, &form, row)).collect_view();
    let subjects = subjects(t, &form, &categories);
    let mut zones = zones::options(form.values.get("time_zone"));
    zones.insert(0, SelectOption::new("", t.s("sell-choose")));
    let body = view! {
        <form class="form" method="post" action=ctx.link("/sell/application/teaching")>
            <fieldset class="stack">
                <legend class="h3">{t.s("sell-languages")}</legend>
                <p class="muted">{t.s("sell-languages-hint")}</p>
                {rows}
            </fieldset>
            {subjects}
            <Select name="country" label=t.s("sell-country") options=countries(t) selected=form.value("country") error=form.error(t, "country") autocomplete="country"/>
            <Select name="time_zone" label=t.s("sell-time-zone") options=zones selected=form.value("time_zone") hint=t.s("sell-time-zone-hint") error=form.error(t, "time_zone")/>
            {parts::buttons(t)}
        </form>
    }
    .into_any();
    Ok(parts::page(ctx, Step::Teaching, &form, body))
}

/// A language with how well it is spoken.
pub(in crate::catalogue) fn language(t: T, form: &FormState, row: usize) -> AnyView {
    let (language, level) = (format!("language_{row}"), format!("level_{row}"));
    let none = || SelectOption::new("", "—");
    let spoken = SPOKEN_LANGUAGES.iter().filter_map(|code| Some(SelectOption::new(*code, words::spoken(t, code)?)));
    let languages: Vec<SelectOption> = [none()].into_iter().chain(spoken).collect();
    let known = SpokenLevel::ALL.iter().map(|known| SelectOption::new(known.as_str(), super::facts::level(t, *known)));
    let levels: Vec<SelectOption> = [none()].into_iter().chain(known).collect();
    let row = i64::try_from(row).unwrap_or_default();
    let (chosen_language, chosen_level) = (form.value(&language), form.value(&level));
    let error = form.error(t, &language);
    view! {
        <div class="form-row">
            <Select name=language label=t.a("sell-language-row", &[("row", row.into())]) options=languages selected=chosen_language error=error/>
            <Select name=level label=t.a("sell-level-row", &[("row", row.into())]) options=levels selected=chosen_level/>
        </div>
    }
    .into_any()
}

fn subjects(t: T, form: &FormState, categories: &CategoryTree) -> AnyView {
    let chosen = form.values.all("subject");
    let groups = categories.roots.iter().map(|node| {
        let boxes = std::iter::once(&node.category).chain(&node.children).map(|category| {
            let label = t.pick(&category.name.en, &category.name.ar).to_owned();
            let id = format!("subject-{}", category.slug);
            let is_chosen = chosen.contains(&category.slug);
            view! { <Checkbox name="subject" label=label value=category.slug.clone() id=id checked=is_chosen/> }
        });
        view! { <div class="cluster">{boxes.collect_view()}</div> }
    });
    let groups = groups.collect_view();
    let error = form.error(t, "subject").map(|text| {
        view! { <p class="field-error"><Icon name=IconName::AlertCircle/><span>{text}</span></p> }
    });
    view! {
        <fieldset class="stack" id="subject">
            <legend class="h3">{t.s("sell-subjects")}</legend>
            <p class="muted">{t.s("sell-subjects-hint")}</p>
            {error}
            {groups}
        </fieldset>
    }
    .into_any()
}

fn countries(t: T) -> Vec<SelectOption> {
    let mut named: Vec<SelectOption> =
        COUNTRIES.iter().map(|code| SelectOption::new(*code, super::facts::country(t, code))).collect();
    named.sort_by(|a, b| a.label.cmp(&b.label));
    named.insert(0, SelectOption::new("", t.s("sell-choose")));
    named
}
