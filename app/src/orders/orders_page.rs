//! `/orders`: what was bought, newest first.

use super::words;
use crate::{Ctx, Page, PageResult, i18n::T};
use backend::orders::{self, OrderView};
use jiff::tz::TimeZone;
use leptos::{either::Either, prelude::*};
use ui::{Icon, IconName};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let before = ctx.query_value("before").and_then(|text| text.parse().ok());
    let (list, has_more) = orders::list_orders(&ctx.backend, viewer, before).await?;
    let t = ctx.t;
    let zone = ctx.time_zone();
    let next = list.last().filter(|_| has_more).map(|order| ctx.link(&format!("/orders?before={}", order.created_at)));
    let is_empty = list.is_empty();
    let rows = list.iter().map(|order| row(&ctx, t, order, &zone)).collect::<Vec<_>>();
    let body = if is_empty {
        Either::Left(view! {
            <div class="empty">
                <Icon name=IconName::Receipt/>
                <h2 class="h3">{t.s("orders-empty-title")}</h2>
                <p>{t.s("orders-empty-text")}</p>
                <div class="cluster"><a class="btn btn-primary" href=ctx.link("/browse")>{t.s("nav-browse")}</a></div>
            </div>
        })
    } else {
        Either::Right(view! { <ul class="rows">{rows}</ul> })
    };
    Ok(Page::titled(t.s("nav-orders")).render(&ctx, move || {
        view! {
            <div class="page-mid stack">
                <h1>{t.s("nav-orders")}</h1>
                {body}
                {next.map(|href| view! { <nav class="pager"><a class="btn btn-quiet" href=href rel="next">{t.s("orders-older")}</a></nav> })}
            </div>
        }
    }))
}

fn row(ctx: &Ctx, t: T, order: &OrderView, zone: &TimeZone) -> impl IntoView + use<> {
    let title = t.pick(&order.title_en, &order.title_ar).to_owned();
    view! {
        <li class="row">
            <div class="row-main">
                <a class="link" href=ctx.link(&format!("/orders/{}", order.id))><bdi>{title}</bdi></a>
                <p class="muted small">
                    <span class="num">{format!("#{}", order.number)}</span>" · "{t.short_day(order.created_at, zone)}
                </p>
            </div>
            {words::badge(t, order)}
            <span class="price num"><bdi>{t.money(order.total())}</bdi></span>
        </li>
    }
}
