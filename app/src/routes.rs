//! Every route of the site, area by area.

use crate::{AppState, Endpoint, PageError, Routes, access};
use axum::{Router, middleware};
use domain::{AppError, Thing};

/// The pages' router and the list of its routes.
pub fn router(state: AppState) -> (Router, Vec<Endpoint>) {
    let (router, inventory) = Routes::new()
        .merge(crate::content::routes())
        .merge(crate::accounts::routes())
        .merge(crate::catalogue::routes())
        .merge(crate::orders::routes())
        .merge(crate::payments::routes())
        .merge(crate::learning::routes())
        .merge(crate::admin::routes())
        .into_parts();
    // Before the layers, so that an unknown address is dressed like every other error.
    let router = router.fallback(async || PageError::from(AppError::NotFound(Thing::Page)));
    let router = router.layer(middleware::from_fn_with_state(state.clone(), access::render_errors)).with_state(state);
    (router, inventory)
}
