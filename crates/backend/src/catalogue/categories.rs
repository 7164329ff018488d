//! The tree of categories with its counts, kept in memory for a minute: nearly every page needs it.

use super::{
    kept::Kept,
    sql,
    types::{Bilingual, CappedCount},
};
use crate::{Backend, Result};
use domain::ids::CategoryId;
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};
use uuid::Uuid;

/// A category or sub-category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub id: CategoryId,
    pub slug: String,
    pub parent_id: Option<CategoryId>,
    pub name: Bilingual,
    pub blurb: Bilingual,
    /// Its colour, in degrees.
    pub hue: i16,
    /// The name of its picture.
    pub icon: String,
    /// What it holds, its sub-categories included.
    pub offerings: CappedCount,
}

/// A category with what is under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryNode {
    pub category: Category,
    pub children: Vec<Category>,
}

/// All categories, in the order of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CategoryTree {
    pub roots: Vec<CategoryNode>,
    hues: HashMap<Uuid, i16>,
}

impl CategoryTree {
    /// A category by its slug.
    pub fn find(&self, slug: &str) -> Option<&Category> {
        self.all().find(|category| category.slug == slug)
    }

    /// The top category that holds the one with this slug, or is it.
    pub fn root_of(&self, slug: &str) -> Option<&CategoryNode> {
        self.roots.iter().find(|node| node.category.slug == slug || node.children.iter().any(|child| child.slug == slug))
    }

    /// The way from the top to a category.
    pub(super) fn path(&self, id: Uuid) -> Vec<&Category> {
        let is_it = |category: &Category| category.id.0 == id;
        let node = self.roots.iter().find(|node| is_it(&node.category) || node.children.iter().any(is_it));
        let Some(node) = node else { return Vec::new() };
        let mut path = vec![&node.category];
        path.extend(node.children.iter().find(|child| is_it(child)));
        path
    }

    /// Every category, each followed by its sub-categories.
    pub fn all(&self) -> impl Iterator<Item = &Category> {
        self.roots.iter().flat_map(|node| std::iter::once(&node.category).chain(&node.children))
    }

    /// How many offerings there are in all.
    pub fn total(&self) -> CappedCount {
        let is_capped = self.roots.iter().any(|node| node.category.offerings.is_capped);
        CappedCount { count: self.roots.iter().map(|node| node.category.offerings.count).sum(), is_capped }
    }

    /// The colour of a category.
    pub(super) fn hue(&self, id: Uuid) -> i16 {
        self.hues.get(&id).copied().unwrap_or_default()
    }

    /// The category with this slug and all under it.
    pub(super) fn ids_under(&self, slug: &str) -> Option<Vec<Uuid>> {
        let node = self.root_of(slug)?;
        if node.category.slug == slug {
            return Some(self_and_children(node));
        }
        node.children.iter().find(|child| child.slug == slug).map(|child| vec![child.id.0])
    }

    /// A category and its neighbours under the same top, itself included.
    pub(super) fn ids_around(&self, id: Uuid) -> Vec<Uuid> {
        self.path(id).first().and_then(|top| self.ids_under(&top.slug)).unwrap_or_else(|| vec![id])
    }

    fn from_rows(rows: Vec<Category>) -> Self {
        let hues = rows.iter().map(|row| (row.id.0, row.hue)).collect();
        let (tops, subs): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.parent_id.is_none());
        let mut roots: Vec<CategoryNode> =
            tops.into_iter().map(|category| CategoryNode { category, children: Vec::new() }).collect();
        for sub in subs {
            if let Some(node) = roots.iter_mut().find(|node| Some(node.category.id) == sub.parent_id) {
                let held = &mut node.category.offerings;
                held.count += sub.offerings.count;
                held.is_capped |= sub.offerings.is_capped;
                node.children.push(sub);
            }
        }
        Self { roots, hues }
    }
}

fn self_and_children(node: &CategoryNode) -> Vec<Uuid> {
    std::iter::once(&node.category).chain(&node.children).map(|category| category.id.0).collect()
}

static TREES: LazyLock<Kept<CategoryTree>> = LazyLock::new(|| Kept::new(60));

/// All categories with their counts, at most a minute old.
pub async fn list_categories(backend: &Backend) -> Result<Arc<CategoryTree>> {
    if let Some(tree) = TREES.get(backend, "") {
        return Ok(tree);
    }
    let mut conn = backend.db.acquire().await?;
    let rows = sql::categories::list(&mut conn).await?;
    Ok(TREES.put(backend, "", CategoryTree::from_rows(rows)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(id: u128, slug: &str, parent: Option<u128>, count: i64) -> Category {
        Category {
            id: CategoryId(Uuid::from_u128(id)),
            slug: slug.to_owned(),
            parent_id: parent.map(|id| CategoryId(Uuid::from_u128(id))),
            name: Bilingual::default(),
            blurb: Bilingual::default(),
            hue: i16::try_from(id).unwrap_or(0),
            icon: String::new(),
            offerings: CappedCount { count, is_capped: false },
        }
    }

    fn tree() -> CategoryTree {
        CategoryTree::from_rows(vec![
            category(1, "music", None, 1),
            category(2, "oud", Some(1), 3),
            category(3, "guitar", Some(1), 0),
            category(4, "cooking", None, 2),
        ])
    }

    #[test]
    fn a_top_category_holds_what_is_under_it() {
        let tree = tree();
        assert_eq!(tree.find("music").map(|c| c.offerings.count), Some(4));
        assert_eq!(tree.ids_under("music").map(|ids| ids.len()), Some(3));
        assert_eq!(tree.ids_under("oud"), Some(vec![Uuid::from_u128(2)]));
        assert_eq!(tree.ids_under("nowhere"), None);
        assert_eq!(tree.total().count, 6);
    }

    #[test]
    fn paths_lead_from_the_top() {
        let tree = tree();
        let slugs = |id: u128| tree.path(Uuid::from_u128(id)).iter().map(|c| c.slug.clone()).collect::<Vec<_>>();
        assert_eq!(slugs(2), ["music", "oud"]);
        assert_eq!(slugs(4), ["cooking"]);
        assert!(slugs(9).is_empty());
        assert_eq!(tree.ids_around(Uuid::from_u128(3)).len(), 3);
    }
}
