//! `/admin/offerings/{id}`: an offering as visitors would see it, what has happened to it, and the decision.

use super::actions::reviewer;
use crate::{
    Ctx, Page, PageError, PageResult,
    catalogue::studio::{
        offerings::{offering_id, past, preview},
        words,
    },
    form::FormState,
    i18n::T,
};
use axum::{extract::Path, http::StatusCode, response::Response};
use backend::{
    accounts::Staff,
    catalogue::building::{OfferingCase, Preview, find_offering_case, find_preview_for_staff},
};
use domain::{
    catalogue::{
        OfferingStatus,
        offerings::{Pair, list_lines},
    },
    ids::OfferingId,
};
use leptos::prelude::*;
use ui::{Button, Look, Notice, TextArea, Tone};

pub(super) async fn show(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let staff = reviewer(&ctx)?;
    render(&ctx, &staff, offering_id(&id)?, FormState::default()).await
}

/// `/admin/offerings/{id}/preview`: the page as visitors would see it.
pub(super) async fn preview(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let staff = reviewer(&ctx)?;
    let id = offering_id(&id)?;
    let found = find_preview_for_staff(&ctx.backend, &staff, id).await?;
    let t = ctx.t;
    let title = t.pick(&found.detail.title.en, &found.detail.title.ar).to_owned();
    let cover = cover_of(&found, id);
    let back = ctx.link(&format!("/admin/offerings/{id}"));
    let body = view! {
        <div class="stack gap-6">
            <Notice><p>{t.s("admin-offerings-preview-note")}" "<a class="link" href=back>{t.s("admin-offerings-preview-back")}</a></p></Notice>
            {preview::body(&ctx, &found, cover)}
        </div>
    }
    .into_any();
    Ok(Page::titled(title).render(&ctx, move || body))
}

fn cover_of(preview: &Preview, id: OfferingId) -> Option<String> {
    preview.draft.cover.map(|cover| format!("/admin/offerings/{id}/cover.jpg?v={cover}"))
}

/// The page with its forms as they stand: as the offering is now, whatever was sent.
pub(super) async fn render(ctx: &Ctx, staff: &Staff, id: OfferingId, form: FormState) -> Result<Response, PageError> {
    let t = ctx.t;
    let case = find_offering_case(&ctx.backend, staff, id).await?;
    let title = t.pick(&case.offering.basics.title.en, &case.offering.basics.title.ar).to_owned();
    let page = Page::titled(format!("{title} · {}", t.s("admin-offerings-title")));
    let page = match form.errors.get("form") {
        _ if form.errors.is_empty() => page,
        Some("admin-offerings-too-late") => page.with_status(StatusCode::CONFLICT),
        _ => page.with_status(StatusCode::UNPROCESSABLE_ENTITY),
    };
    let page = page.at(format!("/admin/offerings/{id}"));
    let message = form.error(t, "form").map(|text| view! { <Notice tone=Tone::Danger><p>{text}</p></Notice> });
    let preview = ctx.link(&format!("/admin/offerings/{id}/preview"));
    let body = view! {
        <div class="stack gap-6">
            {head(ctx, &case, title)}
            {message}
            <div class="with-box">
                <div class="stack gap-6">
                    {facts(ctx, &case)}
                    <p><a class="btn btn-quiet" href=preview>{t.s("admin-offerings-preview")}</a></p>
                </div>
                <aside class="panel stack gap-6">
                    {decision(ctx, &case, &form)}
                    {past::history(ctx, &case.history, true)}
                </aside>
            </div>
        </div>
    }
    .into_any();
    Ok(page.render(ctx, move || body))
}

fn head(ctx: &Ctx, case: &OfferingCase, title: String) -> AnyView {
    let t = ctx.t;
    let seller = t.pick(&case.offering.seller_name.en, &case.offering.seller_name.ar).to_owned();
    let shop = ctx.link(&format!("/s/{}", case.offering.seller_handle));
    view! {
        <div class="stack gap-2">
            <p><a class="more" href=ctx.link("/admin/offerings")>{t.s("admin-offerings-back")}</a></p>
            <h1><bdi>{title}</bdi></h1>
            <p class="cluster">
                {words::badge(t, case.offering.status, &case.offering.note)}
                <span>{words::kind(t, case.offering.kind)}</span>
                <a class="link" href=shop><bdi>{seller}</bdi></a>
                <bdi class="break-all">{case.person.email.clone()}</bdi>
            </p>
        </div>
    }
    .into_any()
}

