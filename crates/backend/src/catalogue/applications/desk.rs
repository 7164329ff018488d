//! The desk: the queue of applications, and one of them with everything that belongs to it.

use super::{Application, HistoryEntry};
use crate::{
    Backend, Failure, Result,
    accounts::{self, Contact, Staff},
    catalogue::{cursor::Place, sql, types::Bilingual},
};
use domain::{Thing, catalogue::sellers::ApplicationStatus, ids::ApplicationId};
use jiff::Timestamp;

/// How many rows of the queue a page shows; the query takes one more.
const PAGE_ROWS: usize = 20;
/// The list's name in its places.
const MARK: u8 = 42;

/// Which applications are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// In this state; in any when none is said.
    pub status: Option<ApplicationStatus>,
    /// A part of a name, a handle or an address.
    pub query: String,
    /// Where the page begins.
    pub after: Option<String>,
}

/// An application in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    pub id: ApplicationId,
    pub status: ApplicationStatus,
    pub name: Bilingual,
    pub handle: String,
    /// The name of the account.
    pub person: String,
    pub email: String,
    pub submitted_at: Option<Timestamp>,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationQueue {
    pub rows: Vec<QueueRow>,
    /// How many there are in each state.
    pub counts: Vec<(ApplicationStatus, i64)>,
    /// Names the next page, when there is one.
    pub next: Option<String>,
}

/// The queue as staff wants to see it.
pub async fn list_applications(backend: &Backend, _: &Staff, filter: &QueueFilter) -> Result<ApplicationQueue> {
    let query = Some(filter.query.trim()).filter(|query| !query.is_empty());
    let after = Place::read(filter.after.as_deref(), MARK).map(|place| (place.key, place.id));
    let mut conn = backend.db.acquire().await?;
    let mut rows = sql::desk::list(&mut conn, filter.status.map(ApplicationStatus::as_str), query, after).await?;
    let counts = sql::desk::count(&mut conn).await?;
    drop(conn);
    let has_more = rows.len() > PAGE_ROWS;
    rows.truncate(PAGE_ROWS);
    let next = rows.last().filter(|_| has_more).map(|row| Place { key: row.key, id: row.id }.write(MARK));
    let counts = counts.into_iter().filter_map(|(status, count)| Some((ApplicationStatus::parse(&status)?, count))).collect();
    let rows = rows
        .into_iter()
        .filter_map(|row| {
            Some(QueueRow {
                id: ApplicationId(row.id),
                status: ApplicationStatus::parse(&row.status)?,
                name: Bilingual { en: row.name_en, ar: row.name_ar },
                handle: row.handle,
                person: row.person,
                email: row.email,
                submitted_at: row.submitted_at.map(|at| at.to_jiff()),
            })
        })
        .collect();
    Ok(ApplicationQueue { rows, counts, next })
}

/// An application with who wrote it and what has happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationCase {
    pub application: Application,
    pub person: Contact,
    pub history: Vec<HistoryEntry>,
    /// Nobody decides on their own.
    pub is_own: bool,
}

/// One application for the desk. A draft is its writer's alone.
pub async fn find_case(backend: &Backend, staff: &Staff, id: ApplicationId) -> Result<ApplicationCase> {
    let mut conn = backend.db.acquire().await?;
    let row = sql::applications::find(&mut conn, None, Some(id.0)).await?;
    let application = row.map(Application::from_row).filter(|application| application.status.is_seen_by_staff());
    let application = application.ok_or(Failure::not_found(Thing::Application))?;
    let history = sql::desk::list_history(&mut conn, id.0).await?;
    let person = accounts::find_contact(&mut conn, application.account_id).await?;
    let history = history
        .into_iter()
        .map(|row| HistoryEntry {
            kind: row.kind,
            actor_name: row.actor_name,
            actor_id: row.actor_id,
            reason: row.reason,
            at: row.created_at.to_jiff(),
        })
        .collect();
    let is_own = application.account_id == staff.account_id();
    Ok(ApplicationCase { application, person, history, is_own })
}
