//! A rating as five stars, filled to the exact fraction.

use leptos::prelude::*;

use crate::OptionalText;

const FIVE_STARS: &str = "M12 2l3 6.3 6.9.9-5 4.8 1.2 6.9-6.1-3.3-6.1 3.3 1.2-6.9-5-4.8 6.9-.9z\
M36 2l3 6.3 6.9.9-5 4.8 1.2 6.9-6.1-3.3-6.1 3.3 1.2-6.9-5-4.8 6.9-.9z\
M60 2l3 6.3 6.9.9-5 4.8 1.2 6.9-6.1-3.3-6.1 3.3 1.2-6.9-5-4.8 6.9-.9z\
M84 2l3 6.3 6.9.9-5 4.8 1.2 6.9-6.1-3.3-6.1 3.3 1.2-6.9-5-4.8 6.9-.9z\
M108 2l3 6.3 6.9.9-5 4.8 1.2 6.9-6.1-3.3-6.1 3.3 1.2-6.9-5-4.8 6.9-.9z";

/// Five stars, `rating` of them lit. `text` is the spoken form, such as "4.8 out of 5".
#[component]
pub fn Stars(
    /// From 0 to 5.
    #[prop(into)]
    rating: f64,
    /// The spoken form.
    #[prop(into)]
    text: String,
    /// The number in words of the page's language, shown beside the stars.
    #[prop(optional, into)]
    value: OptionalText,
    /// How many ratings, as shown: "(128)".
    #[prop(optional, into)]
    count: OptionalText,
) -> impl IntoView {
    let lit = rating.clamp(0.0, 5.0) * 24.0;
    let value = value.filled().map(|value| view! { <b aria-hidden="true">{value}</b> });
    let count = count.filled().map(|count| view! { <span>{count}</span> });
    view! {
        <span class="stars">
            <svg class="stars-five rtl:-scale-x-100" viewBox="0 0 120 24" role="img" aria-label=text>
                <path class="stars-off" d=FIVE_STARS></path>
                <svg width=format!("{lit:.1}") height="24" viewBox=format!("0 0 {lit:.1} 24")>
                    <path class="stars-on" d=FIVE_STARS></path>
                </svg>
            </svg>
            {value}
            {count}
        </span>
    }
}
