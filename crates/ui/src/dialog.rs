//! A small question over the page: a native popover, so it needs no script.

use leptos::prelude::*;

/// A button and the small dialog that it opens, such as "Cancel this booking?".
#[component]
pub fn Dialog(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What the button says.
    #[prop(into)]
    open_text: String,
    /// The button's classes.
    #[prop(default = "btn btn-quiet")]
    open_class: &'static str,
    /// The question.
    #[prop(into)]
    title: String,
    /// What follows from yes, and the buttons. A button with `popovertarget={id}` and `popovertargetaction="hide"` closes it.
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    view! {
        <button class=open_class type="button" popovertarget=id.clone()>
            <span>{open_text}</span>
        </button>
        <div class="dialog" id=id popover="auto" role="dialog" aria-labelledby=title_id.clone()>
            <h2 class="h3" id=title_id.clone()>
                {title}
            </h2>
            {children()}
        </div>
    }
}
