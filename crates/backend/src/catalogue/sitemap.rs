//! Every address that search engines may list.

use super::{categories::list_categories, kept::Kept, sql};
use crate::{Backend, Result};
use jiff::Timestamp;
use std::sync::{Arc, LazyLock};

/// One page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapEntry {
    /// Path without the language.
    pub path: String,
    pub changed_at: Option<Timestamp>,
}

/// What stands on the site whatever is for sale.
const STANDING: [&str; 7] = ["/", "/browse", "/faq", "/contact", "/p/refunds", "/p/terms", "/p/privacy"];

static ENTRIES: LazyLock<Kept<Vec<SitemapEntry>>> = LazyLock::new(|| Kept::new(600));

/// Home, lists, standing texts, categories that hold something, courses and sellers; at most ten minutes old.
pub async fn sitemap_entries(backend: &Backend) -> Result<Arc<Vec<SitemapEntry>>> {
    if let Some(entries) = ENTRIES.get(backend, "") {
        return Ok(entries);
    }
    let entry = |path: String| SitemapEntry { path, changed_at: None };
    let tree = list_categories(backend).await?;
    let mut conn = backend.db.acquire().await?;
    let offerings = sql::sitemap::list_offerings(&mut conn).await?;
    let sellers = sql::sitemap::list_sellers(&mut conn).await?;
    drop(conn);
    let mut entries: Vec<SitemapEntry> = STANDING.iter().map(|path| entry((*path).to_owned())).collect();
    let held = tree.all().filter(|category| category.offerings.count > 0);
    entries.extend(held.map(|category| entry(format!("/c/{}", category.slug))));
    entries.extend(sellers.into_iter().map(|handle| entry(format!("/s/{handle}"))));
    let offerings = offerings.into_iter();
    entries.extend(offerings.map(|(slug, at)| SitemapEntry { path: format!("/o/{slug}"), changed_at: Some(at) }));
    Ok(ENTRIES.put(backend, "", entries))
}
