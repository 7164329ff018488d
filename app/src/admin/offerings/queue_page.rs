//! `/admin/offerings`: the queue of offerings, what waits longest first.

use super::actions::reviewer;
use crate::{Ctx, Page, PageResult, catalogue::studio::words, i18n::T};
use backend::catalogue::building::{DeskFilter, DeskRow, OfferingQueue, list_offerings};
use domain::catalogue::OfferingStatus;
use leptos::prelude::*;
use ui::{Button, EmptyState, IconName, Look, Notice, Pager, Tab, Tabs, Tone};

/// The tabs: what waits first, everything last.
const STATES: [OfferingStatus; 4] =
    [OfferingStatus::InReview, OfferingStatus::Published, OfferingStatus::Paused, OfferingStatus::Rejected];

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let staff = reviewer(&ctx)?;
    let wanted = ctx.query_value("state").unwrap_or_else(|| OfferingStatus::InReview.as_str().to_owned());
    let filter = DeskFilter {
        // Any other word means all of them.
        status: OfferingStatus::parse(&wanted).filter(|status| status.is_seen_by_staff()),
        query: ctx.query_value("q").unwrap_or_default().chars().take(100).collect(),
        after: ctx.query_value("after"),
    };
    let queue = list_offerings(&ctx.backend, &staff, &filter).await?;
    let body = body(&ctx, &queue, &filter);
    Ok(Page::titled(ctx.t.s("admin-offerings-title")).render(&ctx, move || body))
}

/// The address of the queue under a filter.
fn address(ctx: &Ctx, status: Option<OfferingStatus>, query: &str, after: Option<&str>) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("state", status.map_or("all", OfferingStatus::as_str));
    if !query.is_empty() {
        pairs.append_pair("q", query);
    }
    if let Some(after) = after {
        pairs.append_pair("after", after);
    }
    ctx.link(&format!("/admin/offerings?{}", pairs.finish()))
}

fn body(ctx: &Ctx, queue: &OfferingQueue, filter: &DeskFilter) -> AnyView {
    let t = ctx.t;
    let next = queue.next.as_deref().map(|next| address(ctx, filter.status, &filter.query, Some(next)));
    let first = filter.after.as_ref().map(|_| address(ctx, filter.status, &filter.query, None));
    let list = if queue.rows.is_empty() {
        view! { <EmptyState icon=IconName::CheckCircle title=t.s("admin-sellers-empty-title") text=t.s("admin-offerings-empty-text")/> }
            .into_any()
    } else {
        table(ctx, &queue.rows)
    };
    let done =
        ctx.query_value("done").map(|_| view! { <Notice tone=Tone::Success><p>{t.s("admin-offerings-done")}</p></Notice> });
    view! {
        <div class="stack gap-6">
            <h1>{t.s("admin-offerings-title")}</h1>
            {done}
            {tabs(ctx, queue, filter)}
            {search(ctx, filter)}
            {list}
            <Pager label=t.s("admin-pages") prev=first next=next prev_text=t.s("admin-first-page") next_text=t.s("action-next")/>
        </div>
    }
    .into_any()
}

fn tabs(ctx: &Ctx, queue: &OfferingQueue, filter: &DeskFilter) -> AnyView {
    let t = ctx.t;
    let count = |status: OfferingStatus| queue.counts.iter().find(|(known, _)| *known == status).map_or(0, |(_, count)| *count);
    let mut items: Vec<Tab> = STATES
        .into_iter()
        .map(|status| Tab {
            label: words::status(t, status),
            href: address(ctx, Some(status), &filter.query, None),
            count: Some(t.count(count(status))),
            active: filter.status == Some(status),
        })
        .collect();
    items.push(Tab {
        label: t.s("admin-sellers-all"),
        href: address(ctx, None, &filter.query, None),
        count: None,
        active: filter.status.is_none(),
    });
    view! { <Tabs label=t.s("admin-offerings-states") items=items/> }.into_any()
}

fn search(ctx: &Ctx, filter: &DeskFilter) -> AnyView {
    let t = ctx.t;
    let state = filter.status.map_or("all", OfferingStatus::as_str);
    view! {
        <form class="toolbar" method="get" role="search" aria-label=t.s("admin-offerings-search") action=ctx.link("/admin/offerings")>
            <input type="hidden" name="state" value=state/>
            <input class="input" r#type="search" name="q" value=filter.query.clone() maxlength="100" aria-label=t.s("admin-offerings-search") placeholder=t.s("admin-offerings-search")/>
            <Button look=Look::Quiet>{t.s("action-search")}</Button>
        </form>
    }
    .into_any()
}

fn table(ctx: &Ctx, rows: &[DeskRow]) -> AnyView {
    let t = ctx.t;
    let rows = rows.iter().map(|one| row(ctx, t, one)).collect_view();
    view! {
        <div class="table-wrap">
            <table class="table table-stack">
                <thead>
                    <tr>
                        <th scope="col">{t.s("build-title")}</th>
                        <th scope="col">{t.s("build-kind")}</th>
                        <th scope="col">{t.s("admin-offerings-seller")}</th>
                        <th scope="col">{t.s("admin-sellers-state")}</th>
                        <th scope="col">{t.s("admin-sellers-sent")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(ctx: &Ctx, t: T, row: &DeskRow) -> AnyView {
    let title = t.pick(&row.title.en, &row.title.ar).to_owned();
    let seller = t.pick(&row.seller.en, &row.seller.ar).to_owned();
    let sent = row.submitted_at.map(|at| t.short_day(at, &ctx.time_zone())).unwrap_or_default();
    view! {
        <tr>
            <td data-label=t.s("build-title")>
                <a class="link" href=ctx.link(&format!("/admin/offerings/{}", row.id))><bdi>{title}</bdi></a>
            </td>
            <td data-label=t.s("build-kind")>{words::kind(t, row.kind)}</td>
            <td data-label=t.s("admin-offerings-seller")><bdi>{seller}</bdi></td>
            <td data-label=t.s("admin-sellers-state")>{words::badge(t, row.status, "")}</td>
            <td data-label=t.s("admin-sellers-sent")>{sent}</td>
        </tr>
    }
    .into_any()
}
