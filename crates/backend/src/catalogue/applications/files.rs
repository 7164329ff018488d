//! The files of an application: stored first, then entered, so that no entry points to nothing; what is replaced is dropped by a job.

use super::{
    draft::stale,
    photo::{self, prepare_picture},
};
use crate::{Backend, Failure, Result, accounts::Viewer, catalogue::sql, db, jobs, media::download_key};
use bytes::Bytes;
use domain::{
    Thing,
    catalogue::sellers::{MAX_DOCUMENT_BYTES, MAX_PHOTO_BYTES, document_name, sniff},
    ids::MediaId,
};
use sqlx::PgConnection;
use uuid::Uuid;

/// A file as a form sent it. What is longer than its field takes comes cut off and says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// What the browser calls it; worth nothing but as a label.
    pub file_name: String,
    pub bytes: Bytes,
    pub is_too_large: bool,
}

/// The name of a photo below its folder.
pub(in crate::catalogue) const PHOTO_FILE: &str = "photo.jpg";

/// A file that is about to be entered.
pub(in crate::catalogue) struct NewFile<'a> {
    pub id: Uuid,
    pub owner_id: Uuid,
    /// `image` or `file`.
    pub kind: &'static str,
    pub storage_prefix: &'a str,
    pub file_name: Option<&'a str>,
    pub mime: &'static str,
    pub size_bytes: i64,
    /// Width and height of a picture.
    pub size: Option<(i32, i32)>,
}

fn prefix_of(id: Uuid) -> String {
    format!("applications/{id}")
}

/// Where a picture lies.
pub(in crate::catalogue) fn picture_key(prefix: &str) -> String {
    format!("{prefix}/{PHOTO_FILE}")
}

/// Sets the photo; the one before goes.
pub(super) async fn replace_photo(backend: &Backend, viewer: &Viewer, upload: Upload) -> Result<()> {
    if upload.is_too_large || upload.bytes.len() > MAX_PHOTO_BYTES {
        return Err(Failure::field("photo", "sell-error-photo-large"));
    }
    let picture = prepare_picture(upload.bytes, photo::PHOTO).await?;
    let id = db::new_id();
    let prefix = prefix_of(id);
    let file = NewFile {
        id,
        owner_id: viewer.account_id.0,
        kind: "image",
        storage_prefix: &prefix,
        file_name: None,
        mime: "image/jpeg",
        size_bytes: length(&picture),
        size: i32::try_from(photo::PHOTO.width).ok().zip(i32::try_from(photo::PHOTO.height).ok()),
    };
    let key = picture_key(&prefix);
    backend.media.put(&key, picture).await?;
    let entered = enter_photo(backend, viewer, &file).await;
    undo_unless_entered(backend, &key, entered).await
}

async fn enter_photo(backend: &Backend, viewer: &Viewer, file: &NewFile<'_>) -> Result<()> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let found = sql::applications::lock_editable(&mut tx, viewer.account_id.0).await?.ok_or_else(stale)?;
    sql::application_files::insert_media(&mut tx, file, now).await?;
    sql::application_files::set_photo(&mut tx, found.id, file.id, now).await?;
    if let Some(old) = found.photo_id {
        drop_files(&mut tx, &[old]).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Adds a document.
pub(super) async fn add_document(backend: &Backend, viewer: &Viewer, upload: Upload) -> Result<()> {
    if upload.is_too_large || upload.bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(Failure::field("document", "sell-error-document-large"));
    }
    let kind = sniff(&upload.bytes).ok_or_else(|| Failure::field("document", "sell-error-document-kind"))?;
    let id = db::new_id();
    let prefix = prefix_of(id);
    let name = document_name(&upload.file_name, kind);
    let file = NewFile {
        id,
        owner_id: viewer.account_id.0,
        kind: "file",
        storage_prefix: &prefix,
        file_name: Some(&name),
        mime: kind.mime(),
        size_bytes: length(&upload.bytes),
        size: None,
    };
    let key = download_key(&prefix);
    backend.media.put(&key, upload.bytes).await?;
    let entered = enter_document(backend, viewer, &file).await;
    undo_unless_entered(backend, &key, entered).await
}

async fn enter_document(backend: &Backend, viewer: &Viewer, file: &NewFile<'_>) -> Result<()> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let found = sql::applications::lock_editable(&mut tx, viewer.account_id.0).await?.ok_or_else(stale)?;
    sql::application_files::insert_media(&mut tx, file, now).await?;
    if !sql::application_files::insert_document(&mut tx, found.id, file.id, now).await? {
        return Err(Failure::field("document", "sell-error-documents-many"));
    }
    tx.commit().await?;
    Ok(())
}

/// Takes a document away from the viewer's own application.
pub async fn remove_document(backend: &Backend, viewer: &Viewer, document: MediaId) -> Result<()> {
    let mut tx = backend.db.begin().await?;
    let found = sql::applications::lock_editable(&mut tx, viewer.account_id.0).await?;
    let found = found.ok_or(Failure::not_found(Thing::Media))?;
    if !sql::application_files::delete_document(&mut tx, found.id, document.0).await? {
        return Err(Failure::not_found(Thing::Media));
    }
    drop_files(&mut tx, &[document.0]).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes files out of the books, and has their bytes dropped once that is certain.
pub(in crate::catalogue) async fn drop_files(conn: &mut PgConnection, ids: &[Uuid]) -> Result<()> {
    let prefixes = sql::application_files::delete_media(&mut *conn, ids).await?;
    let paths: Vec<String> = prefixes
        .into_iter()
        .map(|(kind, prefix)| if kind == "image" { picture_key(&prefix) } else { download_key(&prefix) })
        .collect();
    if paths.is_empty() {
        return Ok(());
    }
    jobs::enqueue(conn, jobs::DropFiles::TASK, &jobs::DropFiles { paths }, None).await
}

/// A file that could not be entered is not kept either.
pub(in crate::catalogue) async fn undo_unless_entered(backend: &Backend, key: &str, entered: Result<()>) -> Result<()> {
    if entered.is_err() {
        backend.media.delete(key).await?;
    }
    entered
}

fn length(bytes: &Bytes) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}
