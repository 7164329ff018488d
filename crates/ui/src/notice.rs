//! Messages on a page.

use leptos::prelude::*;

use crate::{Icon, OptionalText, Tone};

/// A message. Danger is announced at once, the rest politely.
#[component]
pub fn Notice(
    /// What it means.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// A short first line.
    #[prop(optional, into)]
    title: OptionalText,
    /// What happened and what to do next.
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Neutral => "notice",
        Tone::Info => "notice notice-info",
        Tone::Success => "notice notice-success",
        Tone::Warning => "notice notice-warning",
        Tone::Danger => "notice notice-danger",
    };
    let role = if tone == Tone::Danger { "alert" } else { "status" };
    let title = title.filled().map(|title| {
        view! {
            <p>
                <b>{title}</b>
            </p>
        }
    });
    view! {
        <div class=class role=role>
            <Icon name=tone.icon() />
            <div class="notice-body">
                {title}
                {children()}
            </div>
        </div>
    }
}
