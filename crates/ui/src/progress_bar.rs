//! How far something has come, as a bar.

use leptos::prelude::*;

/// A bar from 0 to 100.
#[component]
pub fn ProgressBar(
    /// Per cent.
    value: u32,
    /// Spoken name: "8 of 20 lessons".
    #[prop(into)]
    label: String,
    /// Whether the name is also written under the bar.
    #[prop(optional)]
    written: bool,
) -> impl IntoView {
    let text = written.then(|| view! { <p class="small muted num">{label.clone()}</p> });
    view! {
        <div class="stack gap-1">
            <progress class="progress" value=value.min(100) max="100" aria-label=label.clone()></progress>
            {text}
        </div>
    }
}
