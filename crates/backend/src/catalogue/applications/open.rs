//! Reading the files of an application: its writer and staff may, nobody else.

use super::files::PHOTO_FILE;
use crate::{
    Backend, Failure, Result,
    accounts::{Staff, Viewer},
    catalogue::sql::application_files::{self as sql, FileRow},
    media::{self, Conditions, FileName, MediaFile, Opening},
};
use domain::{
    Thing,
    ids::{ApplicationId, MediaId},
};

/// The viewer's own photo.
pub async fn open_photo(backend: &Backend, viewer: &Viewer) -> Result<(MediaFile, Opening)> {
    let row = sql::find_photo(&backend.db, Some(viewer.account_id.0), None).await?;
    open(backend, row, PHOTO).await
}

/// The photo of somebody's application.
pub async fn open_photo_for_staff(backend: &Backend, _: &Staff, id: ApplicationId) -> Result<(MediaFile, Opening)> {
    let row = sql::find_photo(&backend.db, None, Some(id.0)).await?;
    open(backend, row, PHOTO).await
}

/// One of the viewer's own documents.
pub async fn open_document(backend: &Backend, viewer: &Viewer, document: MediaId) -> Result<(MediaFile, Opening)> {
    let row = sql::find_document(&backend.db, document.0, Some(viewer.account_id.0), None).await?;
    open(backend, row, FileName::Download).await
}

/// One of the documents of somebody's application.
pub async fn open_document_for_staff(
    backend: &Backend,
    _: &Staff,
    id: ApplicationId,
    document: MediaId,
) -> Result<(MediaFile, Opening)> {
    let row = sql::find_document(&backend.db, document.0, None, Some(id.0)).await?;
    open(backend, row, FileName::Download).await
}

const PHOTO: FileName<'static> = FileName::Stored { path: PHOTO_FILE, mime: "image/jpeg" };

async fn open(backend: &Backend, row: Option<FileRow>, name: FileName<'_>) -> Result<(MediaFile, Opening)> {
    let row = row.ok_or(Failure::not_found(Thing::Media))?;
    let file = MediaFile {
        id: MediaId(row.id),
        kind: row.kind,
        storage_prefix: row.storage_prefix,
        file_name: row.file_name,
        mime: row.mime,
    };
    let opening = media::open(backend, &file, name, Conditions::default()).await?;
    Ok((file, opening))
}
