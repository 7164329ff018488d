//! A rating as one star beside the number.

use leptos::prelude::*;

use crate::{Icon, IconName, OptionalText};

/// One star, the number and the count: the short form for cards and rows.
#[component]
pub fn StarsShort(
    /// The number as shown: "4.8".
    #[prop(into)]
    value: String,
    /// How many ratings, as shown: "(128)".
    #[prop(optional, into)]
    count: OptionalText,
    /// The spoken form of the number: "4.8 out of 5".
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let count = count.filled().map(|count| view! { <span>{count}</span> });
    view! {
        <span class="stars">
            <Icon name=IconName::Star class="icon-fill" />
            <b aria-hidden="true">{value}</b>
            <span class="sr-only">{text}</span>
            {count}
        </span>
    }
}
