//! Every route of the site, area by area.

use crate::{AppState, Endpoint, Routes, access};
use axum::{Router, middleware};

/// The pages' router and the list of its routes.
pub fn router(state: AppState) -> (Router, Vec<Endpoint>) {
    let (router, inventory) = Routes::new()
        .merge(crate::content::routes())
        .merge(crate::accounts::routes())
        .merge(crate::catalogue::routes())
        .merge(crate::orders::routes())
        .merge(crate::payments::routes())
        .merge(crate::learning::routes())
        .into_parts();
    let router = router.layer(middleware::from_fn_with_state(state.clone(), access::render_errors)).with_state(state);
    (router, inventory)
}
