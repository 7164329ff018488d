//! The pages of a long list.

use leptos::prelude::*;

use crate::{ButtonLink, IconName, Look, OptionalText};

/// Steps through a long list. Draws nothing where there is only one page.
#[component]
pub fn Pager(
    /// Spoken name of the group.
    #[prop(into)]
    label: String,
    /// Address of the page before.
    #[prop(optional, into)]
    prev: OptionalText,
    /// Address of the page after.
    #[prop(optional, into)]
    next: OptionalText,
    /// "Previous".
    #[prop(into)]
    prev_text: String,
    /// "Next".
    #[prop(into)]
    next_text: String,
    /// "Page 2 of 6".
    #[prop(optional, into)]
    status: OptionalText,
) -> impl IntoView {
    let (prev, next) = (prev.filled(), next.filled());
    (prev.is_some() || next.is_some()).then(|| {
        let back = match prev {
            Some(href) => view! {
                <ButtonLink href=href look=Look::Quiet icon=IconName::ArrowLeft rel="prev">
                    {prev_text}
                </ButtonLink>
            }
            .into_any(),
            None => view! { <span></span> }.into_any(),
        };
        let forth = match next {
            Some(href) => view! {
                <ButtonLink href=href look=Look::Quiet icon_end=IconName::ArrowRight rel="next">
                    {next_text}
                </ButtonLink>
            }
            .into_any(),
            None => view! { <span></span> }.into_any(),
        };
        view! {
            <nav class="pager" aria-label=label>
                {back}
                <span class="muted num">{status.filled()}</span>
                {forth}
            </nav>
        }
    })
}
