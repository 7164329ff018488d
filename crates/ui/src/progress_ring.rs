//! How far something has come, as a ring.

use leptos::prelude::*;

/// A ring from 0 to 100 with the number inside.
#[component]
pub fn ProgressRing(
    /// Per cent.
    value: u32,
    /// Spoken name: "40 per cent done".
    #[prop(into)]
    label: String,
    /// The number as shown: "40%".
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let value = value.min(100);
    let arc = (value > 0).then(|| {
        view! {
            <circle
                cx="24"
                cy="24"
                r="20"
                pathLength="100"
                stroke-dasharray=format!("{value} 100")
            ></circle>
        }
    });
    view! {
        <svg class="progress-ring" viewBox="0 0 48 48" role="img" aria-label=label>
            <circle cx="24" cy="24" r="20"></circle>
            {arc}
            <text x="24" y="24.5">
                {text}
            </text>
        </svg>
    }
}
