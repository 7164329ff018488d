//! Standing texts: terms, privacy, refunds, questions and answers, contact. Written in the locale files.

use crate::{Ctx, Page, PageResult, i18n::T};
use axum::extract::Path;
use domain::{AppError, Thing};
use leptos::prelude::*;
use ui::{Icon, IconName};

/// The pages and how many paragraphs each has.
const PAGES: [(&str, usize); 3] = [("terms", 6), ("privacy", 5), ("refunds", 5)];
const QUESTIONS: usize = 6;

pub(super) async fn show(ctx: Ctx, Path(name): Path<String>) -> PageResult {
    let (name, count) = PAGES.into_iter().find(|(page, _)| *page == name).ok_or(AppError::NotFound(Thing::Page))?;
    let t = ctx.t;
    let title = t.s(&format!("page-{name}-title"));
    let sections = (1..=count).map(|i| section(t, &format!("page-{name}-{i}"))).collect::<Vec<_>>();
    Ok(Page::public(title.clone(), t.s(&format!("page-{name}-1-text")), format!("/p/{name}")).render(&ctx, move || {
        view! { <article class="prose measure"><h1>{title}</h1>{sections}</article> }
    }))
}

pub(super) async fn faq(ctx: Ctx) -> PageResult {
    let t = ctx.t;
    let title = t.s("page-faq-title");
    let items = (1..=QUESTIONS)
        .map(|i| {
            let key = format!("page-faq-{i}");
            view! {
                <details>
                    <summary>{t.s(&key)}<Icon name=IconName::ChevronDown/></summary>
                    <p>{t.s(&format!("{key}-text"))}</p>
                </details>
            }
        })
        .collect::<Vec<_>>();
    Ok(Page::public(title.clone(), t.s("page-faq-1-text"), "/faq").render(&ctx, move || {
        view! { <div class="page-narrow stack"><h1>{title}</h1><div class="faq">{items}</div></div> }
    }))
}

pub(super) async fn contact(ctx: Ctx) -> PageResult {
    let t = ctx.t;
    let title = t.s("page-contact-title");
    Ok(Page::public(title.clone(), t.s("page-contact-text"), "/contact").render(&ctx, move || {
        view! {
            <div class="page-narrow stack">
                <h1>{title}</h1>
                <p class="lead">{t.s("page-contact-text")}</p>
                <p><a class="btn btn-primary" href="mailto:help@dreamcrowd.test">{t.s("page-contact-write")}</a></p>
                <p class="muted">{t.s("page-contact-time")}</p>
            </div>
        }
    }))
}

fn section(t: T, key: &str) -> impl IntoView + use<> {
    view! { <section><h2>{t.s(key)}</h2><p>{t.s(&format!("{key}-text"))}</p></section> }
}
