//! A side column that is a sheet on a phone: a native popover, so it needs no script.

use leptos::prelude::*;

use crate::{Icon, IconName};

/// A side column on a wide screen, a sheet behind a button on a phone. Filters go in here.
#[component]
pub fn Sheet(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What the button says: "Filters (2)".
    #[prop(into)]
    open_text: String,
    /// Heading of the sheet.
    #[prop(into)]
    title: String,
    /// "Close", spoken.
    #[prop(into)]
    close_text: String,
    /// Usually a form.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <button class="btn btn-quiet btn-block phone-only" type="button" popovertarget=id.clone()>
                <Icon name=IconName::Sliders />
                <span>{open_text}</span>
            </button>
            <div class="sheet" id=id.clone() popover="auto">
                <div class="sheet-head">
                    <h2 class="h3">{title}</h2>
                    <button
                        class="btn btn-ghost btn-icon"
                        type="button"
                        popovertarget=id.clone()
                        popovertargetaction="hide"
                        aria-label=close_text
                    >
                        <Icon name=IconName::X />
                    </button>
                </div>
                {children()}
            </div>
        </div>
    }
}
