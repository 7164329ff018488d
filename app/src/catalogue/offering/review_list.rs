//! What learners say: how the ratings spread, and the newest reviews.

use super::super::words;
use crate::{Ctx, i18n::T};
use backend::catalogue::{OfferingDetail, ReviewView};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use ui::{Person, Stars};

pub(in crate::catalogue) fn section(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    let t = ctx.t;
    if offering.reviews.is_empty() {
        return view! {
            <section class="stack" id="reviews"><h2>{t.s("catalogue-reviews-title")}</h2><p class="muted">{t.s("catalogue-reviews-none")}</p></section>
        }
        .into_any();
    }
    let shown = i64::try_from(offering.reviews.len()).unwrap_or(0);
    let href = ctx.link(&format!("/o/{}/reviews", offering.slug));
    let more = (i64::from(offering.rating_count) > shown).then(|| {
        view! { <p><a class="more" href=href>{t.n("catalogue-reviews-all", i64::from(offering.rating_count))}</a></p> }
    });
    let zone = ctx.time_zone();
    view! {
        <section class="stack" id="reviews">
            <h2>{t.s("catalogue-reviews-title")}</h2>
            {spread(t, offering)}
            {list(t, &offering.reviews, &zone)}
            {more}
        </section>
    }
    .into_any()
}

/// The average beside a bar for each number of stars.
fn spread(t: T, offering: &OfferingDetail) -> AnyView {
    let all: i64 = offering.stars.iter().sum();
    let bars = offering
        .stars
        .iter()
        .zip((1_i64..=5).rev())
        .map(|(count, stars)| {
            let count = *count;
            let percent = if all == 0 { 0 } else { count * 100 / all };
            let label = t.n("catalogue-stars", stars);
            view! {
                <li class="flex items-center gap-3">
                    <span class="small w-20">{label.clone()}</span>
                    <progress class="progress flex-1" value=count max=all.max(1) aria-label=label></progress>
                    <span class="small num w-12 text-end">{format!("{percent}%")}</span>
                </li>
            }
        })
        .collect_view();
    let count = t.n("catalogue-reviews", i64::from(offering.rating_count));
    view! {
        <div class="stack gap-3">
            <p class="cluster">{words::stars(t, offering.rating_milli)}<span class="muted">{count}</span></p>
            <ul class="stack gap-1 measure">{bars}</ul>
        </div>
    }
    .into_any()
}

/// Reviews one under the other.
pub(in crate::catalogue) fn list(t: T, reviews: &[ReviewView], zone: &TimeZone) -> AnyView {
    let rows = reviews.iter().map(|review| row(t, review, zone)).collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn row(t: T, review: &ReviewView, zone: &TimeZone) -> AnyView {
    let milli = i32::from(review.rating) * 1_000;
    let day = t.short_day(review.created_at, zone);
    let author = if review.author.is_empty() { t.s("catalogue-author-deleted") } else { review.author.clone() };
    view! {
        <li class="py-4 stack gap-2">
            <div class="cluster justify-between">
                <Person name=author line=day/>
                <Stars rating=f64::from(review.rating) text=words::rating_spoken(t, milli)/>
            </div>
            <p class="measure whitespace-pre-line" lang=review.locale.code() dir="auto">{review.body.clone()}</p>
        </li>
    }
    .into_any()
}
