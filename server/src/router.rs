//! The router around the pages: static files, server functions, stand-ins, and every layer that a request passes.

use crate::{config::Config, health, middleware as layers};
use app::{AppState, Endpoint, assets::Assets};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware,
    response::{IntoResponse, Response},
    routing::post,
};
use backend::Backend;
use leptos::prelude::provide_context;
use std::{path::Path, sync::Arc, time::Duration};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    limit::RequestBodyLimitLayer,
    services::ServeDir,
    timeout::TimeoutLayer,
};

/// The largest body of any request, in bytes; uploads have their own way.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// The site with all its layers.
pub fn site(config: &Config, backend: Backend, stand_ins: Router) -> anyhow::Result<Router> {
    Ok(site_with_inventory(config, backend, stand_ins)?.0)
}

/// The site, and the list of its pages' routes for the authorisation tests.
pub fn site_with_inventory(config: &Config, backend: Backend, stand_ins: Router) -> anyhow::Result<(Router, Vec<Endpoint>)> {
    let site_root = Path::new(&config.site_root);
    let state =
        AppState { backend: backend.clone(), assets: Arc::new(read_assets(site_root)), sandboxed: Arc::new(config.sandboxed()) };
    let (pages, inventory) = app::routes::router(state.clone());
    let server_functions = Router::new().route("/api/{*name}", post(server_function)).with_state(state);
    let dynamic = pages
        .merge(server_functions)
        .layer(middleware::from_fn_with_state(backend.clone(), layers::login::load))
        .layer(middleware::from_fn(layers::csrf::check))
        .layer(middleware::from_fn_with_state(layers::page_cache::PageCache::new(config.page_cache), layers::page_cache::keep))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::GATEWAY_TIMEOUT, Duration::from_secs(15)))
        .layer(RequestBodyLimitLayer::new(MAX_BODY_BYTES));
    let router = Router::new()
        .merge(health::router(backend))
        .nest_service("/pkg", files(site_root.join("pkg"), "public, max-age=31536000, immutable"))
        .nest_service("/js", files(site_root.join("js"), "public, max-age=31536000, immutable"))
        .nest_service("/fonts", files(site_root.join("fonts"), "public, max-age=31536000, immutable"))
        .merge(public_files(site_root))
        .merge(stand_ins)
        .fallback_service(dynamic)
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Precise(4)).compress_when(not_media()))
        .layer(middleware::from_fn(layers::headers::secure))
        .layer(middleware::from_fn(layers::request_id::trace));
    // The language prefix is cut off before routing, so every route exists once.
    let localised = tower::ServiceBuilder::new().map_request(layers::locale::strip_prefix).service(router);
    Ok((Router::new().fallback_service(localised), inventory))
}

/// Video and downloads are sent as they are: compressing them would cost time and lose ranges.
fn not_media() -> impl tower_http::compression::predicate::Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("video/"))
        .and(NotForContentType::const_new("application/octet-stream"))
}

fn read_assets(site_root: &Path) -> Assets {
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(|dir| dir.join("hash.txt")));
    let hashes = beside.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    Assets::from_hash_file(&hashes, "dreamcrowd", site_root)
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
    ["favicon.svg", "logo.svg", "og.png", "site.webmanifest"].into_iter().fold(Router::new(), |router, name| {
        router.route_service(&format!("/{name}"), tower_http::services::ServeFile::new(site_root.join(name)))
    })
}

/// Server functions of the islands; each checks its own right.
async fn server_function(State(state): State<AppState>, request: Request<Body>) -> Response {
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
