//! The files of one's own application. Nobody else gets them, and no cache keeps them.

use crate::{Ctx, PageResult, learning::media};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::Response,
};
use backend::{
    catalogue::applications::{open_document, open_photo},
    media::{FileName, MediaFile, Opening},
};
use domain::{AppError, Thing, ids::MediaId};

const PHOTO: FileName<'static> = FileName::Stored { path: "photo.jpg", mime: "image/jpeg" };

/// `/sell/application/photo`.
pub(super) async fn photo(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    Ok(photo_response(open_photo(&ctx.backend, viewer).await?))
}

/// `/sell/application/documents/{document}`.
pub(super) async fn document(ctx: Ctx, Path(document): Path<String>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    Ok(document_response(open_document(&ctx.backend, viewer, document_id(&document)?).await?))
}

/// Reads the id of a document; nonsense names nothing.
pub(crate) fn document_id(raw: &str) -> Result<MediaId, AppError> {
    raw.parse::<MediaId>().map_err(|error| {
        tracing::debug!(error = %error, "odd document id");
        AppError::NotFound(Thing::Media)
    })
}

/// A photo that only some may see.
pub(crate) fn photo_response((file, opening): (MediaFile, Opening)) -> Response {
    private(media::answer(&file, PHOTO, opening))
}

/// A document: always saved, never shown.
pub(crate) fn document_response((file, opening): (MediaFile, Opening)) -> Response {
    private(media::answer(&file, FileName::Download, opening))
}

fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
