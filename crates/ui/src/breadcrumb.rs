//! The path to a page.

use leptos::prelude::*;

/// One step on the path to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// The word.
    pub label: String,
    /// Where it leads; the page itself has none.
    pub href: Option<String>,
}

impl Crumb {
    /// A step above the page.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()) }
    }

    /// The page itself.
    pub fn here(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// The path to this page.
#[component]
pub fn Breadcrumb(
    /// Spoken name: "You are here".
    #[prop(into)]
    label: String,
    /// The steps, the outermost first.
    items: Vec<Crumb>,
) -> impl IntoView {
    let steps = items
        .into_iter()
        .map(|crumb| match crumb.href {
            Some(href) => view! {
                <li>
                    <a href=href>{crumb.label}</a>
                </li>
            }
            .into_any(),
            None => view! { <li aria-current="page">{crumb.label}</li> }.into_any(),
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="breadcrumb" aria-label=label>
            <ol>{steps}</ol>
        </nav>
    }
}
