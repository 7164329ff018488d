//! An amount of money, already formatted, kept whole in either writing direction.

use leptos::prelude::*;

use crate::OptionalText;

/// A price. `was` is the amount before a discount; `was_label` says so to a screen reader.
#[component]
pub fn Price(
    /// The formatted amount.
    #[prop(into)]
    amount: String,
    /// What it is for: "per class".
    #[prop(optional, into)]
    note: OptionalText,
    /// The formatted amount before a discount.
    #[prop(optional, into)]
    was: OptionalText,
    /// "Before" in the page's language.
    #[prop(optional, into)]
    was_label: OptionalText,
    /// Set for the one price that a page is about.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let class = if large { "price price-lg" } else { "price" };
    let note = note.filled().map(|note| view! { <small>" " {note}</small> });
    let was_label = was_label.filled();
    let was = was.filled().map(|before| {
        view! {
            <small>
                " "
                <span class="sr-only">{was_label} " "</span>
                <s>
                    <bdi>{before}</bdi>
                </s>
            </small>
        }
    });
    view! {
        <span class=class>
            <bdi>{amount}</bdi>
            {was}
            {note}
        </span>
    }
}