/// Everything that was written, in both languages: what stands in the one that staff does not read the page in counts too.
fn facts(ctx: &Ctx, case: &OfferingCase) -> AnyView {
    let t = ctx.t;
    let offering = &case.offering;
    let texts = [
        ("build-title", &offering.basics.title),
        ("build-promise", &offering.basics.promise),
        ("build-description", &offering.page.description),
    ];
    let lists = [
        ("build-outcomes", &offering.page.outcomes),
        ("build-requirements", &offering.page.requirements),
        ("build-audience", &offering.page.audience),
    ];
    let texts = texts.map(|(key, pair)| (t.s(key), pair.en.clone(), pair.ar.clone()));
    let lists = lists.map(|(key, list)| {
        let lines = |pick: fn(&Pair) -> &str| list_lines(list, pick);
        (t.s(key), lines(|pair| &pair.en), lines(|pair| &pair.ar))
    });
    let faqs = offering.faqs.iter().map(|faq| {
        let text = |question: &str, answer: &str| format!("{question}\n{answer}").trim().to_owned();
        (t.s("build-step-faq"), text(&faq.question.en, &faq.answer.en), text(&faq.question.ar, &faq.answer.ar))
    });
    let rows = texts.into_iter().chain(lists).chain(faqs).map(|(label, en, ar)| row(label, en, ar)).collect_view();
    view! {
        <p><span class="muted">{t.s("build-price")}": "</span><bdi>{t.money(offering.price)}</bdi></p>
        <p><span class="muted">{t.s("build-tags")}": "</span><bdi>{offering.basics.tags.join(words::comma(t).as_str())}</bdi></p>
        {rows}
    }
    .into_any()
}

fn row(label: String, en: String, ar: String) -> Option<AnyView> {
    if en.is_empty() && ar.is_empty() {
        return None;
    }
    let part = |text: String, dir: &'static str| {
        (!text.is_empty()).then(|| view! { <p class="measure whitespace-pre-line" dir=dir>{text}</p> })
    };
    Some(
        view! { <section class="stack gap-2"><h2 class="h3">{label}</h2>{part(en, "ltr")}{part(ar, "rtl")}</section> }.into_any(),
    )
}

/// The ways on, each a form of its own; nobody decides on their own offering.
fn decision(ctx: &Ctx, case: &OfferingCase, form: &FormState) -> AnyView {
    let t = ctx.t;
    let status = case.offering.status;
    let can_reject = status.may_become(OfferingStatus::Rejected) && case.offering.archived_at.is_none();
    let title = t.s("admin-sellers-decision");
    if case.is_own || !can_reject {
        let key = if case.is_own { "admin-offerings-own" } else { "admin-sellers-nothing-to-decide" };
        return view! { <section class="stack"><h2>{title}</h2><p>{t.s(key)}</p></section> }.into_any();
    }
    let base = ctx.link(&format!("/admin/offerings/{}", case.offering.id));
    let version = case.offering.version.to_string();
    let first = (status == OfferingStatus::InReview).then(|| first_ways(t, form, &base, &version));
    let key = if status == OfferingStatus::InReview { "admin-offerings-reject" } else { "admin-offerings-take-down" };
    view! {
        <section class="stack gap-6">
            <h2>{title}</h2>
            {first}
            <form class="form" method="post" action=format!("{base}/reject")>
                <input type="hidden" name="version" value=version/>
                {reason(t, form, "reject_reason", "admin-sellers-reject-reason")}
                <Button look=Look::Danger block=true>{t.s(key)}</Button>
            </form>
        </section>
    }
    .into_any()
}

fn first_ways(t: T, form: &FormState, base: &str, version: &str) -> AnyView {
    view! {
        <form class="form" method="post" action=format!("{base}/publish")>
            <input type="hidden" name="version" value=version.to_owned()/>
            <Button look=Look::Primary block=true>{t.s("admin-offerings-publish")}</Button>
        </form>
        <form class="form" method="post" action=format!("{base}/changes")>
            <input type="hidden" name="version" value=version.to_owned()/>
            {reason(t, form, "changes_reason", "admin-sellers-changes-reason")}
            <Button look=Look::Quiet block=true>{t.s("admin-sellers-ask")}</Button>
        </form>
    }
    .into_any()
}

fn reason(t: T, form: &FormState, name: &'static str, label: &'static str) -> AnyView {
    view! { <TextArea name=name label=t.s(label) value=form.value(name) hint=t.s("admin-offerings-reason-hint") error=form.error(t, name) rows=4 maxlength=2000/> }
        .into_any()
}
