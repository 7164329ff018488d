//! What a list says while it has nothing to show.

use leptos::prelude::*;

use crate::{Icon, IconName};

/// An empty list that teaches: what belongs here, and the first thing to do.
#[component]
pub fn EmptyState(
    /// Which picture.
    icon: IconName,
    /// What is not there yet.
    #[prop(into)]
    title: String,
    /// Why that matters, or how it fills.
    #[prop(into)]
    text: String,
    /// The first thing to do, as buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let actions = children.map(|children| view! { <div class="cluster">{children()}</div> });
    view! {
        <div class="empty">
            <Icon name=icon />
            <h2 class="h3">{title}</h2>
            <p>{text}</p>
            {actions}
        </div>
    }
}
