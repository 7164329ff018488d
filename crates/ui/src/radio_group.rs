//! One choice out of a few, each with room to say what it means: slots, plans, ways to pay.

use leptos::prelude::*;

use crate::OptionalText;
use crate::field_frame::{error_view, hint_view};

/// One of the things to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the visitor reads.
    pub label: String,
    /// A quiet line under the label.
    pub hint: String,
    /// A word at the far end: a price, places left.
    pub end: String,
    /// Whether it can no longer be chosen.
    pub disabled: bool,
}

impl Choice {
    /// A choice that sends `value` and reads `label`.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// Adds a quiet line under the label.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds a word at the far end.
    pub fn end(mut self, end: impl Into<String>) -> Self {
        self.end = end.into();
        self
    }

    /// Says whether it can no longer be chosen.
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}

/// A question with one answer. `boxed` draws each answer as a box of its own.
#[component]
pub fn RadioGroup(
    /// Name that the form sends.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    choices: Vec<Choice>,
    /// Value of the answer chosen at first.
    #[prop(optional, into)]
    selected: OptionalText,
    /// Help that is there before anything goes wrong.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: OptionalText,
    /// Set for answers with more to say than a word.
    #[prop(optional)]
    boxed: bool,
    /// Set where an answer is needed.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let hint = hint_view(&name, hint);
    let error = error_view(&name, error);
    let selected = selected.filled().unwrap_or_default();
    let line = if boxed { "choice" } else { "check" };
    let list = if boxed { "choices" } else { "" };
    let lines = choices
        .into_iter()
        .map(|choice| {
            let chosen = choice.value == selected;
            let hint = (!choice.hint.is_empty()).then(|| view! { <small>{choice.hint}</small> });
            let end = (!choice.end.is_empty()).then(|| view! { <span class="choice-end small">{choice.end}</span> });
            view! {
                <label class=line>
                    <input
                        class="radio"
                        type="radio"
                        name=name.clone()
                        value=choice.value
                        checked=chosen
                        required=required
                        disabled=choice.disabled
                    />
                    <span>
                        {choice.label}
                        {hint}
                    </span>
                    {end}
                </label>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class=list>{lines}</div>
            {error}
            {hint}
        </fieldset>
    }
}
