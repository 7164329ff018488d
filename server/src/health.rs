//! For balancers and monitors: alive, ready, and counted.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use backend::Backend;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// `/healthz` says that the process lives; `/readyz` that the database answers and is migrated.
pub fn router(backend: Backend) -> Router {
    Router::new().route("/healthz", get(async || "ok")).route("/readyz", get(ready)).with_state(backend)
}

async fn ready(State(backend): State<Backend>) -> (StatusCode, &'static str) {
    if backend::db::is_ready(&backend.db).await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready")
    }
}

/// Starts counting and gives the handle that renders the counts.
pub fn metrics() -> anyhow::Result<PrometheusHandle> {
    Ok(PrometheusBuilder::new().install_recorder()?)
}

/// `/metrics` on its own listener, so that it never faces the public.
pub fn metrics_router(handle: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(async move || handle.render()))
}
