//! Storing a film: its segments, playlists and poster, and last of all a note of what was probed. A folder with the note is whole.

use super::{
    plan::{Cut, SEGMENT_SECONDS},
    playlist::{self, Stream},
    recipe::{RENDITIONS, Rendition},
    studio,
};
use crate::{Failure, Result, media::MediaStore};
use anyhow::Context;
use bytes::Bytes;
use domain::AppError;
use serde::{Deserialize, Serialize};
use std::path::Path;
use tokio::fs;

/// What is known of a stored film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::seed) struct Film {
    /// From the probe of the finished stream.
    pub duration_ms: i64,
    pub size_bytes: i64,
}

/// A film that an earlier run stored to the end.
pub(super) async fn find(store: &MediaStore, prefix: &str) -> Result<Option<Film>> {
    match store.get(&note_path(prefix)).await {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(Failure::User(AppError::NotFound(_))) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Stores one length of the film that lies in `folder`.
pub(super) async fn publish(store: &MediaStore, folder: &Path, cut: &Cut) -> Result<Film> {
    let mut streams = Vec::new();
    let mut size_bytes = 0;
    let mut duration_ms = 0;
    for rendition in RENDITIONS {
        let (stream, bytes) = publish_rendition(store, folder, cut, rendition).await?;
        duration_ms = probe(&folder.join(rendition.name), cut).await?;
        size_bytes += bytes;
        streams.push(stream);
    }
    store.put(&format!("{}/poster.jpg", cut.prefix), fs::read(folder.join("poster.jpg")).await?.into()).await?;
    store.put(&format!("{}/master.m3u8", cut.prefix), playlist::master(&streams).into()).await?;
    let film = Film { duration_ms, size_bytes: i64::try_from(size_bytes).unwrap_or(i64::MAX) };
    store.put(&note_path(&cut.prefix), serde_json::to_vec(&film)?.into()).await?;
    Ok(film)
}

async fn publish_rendition(store: &MediaStore, folder: &Path, cut: &Cut, rendition: Rendition) -> Result<(Stream, u64)> {
    let source = folder.join(rendition.name);
    let target = format!("{}/{}", cut.prefix, rendition.name);
    let count = usize::try_from((cut.seconds + SEGMENT_SECONDS - 1) / SEGMENT_SECONDS).unwrap_or(0);
    let list = playlist::cut(&fs::read_to_string(source.join("index.m3u8")).await?, count);
    let (mut all, mut largest) = (0, 0);
    for name in playlist::segments(&list).chain(["init.mp4"]) {
        let bytes = Bytes::from(fs::read(source.join(name)).await.with_context(|| format!("reading {name} of {target}"))?);
        let length = u64::try_from(bytes.len()).unwrap_or(0);
        all += length;
        largest = largest.max(length);
        store.put(&format!("{target}/{name}"), bytes).await?;
    }
    fs::write(source.join(cut_name(cut)), &list).await?;
    store.put(&format!("{target}/index.m3u8"), list.into()).await?;
    let bits_per = |bytes: u64, seconds: i64| bytes * 8 / u64::try_from(seconds).unwrap_or(1).max(1);
    let stream = Stream { rendition, peak_bits: bits_per(largest, SEGMENT_SECONDS), average_bits: bits_per(all, cut.seconds) };
    Ok((stream, all))
}

/// How long the finished stream is.
async fn probe(source: &Path, cut: &Cut) -> Result<i64> {
    let mut args: Vec<String> = "-v error -show_entries format=duration -of csv=p=0".split(' ').map(str::to_owned).collect();
    args.push(cut_name(cut));
    let printed = studio::run("ffprobe", source, &args).await?;
    Ok(playlist::milliseconds(&printed).with_context(|| format!("ffprobe printed {printed:?} for {}", cut.prefix))?)
}

fn cut_name(cut: &Cut) -> String {
    format!("cut-{}.m3u8", cut.seconds)
}

fn note_path(prefix: &str) -> String {
    format!("{prefix}/probe.json")
}
