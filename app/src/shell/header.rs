//! The header: brand, search, navigation, and the menu of whoever is logged in.

use crate::{Ctx, accounts::with_next, place};
use backend::accounts::Viewer;
use domain::catalogue::{offerings::OFFERING_REVIEWERS, sellers::REVIEWERS};
use leptos::{either::Either, prelude::*};
use ui::{Avatar, AvatarSize, Icon, IconName};

pub(super) fn header(ctx: &Ctx, place: &str) -> impl IntoView + use<> {
    let t = ctx.t;
    let query = if ctx.path == "/browse" { ctx.query_value("q").unwrap_or_default() } else { String::new() };
    let current = |path: &str| (ctx.path == path).then_some("page");
    let tools = match &ctx.viewer {
        Some(viewer) => Either::Left(account_menu(ctx, place, viewer)),
        None => Either::Right(guest_links(ctx, place)),
    };
    // The start page has a search of its own.
    let search = (ctx.path != "/").then(|| {
        view! {
            <form class="search" role="search" action=ctx.link("/browse") method="get" data-suggest=ctx.link("/suggest")>
                <Icon name=IconName::Search/>
                <input class="input" r#type="search" name="q" value=query maxlength="120" placeholder=t.s("search-placeholder") aria-label=t.s("search-label")/>
            </form>
        }
    });
    view! {
        <header class="site-header">
            <div class="page site-header-in">
                <a class="brand" href=ctx.link("/")><ui::Logo/>"DreamCrowd"</a>
                {search}
                <nav class="site-nav wide-only" aria-label=t.s("nav-main")>
                    <a href=ctx.link("/browse") aria-current=current("/browse")>{t.s("nav-browse")}</a>
                    <a href=ctx.link("/learn") aria-current=current("/learn")>{t.s("nav-learning")}</a>
                </nav>
                <div class="site-tools">{tools}</div>
            </div>
        </header>
    }
}

fn guest_links(ctx: &Ctx, place: &str) -> impl IntoView + use<> {
    let t = ctx.t;
    let next = place::onward(place, ctx.locale());
    let login = ctx.link(&with_next("/login", next.as_deref()));
    let register = ctx.link(&with_next("/register", next.as_deref()));
    view! {
        {language_link(ctx, place)}
        <a class="btn btn-ghost" href=login>{t.s("nav-login")}</a>
        <a class="btn btn-quiet wide-only" href=register>{t.s("nav-register")}</a>
    }
}

fn account_menu(ctx: &Ctx, place: &str, viewer: &Viewer) -> impl IntoView + use<> {
    let t = ctx.t;
    let item = |path: &str, icon: IconName, key: &str| view! { <a href=ctx.link(path)><Icon name=icon/>{t.s(key)}</a> };
    let selling = match viewer.seller_id {
        Some(_) => item("/studio", IconName::Dashboard, "nav-studio"),
        None => item("/sell", IconName::GraduationCap, "nav-sell"),
    };
    let desk = viewer.as_staff(REVIEWERS).is_ok().then(|| item("/admin/sellers", IconName::ShieldCheck, "nav-desk"));
    let offerings =
        viewer.as_staff(OFFERING_REVIEWERS).is_ok().then(|| item("/admin/offerings", IconName::Package, "nav-desk-offerings"));
    view! {
        {language_link(ctx, place)}
        <a class="btn btn-ghost btn-icon" href=ctx.link("/wishlist") aria-label=t.s("nav-wishlist")><Icon name=IconName::Heart/></a>
        <button class="btn btn-ghost btn-icon" r#type="button" popovertarget="account-menu">
            <span class="sr-only">{t.s("nav-account")}</span>
            <Avatar name=viewer.display_name.clone() size=AvatarSize::Small/>
        </button>
        <div class="menu" id="account-menu" popover="auto">
            {item("/learn", IconName::BookOpen, "nav-learning")}
            {item("/orders", IconName::Receipt, "nav-orders")}
            {item("/wishlist", IconName::Heart, "nav-wishlist")}
            {selling}
            {desk}
            {offerings}
            {item("/settings", IconName::Settings, "nav-settings")}
            <hr/>
            <form method="post" action=ctx.link("/logout")>
                <button r#type="submit"><Icon name=IconName::LogOut/>{t.s("nav-logout")}</button>
            </form>
        </div>
    }
}

/// The same place in the other language.
pub(super) fn language_link(ctx: &Ctx, place: &str) -> impl IntoView + use<> {
    let other = ctx.locale().other();
    let href = place::in_other(place, other);
    let name = if other == domain::Locale::Ar { "العربية" } else { "English" };
    view! { <a class="btn btn-ghost" href=href lang=other.code() hreflang=other.code() rel="alternate">{name}</a> }
}
