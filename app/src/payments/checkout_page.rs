//! `/checkout/{order}`: what you get and what you pay, and nothing else to press.

use crate::{
    Ctx, Page, PageResult,
    catalogue::cards,
    i18n::T,
    orders::{actions::parse_order, words::refusal as refusal_words},
    page::{CspGroup, see_other},
};
use axum::extract::Path;
use backend::{
    Failure,
    orders::{self, OrderView},
    payments,
};
use domain::{
    AppError, Conflict,
    orders::{PaymentStatus, RefundRefusal},
};
use frontend::payments::{CardForm, CardFormTexts};
use leptos::prelude::*;
use ui::{Cover, Icon, IconName};

pub(super) async fn show(ctx: Ctx, Path(order): Path<String>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let order_id = parse_order(&order)?;
    let checkout = match payments::start(&ctx.backend, viewer, order_id).await {
        Ok(checkout) => checkout,
        Err(Failure::User(AppError::Conflict(Conflict::AlreadyPaid | Conflict::OrderExpired))) => {
            return Ok(see_other(&ctx, &format!("/orders/{order_id}")));
        }
        Err(failure) => return Err(failure.into()),
    };
    // Only now, for what the provider has just said is part of it.
    let (order, _) = orders::find_order(&ctx.backend, viewer, order_id).await?;
    if checkout.status == PaymentStatus::Processing {
        return Ok(see_other(&ctx, &format!("/checkout/{order_id}/return")));
    }
    let t = ctx.t;
    let amount = t.money(order.total());
    let return_url = format!("{}{}", ctx.backend.settings.site_url, ctx.link(&format!("/checkout/{order_id}/return")));
    let failed = ctx.query_value("failed").is_some() || checkout.status == PaymentStatus::Failed;
    let notice = failed.then(|| failure_notice(t, order.payment_failure.as_deref()).into_any());
    let until = t.moment(order.expires_at, &ctx.time_zone());
    let no_return = orders::return_refusal(&ctx.backend, viewer, order.offering_id).await?;
    let summary = summary(&ctx, t, &order, no_return).into_any();
    let texts = texts(t, &amount);
    let locale = t.locale.code().to_owned();
    let page = Page {
        is_focused: true,
        csp: CspGroup::Checkout,
        scripts: vec![ctx.backend.settings.stripe_js_url.clone()],
        ..Page::titled(t.s("checkout-title"))
    };
    Ok(page.render(&ctx, move || {
        view! {
            <h1 class="mb-6">{t.s("checkout-title")}</h1>
            <div class="checkout">
                <section class="stack" data-when="now">
                    {notice}
                    <CardForm
                        client_secret=checkout.client_secret
                        publishable_key=checkout.publishable_key
                        return_url=return_url
                        locale=locale
                        texts=texts
                    />
                    <noscript><p class="notice notice-warning"><span class="notice-body">{t.s("checkout-no-script")}</span></p></noscript>
                    <p class="small muted">{t.a("checkout-until", &[("until", until.into())])}</p>
                </section>
                {summary}
            </div>
        }
    }))
}

fn summary(ctx: &Ctx, t: T, order: &OrderView, no_return: Option<RefundRefusal>) -> impl IntoView + use<> {
    let title = t.pick(&order.title_en, &order.title_ar).to_owned();
    let seller = t.pick(&order.seller_name_en, &order.seller_name_ar).to_owned();
    let refund_until =
        ctx.backend.clock.now().checked_add(jiff::SignedDuration::from_hours(domain::orders::COURSE_REFUND_DAYS * 24));
    let refund = match no_return {
        Some(refusal) => Some(refusal_words(t, refusal)),
        None => refund_until.ok().map(|until| t.a("checkout-refund", &[("until", t.moment(until, &ctx.time_zone()).into())])),
    };
    let icon = if no_return.is_some() { IconName::Info } else { IconName::ShieldCheck };
    view! {
        <aside class="checkout-sum stack panel">
            <div class="flex gap-4">
                <div class="w-28 shrink-0"><Cover seed=order.offering_slug.clone() hue=cards::hue(order.category_hue) pattern=cards::pattern(order.category_hue) name=seller.clone()/></div>
                <div>
                    <h2 class="h3"><bdi>{title}</bdi></h2>
                    <p class="small muted"><bdi>{seller}</bdi></p>
                </div>
            </div>
            <hr class="rule"/>
            <dl class="kv kv-sum">
                <dt>{t.s("orders-price")}</dt><dd class="num"><bdi>{t.money_exact(order.quote.price)}</bdi></dd>
                <dt>{t.s("orders-fee")}</dt><dd class="num"><bdi>{t.money_exact(order.quote.buyer_fee)}</bdi></dd>
                <dt class="kv-total">{t.s("orders-total")}</dt><dd class="kv-total num"><bdi>{t.money_exact(order.quote.total)}</bdi></dd>
            </dl>
            <p class="small muted">{t.s("checkout-fee-note")}</p>
            <p class="small flex gap-2"><Icon name=icon/><span>{refund}</span></p>
        </aside>
    }
}

/// Why the last try failed and what to do, beside the form.
fn failure_notice(t: T, code: Option<&str>) -> impl IntoView + use<> {
    let key = match code {
        Some("insufficient_funds") => "checkout-failed-funds",
        Some("expired_card") => "checkout-failed-expired",
        Some("incorrect_cvc") => "checkout-failed-cvc",
        Some("payment_intent_authentication_failure" | "authentication_required") => "checkout-failed-authentication",
        _ => "checkout-failed",
    };
    view! { <p class="notice notice-danger" role="alert"><span class="notice-body">{t.s(key)}</span></p> }
}

fn texts(t: T, amount: &str) -> CardFormTexts {
    CardFormTexts {
        pay: t.a("checkout-pay", &[("amount", amount.to_owned().into())]),
        paying: t.s("checkout-paying"),
        loading: t.s("checkout-loading"),
        failed_to_load: t.s("checkout-failed-to-load"),
        retry: t.s("checkout-retry"),
        unexpected: t.s("checkout-unexpected"),
        label: t.s("checkout-card"),
    }
}
