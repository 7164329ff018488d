//! `/studio/offerings`: what a seller has made, by state.

use crate::{
    Backend, Result,
    accounts::Viewer,
    catalogue::{
        cursor::Place,
        sql::building::lists as sql,
        studio::{OwnOffering, own_offering, seller_of},
    },
};
use domain::catalogue::{OfferingStatus, PAGE_SIZE};

/// The list's name in its places.
const MARK: u8 = 45;

/// A tab of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OwnTab {
    /// Everything but the archive.
    #[default]
    All,
    In(OfferingStatus),
    Archive,
}

impl OwnTab {
    /// The word in its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::In(status) => status.as_str(),
            Self::Archive => "archived",
        }
    }

    /// The tab of this word; any other word means everything.
    pub fn parse(word: &str) -> Self {
        match OfferingStatus::parse(word) {
            Some(status) => Self::In(status),
            None if word == Self::Archive.word() => Self::Archive,
            None => Self::All,
        }
    }
}

/// A page of what a seller has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnOfferings {
    pub offerings: Vec<OwnOffering>,
    counts: Vec<(String, i64)>,
    /// Names the next page, when there is one.
    pub next: Option<String>,
}

impl OwnOfferings {
    /// How many there are under a tab.
    pub fn count(&self, tab: OwnTab) -> i64 {
        let archived = OwnTab::Archive.word();
        let counted = self.counts.iter().filter(|(word, _)| match tab {
            OwnTab::All => word != archived,
            OwnTab::In(_) | OwnTab::Archive => word == tab.word(),
        });
        counted.map(|(_, count)| count).sum()
    }
}

/// What the viewer has made, the newest first, from a place on.
pub async fn list_own_offerings(backend: &Backend, viewer: &Viewer, tab: OwnTab, after: Option<&str>) -> Result<OwnOfferings> {
    let seller_id = seller_of(viewer)?;
    let place = Place::read(after, MARK).unwrap_or(Place::TOP);
    let status = match tab {
        OwnTab::In(status) => Some(status.as_str()),
        OwnTab::All | OwnTab::Archive => None,
    };
    let wanted = sql::Wanted { status, is_archived: tab == OwnTab::Archive };
    let mut conn = backend.db.acquire().await?;
    let mut rows = sql::list_own(&mut conn, seller_id.0, &wanted, place.instant(), place.id).await?;
    let counts = sql::count_own(&mut conn, seller_id.0).await?;
    drop(conn);
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let has_more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| has_more).map(|row| Place { key: row.key, id: row.id }.write(MARK));
    let offerings = rows.into_iter().map(own_offering).collect::<Result<Vec<_>>>()?;
    Ok(OwnOfferings { offerings, counts, next })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_read_back_and_everything_leaves_the_archive_out() {
        let tabs = OfferingStatus::ALL.iter().map(|status| OwnTab::In(*status)).chain([OwnTab::All, OwnTab::Archive]);
        assert!(tabs.into_iter().all(|tab| OwnTab::parse(tab.word()) == tab));
        assert_eq!(OwnTab::parse("nonsense"), OwnTab::All);
        let counts = [("draft", 2), ("published", 3), ("archived", 5)].map(|(word, count)| (word.to_owned(), count));
        let list = OwnOfferings { offerings: Vec::new(), counts: counts.to_vec(), next: None };
        assert_eq!(list.count(OwnTab::All), 5);
        assert_eq!(list.count(OwnTab::In(OfferingStatus::Draft)), 2);
        assert_eq!(list.count(OwnTab::Archive), 5);
    }
}
