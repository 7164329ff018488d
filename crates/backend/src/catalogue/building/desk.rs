//! The desk: the queue of offerings, and one of them with everything that belongs to it.

use super::{
    history::{HistoryEntry, entries},
    load::load,
    types::Draft,
};
use crate::{
    Backend, Failure, Result,
    accounts::{self, Contact, Staff},
    catalogue::{
        cursor::Place,
        sql::building::{desk as sql, states},
        types::Bilingual,
    },
};
use domain::{
    Thing,
    catalogue::{OfferingKind, OfferingStatus},
    ids::OfferingId,
};
use jiff::Timestamp;

/// How many rows of the queue a page shows; the query takes one more.
const PAGE_ROWS: usize = 20;
/// The list's name in its places.
const MARK: u8 = 44;

/// Which offerings are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskFilter {
    /// In this state; in any when none is said.
    pub status: Option<OfferingStatus>,
    /// A part of a title, a name or a handle.
    pub query: String,
    /// Where the page begins.
    pub after: Option<String>,
}

/// An offering in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    pub id: OfferingId,
    pub kind: OfferingKind,
    pub status: OfferingStatus,
    pub title: Bilingual,
    pub seller: Bilingual,
    pub submitted_at: Option<Timestamp>,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferingQueue {
    pub rows: Vec<DeskRow>,
    /// How many there are in each state.
    pub counts: Vec<(OfferingStatus, i64)>,
    /// Names the next page, when there is one.
    pub next: Option<String>,
}

/// The queue as staff wants to see it.
pub async fn list_offerings(backend: &Backend, _: &Staff, filter: &DeskFilter) -> Result<OfferingQueue> {
    let query = Some(filter.query.trim()).filter(|query| !query.is_empty());
    let after = Place::read(filter.after.as_deref(), MARK).map(|place| (place.key, place.id));
    let mut conn = backend.db.acquire().await?;
    let mut rows = sql::list(&mut conn, filter.status.map(OfferingStatus::as_str), query, after).await?;
    let counts = sql::count(&mut conn).await?;
    drop(conn);
    let has_more = rows.len() > PAGE_ROWS;
    rows.truncate(PAGE_ROWS);
    let next = rows.last().filter(|_| has_more).map(|row| Place { key: row.key, id: row.id }.write(MARK));
    let counts = counts.into_iter().filter_map(|(status, count)| Some((OfferingStatus::parse(&status)?, count))).collect();
    let rows = rows
        .into_iter()
        .filter_map(|row| {
            Some(DeskRow {
                id: OfferingId(row.id),
                kind: OfferingKind::parse(&row.kind)?,
                status: OfferingStatus::parse(&row.status)?,
                title: Bilingual { en: row.title_en, ar: row.title_ar },
                seller: Bilingual { en: row.name_en, ar: row.name_ar },
                submitted_at: row.submitted_at.map(|at| at.to_jiff()),
            })
        })
        .collect();
    Ok(OfferingQueue { rows, counts, next })
}

/// An offering with who built it and what has happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferingCase {
    pub offering: Draft,
    pub person: Contact,
    /// The newest first.
    pub history: Vec<HistoryEntry>,
    /// Nobody decides on their own.
    pub is_own: bool,
}

/// One offering for the desk. A draft is its seller's alone.
pub async fn find_offering_case(backend: &Backend, staff: &Staff, id: OfferingId) -> Result<OfferingCase> {
    let mut conn = backend.db.acquire().await?;
    let offering = load(&mut conn, id.0, None, backend.clock.now()).await?;
    let offering = offering.filter(|offering| offering.status.is_seen_by_staff());
    let offering = offering.ok_or(Failure::not_found(Thing::Offering))?;
    let history = entries(states::list_history(&mut conn, id.0).await?);
    let person = accounts::find_contact(&mut conn, offering.account_id).await?;
    let is_own = offering.account_id == staff.account_id();
    Ok(OfferingCase { offering, person, history, is_own })
}
