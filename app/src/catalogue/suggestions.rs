//! `/suggest`: what a search box offers while somebody types. A small script asks for it; without it the box just searches.

use super::browse_page::who;
use crate::{Ctx, PageResult, i18n::T};
use axum::{Json, http::header, response::IntoResponse};
use backend::{
    accounts::limits,
    catalogue::{SUGGEST_LIMIT, Suggestion, suggest},
};
use domain::catalogue::{mark_matches, query_words};
use serde_json::{Value, json};

/// As long as the box lets one type.
const MAX_QUERY_CHARS: usize = 120;

pub(super) async fn list(ctx: Ctx) -> PageResult {
    limits::take_local(&ctx.backend, &who(&ctx), SUGGEST_LIMIT)?;
    let query: String = ctx.query_value("q").unwrap_or_default().chars().take(MAX_QUERY_CHARS).collect();
    let found = suggest(&ctx.backend, &query).await?;
    let (t, words) = (ctx.t, query_words(&query));
    let items: Vec<Value> = found.iter().map(|suggestion| item(&ctx, suggestion, &words)).collect();
    let answer = json!({ "label": t.s("catalogue-suggestions"), "said": said(t, found.len()), "items": items });
    // The same for everybody, and new courses are not so frequent: the same letters need not be asked for twice in a row.
    let cache = if ctx.viewer.is_some() { "private, max-age=10" } else { "public, max-age=10" };
    Ok(([(header::CACHE_CONTROL, cache)], Json(answer)).into_response())
}

/// One line: where it leads, what it is, and its text in parts, of which some match.
fn item(ctx: &Ctx, suggestion: &Suggestion, words: &[String]) -> Value {
    let t = ctx.t;
    let kind = if suggestion.is_category { t.s("catalogue-suggestion-category") } else { t.s("catalogue-suggestion-course") };
    let text = t.pick(&suggestion.text.en, &suggestion.text.ar);
    let parts: Vec<Value> = mark_matches(text, words).into_iter().map(|part| json!([part.text, part.is_match])).collect();
    json!({ "href": ctx.link(&suggestion.path), "kind": kind, "parts": parts })
}

/// What a screen reader says when the list changes.
fn said(t: T, count: usize) -> String {
    t.n("catalogue-suggestions-found", i64::try_from(count).unwrap_or(0))
}
