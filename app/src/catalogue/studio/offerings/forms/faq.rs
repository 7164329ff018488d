//! Questions and answers on the page.

use super::{
    basics::chars,
    fields::{Ask, area_pair, line_pair, row_count},
};
use crate::{
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, StepSave, save_faqs},
};
use domain::catalogue::offerings::{Faq, MAX_ANSWER_CHARS, MAX_FAQS, MAX_QUESTION_CHARS, Pair};
use leptos::prelude::*;

pub(super) fn values(draft: &Draft) -> Fields {
    (1..).zip(&draft.faqs).fold(Fields::default(), |fields, (row, faq): (usize, _)| {
        fields
            .with(&format!("faq_{row}_question_en"), faq.question.en.clone())
            .with(&format!("faq_{row}_question_ar"), faq.question.ar.clone())
            .with(&format!("faq_{row}_answer_en"), faq.answer.en.clone())
            .with(&format!("faq_{row}_answer_ar"), faq.answer.ar.clone())
    })
}

/// How many rows were filled in, as far as they were sent.
fn used(form: &FormState) -> usize {
    let is_filled = |row: &usize| {
        ["question_en", "question_ar", "answer_en", "answer_ar"]
            .iter()
            .any(|part| !form.values.get(&format!("faq_{row}_{part}")).trim().is_empty())
    };
    (1..=MAX_FAQS).rev().find(is_filled).unwrap_or_default()
}

pub(super) fn view(t: T, form: &FormState) -> AnyView {
    let rows = (1..=row_count(used(form), MAX_FAQS)).map(|row| {
        let number = i64::try_from(row).unwrap_or_default();
        let question = Ask::new(format!("faq_{row}_question"), t.s("build-faq-question"), chars(MAX_QUESTION_CHARS));
        let answer = Ask::new(format!("faq_{row}_answer"), t.s("build-faq-answer"), chars(MAX_ANSWER_CHARS));
        view! {
            <fieldset class="stack">
                <legend class="h3">{t.a("build-faq-row", &[("row", number.into())])}</legend>
                {line_pair(t, form, &question)}
                {area_pair(t, form, &answer, 3)}
            </fieldset>
        }
    });
    view! {
        <p class="muted">{t.s("build-faq-hint")}</p>
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
    let rows: Vec<Faq> = (1..=MAX_FAQS)
        .map(|row| {
            let text = |part: &str| fields.get(&format!("faq_{row}_{part}")).to_owned();
            Faq {
                question: Pair { en: text("question_en"), ar: text("question_ar") },
                answer: Pair { en: text("answer_en"), ar: text("answer_ar") },
            }
        })
        .collect();
    save_faqs(backend, viewer, save, &rows).await
}
