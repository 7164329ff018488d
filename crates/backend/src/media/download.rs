//! Opening a stored file under the conditions of a request: whole, in part, unchanged, or out of range.

use super::{
    access::MediaFile,
    names::{FileName, download_key},
    range::{self, Wanted},
};
use crate::{Backend, Failure, Result};
use bytes::Bytes;
use domain::Thing;
use futures::stream::BoxStream;
use std::ops::Range;

/// The headers that decide how much is sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Conditions<'a> {
    pub range: Option<&'a str>,
    pub if_range: Option<&'a str>,
    pub if_none_match: Option<&'a str>,
}

/// A file, or a stretch of it, ready to be sent.
pub struct Part {
    pub size_bytes: u64,
    pub etag: String,
    /// Which bytes; all of them when the whole file was asked for.
    pub range: Range<u64>,
    pub is_whole: bool,
    pub stream: BoxStream<'static, std::io::Result<Bytes>>,
}

/// What opening came to.
pub enum Opening {
    Ready(Part),
    /// The visitor already has these bytes.
    Unchanged {
        etag: String,
    },
    /// The range begins beyond the end.
    Unsatisfiable {
        size_bytes: u64,
    },
}

/// Opens a file of a media that `authorise` let through. Captions are not stored files and are not found here.
pub async fn open(backend: &Backend, file: &MediaFile, name: FileName<'_>, conditions: Conditions<'_>) -> Result<Opening> {
    let key = match name {
        FileName::Stored { path, .. } if file.kind != "file" => format!("{}/{path}", file.storage_prefix),
        FileName::Download if file.kind == "file" => download_key(&file.storage_prefix),
        _ => return Err(Failure::not_found(Thing::Media)),
    };
    let stored = backend.media.head(&key).await?.ok_or(Failure::not_found(Thing::Media))?;
    if range::is_known(conditions.if_none_match, &stored.etag) {
        return Ok(Opening::Unchanged { etag: stored.etag });
    }
    let header = conditions.range.filter(|_| range::is_same(conditions.if_range, &stored.etag));
    let (range, is_whole) = match range::wanted(header, stored.size_bytes) {
        Wanted::Whole => (0..stored.size_bytes, true),
        Wanted::Part(range) => (range, false),
        Wanted::Unsatisfiable => return Ok(Opening::Unsatisfiable { size_bytes: stored.size_bytes }),
    };
    let stream = backend.media.get_range(&key, range.clone()).await?;
    Ok(Opening::Ready(Part { size_bytes: stored.size_bytes, etag: stored.etag, range, is_whole, stream }))
}
