//! The card of an offering that is being built, as lists will show it.

use crate::{
    Ctx,
    catalogue::{cards, studio::words, words as catalogue_words},
    i18n::T,
};
use backend::catalogue::building::Draft;
use domain::catalogue::OfferingKind;
use leptos::prelude::*;
use ui::{OfferingCard, OfferingCardView};

/// The card; it leads to the preview.
pub(super) fn card(ctx: &Ctx, draft: &Draft, hue: i16) -> AnyView {
    let t = ctx.t;
    let base = format!("/studio/offerings/{}", draft.id);
    let face = OfferingCardView {
        href: ctx.link(&format!("{base}/preview")),
        slug: draft.slug.clone(),
        title: t.pick(&draft.basics.title.en, &draft.basics.title.ar).to_owned(),
        seller: t.pick(&draft.seller_name.en, &draft.seller_name.ar).to_owned(),
        seller_picture: None,
        cover: draft.cover.map(|id| format!("{base}/cover.jpg?v={id}")),
        hue: cards::hue(hue),
        pattern: cards::pattern(hue),
        kind: words::kind(t, draft.kind),
        kind_icon: words::kind_icon(draft.kind),
        rating: None,
        when: when(t, draft),
        price: price(t, draft),
        price_was: None,
    };
    view! { <OfferingCard offering=face/> }.into_any()
}

/// How long a course or a meeting is, how soon a service is done.
fn when(t: T, draft: &Draft) -> String {
    match draft.kind {
        OfferingKind::VideoCourse => catalogue_words::extent(t, draft.video_seconds, draft.lesson_count),
        OfferingKind::LiveClass => {
            let minutes = draft.class.as_ref().map_or(0, |class| class.terms.duration_minutes);
            t.duration(i64::from(minutes) * 60)
        }
        OfferingKind::Service => {
            let days = draft.service.as_ref().and_then(|service| service.packages.iter().map(|package| package.days).min());
            days.map_or_else(|| "—".to_owned(), |days| t.n("build-days", i64::from(days)))
        }
    }
}

fn price(t: T, draft: &Draft) -> String {
    if !draft.has_price {
        return "—".to_owned();
    }
    let amount = t.money(draft.price);
    let is_from = draft.kind == OfferingKind::Service && draft.service.as_ref().is_some_and(|service| service.packages.len() > 1);
    if is_from { t.a("build-price-from", &[("amount", amount.into())]) } else { amount }
}
