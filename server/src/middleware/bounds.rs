//! How much a request may bring, and how long its answer may take. Forms with files have more of both.

use app::{PageError, access::upload_limit};
use axum::{
    body::Body,
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::Limited;
use std::time::Duration;

/// How long a form with files may take: a phone on a slow network sends a photo in a minute.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(120);

/// The bounds of everything that is no form with files.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub patience: Duration,
    pub body_bytes: usize,
}

/// Refuses what says it is too large, cuts off what turns out to be, and stops waiting.
pub async fn keep(State(bounds): State<Bounds>, request: Request, next: Next) -> Response {
    let upload = upload_limit(request.uri().path());
    let body_bytes = upload.unwrap_or(bounds.body_bytes);
    let patience = if upload.is_some() { UPLOAD_PATIENCE } else { bounds.patience };
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if announced.and_then(|text| text.parse::<usize>().ok()).is_some_and(|bytes| bytes > body_bytes) {
        return PageError::too_large().into_response();
    }
    let request = request.map(|body| Body::new(Limited::new(body, body_bytes)));
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => PageError::too_slow().into_response(),
    }
}
