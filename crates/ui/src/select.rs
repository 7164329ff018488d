//! Drop-down lists.

use leptos::prelude::*;

use crate::field_frame::frame_ids;
use crate::{FieldFrame, OptionalText};

/// One line of a drop-down list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What the form sends.
    pub value: String,
    /// What the visitor reads.
    pub label: String,
}

impl SelectOption {
    /// A line that sends `value` and reads `label`. An empty value makes a "please choose" line.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A labelled drop-down list.
#[component]
pub fn Select(
    /// Name that the form sends.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The lines.
    options: Vec<SelectOption>,
    /// Value of the line that is chosen at first.
    #[prop(optional, into)]
    selected: OptionalText,
    /// A short addition to the label, such as "optional".
    #[prop(optional, into)]
    note: OptionalText,
    /// Help that is there before anything goes wrong.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: OptionalText,
    /// Id, where `name` is not unique on the page.
    #[prop(optional, into)]
    id: OptionalText,
    /// The browser's name for what is asked, such as `country`.
    #[prop(optional_no_strip, into)]
    autocomplete: Option<&'static str>,
    /// Set where an answer is needed.
    #[prop(optional)]
    required: bool,
    /// Set where it is not in use.
    #[prop(optional)]
    disabled: bool,
) -> impl IntoView {
    let id = id.filled().unwrap_or_else(|| name.clone());
    let ids = frame_ids(&id, &hint, &error);
    let selected = selected.filled().unwrap_or_default();
    let lines = options
        .into_iter()
        .map(|option| {
            let chosen = option.value == selected;
            view! {
                <option value=option.value selected=chosen>
                    {option.label}
                </option>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <FieldFrame id=id.clone() label=label note=note hint=hint error=error>
            <select
                class="select"
                id=id
                name=name
                autocomplete=autocomplete
                required=required
                disabled=disabled
                aria-describedby=ids.described_by
                aria-invalid=ids.invalid
            >
                {lines}
            </select>
        </FieldFrame>
    }
}
