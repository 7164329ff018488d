//! `/`: what is good in each field, what is new, and true numbers. The same for every visitor, so it is kept for a minute.

use super::{
    categories::{Category, CategoryTree, list_categories},
    kept::Kept,
    sql,
    types::{CappedCount, OfferingCard},
};
use crate::{Backend, Result};
use std::sync::{Arc, LazyLock};

/// Groups shown on the home page.
const MAX_NEEDS: usize = 4;

/// A field in which people want to learn something, with its most popular offerings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub category: Category,
    pub offerings: Vec<OfferingCard>,
}

/// Numbers that are true.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    pub offerings: CappedCount,
    pub sellers: i64,
    pub rating_milli: i32,
    pub rating_count: i64,
}

/// What the home page shows to everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomePage {
    /// Top categories that hold something.
    pub categories: Vec<Category>,
    pub needs: Vec<Need>,
    pub newest: Vec<OfferingCard>,
    pub facts: Facts,
}

static PAGES: LazyLock<Kept<HomePage>> = LazyLock::new(|| Kept::new(60));

/// The home page, at most a minute old. What the viewer was learning is the learning area's to say.
pub async fn home_page(backend: &Backend) -> Result<Arc<HomePage>> {
    if let Some(page) = PAGES.get(backend, "") {
        return Ok(page);
    }
    let tree = list_categories(backend).await?;
    let categories: Vec<Category> =
        tree.roots.iter().map(|node| &node.category).filter(|category| category.offerings.count > 0).cloned().collect();
    let mut conn = backend.db.acquire().await?;
    let needs = list_needs(&mut conn, &tree, &categories).await?;
    let newest = OfferingCard::from_rows(sql::home::list_newest(&mut conn).await?, &tree)?;
    let facts = Facts { offerings: tree.total(), ..sql::home::find_facts(&mut conn).await? };
    drop(conn);
    Ok(PAGES.put(backend, "", HomePage { categories, needs, newest, facts }))
}

async fn list_needs(conn: &mut sqlx::PgConnection, tree: &CategoryTree, categories: &[Category]) -> Result<Vec<Need>> {
    let mut fullest: Vec<&Category> = categories.iter().collect();
    fullest.sort_by_key(|category| std::cmp::Reverse(category.offerings.count));
    fullest.truncate(MAX_NEEDS);
    let (mut places, mut ids) = (Vec::new(), Vec::new());
    for (place, category) in (0_i32..).zip(&fullest) {
        for id in tree.ids_under(&category.slug).unwrap_or_default() {
            places.push(place);
            ids.push(id);
        }
    }
    let mut needs: Vec<Need> =
        fullest.into_iter().map(|category| Need { category: category.clone(), offerings: Vec::new() }).collect();
    for row in sql::home::list_popular_by_group(conn, &places, &ids).await? {
        let place = (0..needs.len()).find(|place| u32::try_from(*place).is_ok_and(|at| f64::from(at) == row.key));
        if let Some(need) = place.and_then(|place| needs.get_mut(place)) {
            need.offerings.push(OfferingCard::from_row(row, tree)?);
        }
    }
    Ok(needs)
}
