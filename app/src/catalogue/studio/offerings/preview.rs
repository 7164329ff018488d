//! An offering as visitors would see it, with what belongs to its kind; for its seller and for the desk.

use crate::{
    Ctx,
    catalogue::{
        cards,
        offering::{faqs, outline},
        offering_page,
        studio::words,
    },
};
use backend::catalogue::building::{Draft, LiveClass, Preview, Series, Service};
use domain::catalogue::offerings::{ClassFormat, Pair, TrialKind};
use leptos::prelude::*;
use ui::{Cover, Price};

/// The page; `cover` is where its picture is found by whoever looks.
pub(crate) fn body(ctx: &Ctx, preview: &Preview, cover: Option<String>) -> AnyView {
    let (detail, draft) = (&preview.detail, &preview.draft);
    let seller = ctx.t.pick(&detail.seller.name.en, &detail.seller.name.ar).to_owned();
    let (hue, pattern) = (cards::hue(detail.hue), cards::pattern(detail.hue));
    let kind = match (&draft.class, &draft.service) {
        (Some(class), _) => class_parts(ctx, class),
        (None, Some(service)) => service_parts(ctx, service),
        (None, None) => outline::section(ctx, detail),
    };
    view! {
        <div class="with-box">
            <div class="stack gap-6">
                <Cover seed=detail.slug.clone() hue=hue pattern=pattern name=seller picture=cover eager=true/>
                {offering_page::titles(ctx, detail)}
            </div>
            {aside(ctx, draft)}
            <div class="flow">
                {offering_page::outcomes(ctx, detail)}
                {kind}
                {offering_page::conditions(ctx, detail)}
                {offering_page::description(ctx, detail)}
                {faqs::section(ctx, detail)}
                {offering_page::seller(ctx, detail)}
            </div>
        </div>
    }
    .into_any()
}

fn aside(ctx: &Ctx, draft: &Draft) -> AnyView {
    let t = ctx.t;
    let amount = if draft.has_price { t.money(draft.price) } else { "—".to_owned() };
    view! {
        <aside class="booking-box stack" aria-label=t.s("catalogue-booking")>
            <p><Price amount=amount large=true/></p>
            <p class="muted">{t.s("build-preview-box")}</p>
        </aside>
    }
    .into_any()
}

/// A list of points in the visitor's language.
fn points(ctx: &Ctx, list: &[Pair]) -> Option<AnyView> {
    let items: Vec<String> =
        list.iter().map(|point| ctx.t.pick(&point.en, &point.ar)).filter(|point| !point.is_empty()).map(str::to_owned).collect();
    (!items.is_empty()).then(|| {
        let items = items.into_iter().map(|point| view! { <li><bdi>{point}</bdi></li> }).collect_view();
        view! { <div class="prose"><ul>{items}</ul></div> }.into_any()
    })
}

fn class_parts(ctx: &Ctx, class: &LiveClass) -> AnyView {
    let t = ctx.t;
    let terms = &class.terms;
    let minutes = t.duration(i64::from(terms.duration_minutes) * 60);
    let seats = (terms.format != ClassFormat::OneToOne).then(|| {
        let text = t.a("build-fact-seats", &[("least", terms.min_seats.into()), ("most", terms.max_seats.into())]);
        view! { <dt>{t.s("build-fact-seats-label")}</dt><dd>{text}</dd> }
    });
    let guests = terms.guests_allowed.then(|| {
        let key = if terms.guests_take_seats { "build-fact-guests-seats" } else { "build-fact-guests" };
        view! { <dt>{t.s("build-fact-guests-label")}</dt><dd>{t.s(key)}</dd> }
    });
    let materials = points(ctx, &terms.materials).map(|list| {
        view! { <section class="stack"><h2>{t.s("build-materials")}</h2>{list}</section> }
    });
    view! {
        <section class="stack">
            <h2>{t.s("build-fact-class")}</h2>
            <dl class="kv">
                <dt>{t.s("build-format")}</dt><dd>{words::format(t, terms.format)}</dd>
                <dt>{t.s("build-duration")}</dt><dd>{minutes}</dd>
                <dt>{t.s("build-place")}</dt><dd>{place(ctx, class)}</dd>
                {seats}
                {guests}
                <dt>{t.s("build-booking")}</dt><dd>{words::booking_mode(t, terms.booking_mode)}</dd>
                <dt>{t.s("build-policy")}</dt><dd>{words::policy_text(t, terms.policy)}</dd>
                {trial(ctx, class)}
            </dl>
        </section>
        {times(ctx, class)}
        {materials}
    }
    .into_any()
}

/// Everybody sees the city; the address is for those who have booked.
fn place(ctx: &Ctx, class: &LiveClass) -> String {
    let t = ctx.t;
    let mut parts = vec![words::class_place(t, class.venue.place)];
    parts.extend(Some(class.venue.city.clone()).filter(|city| !city.is_empty()));
    parts.extend(class.venue.travel_radius_km.map(|km| t.n("build-fact-travel", i64::from(km))));
    parts.join(words::comma(t).as_str())
}

