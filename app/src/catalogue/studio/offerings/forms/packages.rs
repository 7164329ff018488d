//! The packages of a service: up to three.

use super::{
    fields::{Ask, area_pair, line_pair, number},
    page::with_list,
    price::net_line,
};
use crate::{
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, StepSave, save_packages},
};
use domain::{
    Currency, Money,
    catalogue::offerings::{MAX_PACKAGES, PackageInput, PriceRule},
};
use leptos::prelude::*;

pub(super) fn values(draft: &Draft) -> Fields {
    let Some(service) = &draft.service else { return Fields::default() };
    (1..).zip(&service.packages).fold(Fields::default(), |fields, (row, package): (usize, _)| {
        let name = |part: &str| format!("package_{row}_{part}");
        let fields = fields
            .with(&name("name_en"), package.name.en.clone())
            .with(&name("name_ar"), package.name.ar.clone())
            .with(&name("price"), Money::new(package.price_minor, Currency::Usd).digits())
            .with(&name("days"), package.days.to_string())
            .with(&name("revisions"), package.revisions.to_string());
        with_list(fields, &name("includes"), &package.includes)
    })
}

pub(super) fn view(t: T, form: &FormState) -> AnyView {
    let packages = (1..=MAX_PACKAGES).map(|row| one(t, form, row)).collect_view();
    view! {
        <p class="muted">{t.s("build-packages-hint")}</p>
        {packages}
        <p class="muted measure">{t.s("build-price-kept")}</p>
    }
    .into_any()
}

fn one(t: T, form: &FormState, row: usize) -> AnyView {
    let field = |part: &str| format!("package_{row}_{part}");
    let place = i64::try_from(row).unwrap_or_default();
    let name = Ask::new(field("name"), t.s("build-package-name"), 60);
    let includes = Ask::new(field("includes"), t.s("build-package-includes"), 900).hint(t.s("build-package-includes-hint"));
    let price = field("price");
    let net = net_line(t, form.values.get(&price), PriceRule::Floor);
    view! {
        <fieldset class="stack">
            <legend class="h3">{t.a("build-package-row", &[("row", place.into())])}</legend>
            {line_pair(t, form, &name)}
            {area_pair(t, form, &includes, 4)}
            <div class="form-row">
                {number(t, form, Ask::new(price, t.s("build-price"), 12))}
                {number(t, form, Ask::new(field("days"), t.s("build-package-days"), 3))}
                {number(t, form, Ask::new(field("revisions"), t.s("build-package-revisions"), 3))}
            </div>
            {net}
        </fieldset>
    }
    .into_any()
}

pub(in crate::catalogue::studio::offerings) async fn save(
    backend: &Backend,
    viewer: &Viewer,
    save: StepSave,
    fields: &Fields,
) -> backend::Result<()> {
    let rows: Vec<PackageInput> = (1..=MAX_PACKAGES)
        .map(|row| {
            let text = |part: &str| fields.get(&format!("package_{row}_{part}")).to_owned();
            PackageInput {
                name_en: text("name_en"),
                name_ar: text("name_ar"),
                includes_en: text("includes_en"),
                includes_ar: text("includes_ar"),
                price: text("price"),
                days: text("days"),
                revisions: text("revisions"),
            }
        })
        .collect();
    save_packages(backend, viewer, save, &rows).await
}
