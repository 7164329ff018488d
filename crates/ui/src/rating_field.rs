//! One to five stars to give.

use leptos::prelude::*;

use crate::field_frame::error_view;
use crate::{Icon, IconName, OptionalText};

/// Five stars to choose from. `words` are their spoken names, the lowest first; the form sends 1 to 5.
#[component]
pub fn RatingField(
    /// Name that the form sends.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Spoken names: "1 star" to "5 stars".
    words: Vec<String>,
    /// How many are chosen at first; 0 for none.
    #[prop(optional)]
    selected: usize,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: OptionalText,
) -> impl IntoView {
    let error = error_view(&name, error);
    let stars = words
        .into_iter()
        .take(5)
        .enumerate()
        .map(|(index, word)| {
            let number = index + 1;
            let id = format!("{name}-{number}");
            let chosen = number == selected;
            view! {
                <input
                    class="sr-only"
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    value=number.to_string()
                    checked=chosen
                    required=true
                />
                <label for=id>
                    <Icon name=IconName::Star label=word />
                </label>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class="rate">{stars}</div>
            {error}
        </fieldset>
    }
}
