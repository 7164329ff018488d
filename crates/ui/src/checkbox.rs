//! A box to tick, or a switch.

use leptos::prelude::*;

use crate::OptionalText;
use crate::field_frame::{error_view, frame_ids, hint_view};

/// A box with its words; the whole line can be pressed.
#[component]
pub fn Checkbox(
    /// Name that the form sends.
    #[prop(into)]
    name: String,
    /// What a tick means.
    #[prop(into)]
    label: String,
    /// What the form sends when ticked.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Help under the words.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: OptionalText,
    /// Id, where `name` is not unique on the page.
    #[prop(optional, into)]
    id: OptionalText,
    /// Set for settings that take effect at once: drawn as a switch.
    #[prop(optional)]
    switch: bool,
    /// Set where a tick is needed.
    #[prop(optional)]
    required: bool,
    /// Set where it cannot be changed.
    #[prop(optional)]
    disabled: bool,
) -> impl IntoView {
    let id = id.filled().unwrap_or_else(|| name.clone());
    let ids = frame_ids(&id, &hint, &error);
    let hint = hint_view(&id, hint);
    let error = error_view(&id, error);
    let class = if switch { "toggle" } else { "checkbox" };
    let role = switch.then_some("switch");
    view! {
        <div class="field">
            <label class="check">
                <input
                    class=class
                    type="checkbox"
                    role=role
                    id=id
                    name=name
                    value=value
                    checked=checked
                    required=required
                    disabled=disabled
                    aria-describedby=ids.described_by
                    aria-invalid=ids.invalid
                />
                <span>{label}</span>
            </label>
            {error}
            {hint}
        </div>
    }
}
