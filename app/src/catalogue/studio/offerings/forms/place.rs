//! Where a live class takes place, or a service is done.

use super::fields::{Ask, line, locked, number};
use crate::{
    catalogue::studio::words,
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, StepSave, save_class_place, save_service_place},
};
use domain::catalogue::{
    OfferingKind,
    offerings::{ClassPlace, PlaceInput, ServicePlace},
};
use leptos::prelude::*;
use ui::{Choice, Field, RadioGroup};

pub(super) fn values(draft: &Draft) -> Fields {
    let radius = |km: Option<i16>| km.map(|km| km.to_string()).unwrap_or_default();
    match (&draft.class, &draft.service) {
        (Some(class), _) => Fields::default()
            .with("place", class.venue.place.as_str())
            .with("city", class.venue.city.clone())
            .with("address", class.venue.address.clone())
            .with("map_url", class.venue.map_url.clone())
            .with("travel_radius_km", radius(class.venue.travel_radius_km)),
        (None, Some(service)) => Fields::default()
            .with("place", service.venue.place.as_str())
            .with("city", service.venue.city.clone())
            .with("travel_radius_km", radius(service.venue.travel_radius_km)),
        (None, None) => Fields::default(),
    }
}

pub(super) fn view(t: T, draft: &Draft, form: &FormState) -> AnyView {
    let is_class = draft.kind == OfferingKind::LiveClass;
    let address = is_class.then(|| address(t, form));
    let travel = if is_class { "build-travel-hint" } else { "build-travel-hint-service" };
    view! {
        {place(t, draft, form)}
        <p class="muted">{t.s("build-place-only")}</p>
        {line(t, form, Ask::new("city", t.s("build-city"), 80).hint(t.s("build-city-hint")), "auto")}
        {address}
        {number(t, form, Ask::new("travel_radius_km", t.s("build-travel"), 3).hint(t.s(travel)))}
    }
    .into_any()
}

fn address(t: T, form: &FormState) -> AnyView {
    view! {
        {line(t, form, Ask::new("address", t.s("build-address"), 300).hint(t.s("build-address-hint")), "auto")}
        <Field name="map_url" label=t.s("build-map") kind="url" value=form.value("map_url") note=t.s("sell-optional") hint=t.s("build-map-hint") error=form.error(t, "map_url") dir="ltr" maxlength=300 placeholder="https://"/>
    }
    .into_any()
}

fn place(t: T, draft: &Draft, form: &FormState) -> AnyView {
    let named: Vec<(&str, String)> = if draft.kind == OfferingKind::LiveClass {
        ClassPlace::ALL.iter().map(|place| (place.as_str(), words::class_place(t, *place))).collect()
    } else {
        ServicePlace::ALL.iter().map(|place| (place.as_str(), words::service_place(t, *place))).collect()
    };
    let legend = t.s("build-place");
    if !draft.is_rewritable() {
        let stored = values(draft).get("place").to_owned();
        let shown = named.into_iter().find(|(word, _)| *word == stored).map(|(_, name)| name).unwrap_or_default();
        return locked(t, form, legend, shown, &[("place", stored)]);
    }
    let choices = named.into_iter().map(|(word, name)| Choice::new(word, name)).collect::<Vec<_>>();
    view! {
        <div id="place">
            <RadioGroup name="place" legend=legend choices=choices selected=form.value("place") error=form.error(t, "place")/>
        </div>
    }
    .into_any()
}

pub(in crate::catalogue::studio::offerings) async fn save(
    backend: &Backend,
    viewer: &Viewer,
    save: StepSave,
    kind: OfferingKind,
    fields: &Fields,
) -> backend::Result<()> {
    let text = |name: &str| fields.get(name).to_owned();
    let input = PlaceInput {
        place: text("place"),
        city: text("city"),
        address: text("address"),
        map_url: text("map_url"),
        travel_radius_km: text("travel_radius_km"),
    };
    match kind {
        OfferingKind::Service => save_service_place(backend, viewer, save, &input).await,
        OfferingKind::LiveClass | OfferingKind::VideoCourse => save_class_place(backend, viewer, save, &input).await,
    }
}
