//! What has happened to an order and what comes next: one step is highlighted.

use leptos::prelude::*;

/// The steps, the earliest first.
#[component]
pub fn Timeline(
    /// [`TimelineItem`](crate::TimelineItem)s.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}
