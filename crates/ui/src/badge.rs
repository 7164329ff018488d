//! A word that marks a state.

use leptos::prelude::*;

use crate::{Icon, IconName, Tone};

/// A mark such as "Paid" or "3 places left".
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    text: String,
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// An icon before the word.
    #[prop(optional_no_strip, into)]
    icon: Option<IconName>,
) -> impl IntoView {
    let class = match tone {
        Tone::Neutral => "badge",
        Tone::Info => "badge badge-info",
        Tone::Success => "badge badge-success",
        Tone::Warning => "badge badge-warning",
        Tone::Danger => "badge badge-danger",
    };
    let icon = icon.map(|name| view! { <Icon name=name /> });
    view! {
        <span class=class>
            {icon}
            {text}
        </span>
    }
}
