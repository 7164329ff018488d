//! The demo marketplace: people, courses with real videos, purchases, reviews and progress. Fills an empty database and nothing
//! else.

mod content;
mod films;
mod history;
mod ids;
mod learner;
mod people;
mod sql;
mod synthetic;
mod write;

pub use people::DEMO_PASSWORDS;
pub use synthetic::synthetic;

use crate::{Backend, Result};
use content::Content;

/// What a seeding has done; all zero when there was nothing to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub people: usize,
    pub offerings: usize,
    pub lessons: usize,
    pub purchases: usize,
    pub reviews: usize,
    /// Videos made now.
    pub films_made: usize,
    /// Videos that an earlier run had already stored.
    pub films_kept: usize,
}

/// Whether the marketplace has nothing in it yet.
pub async fn is_empty(backend: &Backend) -> Result<bool> {
    sql::is_empty(&backend.db).await
}

/// Makes the videos, then writes everything in one transaction. May be repeated: finished videos are kept, and a database
/// that has categories is left alone. `progress` hears a sentence now and then.
pub async fn run(backend: &Backend, progress: &(dyn Fn(&str) + Sync)) -> Result<Summary> {
    if !is_empty(backend).await? {
        return Ok(Summary::default());
    }
    let content = Content::load()?;
    let shelf = films::make_all(backend, &content, progress).await?;
    write::store_files(backend, &content).await?;
    progress("Writing people, courses and purchases into the database");
    write::all(backend, &content, &shelf).await
}

/// The same marketplace without a single video file: lengths are the planned ones. For tests of what stands on pages.
pub async fn run_without_films(backend: &Backend) -> Result<Summary> {
    if !is_empty(backend).await? {
        return Ok(Summary::default());
    }
    let content = Content::load()?;
    let shelf = films::pretend(&content);
    write::store_files(backend, &content).await?;
    write::all(backend, &content, &shelf).await
}
