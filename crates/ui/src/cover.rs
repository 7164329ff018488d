//! The 16:9 picture of an offering: what the seller uploaded, or a drawing in the category's colour with the seller's face.

use leptos::prelude::*;

use crate::OptionalText;
use crate::cover_pattern::draw;
use crate::seed::{initials, name_hue};

/// An offering's cover. Decoration beside the title, so it is silent unless `alt` says something.
#[component]
pub fn Cover(
    /// The offering's slug: the drawing follows from it.
    #[prop(into)]
    seed: String,
    /// The category's hue, in degrees.
    hue: u16,
    /// The category's pattern, see [`COVER_PATTERNS`](crate::COVER_PATTERNS).
    #[prop(optional)]
    pattern: u8,
    /// The seller's name.
    #[prop(into)]
    name: String,
    /// Address of the seller's picture.
    #[prop(optional, into)]
    face: OptionalText,
    /// Address of the uploaded cover.
    #[prop(optional, into)]
    picture: OptionalText,
    /// What an uploaded cover shows.
    #[prop(optional, into)]
    alt: OptionalText,
    /// Set for the one large cover of a page, so that it is not loaded late.
    #[prop(optional)]
    eager: bool,
    /// Set where this cover may travel to the offering's own page. A slug may have it once on a page.
    #[prop(optional)]
    travels: bool,
) -> impl IntoView {
    let travel_name = travels.then(|| format!("cover-{seed}"));
    match picture.filled() {
        Some(address) => {
            let loading = if eager { "eager" } else { "lazy" };
            let priority = eager.then_some("high");
            view! {
                <img
                    class="cover"
                    src=address
                    alt=alt.filled().unwrap_or_default()
                    width="640"
                    height="360"
                    loading=loading
                    fetchpriority=priority
                    decoding="async"
                    data-vt=travel_name
                />
            }
            .into_any()
        }
        None => {
            let layers = draw(pattern, &seed);
            let medallion = medallion(&name, face.filled());
            view! {
                <svg
                    class="cover"
                    viewBox="0 0 320 180"
                    preserveAspectRatio="xMidYMid slice"
                    aria-hidden="true"
                    data-vt=travel_name
                >
                    <path fill=format!("oklch(var(--cv-1) {hue})") d="M0 0h320v180H0z"></path>
                    <path fill=format!("oklch(var(--cv-2) {hue})") d=layers.pale></path>
                    <path fill=format!("oklch(var(--cv-3) {hue})") d=layers.strong></path>
                    <circle cx="160" cy="90" r="40" fill=format!("oklch(var(--cv-1) {hue})")></circle>
                    {medallion}
                </svg>
            }
            .into_any()
        }
    }
}

/// The seller's picture in a circle, or the initials.
fn medallion(name: &str, face: Option<String>) -> AnyView {
    let hue = name_hue(name);
    match face {
        Some(address) => view! {
            <svg x="126" y="56" width="68" height="68" viewBox="0 0 68 68">
                <image
                    class="cover-face"
                    href=address
                    width="68"
                    height="68"
                    preserveAspectRatio="xMidYMid slice"
                ></image>
            </svg>
        }
        .into_any(),
        None => view! {
            <g>
                <circle cx="160" cy="90" r="34" fill=format!("oklch(var(--av-1) {hue})")></circle>
                <text x="160" y="91" font-size="24" fill=format!("oklch(var(--av-2) {hue})")>
                    {initials(name)}
                </text>
            </g>
        }
        .into_any(),
    }
}
