//! Links that look like buttons.

use leptos::prelude::*;

use crate::look::button_classes;
use crate::{Icon, IconName, Look, OptionalText, Size};

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
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
    /// An icon after the words, such as an arrow.
    #[prop(optional_no_strip, into)]
    icon_end: Option<IconName>,
    /// `external` for addresses outside the Leptos routes, `nofollow`, `next`, `prev`.
    #[prop(optional, into)]
    rel: OptionalText,
    /// More classes.
    #[prop(optional, into)]
    class: String,
    /// The words.
    children: Children,
) -> impl IntoView {
    let icon = icon.map(|name| view! { <Icon name=name /> });
    let icon_end = icon_end.map(|name| view! { <Icon name=name /> });
    view! {
        <a class=button_classes(look, size, block, &class) href=href rel=rel.filled()>
            {icon}
            <span>{children()}</span>
            {icon_end}
        </a>
    }
}
