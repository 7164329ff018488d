//! Buttons without words.

use leptos::prelude::*;

use crate::look::button_classes;
use crate::{Icon, IconName, Look, OptionalText, Size};

/// A square button with only an icon; `label` is its spoken name.
#[component]
pub fn IconButton(
    /// Which picture.
    icon: IconName,
    /// What pressing it does.
    #[prop(into)]
    label: String,
    /// How much it asks for attention.
    #[prop(default = Look::Ghost)]
    look: Look,
    /// `submit`, `button` or `reset`.
    #[prop(default = "submit")]
    kind: &'static str,
    /// Name that the form sends.
    #[prop(optional, into)]
    name: OptionalText,
    /// Value that the form sends.
    #[prop(optional, into)]
    value: OptionalText,
    /// For a switch such as the heart: whether it is on.
    #[prop(optional_no_strip, into)]
    pressed: Option<bool>,
) -> impl IntoView {
    let pressed_text = pressed.map(|on| if on { "true" } else { "false" });
    let filled = if pressed == Some(true) { "icon-fill" } else { "" };
    view! {
        <button
            class=button_classes(look, Size::Medium, false, "btn-icon")
            type=kind
            name=name.filled()
            value=value.filled()
            title=label.clone()
            aria-label=label
            aria-pressed=pressed_text
        >
            <Icon name=icon class=filled />
        </button>
    }
}
