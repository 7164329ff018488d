//! What lists of the catalogue are made of: cards, pages of cards, counts that stop.

use super::{categories::CategoryTree, sql::CardRow};
use crate::Result;
use domain::{
    Currency, Locale, Money,
    catalogue::Level,
    ids::{MediaId, OfferingId},
};
use serde::Deserialize;

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Bilingual {
    pub en: String,
    pub ar: String,
}

impl Bilingual {
    pub(super) const fn new(en: String, ar: String) -> Self {
        Self { en, ar }
    }
}

/// A question with its answer, as its seller wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct FaqView {
    pub question: Bilingual,
    pub answer: Bilingual,
}

/// How many there are, counted up to a limit and no further.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CappedCount {
    pub count: i64,
    /// Whether there are more than `count`.
    pub is_capped: bool,
}

impl CappedCount {
    /// Where counting stops.
    pub const LIMIT: i64 = 2_000;

    /// From a count that went at most one step over the limit.
    pub(super) fn of(counted: i64) -> Self {
        Self { count: counted.min(Self::LIMIT), is_capped: counted > Self::LIMIT }
    }
}

/// An offering in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferingCard {
    pub id: OfferingId,
    pub slug: String,
    pub title: Bilingual,
    pub seller_handle: String,
    pub seller_name: Bilingual,
    /// The colour of its category, in degrees.
    pub hue: i16,
    pub rating_milli: i32,
    pub rating_count: i32,
    pub video_seconds: i32,
    pub lesson_count: i32,
    pub price: Money,
    pub language: Locale,
    pub level: Level,
    pub has_free_preview: bool,
    /// The cover that its seller has chosen.
    pub cover: Option<MediaId>,
}

impl OfferingCard {
    pub(super) fn from_row(row: CardRow, categories: &CategoryTree) -> Result<Self> {
        Ok(Self {
            id: OfferingId(row.id),
            price: money(row.price_minor, &row.currency)?,
            hue: categories.hue(row.category_id),
            slug: row.slug,
            title: Bilingual::new(row.title_en, row.title_ar),
            seller_handle: row.handle,
            seller_name: Bilingual::new(row.name_en, row.name_ar),
            rating_milli: row.rating_milli,
            rating_count: row.rating_count,
            video_seconds: row.video_seconds,
            lesson_count: row.lesson_count,
            language: Locale::parse(&row.language).unwrap_or_default(),
            level: Level::parse(&row.level).unwrap_or(Level::All),
            has_free_preview: row.has_free_preview,
            cover: row.cover_id.map(MediaId),
        })
    }

    pub(super) fn from_rows(rows: Vec<CardRow>, categories: &CategoryTree) -> Result<Vec<Self>> {
        rows.into_iter().map(|row| Self::from_row(row, categories)).collect()
    }
}

/// One page of a list or of search results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrowsePage {
    pub items: Vec<OfferingCard>,
    pub total: CappedCount,
    /// Names the next page, when there is one.
    pub next: Option<String>,
    /// The query that was really searched for, when the one asked for was misspelt.
    pub mended_query: Option<String>,
    /// On the last page of a search that ranked only so many of the most popular matches.
    pub best_of: Option<i64>,
}

/// An amount as the database keeps it.
pub(super) fn money(minor: i64, currency: &str) -> Result<Money> {
    let currency = Currency::parse(currency).ok_or_else(|| anyhow::anyhow!("currency {currency} is unknown"))?;
    Ok(Money::new(minor, currency))
}
