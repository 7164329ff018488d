//! One icon, drawn inline so that it takes the colour and size of the text around it.

use leptos::prelude::*;

use crate::class_list::class_list;
use crate::{IconName, OptionalText};

/// An icon. Without a `label` it is decoration and hidden from assistive technology.
#[component]
pub fn Icon(
    /// Which picture.
    name: IconName,
    /// More classes, such as `icon-lg` or `icon-fill`.
    #[prop(optional, into)]
    class: String,
    /// What it says when it stands alone.
    #[prop(optional, into)]
    label: OptionalText,
) -> impl IntoView {
    let turned = if name.is_mirrored() { "rtl:-scale-x-100" } else { "" };
    let classes = class_list(&["icon", turned, &class]);
    let spoken = label.filled();
    let role = spoken.is_some().then_some("img");
    let hidden = spoken.is_none().then_some("true");
    // A page has a hundred icons: the drawing goes in as text, and how it is stroked stands once, in the style sheet.
    let drawing = format!("<path d=\"{}\"/>", name.path());
    view! {
        <svg class=classes viewBox="0 0 24 24" role=role aria-label=spoken aria-hidden=hidden inner_html=drawing></svg>
    }
}
