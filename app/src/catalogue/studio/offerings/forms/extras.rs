//! What can be added to a service.

use super::fields::{Ask, line_pair, number, row_count};
use crate::{
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, StepSave, save_extras},
};
use domain::{
    Currency, Money,
    catalogue::offerings::{ExtraInput, MAX_EXTRAS},
};
use leptos::prelude::*;

pub(super) fn values(draft: &Draft) -> Fields {
    let Some(service) = &draft.service else { return Fields::default() };
    (1..).zip(&service.extras).fold(Fields::default(), |fields, (row, extra): (usize, _)| {
        let name = |part: &str| format!("extra_{row}_{part}");
        fields
            .with(&name("name_en"), extra.name.en.clone())
            .with(&name("name_ar"), extra.name.ar.clone())
            .with(&name("price"), Money::new(extra.price_minor, Currency::Usd).digits())
            .with(&name("days"), extra.days.to_string())
    })
}

pub(super) fn view(t: T, form: &FormState) -> AnyView {
    let parts = ["name_en", "name_ar", "price", "days"];
    let is_filled = |row: &usize| parts.iter().any(|part| !form.values.get(&format!("extra_{row}_{part}")).is_empty());
    let used = (1..=MAX_EXTRAS).rev().find(is_filled).unwrap_or_default();
    let rows = (1..=row_count(used, MAX_EXTRAS)).map(|row| {
        let place = i64::try_from(row).unwrap_or_default();
        let field = |part: &str| format!("extra_{row}_{part}");
        view! {
            <fieldset class="stack">
                <legend class="h3">{t.a("build-extra-row", &[("row", place.into())])}</legend>
                {line_pair(t, form, &Ask::new(field("name"), t.s("build-extra-name"), 60))}
                <div class="form-row">
                    {number(t, form, Ask::new(field("price"), t.s("build-price"), 12))}
                    {number(t, form, Ask::new(field("days"), t.s("build-extra-days"), 2))}
                </div>
            </fieldset>
        }
    });
    view! {
        <p class="muted">{t.s("build-extras-hint")}</p>
        {rows.collect_view()}
    }
    .into_any()
}

pub(in crate::catalogue::studio::offerings) async fn save(
    backend: &Backend,
    viewer: &Viewer,
    save: StepSave,
    fields: &Fields,
) -> backend::Result<()> {
    let rows: Vec<ExtraInput> = (1..=MAX_EXTRAS)
        .map(|row| {
            let text = |part: &str| fields.get(&format!("extra_{row}_{part}")).to_owned();
            ExtraInput { name_en: text("name_en"), name_ar: text("name_ar"), price: text("price"), days: text("days") }
        })
        .collect();
    save_extras(backend, viewer, save, &rows).await
}
