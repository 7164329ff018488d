//! What a search box offers while somebody types: categories and courses, at most eight.

use super::{browse::browse, categories::list_categories, types::Bilingual};
use crate::{Backend, Result, accounts::limits::Limit};
use domain::catalogue::{BrowseFilter, query_words};

/// Suggestions asked for by one visitor. A prefix is looked up at every pause of the fingers, several times for each search that
/// is meant, so the limit is wider than the one on searches. It is counted apart from it: who types slowly must still be able to
/// search, and who has searched too often can still type.
pub const SUGGEST_LIMIT: Limit = Limit::steadily("suggest", 180, 60);

/// How many at most, and how many of them categories.
const MAX_SUGGESTIONS: usize = 8;
const MAX_CATEGORIES: usize = 3;

/// One line under a search box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Path without the language.
    pub path: String,
    pub text: Bilingual,
    pub is_category: bool,
}

/// Categories whose name begins with the query's words, then courses that match.
pub async fn suggest(backend: &Backend, query: &str) -> Result<Vec<Suggestion>> {
    let words = query_words(query);
    let Some(first) = words.first() else { return Ok(Vec::new()) };
    let categories = list_categories(backend).await?;
    let begins = |name: &str| query_words(name).iter().any(|word| word.starts_with(first.as_str()));
    let mut found: Vec<Suggestion> = categories
        .all()
        .filter(|category| category.offerings.count > 0 && (begins(&category.name.en) || begins(&category.name.ar)))
        .take(MAX_CATEGORIES)
        .map(|category| Suggestion { path: format!("/c/{}", category.slug), text: category.name.clone(), is_category: true })
        .collect();
    let filter = BrowseFilter::from_pairs([("q", query)]);
    let page = browse(backend, &filter).await?;
    let courses = page.items.into_iter();
    found.extend(courses.map(|card| Suggestion { path: format!("/o/{}", card.slug), text: card.title, is_category: false }));
    found.truncate(MAX_SUGGESTIONS);
    Ok(found)
}
