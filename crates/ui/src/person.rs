//! A face, a name, and one quiet line under it.

use leptos::prelude::*;

use crate::{Avatar, AvatarSize, OptionalText};

/// A person in a list, a booking box or a review. With `href` the name is a link.
#[component]
pub fn Person(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// Address of the person's picture.
    #[prop(optional, into)]
    picture: OptionalText,
    /// The line under the name.
    #[prop(optional, into)]
    line: OptionalText,
    /// Where the name leads.
    #[prop(optional, into)]
    href: OptionalText,
    /// How large the face is.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let face = name.clone();
    let title = match href.filled() {
        Some(href) => view! {
            <a class="font-semibold" href=href>
                <bdi>{name}</bdi>
            </a>
        }
        .into_any(),
        None => view! {
            <b>
                <bdi>{name}</bdi>
            </b>
        }
        .into_any(),
    };
    let line = line.filled().map(|line| view! { <small>{line}</small> });
    view! {
        <div class="person">
            <Avatar name=face picture=picture size=size />
            <div>{title} {line}</div>
        </div>
    }
}
