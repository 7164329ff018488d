//! Buttons of a form.

use leptos::prelude::*;

use crate::look::button_classes;
use crate::{Icon, IconName, Look, OptionalText, Size};

/// A button in a form. It submits unless `kind` says otherwise.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// How large.
    #[prop(optional)]
    size: Size,
    /// Set to fill the width.
    #[prop(optional)]
    block: bool,
    /// An icon before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// `submit`, `button` or `reset`.
    #[prop(default = "submit")]
    kind: &'static str,
    /// Name that the form sends.
    #[prop(optional, into)]
    name: OptionalText,
    /// Value that the form sends.
    #[prop(optional, into)]
    value: OptionalText,
    /// Id of a form elsewhere on the page.
    #[prop(optional, into)]
    form: OptionalText,
    /// Another address to send the form to.
    #[prop(optional, into)]
    formaction: OptionalText,
    /// Set where the form's own checks must not run, as for "Save draft".
    #[prop(optional)]
    formnovalidate: bool,
    /// Set while it cannot be pressed.
    #[prop(optional)]
    disabled: bool,
    /// More classes.
    #[prop(optional, into)]
    class: String,
    /// The words: a verb first.
    children: Children,
) -> impl IntoView {
    let icon = icon.map(|name| view! { <Icon name=name /> });
    view! {
        <button
            class=button_classes(look, size, block, &class)
            type=kind
            name=name.filled()
            value=value.filled()
            form=form.filled()
            formaction=formaction.filled()
            formnovalidate=formnovalidate
            disabled=disabled
        >
            {icon}
            <span>{children()}</span>
        </button>
    }
}
