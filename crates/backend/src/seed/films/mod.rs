//! The videos of the demo marketplace: which lesson shows which film, and making those that are not stored yet.

mod plan;
mod playlist;
mod publish;
mod recipe;
mod studio;

use super::{content::Content, ids::id};
use crate::{Backend, Result};
use futures::{
    future::BoxFuture,
    stream::{self, StreamExt, TryStreamExt},
};
use plan::{Plan, Reel};
use publish::Film;
use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};
use studio::Studio;
use uuid::Uuid;

/// A film being made: in the end, each of its lengths with its folder.
type Shot<'a> = BoxFuture<'a, Result<Vec<(String, Film)>>>;

/// The stored films, and which lesson shows which.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    films: HashMap<String, Film>,
    by_media: HashMap<Uuid, String>,
    pub made: usize,
    pub kept: usize,
}

impl Shelf {
    /// The film of a lesson's media, with the folder that it lies in.
    pub(super) fn find(&self, media_id: Uuid) -> Option<(&str, &Film)> {
        let prefix = self.by_media.get(&media_id)?;
        Some((prefix.as_str(), self.films.get(prefix)?))
    }
}

/// The id of a lesson's media.
pub(super) fn media_id(course: &str, lesson: usize) -> Uuid {
    id("media", &format!("{course}:{lesson}"))
}

/// Makes and stores every film that is missing, two or more at a time.
pub(super) async fn make_all(backend: &Backend, content: &Content, progress: &(dyn Fn(&str) + Sync)) -> Result<Shelf> {
    let Plan { reels, by_media } = plan::plan(content);
    let mut shelf = Shelf { by_media, ..Shelf::default() };
    let mut missing = Vec::new();
    for reel in reels {
        match stored(backend, &reel).await? {
            Some(films) => {
                shelf.kept += 1;
                shelf.films.extend(films);
            }
            None => missing.push(reel),
        }
    }
    if !missing.is_empty() {
        shelf.made = missing.len();
        shelf.films.extend(shoot(backend, &missing, progress).await?);
    }
    Ok(shelf)
}

/// The films as planned, with nothing behind them.
pub(super) fn pretend(content: &Content) -> Shelf {
    let Plan { reels, by_media } = plan::plan(content);
    let cuts = reels.into_iter().flat_map(|reel| reel.cuts);
    let films = cuts.map(|cut| (cut.prefix, Film { duration_ms: cut.seconds * 1_000, size_bytes: 0 })).collect();
    Shelf { films, by_media, ..Shelf::default() }
}

/// All cuts of a reel, when each of them was stored to the end.
async fn stored(backend: &Backend, reel: &Reel) -> Result<Option<Vec<(String, Film)>>> {
    let mut films = Vec::new();
    for cut in &reel.cuts {
        match publish::find(&backend.media, &cut.prefix).await? {
            Some(film) => films.push((cut.prefix.clone(), film)),
            None => return Ok(None),
        }
    }
    Ok(Some(films))
}

async fn shoot(backend: &Backend, reels: &[Reel], progress: &(dyn Fn(&str) + Sync)) -> Result<Vec<(String, Film)>> {
    let studio = Studio::open().await?;
    let done = AtomicUsize::new(0);
    progress(&format!("Making {} videos for the demo courses; once only, about two minutes", reels.len()));
    let mut work: Vec<Shot<'_>> = Vec::new();
    for reel in reels {
        let (studio, done) = (&studio, &done);
        work.push(Box::pin(async move {
            let films = shoot_one(backend, studio, reel).await?;
            let count = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(&format!("Video {count} of {}: {}", reels.len(), reel.script.title.text));
            Ok(films)
        }));
    }
    let films: Vec<Vec<(String, Film)>> = stream::iter(work).buffer_unordered(studio::seats()).try_collect().await?;
    Ok(films.into_iter().flatten().collect())
}

async fn shoot_one(backend: &Backend, studio: &Studio, reel: &Reel) -> Result<Vec<(String, Film)>> {
    let folder = studio.shoot(reel).await?;
    let mut films = Vec::new();
    for cut in &reel.cuts {
        films.push((cut.prefix.clone(), publish::publish(&backend.media, &folder, cut).await?));
    }
    tokio::fs::remove_dir_all(&folder).await?;
    Ok(films)
}
