//! A person's face: their picture, or their initials on a colour made from the name.

use leptos::prelude::*;

use crate::OptionalText;
use crate::seed::{initials, name_hue};

/// How large a face is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 28 px, in menus and dense tables.
    Small,
    /// 40 px, in lists.
    #[default]
    Medium,
    /// 64 px, on cards about the person.
    Large,
    /// 96 px, on the person's own page.
    Huge,
}

impl AvatarSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Small => "avatar avatar-sm",
            Self::Medium => "avatar",
            Self::Large => "avatar avatar-lg",
            Self::Huge => "avatar avatar-xl",
        }
    }
}

/// A face beside a name. The name is expected in words next to it, so the face itself is silent unless `alone` is set.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// Address of the person's picture.
    #[prop(optional, into)]
    picture: OptionalText,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Set where no name is written next to it.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let class = size.class();
    match picture.filled() {
        Some(address) => {
            let alt = if alone { name } else { String::new() };
            view! {
                <img class=class src=address alt=alt width="96" height="96" loading="lazy" decoding="async" />
            }
            .into_any()
        }
        None => {
            let hue = name_hue(&name);
            let letters = initials(&name);
            let role = alone.then_some("img");
            let hidden = (!alone).then_some("true");
            let spoken = alone.then_some(name);
            view! {
                <svg class=class viewBox="0 0 40 40" role=role aria-label=spoken aria-hidden=hidden>
                    <circle cx="20" cy="20" r="20" fill=format!("oklch(var(--av-1) {hue})")></circle>
                    <text x="20" y="20.5" font-size="15" fill=format!("oklch(var(--av-2) {hue})")>
                        {letters}
                    </text>
                </svg>
            }
            .into_any()
        }
    }
}
