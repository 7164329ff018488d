//! The picture of a course for those who share its address: the poster of its first free video, which everybody may see anyway.

use super::sql;
use crate::{
    Backend, Failure, Result,
    media::{self, Conditions, FileName, MediaFile, Opening},
};
use domain::{Thing, ids::MediaId};
use serde::Deserialize;

/// How large a picture is, where that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Picture {
    pub width: Option<i32>,
    pub height: Option<i32>,
}

/// Opens the picture of a published course, for everybody and without an end.
pub async fn open_picture(backend: &Backend, slug: &str, if_none_match: Option<&str>) -> Result<Opening> {
    let mut conn = backend.db.acquire().await?;
    let row = sql::pictures::find(&mut conn, slug).await?.ok_or(Failure::not_found(Thing::Media))?;
    drop(conn);
    let poster = MediaFile {
        id: MediaId(row.id),
        kind: "video".to_owned(),
        storage_prefix: row.storage_prefix,
        file_name: None,
        mime: "image/jpeg".to_owned(),
    };
    let name = FileName::Stored { path: "poster.jpg", mime: "image/jpeg" };
    media::open(backend, &poster, name, Conditions { if_none_match, ..Conditions::default() }).await
}
