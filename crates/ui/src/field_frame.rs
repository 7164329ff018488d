//! The frame around every control of a form: label, hint, error, and how they are tied to the control.

use leptos::prelude::*;

use crate::{Icon, IconName, OptionalText};

/// What a control must know about its frame.
pub(crate) struct FrameIds {
    /// For the control's `aria-describedby`.
    pub(crate) described_by: Option<String>,
    /// For the control's `aria-invalid`.
    pub(crate) invalid: Option<&'static str>,
}

/// Ties a control with the given id to its hint and its error.
pub(crate) fn frame_ids(id: &str, hint: &OptionalText, error: &OptionalText) -> FrameIds {
    let error_id = (!error.is_missing()).then(|| format!("{id}-error"));
    let hint_id = (!hint.is_missing()).then(|| format!("{id}-hint"));
    let ids: Vec<String> = [error_id, hint_id].into_iter().flatten().collect();
    FrameIds { described_by: (!ids.is_empty()).then(|| ids.join(" ")), invalid: (!error.is_missing()).then_some("true") }
}

/// The hint under a control.
pub(crate) fn hint_view(id: &str, hint: OptionalText) -> Option<AnyView> {
    let hint_id = format!("{id}-hint");
    hint.filled().map(|text| {
        view! {
            <p class="field-hint" id=hint_id>
                {text}
            </p>
        }
        .into_any()
    })
}

/// The error under a control.
pub(crate) fn error_view(id: &str, error: OptionalText) -> Option<AnyView> {
    let error_id = format!("{id}-error");
    error.filled().map(|text| {
        view! {
            <p class="field-error" id=error_id>
                <Icon name=IconName::AlertCircle />
                <span>{text}</span>
            </p>
        }
        .into_any()
    })
}

/// Label, control, hint and error. Pages use [`Field`](crate::Field) and its siblings; an island with a control of its own uses
/// this, gives the control the same `id`, and points `aria-describedby` at `{id}-error {id}-hint`.
#[component]
pub fn FieldFrame(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// A short addition to the label, such as "optional".
    #[prop(optional, into)]
    note: OptionalText,
    /// Help that is there before anything goes wrong.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: OptionalText,
    /// The control.
    children: Children,
) -> impl IntoView {
    let hint = hint_view(&id, hint);
    let error = error_view(&id, error);
    let note = note.filled().map(|note| view! { <small>" " {note}</small> });
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label}
                {note}
            </label>
            {children()}
            {error}
            {hint}
        </div>
    }
}
