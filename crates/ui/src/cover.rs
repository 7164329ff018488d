//! The 16:9 picture of an offering: what the seller uploaded, or a drawing in the category's colour with the seller's face.

use leptos::prelude::*;

use crate::OptionalText;
use crate::cover_pattern::{COVER_PATTERNS, Layers, draw};
use crate::escape::escape;
use crate::seed::{Dice, initials, name_hue};

/// An offering's cover. Decoration beside the title, so it is silent unless `alt` says something.
#[component]
pub fn Cover(
    /// The offering's slug: the drawing follows from it.
    #[prop(into)]
    seed: String,
    /// The category's hue, in degrees.
    hue: u16,
    /// The category's pattern, see [`COVER_PATTERNS`](crate::COVER_PATTERNS): its offerings are drawn with this one and two others.
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
            let (pattern, accent) = variation(pattern, hue, &seed);
            let drawing = drawing(hue, accent, &draw(pattern, &seed), &medallion(&name, face.filled()));
            view! {
                <svg
                    class="cover"
                    viewBox="0 0 320 180"
                    preserveAspectRatio="xMidYMid slice"
                    aria-hidden="true"
                    data-vt=travel_name
                    inner_html=drawing
                ></svg>
            }
            .into_any()
        }
    }
}

/// Which pattern and second hue an offering has, so that two of one category are told apart at a glance.
fn variation(pattern: u8, hue: u16, seed: &str) -> (u8, u16) {
    let mut dice = Dice::new(seed);
    let step = [0, 3, 5][usize::try_from(dice.up_to(3)).unwrap_or(0)];
    let turn = u16::try_from(dice.up_to(90)).unwrap_or(0);
    ((pattern + step) % COVER_PATTERNS, (hue + 315 + turn) % 360)
}

/// The inside of the drawing, as text: a page has dozens of them.
fn drawing(hue: u16, accent: u16, layers: &Layers, medallion: &str) -> String {
    let Layers { pale, strong } = layers;
    format!(
        "<path fill=\"oklch(var(--cv-1) {hue})\" d=\"M0 0h320v180H0z\"/>\
         <path fill=\"oklch(var(--cv-2) {hue})\" d=\"{pale}\"/>\
         <path fill=\"oklch(var(--cv-3) {accent})\" d=\"{strong}\"/>\
         <circle cx=\"160\" cy=\"90\" r=\"40\" fill=\"oklch(var(--cv-1) {hue})\"/>{medallion}"
    )
}

/// The seller's picture in a circle, or the initials.
fn medallion(name: &str, face: Option<String>) -> String {
    match face {
        Some(address) => format!(
            "<svg x=\"126\" y=\"56\" width=\"68\" height=\"68\" viewBox=\"0 0 68 68\">\
             <image class=\"cover-face\" href=\"{}\" width=\"68\" height=\"68\" preserveAspectRatio=\"xMidYMid slice\"/></svg>",
            escape(&address)
        ),
        None => {
            let hue = name_hue(name);
            format!(
                "<circle cx=\"160\" cy=\"90\" r=\"34\" fill=\"oklch(var(--av-1) {hue})\"/>\
                 <text x=\"160\" y=\"91\" font-size=\"24\" fill=\"oklch(var(--av-2) {hue})\">{}</text>",
                escape(&initials(name))
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{medallion, variation};

    #[test]
    fn a_name_or_address_cannot_leave_the_drawing() {
        assert!(medallion("<script> \"x", None).contains("&lt;&quot;</text>"));
        assert!(medallion("", Some("/a\" onload=\"b".to_owned())).contains("href=\"/a&quot; onload=&quot;b\""));
    }

    #[test]
    fn a_category_has_several_looks_and_a_slug_keeps_its_own() {
        let looks: std::collections::BTreeSet<u8> =
            ["a", "b", "c", "d", "e", "f", "g", "h"].iter().map(|slug| variation(6, 350, slug).0).collect();
        assert!(looks.len() > 1 && looks.iter().all(|look| *look < super::COVER_PATTERNS));
        assert_eq!(variation(6, 350, "a"), variation(6, 350, "a"));
        assert!(variation(0, 359, "a").1 < 360);
    }
}
