//! `/admin/sellers`: the queue of applications, what waits longest first.

use super::actions::reviewer;
use crate::{Ctx, Page, PageResult, catalogue::sell::facts, i18n::T};
use backend::catalogue::applications::{ApplicationQueue, QueueFilter, QueueRow, list_applications};
use domain::catalogue::sellers::ApplicationStatus;
use leptos::prelude::*;
use ui::{Button, EmptyState, IconName, Look, Pager, Tab, Tabs};

/// The tabs: what waits first, everything last.
const STATES: [ApplicationStatus; 4] =
    [ApplicationStatus::Submitted, ApplicationStatus::ChangesRequested, ApplicationStatus::Approved, ApplicationStatus::Rejected];

pub(super) async fn show(ctx: Ctx) -> PageResult {
    let staff = reviewer(&ctx)?;
    let wanted = ctx.query_value("state").unwrap_or_else(|| ApplicationStatus::Submitted.as_str().to_owned());
    let filter = QueueFilter {
        // Any other word means all of them.
        status: ApplicationStatus::parse(&wanted).filter(|status| status.is_seen_by_staff()),
        query: ctx.query_value("q").unwrap_or_default().chars().take(100).collect(),
        after: ctx.query_value("after"),
    };
    let queue = list_applications(&ctx.backend, &staff, &filter).await?;
    let body = body(&ctx, &queue, &filter);
    Ok(Page::titled(ctx.t.s("admin-sellers-title")).render(&ctx, move || body))
}

/// The address of the queue under a filter.
fn address(ctx: &Ctx, status: Option<ApplicationStatus>, query: &str, after: Option<&str>) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("state", status.map_or("all", ApplicationStatus::as_str));
    if !query.is_empty() {
        pairs.append_pair("q", query);
    }
    if let Some(after) = after {
        pairs.append_pair("after", after);
    }
    ctx.link(&format!("/admin/sellers?{}", pairs.finish()))
}

fn body(ctx: &Ctx, queue: &ApplicationQueue, filter: &QueueFilter) -> AnyView {
    let t = ctx.t;
    let next = queue.next.as_deref().map(|next| address(ctx, filter.status, &filter.query, Some(next)));
    let first = filter.after.as_ref().map(|_| address(ctx, filter.status, &filter.query, None));
    let list = if queue.rows.is_empty() {
        view! { <EmptyState icon=IconName::CheckCircle title=t.s("admin-sellers-empty-title") text=t.s("admin-sellers-empty-text")/> }
            .into_any()
    } else {
        table(ctx, &queue.rows)
    };
    view! {
        <div class="stack gap-6">
            <h1>{t.s("admin-sellers-title")}</h1>
            {tabs(ctx, queue, filter)}
            {search(ctx, filter)}
            {list}
            <Pager label=t.s("admin-pages") prev=first next=next prev_text=t.s("admin-first-page") next_text=t.s("action-next")/>
        </div>
    }
    .into_any()
}

fn tabs(ctx: &Ctx, queue: &ApplicationQueue, filter: &QueueFilter) -> AnyView {
    let t = ctx.t;
    let count =
        |status: ApplicationStatus| queue.counts.iter().find(|(known, _)| *known == status).map_or(0, |(_, count)| *count);
    let mut items: Vec<Tab> = STATES
        .into_iter()
        .map(|status| Tab {
            label: facts::status(t, status),
            href: address(ctx, Some(status), &filter.query, None),
            count: Some(t.count(count(status))),
            active: filter.status == Some(status),
        })
        .collect();
    items.push(Tab {
        label: t.s("admin-sellers-all"),
        href: address(ctx, None, &filter.query, None),
        count: Some(t.count(queue.counts.iter().map(|(_, count)| count).sum())),
        active: filter.status.is_none(),
    });
    view! { <Tabs label=t.s("admin-sellers-states") items=items/> }.into_any()
}

fn search(ctx: &Ctx, filter: &QueueFilter) -> AnyView {
    let t = ctx.t;
    let state = filter.status.map_or("all", ApplicationStatus::as_str);
    view! {
        <form class="toolbar" method="get" role="search" aria-label=t.s("admin-sellers-search") action=ctx.link("/admin/sellers")>
            <input type="hidden" name="state" value=state/>
            <input class="input" r#type="search" name="q" value=filter.query.clone() maxlength="100" aria-label=t.s("admin-sellers-search") placeholder=t.s("admin-sellers-search")/>
            <Button look=Look::Quiet>{t.s("action-search")}</Button>
        </form>
    }
    .into_any()
}

fn table(ctx: &Ctx, rows: &[QueueRow]) -> AnyView {
    let t = ctx.t;
    let rows = rows.iter().map(|one| row(ctx, t, one)).collect_view();
    view! {
        <div class="table-wrap">
            <table class="table table-stack">
                <thead>
                    <tr>
                        <th scope="col">{t.s("admin-sellers-name")}</th>
                        <th scope="col">{t.s("admin-sellers-person")}</th>
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

fn row(ctx: &Ctx, t: T, row: &QueueRow) -> AnyView {
    let name = t.pick(&row.name.en, &row.name.ar);
    let name = if name.is_empty() { row.person.clone() } else { name.to_owned() };
    let sent = row.submitted_at.map(|at| t.short_day(at, &ctx.time_zone())).unwrap_or_default();
    view! {
        <tr>
            <td data-label=t.s("admin-sellers-name")>
                <a class="link" href=ctx.link(&format!("/admin/sellers/{}", row.id))><bdi>{name}</bdi></a>
            </td>
            <td data-label=t.s("admin-sellers-person")><bdi class="break-all">{row.email.clone()}</bdi></td>
            <td data-label=t.s("admin-sellers-state")>{facts::badge(t, row.status)}</td>
            <td data-label=t.s("admin-sellers-sent")>{sent}</td>
        </tr>
    }
    .into_any()
}
