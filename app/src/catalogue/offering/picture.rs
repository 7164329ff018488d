//! The picture that goes with a course's address when it is shared. It is for everybody and its address does not end.

use crate::{Ctx, PageResult, i18n::T, page::PageImage};
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::{
    catalogue::{OfferingDetail, building::open_cover, open_picture},
    media::Opening,
};
use domain::{AppError, Thing, ids::MediaId};

/// `/o/{offering}/picture.jpg`.
pub(in crate::catalogue) async fn serve(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let known = ctx.headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    answer(open_picture(&ctx.backend, &slug, known).await?)
}

/// `/o/{offering}/cover.jpg`.
pub(in crate::catalogue) async fn serve_cover(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let known = ctx.headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    answer(open_cover(&ctx.backend, &slug, known).await?)
}

/// A cover that only some may see: no cache keeps it.
pub(crate) fn private_answer(opening: Opening) -> PageResult {
    let mut response = answer(opening)?;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    Ok(response)
}

/// Where everybody finds the cover of an offering; the address changes with the cover.
pub(in crate::catalogue) fn cover_path(slug: &str, cover: Option<MediaId>) -> Option<String> {
    cover.map(|id| format!("/o/{slug}/cover.jpg?v={id}"))
}

/// A picture for everybody, as it was opened.
pub(in crate::catalogue) fn answer(opening: Opening) -> PageResult {
    match opening {
        Opening::Ready(part) => {
            let mut response = Body::from_stream(part.stream).into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(part.size_bytes));
            Ok(dressed(response, &part.etag))
        }
        Opening::Unchanged { etag } => Ok(dressed(StatusCode::NOT_MODIFIED.into_response(), &etag)),
        // Cannot come: no range is asked for.
        Opening::Unsatisfiable { .. } => Err(AppError::NotFound(Thing::Media).into()),
    }
}

fn dressed(mut response: Response, etag: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    // Other sites show it beside the link.
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
    if let Ok(etag) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// The course's picture as the head of its page names it; none leaves the site's own.
pub(in crate::catalogue) fn of(t: T, offering: &OfferingDetail) -> Option<PageImage> {
    let title = t.pick(&offering.title.en, &offering.title.ar).to_owned();
    if let Some(path) = cover_path(&offering.slug, offering.cover) {
        return Some(PageImage { path, size: Some((1_280, 720)), alt: t.a("catalogue-cover", &[("title", title.into())]) });
    }
    let picture = offering.picture()?;
    Some(PageImage {
        path: format!("/o/{}/picture.jpg", offering.slug),
        size: picture.width.zip(picture.height),
        alt: t.a("catalogue-picture", &[("title", title.into())]),
    })
}
