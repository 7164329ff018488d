//! `/studio/offerings/new`: what kind of thing it is, what it is called, and where it belongs.

use super::{
    super::{frame, words},
    forms::basics::category_options,
    parts,
};
use crate::{
    Ctx, Page, PageError, PageResult,
    form::{Fields, FormState, new_idempotency_key},
    i18n::T,
    page::see_other,
};
use axum::{http::StatusCode, response::Response};
use backend::{
    Failure,
    catalogue::{
        building::{NewOfferingInput, create_offering},
        list_categories,
    },
};
use domain::{
    AppError, Locale,
    catalogue::{
        OfferingKind,
        offerings::{MAX_TITLE_CHARS, Step, is_sold},
    },
};
use leptos::prelude::*;
use ui::{Button, Choice, ErrorSummary, Field, Look, RadioGroup, Select, Size};

/// What is sold now first.
const KINDS: [OfferingKind; 3] = [OfferingKind::VideoCourse, OfferingKind::LiveClass, OfferingKind::Service];

pub(super) async fn show(ctx: Ctx) -> PageResult {
    if ctx.require_viewer()?.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let values = Fields::default().with("kind", OfferingKind::VideoCourse.as_str()).with("key", new_idempotency_key());
    render(&ctx, FormState { values, ..FormState::default() }).await
}

/// Begins the offering. Its id came along with the form, so that pressing twice begins one.
pub(super) async fn create(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    if viewer.seller_id.is_none() {
        return Ok(see_other(&ctx, "/sell"));
    }
    let id = parts::offering_id(fields.get("key"))?;
    let input = NewOfferingInput {
        kind: fields.get("kind").to_owned(),
        title: fields.get("title").to_owned(),
        language: title_language(fields.get("title"), ctx.locale()),
        category: fields.get("category").to_owned(),
    };
    match create_offering(&ctx.backend, viewer, id, &input).await {
        Ok(()) => Ok(see_other(&ctx, &parts::path(id, Step::Basics))),
        Err(Failure::User(AppError::Invalid(errors))) => render(&ctx, FormState::refused(fields, errors)).await,
        Err(failure) => Err(failure.into()),
    }
}

/// The script of a title says its language; where it has letters of neither, the page's own counts.
fn title_language(title: &str, page: Locale) -> Locale {
    let is_arabic = |c: char| matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}');
    let letter = title.chars().find(|c| is_arabic(*c) || c.is_ascii_alphabetic());
    letter.map_or(page, |c| if is_arabic(c) { Locale::Ar } else { Locale::En })
}

async fn render(ctx: &Ctx, form: FormState) -> Result<Response, PageError> {
    let t = ctx.t;
    let tree = list_categories(&ctx.backend).await?;
    let categories = category_options(t, &tree);
    let page = Page::titled(t.s("build-new-title"));
    let page = if form.errors.is_empty() { page } else { page.with_status(StatusCode::UNPROCESSABLE_ENTITY) };
    let errors: Vec<(String, String)> = form.errors.0.iter().map(|(field, key)| (field.clone(), t.s(key))).collect();
    let most = u32::try_from(MAX_TITLE_CHARS).unwrap_or(u32::MAX);
    let body = view! {
        <div class="stack gap-2">
            <p><a class="more" href=ctx.link("/studio/offerings")>{t.s("build-all")}</a></p>
            <h1>{t.s("build-new-title")}</h1>
        </div>
        <ErrorSummary title=t.s("form-has-errors") errors=errors/>
        <form class="form measure" method="post" action=ctx.link("/studio/offerings/new")>
            <input type="hidden" name="key" value=form.value("key")/>
            <div id="kind">
                <RadioGroup name="kind" legend=t.s("build-kind") choices=kinds(t) selected=form.value("kind") error=form.error(t, "kind") boxed=true/>
            </div>
            <Field name="title" label=t.s("build-title") value=form.value("title") hint=t.s("build-new-title-hint") error=form.error(t, "title") dir="auto" maxlength=most/>
            <Select name="category" label=t.s("build-category") options=categories selected=form.value("category") hint=t.s("build-category-hint") error=form.error(t, "category")/>
            <div class="form-actions"><Button look=Look::Primary size=Size::Large>{t.s("build-begin")}</Button></div>
        </form>
    }
    .into_any();
    let frame = frame(ctx, body);
    Ok(page.render(ctx, move || frame))
}

fn kinds(t: T) -> Vec<Choice> {
    let choice = |kind: OfferingKind| {
        let hint = t.s(match kind {
            OfferingKind::VideoCourse => "build-kind-course-text",
            OfferingKind::LiveClass => "build-kind-live-text",
            OfferingKind::Service => "build-kind-service-text",
        });
        let choice = Choice::new(kind.as_str(), words::kind(t, kind)).hint(hint);
        if is_sold(kind) { choice } else { choice.end(t.s("build-opens-soon")) }
    };
    KINDS.map(choice).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_in_the_language_of_its_first_letter() {
        for (title, page, language) in [
            ("Bread", Locale::Ar, Locale::En),
            ("خبز", Locale::En, Locale::Ar),
            ("10 خطوات Python", Locale::En, Locale::Ar),
            ("123", Locale::Ar, Locale::Ar),
        ] {
            assert_eq!(title_language(title, page), language, "{title}");
        }
    }
}
