//! The frame of every page: document, head, header, footer.

mod header;

use crate::{Ctx, Page, i18n::T, page::PageImage, place};
use domain::Locale;
use leptos::{either::Either, prelude::*};
use ui::{Icon, IconName};

/// The whole document around a page's body.
pub(crate) fn document(ctx: &Ctx, page: &Page, body: AnyView) -> impl IntoView + use<> {
    let locale = ctx.locale();
    let theme = ctx.theme().map(str::to_owned);
    let head = head(ctx, page).into_any();
    let scripts = scripts(ctx, page).into_any();
    let place = place::of_page(ctx, page.place.as_deref());
    let frame = if page.is_focused { focused(ctx, &place, body).into_any() } else { framed(ctx, &place, body).into_any() };
    view! {
        <html lang=locale.code() dir=locale.dir() data-theme=theme>
            {head}
            <body>
                <a class="skip-link" href="#main">{ctx.t.s("skip-to-content")}</a>
                {frame}
                {scripts}
            </body>
        </html>
    }
}

/// Moving between pages is animated. This stands in the page itself: a page whose style sheet does not arrive, or that is left before
/// it does, would otherwise break off the transition that the last page began, and the browser reports that as an error.
const TRANSITIONS: &str = "@media (prefers-reduced-motion:no-preference){@view-transition{navigation:auto}}";

fn head(ctx: &Ctx, page: &Page) -> impl IntoView + use<> {
    let t = ctx.t;
    let site = ctx.backend.settings.site_url.clone();
    let title = if page.title.is_empty() { t.s("site-title") } else { format!("{} · DreamCrowd", page.title) };
    let description = if page.description.is_empty() { t.s("site-description") } else { page.description.clone() };
    let image = image(t, &site, page).into_any();
    let addresses = page.canonical.as_ref().map(|path| {
        let address = |locale: Locale| format!("{site}{}", locale.path(path));
        view! {
            <link rel="canonical" href=address(t.locale)/>
            <link rel="alternate" hreflang="en" href=address(Locale::En)/>
            <link rel="alternate" hreflang="ar" href=address(Locale::Ar)/>
            <link rel="alternate" hreflang="x-default" href=address(Locale::En)/>
            {property("og:url", address(t.locale))}
        }
    });
    let robots = page.canonical.is_none().then(|| view! { <meta name="robots" content="noindex"/> });
    let next = page.next.clone().map(|href| view! { <link rel="next" href=href/> });
    let json_ld = page.json_ld.as_ref().map(|data| {
        // A closing tag inside a string must not end the block.
        let text = data.to_string().replace('<', "\\u003c");
        view! { <script type="application/ld+json" nonce=ctx.nonce.clone() inner_html=text></script> }
    });
    let font = if t.locale == Locale::Ar { "/fonts/plex-arabic-400.woff2" } else { "/fonts/plex-latin-400.woff2" };
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{title.clone()}</title>
            <meta name="description" content=description.clone()/>
            <meta name="color-scheme" content="light dark"/>
            <style nonce=ctx.nonce.clone() inner_html=TRANSITIONS></style>
            <link rel="stylesheet" href=ctx.assets.css.clone()/>
            <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
            <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
            <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
            <link rel="manifest" href="/site.webmanifest"/>
            {addresses}
            {robots}
            {next}
            {property("og:site_name", "DreamCrowd")}
            {property("og:type", "website")}
            {property("og:title", title)}
            {property("og:description", description)}
            {image}
            <meta name="twitter:card" content="summary_large_image"/>
            {json_ld}
        </head>
    }
}

/// The picture for those who share the address: the page's own, or the site's.
fn image(t: T, site: &str, page: &Page) -> impl IntoView + use<> {
    let own = page.image.clone();
    let image = own.unwrap_or_else(|| PageImage { path: "/og.png".to_owned(), size: Some((1_200, 630)), alt: t.s("site-title") });
    let size = image.size.map(|(width, height)| {
        view! {
            {property("og:image:width", width.to_string())}
            {property("og:image:height", height.to_string())}
        }
    });
    view! {
        {property("og:image", format!("{site}{}", image.path))}
        {size}
        {property("og:image:alt", image.alt)}
    }
}

/// An Open Graph property.
fn property(name: &'static str, content: impl Into<String>) -> impl IntoView {
    leptos::html::meta().attr("property", name).attr("content", content.into())
}

