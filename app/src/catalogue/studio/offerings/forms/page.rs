//! The texts of the page: description, outcomes, requirements, audience.

use super::{
    basics::chars,
    fields::{Ask, area_pair},
};
use crate::{
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, StepSave, save_page},
};
use domain::catalogue::{
    OfferingKind,
    offerings::{MAX_DESCRIPTION_CHARS, PageInput, Pair, list_lines},
};
use leptos::prelude::*;

/// A list of points as its two fields hold it.
pub(super) fn with_list(fields: Fields, name: &str, list: &[Pair]) -> Fields {
    fields
        .with(&format!("{name}_en"), list_lines(list, |point| &point.en))
        .with(&format!("{name}_ar"), list_lines(list, |point| &point.ar))
}

pub(super) fn values(draft: &Draft) -> Fields {
    let page = &draft.page;
    let fields =
        Fields::default().with("description_en", page.description.en.clone()).with("description_ar", page.description.ar.clone());
    let fields = with_list(fields, "outcomes", &page.outcomes);
    let fields = with_list(fields, "requirements", &page.requirements);
    with_list(fields, "audience", &page.audience)
}

pub(super) fn view(t: T, draft: &Draft, form: &FormState) -> AnyView {
    let list = |name: &str, key: &str, hint: &str| Ask::new(name, t.s(key), 1_200).hint(t.s(hint));
    let description =
        Ask::new("description", t.s("build-description"), chars(MAX_DESCRIPTION_CHARS)).hint(t.s("build-description-hint"));
    // For a class, what one needs is what one prepares.
    let (requirements, hint) = match draft.kind {
        OfferingKind::LiveClass => ("build-prepare", "build-prepare-hint"),
        OfferingKind::VideoCourse | OfferingKind::Service => ("build-requirements", "build-requirements-hint"),
    };
    view! {
        <p class="muted">{t.s("sell-both-languages")}</p>
        {area_pair(t, form, &description, 12)}
        {area_pair(t, form, &list("outcomes", "build-outcomes", "build-outcomes-hint"), 6)}
        {area_pair(t, form, &list("requirements", requirements, hint), 4)}
        {area_pair(t, form, &list("audience", "build-audience", "build-audience-hint"), 4)}
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
    let input = PageInput {
        description_en: text("description_en"),
        description_ar: text("description_ar"),
        outcomes_en: text("outcomes_en"),
        outcomes_ar: text("outcomes_ar"),
        requirements_en: text("requirements_en"),
        requirements_ar: text("requirements_ar"),
        audience_en: text("audience_en"),
        audience_ar: text("audience_ar"),
    };
    save_page(backend, viewer, save, &input).await
}
