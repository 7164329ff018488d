//! The cover of an offering: cut to 16:9, drawn anew, stored first and then entered; what is replaced is dropped by a job.

use super::editing::{StepSave, begin};
use crate::{
    Backend, Failure, Result,
    accounts::{Staff, Viewer, limits},
    catalogue::{
        applications::{Crop, NewFile, PHOTO_FILE, Upload, drop_files, picture_key, prepare_picture, undo_unless_entered},
        sql::{self, application_files::insert_media, pictures::CoverFinder},
        studio::seller_of,
    },
    db,
    media::{self, Conditions, FileName, MediaFile, Opening},
};
use domain::{
    Thing,
    catalogue::sellers::MAX_PHOTO_BYTES,
    ids::{MediaId, OfferingId},
};

/// How a kept cover is cut, and how small one may come.
const CROP: Crop =
    Crop { width: 1_280, height: 720, min_width: 640, min_height: 360, field: "cover", too_small: "build-error-cover-small" };

/// Sets the cover, or takes it away when none is sent.
pub async fn save_cover(backend: &Backend, viewer: &Viewer, save: StepSave, upload: Option<Upload>) -> Result<()> {
    let Some(upload) = upload else { return enter(backend, viewer, save, None).await };
    limits::take(backend, &format!("upload:{}", viewer.account_id), limits::UPLOAD).await?;
    if upload.is_too_large || upload.bytes.len() > MAX_PHOTO_BYTES {
        return Err(Failure::field("cover", "sell-error-photo-large"));
    }
    let picture = prepare_picture(upload.bytes, CROP).await?;
    let id = db::new_id();
    let prefix = format!("covers/{id}");
    let file = NewFile {
        id,
        owner_id: viewer.account_id.0,
        kind: "image",
        storage_prefix: &prefix,
        file_name: None,
        mime: "image/jpeg",
        size_bytes: i64::try_from(picture.len()).unwrap_or(i64::MAX),
        size: i32::try_from(CROP.width).ok().zip(i32::try_from(CROP.height).ok()),
    };
    let key = picture_key(&prefix);
    backend.media.put(&key, picture).await?;
    let entered = enter(backend, viewer, save, Some(&file)).await;
    undo_unless_entered(backend, &key, entered).await
}

async fn enter(backend: &Backend, viewer: &Viewer, save: StepSave, file: Option<&NewFile<'_>>) -> Result<()> {
    let mut editing = begin(backend, viewer, save).await?;
    let old = editing.held.cover_id;
    editing.keep_reviewed(&[("cover", file.is_some() || old.is_some())])?;
    let now = editing.now;
    if let Some(file) = file {
        insert_media(editing.conn(), file, now).await?;
    }
    sql::building::steps::set_cover(editing.conn(), save.id.0, file.map(|file| file.id)).await?;
    if let Some(old) = old {
        drop_files(editing.conn(), &[old]).await?;
    }
    editing.finish().await
}

/// The cover of an offering of the viewer's own.
pub async fn open_own_cover(backend: &Backend, viewer: &Viewer, id: OfferingId) -> Result<Opening> {
    open(backend, CoverFinder::Own { id: id.0, seller_id: seller_of(viewer)?.0 }, None).await
}

/// The cover of an offering for the desk.
pub async fn open_cover_for_staff(backend: &Backend, _: &Staff, id: OfferingId) -> Result<Opening> {
    open(backend, CoverFinder::Desk { id: id.0 }, None).await
}

/// The cover of what is in the shop, for everybody.
pub async fn open_cover(backend: &Backend, slug: &str, if_none_match: Option<&str>) -> Result<Opening> {
    open(backend, CoverFinder::Shop { slug }, if_none_match).await
}

async fn open(backend: &Backend, finder: CoverFinder<'_>, if_none_match: Option<&str>) -> Result<Opening> {
    let mut conn = backend.db.acquire().await?;
    let row = sql::pictures::find_cover(&mut conn, finder).await?.ok_or(Failure::not_found(Thing::Media))?;
    drop(conn);
    let cover = MediaFile {
        id: MediaId(row.id),
        kind: "image".to_owned(),
        storage_prefix: row.storage_prefix,
        file_name: None,
        mime: "image/jpeg".to_owned(),
    };
    let name = FileName::Stored { path: PHOTO_FILE, mime: "image/jpeg" };
    media::open(backend, &cover, name, Conditions { if_none_match, ..Conditions::default() }).await
}
