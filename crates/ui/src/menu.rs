//! A menu under its button: a native popover, so it needs no script.

use leptos::prelude::*;

use crate::{Icon, IconName};

/// A button and the menu under it. Inside go links, buttons and `<hr/>`.
#[component]
pub fn Menu(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What the button says.
    #[prop(into)]
    label: String,
    /// An icon before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// Set to show only the icon.
    #[prop(optional)]
    icon_only: bool,
    /// Links and buttons.
    children: Children,
) -> impl IntoView {
    let icon = icon.map(|name| view! { <Icon name=name /> });
    let class = if icon_only { "btn btn-ghost btn-icon" } else { "btn btn-ghost" };
    let words = if icon_only { "sr-only" } else { "" };
    view! {
        <button class=class type="button" popovertarget=id.clone()>
            {icon}
            <span class=words>{label}</span>
        </button>
        <div class="menu" id=id popover="auto">
            {children()}
        </div>
    }
}
