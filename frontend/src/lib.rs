//! What runs in the browser: the islands and the server functions that they call.

#[cfg(all(target_arch = "wasm32", feature = "ssr"))]
compile_error!("the browser build must not have the `ssr` feature");

pub mod api;
pub mod learning;
pub mod payments;

/// Called by the islands' loader when the module is ready.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
