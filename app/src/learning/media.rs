//! `/media/{grant}/{media}/…`: the files of videos, captions, posters and downloads, to whoever holds a good grant. Streams, answers
//! ranges, and never hands out anything that a browser would run.

use super::words;
use crate::{Ctx, PageResult};
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::media::{self, Conditions, FileName, MediaFile, Opening, Part};
use domain::{AppError, Thing};

/// A browser may keep what it got for as long as the grant lasts; nobody else may.
const CACHE: &str = "private, max-age=600";

/// One file under a grant.
pub(super) async fn serve(ctx: Ctx, Path((grant, id, file)): Path<(String, String, String)>) -> PageResult {
    let id = words::media(&id)?;
    let name = FileName::parse(&file).ok_or(AppError::NotFound(Thing::Media))?;
    let found = media::authorise(&ctx.backend, ctx.viewer.as_ref(), &grant, id).await?;
    if let FileName::Captions(locale) = name {
        let cues = media::find_captions(&ctx.backend, id, locale).await?;
        return Ok((headers("text/vtt; charset=utf-8"), media::render_vtt(&cues)).into_response());
    }
    let text = |name: HeaderName| ctx.headers.get(name).and_then(|value| value.to_str().ok());
    let conditions =
        Conditions { range: text(header::RANGE), if_range: text(header::IF_RANGE), if_none_match: text(header::IF_NONE_MATCH) };
    let opening = media::open(&ctx.backend, &found, name, conditions).await?;
    Ok(answer(&found, name, opening))
}

/// What an opened file is sent with.
pub(crate) fn answer(found: &MediaFile, name: FileName<'_>, opening: Opening) -> Response {
    let mut headers = match name {
        FileName::Stored { mime, .. } => headers(mime),
        _ => download_headers(found),
    };
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    match opening {
        Opening::Ready(part) => send(headers, part),
        Opening::Unchanged { etag } => {
            put(&mut headers, header::ETAG, &etag);
            headers.remove(header::CONTENT_TYPE);
            (StatusCode::NOT_MODIFIED, headers).into_response()
        }
        Opening::Unsatisfiable { size_bytes } => {
            put(&mut headers, header::CONTENT_RANGE, &format!("bytes */{size_bytes}"));
            (StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response()
        }
    }
}

fn send(mut headers: HeaderMap, part: Part) -> Response {
    put(&mut headers, header::ETAG, &part.etag);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(part.range.end - part.range.start));
    let status = if part.is_whole {
        StatusCode::OK
    } else {
        let (first, last) = (part.range.start, part.range.end.saturating_sub(1));
        put(&mut headers, header::CONTENT_RANGE, &format!("bytes {first}-{last}/{}", part.size_bytes));
        StatusCode::PARTIAL_CONTENT
    };
    (status, headers, Body::from_stream(part.stream)).into_response()
}

/// What every file is sent with: its own type and no guessing, no script, no other site.
fn headers(mime: &'static str) -> HeaderMap {
    HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(mime)),
        (header::CACHE_CONTROL, HeaderValue::from_static(CACHE)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ])
}

/// A download is always saved, never shown.
fn download_headers(found: &MediaFile) -> HeaderMap {
    let mut headers = headers("application/octet-stream");
    put(&mut headers, header::CONTENT_TYPE, &found.mime);
    let name = found.file_name.as_deref().unwrap_or("file");
    put(&mut headers, header::CONTENT_DISPOSITION, &media::content_disposition(name));
    headers
}

/// Sets a header; a value that is none stays away.
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
