//! `/browse` and `/c/{category}`: lists and search results, page by page.

use super::{
    categories::{CategoryTree, list_categories},
    cursor::Place,
    kept::Kept,
    search,
    sql::{self, CardRow},
    types::{BrowsePage, CappedCount, OfferingCard},
    wanted::Wanted,
};
use crate::{Backend, Result};
use domain::catalogue::{BrowseFilter, PAGE_SIZE, Sort, query_words};
use sqlx::PgConnection;
use std::sync::LazyLock;

// The lists in `sql` fetch one row more than a page, with the number written out: a parameter would hide it from the planner.
const _: () = assert!(PAGE_SIZE == 24);

static COUNTS: LazyLock<Kept<CappedCount>> = LazyLock::new(|| Kept::new(60));

/// What one visitor asks for.
pub(super) struct Request<'a> {
    pub(super) backend: &'a Backend,
    pub(super) categories: &'a CategoryTree,
    pub(super) wanted: Wanted,
    pub(super) filter: &'a BrowseFilter,
}

/// What a filter finds: a page of cards, how many there are, and where the next page begins. Never fails for an odd filter.
pub async fn browse(backend: &Backend, filter: &BrowseFilter) -> Result<BrowsePage> {
    let categories = list_categories(backend).await?;
    let wanted = Wanted::from_filter(filter, &categories);
    let request = Request { backend, categories: &categories, wanted, filter };
    let words = query_words(&filter.query);
    let mut conn = backend.db.acquire().await?;
    if words.is_empty() { list(&mut conn, &request).await } else { search::search(&mut conn, &request, &words).await }
}

async fn list(conn: &mut PgConnection, request: &Request<'_>) -> Result<BrowsePage> {
    let sort = match request.filter.effective_sort() {
        Sort::Relevance => Sort::Popular,
        sort => sort,
    };
    let mark = list_mark(sort, Way::List);
    let place = Place::read(request.filter.after.as_deref(), mark);
    let rows = fetch(conn, sort, place, &request.wanted).await?;
    let total = count(request.backend, conn, &request.wanted).await?;
    let (items, next) = page_of(rows, mark, request.categories)?;
    Ok(BrowsePage { items, total, next, mended_query: None, best_of: None })
}

/// A page in one order: its index is walked from the place on, and what is not wanted is passed over.
pub(super) async fn fetch(conn: &mut PgConnection, sort: Sort, place: Option<Place>, wanted: &Wanted) -> Result<Vec<CardRow>> {
    let top = place.unwrap_or(Place::TOP);
    match sort {
        Sort::Newest => sql::lists::newest(conn, top, wanted).await,
        Sort::Rating => sql::lists::best_rated(conn, top, wanted).await,
        Sort::PriceHigh => sql::lists::dearest(conn, top, wanted).await,
        Sort::PriceLow => sql::lists::cheapest(conn, place.unwrap_or(Place::BOTTOM), wanted).await,
        Sort::Popular | Sort::Relevance if place.is_none() && wanted.is_anything() => sql::lists::first_popular(conn).await,
        // Words may be common in one category and rare in the next, which would be walked to its end.
        Sort::Popular | Sort::Relevance if wanted.category_ids.is_some() && wanted.matches.is_none() => {
            sql::lists::popular_in_categories(conn, top, wanted).await
        }
        Sort::Popular | Sort::Relevance => sql::lists::popular(conn, top, wanted).await,
    }
}

async fn count(backend: &Backend, conn: &mut PgConnection, wanted: &Wanted) -> Result<CappedCount> {
    let key = format!("{wanted:?}");
    if let Some(count) = COUNTS.get(backend, &key) {
        return Ok(*count);
    }
    let counted = sql::lists::count(conn, wanted).await?;
    Ok(*COUNTS.put(backend, &key, CappedCount::of(counted)))
}

/// Cuts the one row too many off, which tells whether there is a next page.
pub(super) fn page_of(
    mut rows: Vec<CardRow>,
    mark: u8,
    categories: &CategoryTree,
) -> Result<(Vec<OfferingCard>, Option<String>)> {
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let has_more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| has_more).map(|row| Place { key: row.key, id: row.id }.write(mark));
    Ok((OfferingCard::from_rows(rows, categories)?, next))
}

/// How the rows of a page are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Everything that the filter lets through, in the index's order.
    List,
    /// All that a search finds, put into order.
    Gathered,
    /// What a search for common words finds, in the index's order.
    Walked,
}

/// Tells the places of one order, found in one way, from all others.
pub(super) fn list_mark(sort: Sort, way: Way) -> u8 {
    let order = match sort {
        Sort::Relevance => 0,
        Sort::Popular => 1,
        Sort::Newest => 2,
        Sort::Rating => 3,
        Sort::PriceLow => 4,
        Sort::PriceHigh => 5,
    };
    order
        + match way {
            Way::List => 0,
            Way::Gathered => 16,
            Way::Walked => 48,
        }
}
