//! Cards of courses, the same on every page of the catalogue.

use super::{offering::picture, words};
use crate::{Ctx, i18n::T};
use backend::catalogue::OfferingCard as Card;
use domain::{Locale, ids::OfferingId};
use leptos::prelude::*;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};
use ui::{CardRating, IconButton, IconName, OfferingCardFace, OfferingCardView};

/// A longer address is not sent along with every heart of a page; pressing one then leads to the wishlist.
const MAX_BACK_CHARS: usize = 500;

/// The pattern of a category's covers, which goes with its colour.
pub(crate) fn pattern(hue: i16) -> u8 {
    u8::try_from(hue.rem_euclid(360) / 45).unwrap_or(0)
}

/// A hue as the pieces take it.
pub(crate) fn hue(hue: i16) -> u16 {
    u16::try_from(hue.rem_euclid(360)).unwrap_or(0)
}

/// The picture of a category, by its name in the data.
pub(super) fn icon(name: &str) -> IconName {
    match name {
        "languages" | "message-circle" | "speech" | "book-a" => IconName::Languages,
        "code" | "terminal" | "panels-top-left" | "database" | "git-branch" => IconName::Code,
        "pen-tool" | "feather" | "layout-template" | "app-window" => IconName::Pen,
        "music" | "music-4" | "guitar" | "audio-lines" => IconName::Music,
        "briefcase" | "sheet" | "wallet" | "handshake" | "presentation" => IconName::Briefcase,
        "chef-hat" | "cooking-pot" | "croissant" | "utensils" => IconName::ChefHat,
        "camera" | "smartphone" | "package" | "clapperboard" => IconName::Camera,
        "heart-pulse" | "moon" | "person-standing" | "target" => IconName::HeartPulse,
        "graduation-cap" | "notebook-pen" => IconName::GraduationCap,
        "sigma" => IconName::Calculator,
        "atom" => IconName::Atom,
        "mic" => IconName::Mic,
        _ => IconName::Compass,
    }
}

/// What a card says.
pub(super) fn card_view(t: T, card: &Card) -> OfferingCardView {
    OfferingCardView {
        href: t.locale.path(&format!("/o/{}", card.slug)),
        slug: card.slug.clone(),
        title: t.pick(&card.title.en, &card.title.ar).to_owned(),
        seller: t.pick(&card.seller_name.en, &card.seller_name.ar).to_owned(),
        seller_picture: None,
        cover: picture::cover_path(&card.slug, card.cover),
        hue: hue(card.hue),
        pattern: pattern(card.hue),
        kind: t.s("catalogue-kind-course"),
        kind_icon: IconName::Play,
        rating: (card.rating_count > 0).then(|| CardRating {
            value: t.rating(card.rating_milli),
            count: format!("({})", t.count(i64::from(card.rating_count))),
            spoken: words::rating_spoken(t, card.rating_milli),
        }),
        when: words::extent(t, card.video_seconds, card.lesson_count),
        price: t.money(card.price),
        price_was: None,
    }
}

/// Cards as a grid: the page's main list, whose covers travel to the course's page.
pub(super) fn grid(ctx: &Ctx, cards: &[Card], wished: &HashSet<OfferingId>) -> AnyView {
    let cards = cards.iter().map(|card| one(ctx, card, wished, true)).collect_view();
    view! { <div class="grid-cards">{cards}</div> }.into_any()
}

/// Cards as a row beside the page's main matter.
pub(super) fn row(ctx: &Ctx, cards: &[Card], wished: &HashSet<OfferingId>) -> AnyView {
    let cards = cards.iter().map(|card| one(ctx, card, wished, false)).collect_view();
    view! { <div class="row-cards">{cards}</div> }.into_any()
}

/// One card with its heart.
pub(super) fn one(ctx: &Ctx, card: &Card, wished: &HashSet<OfferingId>, travels: bool) -> AnyView {
    let face = face(ctx.t, card, travels);
    let heart = heart(ctx, card, wished.contains(&card.id)).to_html();
    let inside = format!("{face}<div class=\"card-offering-act\">{heart}</div>");
    view! { <article class="card-offering" inner_html=inside></article> }.into_any()
}

/// More faces than these are drawn anew; forgetting all is cheaper than choosing.
const MAX_FACES: usize = 4_096;

/// A drawn face, and the card it was drawn from.
type Drawn = (Card, Arc<str>);
type Faces = HashMap<(OfferingId, Locale, bool), Drawn>;

/// Faces that were drawn before. Lists show the same cards again and again, and drawing them was most of the work of a page.
static FACES: LazyLock<Mutex<Faces>> = LazyLock::new(Mutex::default);

/// What a card shows, as markup: the same for everybody, and drawn again only when the card says something else.
fn face(t: T, card: &Card, travels: bool) -> Arc<str> {
    let key = (card.id, t.locale, travels);
    let faces = || FACES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, face)) = faces().get(&key).filter(|(drawn_from, _)| drawn_from == card) {
        return face.clone();
    }
    let face: Arc<str> = view! { <OfferingCardFace offering=card_view(t, card) travels=travels/> }.to_html().into();
    let mut faces = faces();
    if faces.len() >= MAX_FACES {
        faces.clear();
    }
    faces.insert(key, (card.clone(), face.clone()));
    face
}

/// The heart as a form that comes back to the same place. Strangers all get the same one, since their pages are kept for the next;
/// only for members does a script press it without leaving the page.
fn heart(ctx: &Ctx, card: &Card, is_wished: bool) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&card.title.en, &card.title.ar).to_owned();
    let label = t.a("catalogue-wish-named", &[("title", title.into())]);
    let value = if is_wished { "0" } else { "1" };
    let back = Some(ctx.here()).filter(|here| here.len() <= MAX_BACK_CHARS);
    let back = back.map(|here| view! { <input type="hidden" name="back" value=here/> });
    let is_member = ctx.viewer.is_some().then_some("true");
    view! {
        <form class="heart" method="post" action=ctx.link(&format!("/wishlist/{}", card.slug)) data-wish=is_member>
            <input type="hidden" name="wish" value=value/>
            {back}
            <IconButton icon=IconName::Heart label=label pressed=is_wished/>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{hue, pattern};

    #[test]
    fn every_hue_has_a_pattern_of_the_eight() {
        for degrees in 0..360 {
            assert!(pattern(degrees) < 8);
        }
        assert_eq!((pattern(-10), hue(-10)), (7, 350));
    }
}
