//! Whether a class can be tried. A free trial is fixed and shown locked; a series has none.

use super::fields::{Ask, number};
use crate::{
    catalogue::studio::words,
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, StepSave, save_trial},
};
use domain::{
    Currency, Money,
    catalogue::offerings::{FREE_TRIAL_MINUTES, PriceRule, TrialInput, TrialKind},
};
use leptos::prelude::*;
use ui::{Choice, Field, Icon, IconName, Notice, RadioGroup};

pub(super) fn values(draft: &Draft) -> Fields {
    let Some(class) = &draft.class else { return Fields::default() };
    let fields = Fields::default().with("trial", class.trial.kind.as_str());
    if class.trial.kind != TrialKind::Paid {
        return fields;
    }
    let price = class.trial.price_minor.map(|minor| Money::new(minor, Currency::Usd).digits());
    fields
        .with("paid_minutes", class.trial.minutes.map(|minutes| minutes.to_string()).unwrap_or_default())
        .with("paid_price", price.unwrap_or_default())
}

pub(super) fn view(t: T, draft: &Draft, form: &FormState) -> AnyView {
    let is_one_off = draft.class.as_ref().is_some_and(|class| class.terms.format.is_one_off());
    let choices = TrialKind::ALL.iter().map(|kind| {
        let hint = t.s(match kind {
            TrialKind::None => "build-trial-none-text",
            TrialKind::Free => "build-trial-free-text",
            TrialKind::Paid => "build-trial-paid-text",
        });
        Choice::new(kind.as_str(), words::trial(t, *kind)).hint(hint).disabled(!is_one_off && *kind != TrialKind::None)
    });
    let choices: Vec<Choice> = choices.collect();
    let series = (!is_one_off).then(|| view! { <Notice><p>{t.s("build-trial-series")}</p></Notice> });
    let terms = is_one_off.then(|| view! { {free(t, form)} {paid(t, form)} });
    view! {
        <p class="muted">{t.s("build-trial-intro")}</p>
        {series}
        <div id="trial">
            <RadioGroup name="trial" legend=t.s("build-trial") choices=choices selected=form.value("trial") error=form.error(t, "trial") boxed=true/>
        </div>
        {terms}
    }
    .into_any()
}

/// The terms of a free trial, which nobody can change.
fn free(t: T, form: &FormState) -> AnyView {
    let price = Money::new(0, Currency::Usd).digits();
    view! {
        <fieldset class="field">
            <legend><Icon name=IconName::Lock/>" "{t.s("build-trial-free-terms")}</legend>
            <div class="form-row">
                <Field name="free_minutes" label=t.s("build-trial-minutes") value=FREE_TRIAL_MINUTES.to_string() error=form.error(t, "free_minutes") dir="ltr" disabled=true/>
                <Field name="free_price" label=t.s("build-trial-price") value=price error=form.error(t, "free_price") dir="ltr" disabled=true/>
            </div>
            <p class="field-hint">{t.s("build-trial-free-locked")}</p>
        </fieldset>
    }
    .into_any()
}

fn paid(t: T, form: &FormState) -> AnyView {
    let net = super::price::net_line(t, form.values.get("paid_price"), PriceRule::Floor);
    view! {
        <fieldset class="field">
            <legend>{t.s("build-trial-paid-terms")}</legend>
            <div class="form-row">
                {number(t, form, Ask::new("paid_minutes", t.s("build-trial-minutes"), 3).hint(t.s("build-trial-minutes-hint")))}
                {number(t, form, Ask::new("paid_price", t.s("build-trial-price"), 12).hint(t.s("build-trial-price-hint")))}
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
    let text = |name: &str| fields.get(name).to_owned();
    let input = TrialInput {
        trial: text("trial"),
        free_minutes: text("free_minutes"),
        free_price: text("free_price"),
        paid_minutes: text("paid_minutes"),
        paid_price: text("paid_price"),
    };
    save_trial(backend, viewer, save, &input).await
}
