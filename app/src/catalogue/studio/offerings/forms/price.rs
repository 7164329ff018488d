//! The price, and what stays with the seller.

use super::fields::{Ask, number};
use crate::{
    catalogue::studio::words,
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, StepSave, save_price},
};
use domain::{
    Currency, Money,
    catalogue::{
        OfferingKind,
        offerings::{ClassFormat, PriceRule, check_price},
    },
    orders::{BUYER_FEE_BP, COMMISSION_BP, quote},
};
use leptos::prelude::*;

pub(super) fn values(draft: &Draft) -> Fields {
    let price = if draft.has_price { draft.price.digits() } else { String::new() };
    Fields::default().with("price", price)
}

pub(super) fn view(t: T, draft: &Draft, form: &FormState) -> AnyView {
    let hint = match (draft.kind, draft.class.as_ref().map(|class| class.terms.format)) {
        (OfferingKind::LiveClass, Some(ClassFormat::Series)) => "build-price-hint-series",
        (OfferingKind::LiveClass, _) => "build-price-hint-class",
        (OfferingKind::VideoCourse | OfferingKind::Service, _) => "build-price-hint",
    };
    // What was typed counts, also when it was not saved.
    let typed = check_price(form.values.get("price"), PriceRule::FreeOrFloor).ok();
    view! {
        {number(t, form, Ask::new("price", t.s("build-price"), 12).hint(t.s(hint)))}
        {typed.map(|minor| net(t, minor))}
        <p class="muted measure">{t.s("build-price-kept")}</p>
    }
    .into_any()
}

/// What the buyer pays, what DreamCrowd takes, and what stays.
pub(super) fn net(t: T, minor: i64) -> AnyView {
    if minor == 0 {
        return view! { <p>{t.s("build-net-free")}</p> }.into_any();
    }
    let quote = quote(Money::new(minor, Currency::Usd));
    let fee = t.a("build-net-buyer", &[("percent", (BUYER_FEE_BP / 100).into())]);
    let commission = t.a("build-net-commission", &[("percent", (COMMISSION_BP / 100).into())]);
    view! {
        <dl class="kv kv-sum">
            <dt>{t.s("build-price")}</dt>
            <dd><bdi>{t.money_exact(quote.price)}</bdi></dd>
            <dt>{fee}</dt>
            <dd><bdi>{t.money_exact(quote.total)}</bdi></dd>
            <dt>{commission}</dt>
            <dd><bdi>{t.money_exact(Money::new(-quote.commission.minor, quote.commission.currency))}</bdi></dd>
            <dt class="kv-total">{t.s("build-net")}</dt>
            <dd class="kv-total"><bdi>{t.money_exact(quote.seller_share)}</bdi></dd>
        </dl>
    }
    .into_any()
}

/// One line of the same, beside a price among others.
pub(super) fn net_line(t: T, typed: &str, rule: PriceRule) -> Option<AnyView> {
    let minor = check_price(typed, rule).ok().filter(|minor| *minor > 0)?;
    let share = quote(Money::new(minor, Currency::Usd)).seller_share;
    let text = t.a("build-net-line", &[("amount", words::amount(t, share.minor).into())]);
    Some(view! { <p class="small muted">{text}</p> }.into_any())
}

pub(in crate::catalogue::studio::offerings) async fn save(
    backend: &Backend,
    viewer: &Viewer,
    save: StepSave,
    fields: &Fields,
) -> backend::Result<()> {
    save_price(backend, viewer, save, fields.get("price")).await
}
