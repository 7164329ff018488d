//! How a live class is held.

use super::{
    fields::{Ask, area_pair, locked, number},
    page::with_list,
};
use crate::{
    catalogue::studio::words,
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, StepSave, save_class},
};
use domain::catalogue::offerings::{BookingMode, CancellationPolicy, ClassFormat, ClassInput};
use leptos::prelude::*;
use ui::{Checkbox, Choice, RadioGroup};

pub(super) fn values(draft: &Draft) -> Fields {
    let Some(class) = &draft.class else { return Fields::default() };
    let terms = &class.terms;
    let tick = |is_on: bool| if is_on { "true" } else { "" };
    let fields = Fields::default()
        .with("format", terms.format.as_str())
        .with("duration_minutes", terms.duration_minutes.to_string())
        .with("min_seats", terms.min_seats.to_string())
        .with("max_seats", terms.max_seats.to_string())
        .with("guests_allowed", tick(terms.guests_allowed))
        .with("guests_take_seats", tick(terms.guests_take_seats))
        .with("policy", terms.policy.as_str())
        .with("booking_mode", terms.booking_mode.as_str());
    with_list(fields, "materials", &terms.materials)
}

pub(super) fn view(t: T, draft: &Draft, form: &FormState) -> AnyView {
    let seats = |name: &str, key: &str, hint: &str| number(t, form, Ask::new(name, t.s(key), 4).hint(t.s(hint)));
    let minutes = Ask::new("duration_minutes", t.s("build-duration"), 4).hint(t.s("build-duration-hint"));
    let materials = Ask::new("materials", t.s("build-materials"), 1_200).hint(t.s("build-materials-hint"));
    let modes = BookingMode::ALL.iter().map(|mode| Choice::new(mode.as_str(), words::booking_mode(t, *mode))).collect::<Vec<_>>();
    view! {
        {format(t, draft, form)}
        {number(t, form, minutes)}
        <div class="form-row">
            {seats("min_seats", "build-seats-least", "build-seats-least-hint")}
            {seats("max_seats", "build-seats-most", "build-seats-most-hint")}
        </div>
        <Checkbox name="guests_allowed" label=t.s("build-guests") checked=form.values.is_on("guests_allowed") hint=t.s("build-guests-hint")/>
        <Checkbox name="guests_take_seats" label=t.s("build-guests-seats") checked=form.values.is_on("guests_take_seats") hint=t.s("build-guests-seats-hint")/>
        {area_pair(t, form, &materials, 4)}
        <div id="booking_mode">
            <RadioGroup name="booking_mode" legend=t.s("build-booking") choices=modes selected=form.value("booking_mode") hint=t.s("build-booking-hint") error=form.error(t, "booking_mode")/>
        </div>
        {policy(t, form)}
    }
    .into_any()
}

fn format(t: T, draft: &Draft, form: &FormState) -> AnyView {
    let legend = t.s("build-format");
    if !draft.is_rewritable() {
        let format = draft.class.as_ref().map_or(ClassFormat::OneToOne, |class| class.terms.format);
        return locked(t, form, legend, words::format(t, format), &[("format", format.as_str().to_owned())]);
    }
    let choices = ClassFormat::ALL.iter().map(|format| {
        let hint = t.s(match format {
            ClassFormat::OneToOne => "build-format-one-text",
            ClassFormat::Group => "build-format-group-text",
            ClassFormat::OneDay => "build-format-day-text",
            ClassFormat::Series => "build-format-series-text",
        });
        Choice::new(format.as_str(), words::format(t, *format)).hint(hint)
    });
    let choices: Vec<Choice> = choices.collect();
    view! {
        <div id="format">
            <RadioGroup name="format" legend=legend choices=choices selected=form.value("format") error=form.error(t, "format") boxed=true/>
        </div>
    }
    .into_any()
}

/// The policies to choose from; a series has its own, which is shown locked.
fn policy(t: T, form: &FormState) -> AnyView {
    let format = ClassFormat::parse(form.values.get("format")).unwrap_or(ClassFormat::OneToOne);
    let choices = CancellationPolicy::choices(format);
    let legend = t.s("build-policy");
    if let [only] = choices {
        return view! {
            {locked(t, form, legend, words::policy(t, *only), &[("policy", only.as_str().to_owned())])}
            <p class="field-hint">{words::policy_text(t, *only)}</p>
        }
        .into_any();
    }
    let choices = choices
        .iter()
        .map(|policy| Choice::new(policy.as_str(), words::policy(t, *policy)).hint(words::policy_text(t, *policy)))
        .collect::<Vec<_>>();
    view! {
        <div id="policy">
            <RadioGroup name="policy" legend=legend choices=choices selected=form.value("policy") hint=t.s("build-policy-hint") error=form.error(t, "policy") boxed=true/>
        </div>
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
    let input = ClassInput {
        format: text("format"),
        duration_minutes: text("duration_minutes"),
        min_seats: text("min_seats"),
        max_seats: text("max_seats"),
        guests_allowed: fields.is_on("guests_allowed"),
        guests_take_seats: fields.is_on("guests_take_seats"),
        policy: text("policy"),
        booking_mode: text("booking_mode"),
        materials_en: text("materials_en"),
        materials_ar: text("materials_ar"),
    };
    save_class(backend, viewer, save, &input).await
}
