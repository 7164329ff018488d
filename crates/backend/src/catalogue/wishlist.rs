//! Wishlists: what an account wants to come back to.

use super::{browse::page_of, categories::list_categories, cursor::Place, sql, types::OfferingCard};
use crate::{Backend, Failure, Result, accounts::Viewer};
use domain::{Thing, ids::OfferingId};
use std::collections::HashSet;

/// The list's name in its places.
const MARK: u8 = 42;

/// A page of a wishlist, the newest wish first. What is no longer published is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WishlistPage {
    pub items: Vec<OfferingCard>,
    /// Names the next page, when there is one.
    pub next: Option<String>,
}

/// Puts an offering on the viewer's wishlist; twice is once.
pub async fn add_wish(backend: &Backend, viewer: &Viewer, slug: &str) -> Result<()> {
    let mut conn = backend.db.acquire().await?;
    if sql::wishes::insert(&mut conn, viewer.account_id.0, slug, backend.clock.now()).await? {
        Ok(())
    } else {
        Err(Failure::not_found(Thing::Offering))
    }
}

/// Takes an offering off the viewer's wishlist; what is not there stays away.
pub async fn remove_wish(backend: &Backend, viewer: &Viewer, slug: &str) -> Result<()> {
    let mut conn = backend.db.acquire().await?;
    sql::wishes::delete(&mut conn, viewer.account_id.0, slug).await
}

/// The viewer's wishlist from a place on; nonsense begins at the front.
pub async fn list_wishes(backend: &Backend, viewer: &Viewer, after: Option<&str>) -> Result<WishlistPage> {
    let categories = list_categories(backend).await?;
    let mut conn = backend.db.acquire().await?;
    let place = Place::read(after, MARK).unwrap_or(Place::TOP);
    let rows = sql::wishes::list(&mut conn, viewer.account_id.0, place).await?;
    let (items, next) = page_of(rows, MARK, &categories)?;
    Ok(WishlistPage { items, next })
}

/// Which of the shown offerings the viewer has wished for; for strangers, or for none, nothing is asked.
pub async fn find_wished(backend: &Backend, viewer: Option<&Viewer>, shown: &[OfferingId]) -> Result<HashSet<OfferingId>> {
    let Some(viewer) = viewer.filter(|_| !shown.is_empty()) else { return Ok(HashSet::new()) };
    let ids: Vec<_> = shown.iter().map(|id| id.0).collect();
    let mut conn = backend.db.acquire().await?;
    let found = sql::wishes::list_among(&mut conn, viewer.account_id.0, &ids).await?;
    Ok(found.into_iter().map(OfferingId).collect())
}
