//! Reads the login of a request from its cookie, once; strangers cost no query.

use app::{accounts::cookie, ctx::CurrentLogin};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use backend::{Backend, accounts};

/// Puts the viewer into the request.
pub async fn load(State(backend): State<Backend>, mut request: Request, next: Next) -> Response {
    if let Some(token) = cookie::read_token(request.headers()) {
        match accounts::find_viewer(&backend, &token).await {
            Ok(Some(viewer)) => {
                request.extensions_mut().insert(CurrentLogin(viewer));
            }
            Ok(None) => {}
            // Without the database nobody can be recognised: say so instead of treating people as strangers.
            Err(failure) => return app::PageError::from(failure).into_response(),
        }
    }
    next.run(request).await
}
