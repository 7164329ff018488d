//! The state of `/browse`, all of it in the address: reading it never fails, odd values fall away.

use super::Level;
use crate::{locale::Locale, text_enum::text_enum};
use serde::{Deserialize, Serialize};

/// Offerings per page of a list.
pub const PAGE_SIZE: i64 = 24;
/// Longer queries are cut: nobody searches with more, and ranking stays cheap.
const MAX_QUERY_CHARS: usize = 120;

text_enum! {
    /// The order of a list.
    Sort {
        Relevance = "relevance",
        Popular = "popular",
        Newest = "newest",
        Rating = "rating",
        PriceLow = "price_low",
        PriceHigh = "price_high",
    }
}

text_enum! {
    /// A price range.
    PriceBand {
        Free = "free",
        Under20 = "under20",
        From20To50 = "20to50",
        Over50 = "over50",
    }
}

impl PriceBand {
    /// Lowest and highest price in minor units, both included.
    pub const fn bounds_minor(self) -> (i64, i64) {
        match self {
            Self::Free => (0, 0),
            Self::Under20 => (1, 1_999),
            Self::From20To50 => (2_000, 5_000),
            Self::Over50 => (5_001, i64::MAX),
        }
    }
}

text_enum! {
    /// A range of total video time.
    LengthBand {
        Short = "short",
        Medium = "medium",
        Long = "long",
    }
}

impl LengthBand {
    /// Least and most seconds of video, both included.
    pub const fn bounds_seconds(self) -> (i64, i64) {
        match self {
            Self::Short => (0, 299),
            Self::Medium => (300, 599),
            Self::Long => (600, i64::MAX),
        }
    }
}

/// What a visitor looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowseFilter {
    pub query: String,
    pub category: Option<String>,
    pub price: Option<PriceBand>,
    pub min_rating: Option<i32>,
    pub language: Option<Locale>,
    pub level: Option<Level>,
    pub length: Option<LengthBand>,
    pub free_preview: bool,
    pub sort: Option<Sort>,
    /// The opaque place where the page begins (keyset paging).
    pub after: Option<String>,
}

impl BrowseFilter {
    /// Reads the query string's pairs. Empty, unknown and odd values count as absent.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filter = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match name {
                "q" => filter.query = clean_query(value),
                "category" => filter.category = Some(value.chars().take(80).collect()),
                "price" => filter.price = PriceBand::parse(value),
                "rating" => filter.min_rating = value.parse().ok().filter(|stars| (1..=5).contains(stars)),
                "language" => filter.language = Locale::parse(value),
                "level" => filter.level = Level::parse(value),
                "length" => filter.length = LengthBand::parse(value),
                "preview" => filter.free_preview = value == "1",
                "sort" => filter.sort = Sort::parse(value),
                "after" => filter.after = (value.len() <= 200).then(|| value.to_owned()),
                _ => {}
            }
        }
        filter
    }

    /// The pairs that `from_pairs` reads back, without the page's beginning.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name, value: Option<String>| {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                pairs.push((name, value));
            }
        };
        add("q", Some(self.query.clone()));
        add("category", self.category.clone());
        add("price", self.price.map(|v| v.as_str().to_owned()));
        add("rating", self.min_rating.map(|v| v.to_string()));
        add("language", self.language.map(|v| v.code().to_owned()));
        add("level", self.level.map(|v| v.as_str().to_owned()));
        add("length", self.length.map(|v| v.as_str().to_owned()));
        add("preview", self.free_preview.then(|| "1".to_owned()));
        add("sort", self.sort.map(|v| v.as_str().to_owned()));
        pairs
    }

    /// The order in force: what was chosen, else relevance for a search and popularity for a list.
    pub fn effective_sort(&self) -> Sort {
        match self.sort {
            Some(Sort::Relevance) | None if self.query.is_empty() => Sort::Popular,
            Some(sort) => sort,
            None => Sort::Relevance,
        }
    }
}

/// Keeps what can be searched for: no control or direction marks, one space between words, a bounded length.
fn clean_query(raw: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let plain: String = raw.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_mark(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_QUERY_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn odd_values_fall_away() {
        let filter = BrowseFilter::from_pairs([("rating", "9"), ("price", "cheap"), ("q", " \u{202e}a\0b "), ("x", "y")]);
        assert_eq!(filter, BrowseFilter { query: "a b".to_owned(), ..Default::default() });
    }

    #[test]
    fn relevance_needs_a_query() {
        let mut filter = BrowseFilter { sort: Some(Sort::Relevance), ..Default::default() };
        assert_eq!(filter.effective_sort(), Sort::Popular);
        filter.query = "rust".to_owned();
        assert_eq!(filter.effective_sort(), Sort::Relevance);
    }

    proptest! {
        #[test]
        fn reading_never_fails_and_writing_reads_back(name in "[a-z]{1,8}", value in any::<String>(), q in any::<String>()) {
            let filter = BrowseFilter::from_pairs([(name.as_str(), value.as_str()), ("q", q.as_str())]);
            prop_assert!(filter.query.chars().count() <= MAX_QUERY_CHARS);
            let pairs = filter.to_pairs();
            let again = BrowseFilter::from_pairs(pairs.iter().map(|(n, v)| (*n, v.as_str())));
            prop_assert_eq!(BrowseFilter { after: None, ..filter }, again);
        }
    }
}
