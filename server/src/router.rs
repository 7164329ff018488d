//! The router around the pages: static files, server functions, stand-ins, and every layer that a request passes.

use crate::{config::Config, health, middleware as layers};
use app::{AppState, Endpoint, PageError, assets::Assets};
use axum::{
    Json, Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::post,
};
use backend::{Backend, Failure};
use domain::{AppError, FieldErrors, Thing};
use http_body_util::LengthLimitError;
use leptos::{prelude::provide_context, server_fn::axum::get_server_fn_service};
use std::{any::Any, path::Path, sync::Arc, time::Duration};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    services::ServeDir,
};

/// The largest body of any request, in bytes; forms with files have bounds of their own.
const MAX_BODY_BYTES: usize = 256 * 1024;
/// How long anybody waits for an answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// The site with all its layers.
pub fn site(config: &Config, backend: Backend, stand_ins: Router) -> anyhow::Result<Router> {
    Ok(site_with_inventory(config, backend, stand_ins)?.0)
}

/// The site, and the list of its pages' routes for the authorisation tests.
pub fn site_with_inventory(config: &Config, backend: Backend, stand_ins: Router) -> anyhow::Result<(Router, Vec<Endpoint>)> {
    let site_root = Path::new(&config.site_root);
    let state =
        AppState { backend: backend.clone(), assets: Arc::new(Assets::read(site_root)), sandboxed: Arc::new(config.sandboxed()) };
    let (pages, inventory) = app::routes::router(state.clone());
    let server_functions = Router::new().route("/api/{*name}", post(server_function)).with_state(state.clone());
    let open = if config.maintenance {
        Router::new().fallback(async || PageError::maintenance())
    } else {
        guarded(pages.merge(server_functions), config, &state, PATIENCE)
    };
    let site_url = layers::one_name::SiteUrl(config.site_url.as_str().into());
    let dynamic = dressed(open, state).layer(middleware::from_fn_with_state(site_url, layers::one_name::lead));
    let router = Router::new()
        .merge(health::router(backend))
        .nest_service("/pkg", files(site_root.join("pkg"), "public, max-age=31536000, immutable"))
        .nest_service("/js", files(site_root.join("js"), "public, max-age=31536000, immutable"))
        .nest_service("/fonts", files(site_root.join("fonts"), "public, max-age=31536000, immutable"))
        .merge(public_files(site_root))
        .merge(stand_ins)
        .fallback_service(dynamic)
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Precise(1)).compress_when(not_media()))
        .layer(middleware::from_fn(layers::headers::secure))
        .layer(middleware::from_fn_with_state(Arc::new(config.trusted_proxies.clone()), layers::request_id::trace));
    // The language prefix is cut off before routing, so every route exists once.
    let localised = tower::ServiceBuilder::new().map_request(layers::locale::strip_prefix).service(router);
    Ok((Router::new().fallback_service(localised), inventory))
}

/// What every page and call passes before it is answered, from the inside out.
fn guarded(router: Router, config: &Config, state: &AppState, patience: Duration) -> Router {
    router
        .layer(middleware::from_fn_with_state(state.backend.clone(), layers::login::load))
        .layer(middleware::from_fn(layers::csrf::check))
        .layer(middleware::from_fn_with_state(layers::page_cache::PageCache::new(config.page_cache), layers::page_cache::keep))
        .layer(middleware::from_fn_with_state(
            layers::bounds::Bounds { patience, body_bytes: MAX_BODY_BYTES },
            layers::bounds::keep,
        ))
        .layer(CatchPanicLayer::custom(panicked))
}

/// Outermost, and without the database: whatever went wrong further in looks like a page of the site.
fn dressed(router: Router, state: AppState) -> Router {
    router.layer(middleware::from_fn_with_state(state, app::access::render_errors))
}

/// A fault of ours: the cause goes to the log, its reference to the visitor.
fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default();
    PageError::from(Failure::Internal(anyhow::anyhow!("panic: {text}"))).into_response()
}

/// Video and downloads are sent as they are: compressing them would cost time and lose ranges.
fn not_media() -> impl tower_http::compression::predicate::Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("video/"))
        .and(NotForContentType::const_new("application/octet-stream"))
}

fn files(folder: std::path::PathBuf, cache: &'static str) -> Router {
    let set_cache = move |mut response: Response| async move {
        if response.status().is_success() {
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        }
        response
    };
    Router::new()
        .fallback_service(ServeDir::new(folder).precompressed_br().precompressed_gzip())
        .layer(middleware::map_response(set_cache))
}

/// The few files at the root, by name: nothing else of the folder is served.
fn public_files(site_root: &Path) -> Router {
    const NAMES: [&str; 7] =
        ["apple-touch-icon.png", "favicon.svg", "icon-192.png", "icon-512.png", "logo.svg", "og.png", "site.webmanifest"];
    NAMES.into_iter().fold(Router::new(), |router, name| {
        router.route_service(&format!("/{name}"), tower_http::services::ServeFile::new(site_root.join(name)))
    })
}

/// Server functions of the islands; each checks its own right. Whatever is wrong with a call is said in JSON.
async fn server_function(State(state): State<AppState>, request: Request<Body>) -> Response {
    if get_server_fn_service(request.uri().path(), request.method().clone()).is_none() {
        return refusal(StatusCode::NOT_FOUND, &AppError::NotFound(Thing::Page));
    }
    let (parts, body) = request.into_parts();
    let request = match axum::body::to_bytes(body, MAX_BODY_BYTES).await {
        Ok(bytes) => Request::from_parts(parts, Body::from(bytes)),
        Err(error) if is_too_large(&error) => return too_large(),
        Err(error) => {
            tracing::debug!(%error, "call not read");
            return refusal(StatusCode::UNPROCESSABLE_ENTITY, &AppError::Invalid(FieldErrors::default()));
        }
    };
    let viewer = request.extensions().get::<app::ctx::CurrentLogin>().map(|login| login.0.clone());
    let backend = state.backend;
    leptos_axum::handle_server_fns_with_context(
        move || {
            provide_context(backend.clone());
            provide_context(viewer.clone());
        },
        request,
    )
    .await
    .into_response()
}

fn too_large() -> Response {
    refusal(StatusCode::PAYLOAD_TOO_LARGE, &AppError::NotAllowed)
}

fn refusal(status: StatusCode, error: &AppError) -> Response {
    (status, Json(error)).into_response()
}

fn is_too_large(error: &axum::Error) -> bool {
    let first: &(dyn std::error::Error + 'static) = error;
    std::iter::successors(Some(first), |error| (*error).source()).any(|error| error.is::<LengthLimitError>())
}

#[cfg(test)]
mod tests;