fn trial(ctx: &Ctx, class: &LiveClass) -> Option<AnyView> {
    let t = ctx.t;
    let (kind, minutes) = (class.trial.kind, class.trial.minutes?);
    if kind == TrialKind::None {
        return None;
    }
    let price = words::amount(t, class.trial.price_minor.unwrap_or_default());
    let text = t.a("build-fact-trial", &[("length", t.duration(i64::from(minutes) * 60).into()), ("price", price.into())]);
    Some(view! { <dt>{t.s("build-trial")}</dt><dd>{text}</dd> }.into_any())
}

/// Dates, or the rule of a series, on the wall clock of the seller.
fn times(ctx: &Ctx, class: &LiveClass) -> Option<AnyView> {
    let t = ctx.t;
    let lines: Vec<String> = match (&class.series, class.terms.format) {
        (Some(series), ClassFormat::Series) => vec![rule(ctx, series)],
        _ => class
            .dates
            .iter()
            .map(|date| {
                t.a("build-fact-date", &[("day", words::day(ctx, date.date).into()), ("time", words::hour(date.time).into())])
            })
            .collect(),
    };
    if lines.is_empty() {
        return None;
    }
    let zone = t.a("build-fact-zone", &[("zone", class.time_zone.clone().into())]);
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let section = view! {
        <section class="stack">
            <h2>{t.s("build-fact-times")}</h2>
            <div class="prose"><ul>{lines}</ul></div>
            <p class="muted">{zone}</p>
        </section>
    };
    Some(section.into_any())
}

fn rule(ctx: &Ctx, series: &Series) -> String {
    let t = ctx.t;
    let days: Vec<String> = series.weekdays.iter().map(|day| words::weekday(t, *day)).collect();
    let days = days.join(words::comma(t).as_str());
    let (first, time) = (words::day(ctx, series.first_date), words::hour(series.time));
    let start = t.a("build-fact-rule", &[("days", days.into()), ("time", time.into()), ("first", first.into())]);
    let end = match (series.until, series.count) {
        (Some(until), _) => t.a("build-fact-until", &[("day", words::day(ctx, until).into())]),
        (None, Some(count)) => t.n("build-fact-count", i64::from(count)),
        (None, None) => String::new(),
    };
    format!("{start} {end}")
}

fn service_parts(ctx: &Ctx, service: &Service) -> AnyView {
    let t = ctx.t;
    let packages = service.packages.iter().map(|package| {
        let facts =
            [t.n("build-days", i64::from(package.days)), t.n("build-revisions", i64::from(package.revisions))].join(" · ");
        view! {
            <li class="stack gap-2">
                <h3><bdi>{t.pick(&package.name.en, &package.name.ar).to_owned()}</bdi></h3>
                <p><Price amount=words::amount(t, package.price_minor)/>" "<span class="muted">{facts}</span></p>
                {points(ctx, &package.includes)}
            </li>
        }
    });
    let packages = packages.collect_view();
    let extras = (!service.extras.is_empty()).then(|| {
        let rows = service.extras.iter().map(|extra| {
            let name = t.pick(&extra.name.en, &extra.name.ar).to_owned();
            let later = (extra.days > 0).then(|| view! { <small>{t.n("build-days-more", i64::from(extra.days))}</small> });
            view! { <li class="row"><div class="row-main"><bdi>{name}</bdi>{later}</div><span class="price num"><bdi>{words::amount(t, extra.price_minor)}</bdi></span></li> }
        });
        let rows = rows.collect_view();
        view! { <section class="stack"><h2>{t.s("build-step-extras")}</h2><ul class="rows">{rows}</ul></section> }
    });
    let place =
        [Some(words::service_place(t, service.venue.place)), Some(service.venue.city.clone()).filter(|city| !city.is_empty())];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(words::comma(t).as_str());
    view! {
        <section class="stack">
            <h2>{t.s("build-step-packages")}</h2>
            <p class="muted">{place}</p>
            <ul class="stack gap-6">{packages}</ul>
        </section>
        {extras}
        {questions(ctx, service)}
    }
    .into_any()
}

fn questions(ctx: &Ctx, service: &Service) -> Option<AnyView> {
    if service.questions.is_empty() {
        return None;
    }
    let t = ctx.t;
    let rows = service.questions.iter().map(|question| {
        let text = t.pick(&question.question.en, &question.question.ar).to_owned();
        let need = if question.is_required { "build-question-needed" } else { "sell-optional" };
        view! { <li><bdi>{text}</bdi>" "<small class="muted">{format!("({}, {})", words::question_kind(t, question.kind), t.s(need))}</small></li> }
    });
    let rows = rows.collect_view();
    let section = view! { <section class="stack"><h2>{t.s("build-step-requirements")}</h2><div class="prose"><ul>{rows}</ul></div></section> };
    Some(section.into_any())
}
