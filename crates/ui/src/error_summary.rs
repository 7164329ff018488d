//! The list of what is wrong with a form.

use leptos::prelude::*;

use crate::{Notice, Tone};

/// The list at the head of a form that was not accepted: each line leads to its field. Draws nothing without errors.
#[component]
pub fn ErrorSummary(
    /// "Two things need your attention".
    #[prop(into)]
    title: String,
    /// Id of the field, and what to do.
    errors: Vec<(String, String)>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let lines = errors
            .into_iter()
            .map(|(id, text)| {
                view! {
                    <li>
                        <a class="link" href=format!("#{id}")>
                            {text}
                        </a>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        view! {
            <Notice tone=Tone::Danger title=title>
                <ul>{lines}</ul>
            </Notice>
        }
    })
}
