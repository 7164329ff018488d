//! What the buyer of a service is asked before the work begins.

use super::{
    fields::{Ask, area_pair, line_pair, row_count},
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
    catalogue::building::{Draft, StepSave, save_questions},
};
use domain::catalogue::offerings::{MAX_QUESTIONS, QuestionInput, QuestionKind};
use leptos::prelude::*;
use ui::{Checkbox, Select, SelectOption};

pub(super) fn values(draft: &Draft) -> Fields {
    let Some(service) = &draft.service else { return Fields::default() };
    (1..).zip(&service.questions).fold(Fields::default(), |fields, (row, question): (usize, _)| {
        let name = |part: &str| format!("question_{row}_{part}");
        let fields = fields
            .with(&name("text_en"), question.question.en.clone())
            .with(&name("text_ar"), question.question.ar.clone())
            .with(&name("kind"), question.kind.as_str())
            .with(&name("required"), if question.is_required { "true" } else { "" });
        with_list(fields, &name("choices"), &question.choices)
    })
}

pub(super) fn view(t: T, form: &FormState) -> AnyView {
    let parts = ["text_en", "text_ar", "choices_en", "choices_ar"];
    let is_filled = |row: &usize| parts.iter().any(|part| !form.values.get(&format!("question_{row}_{part}")).is_empty());
    let used = (1..=MAX_QUESTIONS).rev().find(is_filled).unwrap_or_default();
    let rows = (1..=row_count(used, MAX_QUESTIONS)).map(|row| one(t, form, row)).collect_view();
    view! {
        <p class="muted">{t.s("build-questions-hint")}</p>
        {rows}
    }
    .into_any()
}

fn one(t: T, form: &FormState, row: usize) -> AnyView {
    let field = |part: &str| format!("question_{row}_{part}");
    let place = i64::try_from(row).unwrap_or_default();
    let kinds = QuestionKind::ALL.iter().map(|kind| SelectOption::new(kind.as_str(), words::question_kind(t, *kind)));
    let kinds: Vec<SelectOption> = kinds.collect();
    let (kind, required) = (field("kind"), field("required"));
    let (kind_value, kind_error) = (form.value(&kind), form.error(t, &kind));
    let is_required = form.values.is_on(&required);
    let choices = Ask::new(field("choices"), t.s("build-question-choices"), 900).hint(t.s("build-question-choices-hint"));
    view! {
        <fieldset class="stack">
            <legend class="h3">{t.a("build-question-row", &[("row", place.into())])}</legend>
            {line_pair(t, form, &Ask::new(field("text"), t.s("build-question-text"), 300))}
            <Select name=kind label=t.s("build-question-kind") options=kinds selected=kind_value error=kind_error/>
            {area_pair(t, form, &choices, 3)}
            <Checkbox name=required label=t.s("build-question-required") checked=is_required/>
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
    let rows: Vec<QuestionInput> = (1..=MAX_QUESTIONS)
        .map(|row| {
            let text = |part: &str| fields.get(&format!("question_{row}_{part}")).to_owned();
            QuestionInput {
                question_en: text("text_en"),
                question_ar: text("text_ar"),
                kind: text("kind"),
                choices_en: text("choices_en"),
                choices_ar: text("choices_ar"),
                is_required: fields.is_on(&format!("question_{row}_required")),
            }
        })
        .collect();
    save_questions(backend, viewer, save, &rows).await
}
