//! `/studio`: how the own shop stands, and everything in it.

use super::{frame, offerings::list_page};
use crate::{Ctx, Page, PageResult, page::see_other};
use axum::response::{IntoResponse, Redirect};
use backend::catalogue::studio::{OwnSeller, StudioPage, find_studio};
use leptos::prelude::*;
use ui::{Avatar, AvatarSize, Badge, ButtonLink, IconName, Pager, Tone};

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let after = ctx.query_value("after");
    let studio = find_studio(&ctx.backend, viewer, after.as_deref()).await?;
    if studio.offerings.is_empty() && after.is_some() {
        return Ok(Redirect::to(&ctx.link("/studio")).into_response());
    }
    let body = body(&ctx, &studio, after.is_some());
    let frame = frame(&ctx, body);
    Ok(Page::titled(ctx.t.s("nav-studio")).render(&ctx, move || frame))
}

fn body(ctx: &Ctx, studio: &StudioPage, is_later_page: bool) -> AnyView {
    let t = ctx.t;
    let list = if studio.offerings.is_empty() { list_page::nothing(ctx) } else { list_page::rows(ctx, &studio.offerings) };
    let next = studio.next.as_deref().map(|next| ctx.link(&format!("/studio?after={next}")));
    let first = is_later_page.then(|| ctx.link("/studio"));
    view! {
        <h1>{t.s("nav-studio")}</h1>
        {head(ctx, &studio.seller)}
        <section class="stack">
            <div class="section-head mb-0">
                <h2>{t.s("studio-offerings")}</h2>
                <ButtonLink href=ctx.link("/studio/offerings/new") icon=IconName::Plus>{t.s("build-new")}</ButtonLink>
            </div>
            {list}
            <Pager label=t.s("catalogue-pages") prev=first next=next prev_text=t.s("catalogue-first-page") next_text=t.s("action-next")/>
        </section>
    }
    .into_any()
}

fn head(ctx: &Ctx, seller: &OwnSeller) -> AnyView {
    let t = ctx.t;
    let name = t.pick(&seller.name.en, &seller.name.ar).to_owned();
    let picture = seller.photo.map(|id| ctx.link(&format!("/s/{}/photo.jpg?v={id}", seller.handle)));
    let state = match &seller.back_on {
        Some(back) => {
            let text = t.a("catalogue-seller-away", &[("day", t.day(back.timestamp(), back.time_zone()).into())]);
            view! { <Badge text=text tone=Tone::Warning icon=IconName::Calendar/> }.into_any()
        }
        None => view! { <Badge text=t.s("studio-open") tone=Tone::Success icon=IconName::Check/> }.into_any(),
    };
    view! {
        <div class="flex gap-4 items-center flex-wrap">
            <Avatar name=name.clone() picture=picture size=AvatarSize::Large/>
            <div class="stack gap-1 grow">
                <p class="h3"><bdi>{name}</bdi></p>
                <p>{state}</p>
            </div>
            <a class="btn btn-quiet" href=ctx.link(&format!("/s/{}", seller.handle))>{t.s("studio-public-page")}</a>
        </div>
    }
    .into_any()
}