/// Scripts at the end of the body. The islands' loader fetches WebAssembly only when the page has an island.
fn scripts(ctx: &Ctx, page: &Page) -> impl IntoView + use<> {
    let nonce = ctx.nonce.clone();
    let extra = page
        .scripts
        .iter()
        .map(|src| view! { <script src=src.clone() nonce=ctx.nonce.clone() defer></script> })
        .collect::<Vec<_>>();
    view! {
        {extra}
        <script
            r#type="module"
            id="site"
            src=ctx.assets.site_js.clone()
            nonce=nonce.clone()
            data-suggest=ctx.assets.suggest_js.clone()
            data-wish-failed=ctx.t.s("catalogue-wish-failed")
        ></script>
        <script
            r#type="module"
            id="islands"
            src=ctx.assets.loader.clone()
            nonce=nonce
            data-js=ctx.assets.js.clone()
            data-wasm=ctx.assets.wasm.clone()
            data-manifest=ctx.assets.split_manifest.clone()
            data-failed=ctx.t.s("islands-failed")
        ></script>
    }
}

fn framed(ctx: &Ctx, place: &str, body: AnyView) -> impl IntoView + use<> {
    let header = header::header(ctx, place).into_any();
    let footer = footer(ctx, place).into_any();
    let verify = verify_notice(ctx);
    view! {
        {header}
        {verify}
        <main id="main" class="page page-top" tabindex="-1">{body}</main>
        {footer}
    }
}

fn focused(ctx: &Ctx, place: &str, body: AnyView) -> impl IntoView + use<> {
    view! {
        <header class="site-header">
            <div class="page site-header-in">
                <a class="brand" href=ctx.link("/")><ui::Logo/>"DreamCrowd"</a>
                <div class="site-tools">{header::language_link(ctx, place)}</div>
            </div>
        </header>
        <main id="main" class="page page-top" tabindex="-1">{body}</main>
    }
}

fn verify_notice(ctx: &Ctx) -> impl IntoView + use<> {
    let is_unverified = ctx.viewer.as_ref().is_some_and(|viewer| !viewer.is_email_verified);
    is_unverified.then(|| {
        view! {
            <aside class="page">
                <p class="notice notice-warning mt-3">
                    <span class="notice-body">
                        {ctx.t.s("verify-notice")} " " <a class="link" href=ctx.link("/verify")>{ctx.t.s("verify-notice-link")}</a>
                    </span>
                </p>
            </aside>
        }
    })
}

fn footer(ctx: &Ctx, place: &str) -> impl IntoView + use<> {
    let t = ctx.t;
    let column = |title: &str, links: &[(&str, &str)]| {
        let items = links.iter().map(|(path, key)| view! { <li><a href=ctx.link(path)>{t.s(key)}</a></li> }).collect::<Vec<_>>();
        view! { <div><h2>{t.s(title)}</h2><ul>{items}</ul></div> }
    };
    let sandbox = if ctx.sandboxed.is_empty() {
        Either::Left(())
    } else {
        Either::Right(view! { <a class="link" href="/sandbox/mail">{t.s("sandbox-note")}</a> })
    };
    view! {
        <footer class="site-footer">
            <div class="page">
                <div class="site-footer-cols">
                    {column("footer-learn", &[("/browse", "nav-browse"), ("/browse?sort=newest", "footer-new"), ("/browse?price=free", "footer-free")])}
                    {column("footer-you", &[("/learn", "nav-learning"), ("/orders", "nav-orders"), ("/wishlist", "nav-wishlist"), ("/settings", "nav-settings"), ("/sell", "nav-sell")])}
                    {column("footer-help", &[("/faq", "footer-faq"), ("/p/refunds", "footer-refunds"), ("/contact", "footer-contact")])}
                    {column("footer-legal", &[("/p/terms", "footer-terms"), ("/p/privacy", "footer-privacy")])}
                </div>
                <div class="site-footer-end">
                    <span>"© 2026 DreamCrowd"</span>
                    {sandbox}
                    <div class="cluster">{header::language_link(ctx, place)}{theme_form(ctx, place)}</div>
                </div>
            </div>
        </footer>
    }
}

/// Light, dark, or as the system has it: a plain form that remembers the choice in a cookie.
fn theme_form(ctx: &Ctx, place: &str) -> impl IntoView + use<> {
    let t = ctx.t;
    let (next, icon, label) = match ctx.theme() {
        Some("dark") => ("light", IconName::Sun, t.s("theme-light")),
        _ => ("dark", IconName::Moon, t.s("theme-dark")),
    };
    view! {
        <form method="post" action=ctx.link("/theme")>
            <input type="hidden" name="theme" value=next/>
            <input type="hidden" name="next" value=place::in_own(place, ctx.locale())/>
            <button class="btn btn-quiet btn-sm" type="submit"><Icon name=icon/>{label}</button>
        </form>
    }
}
