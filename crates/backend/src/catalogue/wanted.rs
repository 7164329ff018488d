//! A visitor's filter in the terms of the database.

use super::categories::CategoryTree;
use domain::{
    Locale,
    catalogue::{BrowseFilter, LengthBand, Level, PriceBand},
};
use uuid::Uuid;

/// What is wanted; none means that any will do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) category_ids: Option<Vec<Uuid>>,
    pub(super) price_from: Option<i64>,
    pub(super) price_to: Option<i64>,
    pub(super) rating_from: Option<i32>,
    pub(super) language: Option<&'static str>,
    pub(super) level: Option<&'static str>,
    pub(super) seconds_from: Option<i32>,
    pub(super) seconds_to: Option<i32>,
    pub(super) free_preview: Option<bool>,
    /// Words that must be there, as a `tsquery`. Only for lists that walk an order; a search knows its words by itself.
    pub(super) matches: Option<String>,
}

impl Wanted {
    /// Reads a filter. A category that is not there counts as absent, like every odd value.
    pub(super) fn from_filter(filter: &BrowseFilter, categories: &CategoryTree) -> Self {
        let price = filter.price.map(PriceBand::bounds_minor);
        let length = filter.length.map(seconds);
        Self {
            category_ids: filter.category.as_deref().and_then(|slug| categories.ids_under(slug)),
            price_from: price.map(|(from, _)| from),
            price_to: price.map(|(_, to)| to),
            rating_from: filter.min_rating.map(|stars| stars * 1_000),
            language: filter.language.map(Locale::code),
            level: filter.level.map(Level::as_str),
            seconds_from: length.map(|(from, _)| from),
            seconds_to: length.map(|(_, to)| to),
            free_preview: filter.free_preview.then_some(true),
            matches: None,
        }
    }

    /// Whether anything will do.
    pub(super) fn is_anything(&self) -> bool {
        *self == Self::default()
    }

    /// The same as lexemes of the search index: one of each group must be there.
    pub(super) fn lexemes(&self) -> Vec<Vec<String>> {
        let categories = self.category_ids.as_ref().map(|ids| ids.iter().map(|id| format!("_c{id}")).collect());
        let single = [
            self.price_lexeme().map(str::to_owned),
            self.length_lexeme().map(str::to_owned),
            self.rating_from.map(|milli| format!("r{}", milli / 1_000)),
            self.language.map(str::to_owned),
            self.level.map(str::to_owned),
            self.free_preview.map(|_| "preview".to_owned()),
        ];
        categories.into_iter().chain(single.into_iter().flatten().map(|word| vec![format!("_{word}")])).collect()
    }

    fn price_lexeme(&self) -> Option<&'static str> {
        let bounds = (self.price_from?, self.price_to?);
        PriceBand::ALL.iter().find(|band| band.bounds_minor() == bounds).map(|band| band.as_str())
    }

    fn length_lexeme(&self) -> Option<&'static str> {
        let bounds = (self.seconds_from?, self.seconds_to?);
        LengthBand::ALL.iter().find(|band| seconds(**band) == bounds).map(|band| band.as_str())
    }
}

/// The bounds of a band as the database counts seconds.
fn seconds(band: LengthBand) -> (i32, i32) {
    let (from, to) = band.bounds_seconds();
    (i32::try_from(from).unwrap_or(i32::MAX), i32::try_from(to).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_filter_wants_anything() {
        let wanted = Wanted::from_filter(&BrowseFilter::default(), &CategoryTree::default());
        assert!(wanted.is_anything() && wanted.lexemes().is_empty());
    }

    #[test]
    fn bands_become_bounds() {
        let pairs = [("price", "free"), ("length", "long"), ("rating", "4"), ("category", "nowhere")];
        let wanted = Wanted::from_filter(&BrowseFilter::from_pairs(pairs), &CategoryTree::default());
        assert_eq!((wanted.price_from, wanted.price_to), (Some(0), Some(0)));
        assert_eq!((wanted.seconds_from, wanted.seconds_to), (Some(600), Some(i32::MAX)));
        assert_eq!((wanted.rating_from, wanted.category_ids.is_none()), (Some(4_000), true));
        assert_eq!(wanted.lexemes(), [["_free"], ["_long"], ["_r4"]]);
    }
}
