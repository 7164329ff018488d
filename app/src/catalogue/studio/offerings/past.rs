//! What has happened to an offering, and what it has cost.

use crate::{Ctx, i18n::T};
use backend::catalogue::building::{HistoryEntry, PriceEntry};
use leptos::prelude::*;
use ui::{StepState, Timeline, TimelineItem};

/// What has happened, the newest first; for the desk with the names of those who did it.
pub(crate) fn history(ctx: &Ctx, entries: &[HistoryEntry], with_names: bool) -> AnyView {
    let t = ctx.t;
    let zone = ctx.time_zone();
    let items = entries.iter().map(|entry| {
        let who = if entry.actor_name.is_empty() { t.s("admin-left") } else { entry.actor_name.clone() };
        let who = with_names.then(|| view! { <p class="muted small"><bdi>{who}</bdi></p> });
        let state = if entry.kind == "rejected" { StepState::Failed } else { StepState::Done };
        let reason =
            (!entry.reason.is_empty()).then(|| view! { <p class="whitespace-pre-line" dir="auto">{entry.reason.clone()}</p> });
        view! {
            <TimelineItem state=state state_text=t.s("admin-sellers-happened") title=event(t, &entry.kind) when=t.moment(entry.at, &zone)>
                {who}
                {reason}
            </TimelineItem>
        }
    });
    let items = items.collect_view();
    view! { <section class="stack"><h2>{t.s("build-history")}</h2><Timeline>{items}</Timeline></section> }.into_any()
}

fn event(t: T, kind: &str) -> String {
    t.s(match kind {
        "submitted" => "build-event-submitted",
        "withdrawn" => "build-event-withdrawn",
        "published" => "build-event-published",
        "changes_requested" => "build-event-changes",
        "rejected" => "build-event-rejected",
        "paused" => "build-event-paused",
        "resumed" => "build-event-resumed",
        "reopened" => "build-event-reopened",
        "archived" => "build-event-archived",
        "restored" => "build-event-restored",
        _ => "build-event-created",
    })
}

/// Every change of a price, the newest first.
pub(crate) fn prices(ctx: &Ctx, entries: &[PriceEntry]) -> Option<AnyView> {
    if entries.is_empty() {
        return None;
    }
    let t = ctx.t;
    let rows = entries.iter().map(|entry| row(ctx, entry)).collect_view();
    let table = view! {
        <section class="stack">
            <h2>{t.s("build-prices")}</h2>
            <p class="muted">{t.s("build-price-kept")}</p>
            <div class="table-wrap">
                <table class="table table-stack">
                    <thead>
                        <tr>
                            <th scope="col">{t.s("build-prices-when")}</th>
                            <th scope="col">{t.s("build-prices-what")}</th>
                            <th scope="col">{t.s("build-prices-before")}</th>
                            <th scope="col">{t.s("build-prices-after")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    };
    Some(table.into_any())
}

fn row(ctx: &Ctx, entry: &PriceEntry) -> AnyView {
    let t = ctx.t;
    let amount = |money: Option<domain::Money>| money.map_or_else(|| "—".to_owned(), |money| t.money(money));
    view! {
        <tr>
            <td data-label=t.s("build-prices-when")>{t.short_day(entry.at, &ctx.time_zone())}</td>
            <td data-label=t.s("build-prices-what")>{item(t, entry)}</td>
            <td class="num" data-label=t.s("build-prices-before")><bdi>{amount(entry.old)}</bdi></td>
            <td class="num" data-label=t.s("build-prices-after")><bdi>{amount(entry.new)}</bdi></td>
        </tr>
    }
    .into_any()
}

fn item(t: T, entry: &PriceEntry) -> String {
    let place = i64::from(entry.item_position);
    match entry.item.as_str() {
        "trial" => t.s("build-trial"),
        "package" => t.a("build-package-row", &[("row", place.into())]),
        "extra" => t.a("build-extra-row", &[("row", place.into())]),
        _ => t.s("build-price"),
    }
}
