//! A rounded word: a category to open, a filter to take away, a subject.

use leptos::prelude::*;

use crate::{Icon, IconName, OptionalText};

/// A chip. With `href` it is a link; `removes` gives it a cross and the spoken words for it.
#[component]
pub fn Chip(
    /// The word.
    #[prop(into)]
    text: String,
    /// Where it leads.
    #[prop(optional, into)]
    href: OptionalText,
    /// Whether it is in force.
    #[prop(optional)]
    active: bool,
    /// An icon before the word.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
    /// Spoken words for a filter that the link takes away: "Remove filter".
    #[prop(optional, into)]
    removes: OptionalText,
) -> impl IntoView {
    let class = if active { "chip chip-on" } else { "chip" };
    let icon = icon.map(|name| view! { <Icon name=name /> });
    let cross = removes.filled().map(|words| {
        view! {
            <span class="sr-only">{words}</span>
            <Icon name=IconName::X />
        }
    });
    match href.filled() {
        Some(href) => view! {
            <a class=class href=href>
                {icon}
                {text}
                {cross}
            </a>
        }
        .into_any(),
        None => view! {
            <span class=class>
                {icon}
                {text}
                {cross}
            </span>
        }
        .into_any(),
    }
}
