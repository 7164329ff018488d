//! The mark of DreamCrowd: a sun over an open book, which is also a reader.

use leptos::prelude::*;

/// The mark alone; the name is written beside it.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="9" fill="#444cb2"></rect>
            <circle cx="16" cy="12.5" r="5.5" fill="#f0a556"></circle>
            <path fill="#faf8f4" d="M16 26.5c-2.6-2-6.2-2.9-10.5-2.5V14.7c4.3-.4 7.9.5 10.5 2.5z"></path>
            <path fill="#d6ddf9" d="M16 26.5c2.6-2 6.2-2.9 10.5-2.5V14.7c-4.3-.4-7.9.5-10.5 2.5z"></path>
        </svg>
    }
}
