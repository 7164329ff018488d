//! Tabs that are links.

use leptos::prelude::*;

/// One tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tab {
    /// The word.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// How many things wait behind it, as shown.
    pub count: Option<String>,
    /// Whether it is the one shown.
    pub active: bool,
}

/// Tabs, each a link of its own.
#[component]
pub fn Tabs(
    /// Spoken name of the group.
    #[prop(into)]
    label: String,
    /// The tabs.
    items: Vec<Tab>,
) -> impl IntoView {
    let links = items
        .into_iter()
        .map(|tab| {
            let current = tab.active.then_some("page");
            let count = tab.count.map(|count| view! { <span class="badge num">{count}</span> });
            view! {
                <a href=tab.href aria-current=current>
                    {tab.label}
                    {count}
                </a>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="tabs" aria-label=label>
            {links}
        </nav>
    }
}
