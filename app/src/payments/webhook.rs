//! Stripe's webhook: the raw body is verified and stored; the answer says only whether it was.

use crate::ctx::AppState;
use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use backend::{Failure, payments};

pub(super) async fn stripe(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    match payments::receive_stripe_webhook(&state.backend, &body, signature).await {
        Ok(()) => StatusCode::OK,
        Err(Failure::User(_)) => StatusCode::UNAUTHORIZED,
        Err(Failure::Internal(cause)) => {
            // The provider delivers again; nothing of it was kept.
            tracing::error!(error = format!("{cause:#}"), "webhook not stored");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
