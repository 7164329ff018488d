//! Fields as the steps use them: one line, many lines, both languages, numbers, and what is shown locked.

use crate::{form::FormState, i18n::T};
use domain::catalogue::offerings::Pair;
use leptos::prelude::*;
use ui::{Field, Icon, IconName, TextArea};

/// What a field asks: its name, its label, its help, and how much it takes.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub name: String,
    pub label: String,
    /// Nothing where the label says it all.
    pub hint: String,
    pub most: u32,
}

impl Ask {
    /// A question without help.
    pub(super) fn new(name: impl Into<String>, label: impl Into<String>, most: u32) -> Self {
        Self { name: name.into(), label: label.into(), hint: String::new(), most }
    }

    /// The same with help under it.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same in one of the languages.
    fn in_language(&self, t: T, code: &str) -> Self {
        let key = if code == "ar" { "build-in-arabic" } else { "build-in-english" };
        Self {
            name: format!("{}_{code}", self.name),
            label: t.a(key, &[("what", self.label.clone().into())]),
            hint: self.hint.clone(),
            most: self.most,
        }
    }
}

/// One line.
pub(super) fn line(t: T, form: &FormState, ask: Ask, dir: &'static str) -> AnyView {
    let (value, error) = (form.value(&ask.name), form.error(t, &ask.name));
    view! { <Field name=ask.name label=ask.label value=value hint=ask.hint error=error dir=dir maxlength=ask.most/> }.into_any()
}

/// A number or an amount: typed as text, so that every script's digits can be typed and what is wrong is not lost.
pub(super) fn number(t: T, form: &FormState, ask: Ask) -> AnyView {
    let (value, error) = (form.value(&ask.name), form.error(t, &ask.name));
    view! { <Field name=ask.name label=ask.label value=value hint=ask.hint error=error dir="ltr" inputmode="decimal" maxlength=ask.most autocomplete="off"/> }
        .into_any()
}

/// One line in each language, side by side.
pub(super) fn line_pair(t: T, form: &FormState, ask: &Ask) -> AnyView {
    view! {
        <div class="form-row">
            {line(t, form, ask.in_language(t, "en"), "ltr")}
            {line(t, form, ask.in_language(t, "ar"), "rtl")}
        </div>
    }
    .into_any()
}

/// Many lines in each language.
pub(super) fn area_pair(t: T, form: &FormState, ask: &Ask, rows: u32) -> AnyView {
    let area = |code: &str, dir: &'static str| {
        let ask = ask.in_language(t, code);
        let (value, error) = (form.value(&ask.name), form.error(t, &ask.name));
        view! { <TextArea name=ask.name label=ask.label value=value hint=ask.hint error=error dir=dir rows=rows maxlength=ask.most/> }
    };
    view! {
        <div class="form-row">
            {area("en", "ltr")}
            {area("ar", "rtl")}
        </div>
    }
    .into_any()
}

/// Something that stands still: what is shown, and the fields that are sent along as they are stored.
pub(super) fn locked(t: T, form: &FormState, label: String, shown: String, stored: &[(&'static str, String)]) -> AnyView {
    let hidden = stored.iter().map(|(name, value)| {
        let (name, value) = (*name, value.clone());
        view! { <input type="hidden" name=name value=value/> }
    });
    let hidden = hidden.collect_view();
    let error = stored.iter().find_map(|(name, _)| form.error(t, name)).map(|text| {
        view! { <p class="field-error"><Icon name=IconName::AlertCircle/><span>{text}</span></p> }
    });
    let id = stored.first().map(|(name, _)| *name);
    view! {
        <div class="field" id=id>
            <span class="field-label">{label}</span>
            <p class="locked"><Icon name=IconName::Lock label=t.s("build-locked")/><bdi>{shown}</bdi></p>
            {hidden}
            {error}
        </div>
    }
    .into_any()
}

/// Both languages of a text, for reading; one of them is enough.
pub(super) fn both(pair: &Pair) -> String {
    match (pair.en.is_empty(), pair.ar.is_empty()) {
        (false, false) => format!("{} · {}", pair.en, pair.ar),
        (false, true) => pair.en.clone(),
        _ => pair.ar.clone(),
    }
}

/// How many rows a list shows: those that are there and two more, as far as there may be.
pub(super) fn row_count(used: usize, most: usize) -> usize {
    (used + 2).min(most)
}
