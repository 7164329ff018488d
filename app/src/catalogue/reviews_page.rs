//! `/o/{offering}/reviews`: everything that learners wrote about a course, page by page.

use super::{offering::review_list, words};
use crate::{Ctx, Page, PageResult};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect},
};
use backend::catalogue::{ReviewsPage, list_reviews};
use leptos::prelude::*;
use ui::{Breadcrumb, ButtonLink, Crumb, EmptyState, IconName, Pager};

pub(super) async fn show(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let after = ctx.query_value("after");
    let found = list_reviews(&ctx.backend, &slug, after.as_deref()).await?;
    if found.reviews.is_empty() && after.is_some() {
        // What was left for this page is gone; earlier pages may hold more.
        return Ok(Redirect::to(&ctx.link(&format!("/o/{}/reviews", found.slug))).into_response());
    }
    let t = ctx.t;
    let course = t.pick(&found.title_en, &found.title_ar);
    let title = t.a("catalogue-reviews-of", &[("title", course.to_owned().into())]);
    let mut page = Page::public(title, t.s("catalogue-reviews-description"), format!("/o/{}/reviews", found.slug));
    page.next = found.next.as_deref().map(|next| next_address(&ctx, &found.slug, next));
    Ok(page.render(&ctx, || body(&ctx, &found, after.is_some())))
}

fn next_address(ctx: &Ctx, slug: &str, next: &str) -> String {
    ctx.link(&format!("/o/{slug}/reviews?after={next}"))
}

fn body(ctx: &Ctx, found: &ReviewsPage, is_later_page: bool) -> AnyView {
    let t = ctx.t;
    let course = t.pick(&found.title_en, &found.title_ar).to_owned();
    let course_href = ctx.link(&format!("/o/{}", found.slug));
    let items = vec![Crumb::link(course, course_href.clone()), Crumb::here(t.s("catalogue-reviews-title"))];
    let list = if found.reviews.is_empty() {
        let text = t.s("catalogue-reviews-none");
        view! {
            <EmptyState icon=IconName::Star title=t.s("catalogue-reviews-title") text=text>
                <ButtonLink href=course_href>{t.s("catalogue-back-to-course")}</ButtonLink>
            </EmptyState>
        }
        .into_any()
    } else {
        review_list::list(t, &found.reviews, &ctx.time_zone())
    };
    let rating = (found.rating_count > 0).then(|| {
        let count = t.n("catalogue-reviews", i64::from(found.rating_count));
        view! { <p class="cluster">{words::stars(t, found.rating_milli)}<span class="muted">{count}</span></p> }
    });
    let next = found.next.as_deref().map(|next| next_address(ctx, &found.slug, next));
    let first = is_later_page.then(|| ctx.link(&format!("/o/{}/reviews", found.slug)));
    view! {
        <div class="page-mid stack">
            <Breadcrumb label=t.s("catalogue-breadcrumb") items=items/>
            <h1>{t.s("catalogue-reviews-title")}</h1>
            {rating}
            {list}
            <Pager label=t.s("catalogue-pages") prev=first next=next prev_text=t.s("catalogue-first-page") next_text=t.s("action-next")/>
        </div>
    }
    .into_any()
}
