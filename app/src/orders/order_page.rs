//! `/orders/{order}`: one order with its next step, its money, its history; also its receipt.

use super::{actions::parse_order, words};
use crate::{Ctx, Page, PageResult, i18n::T};
use axum::{extract::Path, http::StatusCode};
use backend::orders::{self, OrderEvent, OrderView, RefundOffer};
use domain::{ids::OrderId, orders::OrderStatus};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use ui::{Timeline, TimelineItem};

pub(super) async fn show(ctx: Ctx, Path(order): Path<String>) -> PageResult {
    ctx.require_viewer()?;
    let order_id = parse_order(&order)?;
    render(&ctx, order_id, StatusCode::OK).await
}

/// The page as it is now; a refused refund shows it too, with the reason and whom to write to.
pub(super) async fn render(ctx: &Ctx, order_id: OrderId, status: StatusCode) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let (order, events) = orders::find_order(&ctx.backend, viewer, order_id).await?;
    let offer = orders::refund_offer(&ctx.backend, viewer, order_id).await?;
    let t = ctx.t;
    let zone = ctx.time_zone();
    let title = t.a("orders-title", &[("number", order.number.to_string().into())]);
    let head = head(ctx, t, &order).into_any();
    let step = next_step(ctx, t, &order, &zone);
    let receipt = receipt(t, &order, &zone).into_any();
    let timeline = timeline(t, &events, &zone).into_any();
    let refund = offer.map(|offer| refund_box(ctx, t, &order, offer, &zone).into_any());
    let page = Page::titled(title.clone()).with_status(status).at(format!("/orders/{order_id}"));
    Ok(page.render(ctx, move || {
        view! {
            <div class="page-mid flow">
                <div class="stack">
                    <nav class="breadcrumb" aria-label=title.clone()><ol><li><a href=t.locale.path("/orders")>{t.s("nav-orders")}</a></li><li aria-current="page">{title.clone()}</li></ol></nav>
                    {head}
                    {step}
                </div>
                {receipt}
                <section class="stack"><h2>{t.s("orders-history")}</h2>{timeline}</section>
                {refund}
            </div>
        }
    }))
}

fn head(ctx: &Ctx, t: T, order: &OrderView) -> impl IntoView + use<> {
    let title = t.pick(&order.title_en, &order.title_ar).to_owned();
    let seller = t.pick(&order.seller_name_en, &order.seller_name_ar).to_owned();
    view! {
        <h1><bdi>{title}</bdi></h1>
        <p class="cluster">
            {words::badge(t, order)}
            <span class="muted">{t.s("orders-by")}" "<a class="link" href=ctx.link(&format!("/s/{}", order.seller_handle))><bdi>{seller}</bdi></a></span>
        </p>
    }
}

/// The one thing to do next, with its deadline.
fn next_step(ctx: &Ctx, t: T, order: &OrderView, zone: &TimeZone) -> AnyView {
    let now = ctx.backend.clock.now();
    if order.is_payable(now) {
        let until = t.moment(order.expires_at, zone);
        view! {
            <div class="notice notice-warning">
                <div class="notice-body stack">
                    <p>{t.a("orders-pay-until", &[("until", until.into())])}</p>
                    <p><a class="btn btn-primary" href=ctx.link(&format!("/checkout/{}", order.id))>{t.a("orders-pay", &[("amount", t.money(order.total()).into())])}</a></p>
                </div>
            </div>
        }
        .into_any()
    } else if let Some(enrolment) = order.enrolment_id {
        view! { <p><a class="btn btn-primary" href=ctx.link(&format!("/learn/{enrolment}"))>{t.s("orders-learn")}</a></p> }
            .into_any()
    } else if order.status == OrderStatus::AwaitingPayment {
        // Its time is over, and the job that asks the provider once more has not been here yet: what was charged is not known.
        view! { <p class="notice notice-info"><span class="notice-body">{t.s("orders-closing")}</span></p> }.into_any()
    } else if order.status == OrderStatus::Expired {
        view! {
            <div class="notice notice-info">
                <div class="notice-body stack">
                    <p>{t.s("conflict-order-expired-text")}</p>
                    <p><a class="btn btn-primary" href=ctx.link(&format!("/o/{}", order.offering_slug))>{t.s("orders-again")}</a></p>
                </div>
            </div>
        }
        .into_any()
    } else if let Some(status) = &order.refund_status {
        let key = match status.as_str() {
            "succeeded" => "orders-refund-done",
            "failed" => "orders-refund-failed",
            _ => "orders-refund-due",
        };
        view! { <p class="notice notice-info"><span class="notice-body">{t.s(key)}</span></p> }.into_any()
    } else {
        ().into_any()
    }
}

