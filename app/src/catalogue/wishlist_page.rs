//! `/wishlist`: what the visitor wants to come back to.

use super::cards;
use crate::{Ctx, Page, PageResult};
use axum::response::{IntoResponse, Redirect};
use backend::catalogue::{OfferingCard as Card, WishlistPage, list_wishes};
use leptos::prelude::*;
use ui::{ButtonLink, EmptyState, IconButton, IconName, OfferingCard, Pager};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let after = ctx.query_value("after");
    let found = list_wishes(&ctx.backend, viewer, after.as_deref()).await?;
    if found.items.is_empty() && after.is_some() {
        // The last one of this page was taken off; the list itself may hold more.
        return Ok(Redirect::to(&ctx.link("/wishlist")).into_response());
    }
    let page = Page::titled(ctx.t.s("nav-wishlist"));
    Ok(page.render(&ctx, || body(&ctx, &found, after.is_some())))
}

fn body(ctx: &Ctx, found: &WishlistPage, is_later_page: bool) -> AnyView {
    let t = ctx.t;
    let list = if found.items.is_empty() {
        let href = ctx.link("/browse");
        view! {
            <EmptyState icon=IconName::Heart title=t.s("catalogue-wishlist-empty") text=t.s("catalogue-wishlist-empty-text")>
                <ButtonLink href=href>{t.s("error-browse")}</ButtonLink>
            </EmptyState>
        }
        .into_any()
    } else {
        let cards = found.items.iter().map(|card| wished(ctx, card)).collect_view();
        view! {
            <h2 class="sr-only">{t.s("catalogue-seller-courses")}</h2>
            <div class="grid-cards">{cards}</div>
        }
        .into_any()
    };
    let next = found.next.as_deref().map(|next| ctx.link(&format!("/wishlist?after={next}")));
    let first = is_later_page.then(|| ctx.link("/wishlist"));
    view! {
        <h1 class="mb-6">{t.s("nav-wishlist")}</h1>
        {list}
        <Pager label=t.s("catalogue-pages") prev=first next=next prev_text=t.s("catalogue-first-page") next_text=t.s("action-next")/>
    }
    .into_any()
}

/// A card with a button that takes it off the list.
fn wished(ctx: &Ctx, card: &Card) -> AnyView {
    let t = ctx.t;
    let action = ctx.link(&format!("/wishlist/{}", card.slug));
    let back = ctx.here();
    let title = t.pick(&card.title.en, &card.title.ar).to_owned();
    let label = t.a("catalogue-unwish-named", &[("title", title.into())]);
    view! {
        <OfferingCard offering=cards::card_view(t, card) travels=true>
            <form method="post" action=action>
                <input type="hidden" name="wish" value="0"/>
                <input type="hidden" name="back" value=back/>
                <IconButton icon=IconName::X label=label/>
            </form>
        </OfferingCard>
    }
    .into_any()
}