fn receipt(t: T, order: &OrderView, zone: &TimeZone) -> impl IntoView + use<> {
    let paid = order.paid_at.map(|at| view! { <dt>{t.s("orders-paid-at")}</dt><dd>{t.moment(at, zone)}</dd> });
    let returned = (!order.refunded.is_zero())
        .then(|| view! { <dt>{t.s("orders-returned")}</dt><dd><bdi>{t.money_exact(order.refunded)}</bdi></dd> });
    let sums = if order.quote.total.is_zero() {
        view! { <dt class="kv-total">{t.s("orders-total")}</dt><dd class="kv-total">{t.s("price-free")}</dd> }.into_any()
    } else {
        view! {
            <dt>{t.s("orders-price")}</dt><dd><bdi>{t.money_exact(order.quote.price)}</bdi></dd>
            <dt>{t.s("orders-fee")}</dt><dd><bdi>{t.money_exact(order.quote.buyer_fee)}</bdi></dd>
            <dt class="kv-total">{t.s("orders-total")}</dt><dd class="kv-total"><bdi>{t.money_exact(order.quote.total)}</bdi></dd>
        }
        .into_any()
    };
    view! {
        <section class="panel stack">
            <h2>{t.s("orders-receipt")}</h2>
            <dl class="kv">
                <dt>{t.s("orders-number")}</dt><dd class="num">{order.number.to_string()}</dd>
                <dt>{t.s("orders-placed-at")}</dt><dd>{t.moment(order.created_at, zone)}</dd>
                {paid}
            </dl>
            <hr class="rule"/>
            <dl class="kv kv-sum">{sums} {returned}</dl>
        </section>
    }
}

fn timeline(t: T, events: &[OrderEvent], zone: &TimeZone) -> impl IntoView + use<> {
    let items = events
        .iter()
        .map(|event| {
            let (state, state_text) = words::step(t, &event.kind);
            view! { <TimelineItem state=state state_text=state_text title=words::event(t, &event.kind) when=t.moment(event.created_at, zone)/> }
        })
        .collect::<Vec<_>>();
    view! { <Timeline>{items}</Timeline> }
}

fn refund_box(ctx: &Ctx, t: T, order: &OrderView, offer: RefundOffer, zone: &TimeZone) -> impl IntoView + use<> {
    let until = t.moment(offer.until, zone);
    let text = t.a("orders-refund-rule", &[("until", until.into()), ("seen", offer.seen_percent.into())]);
    let way = match offer.refusal {
        None => refund_form(ctx, t, order).into_any(),
        Some(refusal) => view! {
            <div class="notice notice-info">
                <div class="notice-body stack">
                    <p>{words::refusal(t, refusal)}</p>
                    <p>{t.s("orders-refund-write")}</p>
                    <p><a class="link" href=ctx.link("/contact")>{t.s("orders-refund-contact")}</a></p>
                </div>
            </div>
        }
        .into_any(),
    };
    view! { <section class="stack"><h2>{t.s("orders-refund-title")}</h2><p>{text}</p>{way}</section> }
}

fn refund_form(ctx: &Ctx, t: T, order: &OrderView) -> impl IntoView + use<> {
    view! {
        <details>
            <summary class="link">{t.s("orders-refund-ask")}</summary>
            <form class="form mt-3" method="post" action=ctx.link(&format!("/orders/{}/refund", order.id))>
                <label class="check"><input class="checkbox" r#type="checkbox" name="confirm" required/><span>{t.s("orders-refund-confirm")}</span></label>
                <button class="btn btn-danger" r#type="submit">{t.a("orders-refund-button", &[("amount", t.money(order.returnable).into())])}</button>
            </form>
        </details>
    }
}
