//! The server-rendered side of DreamCrowd: shell, routes, pages and plain forms. Never compiled for the browser.

// Views are deeply nested types.
#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
compile_error!("`app` runs only on the server; what runs in the browser belongs in `frontend`");

pub mod access;
pub mod accounts;
pub mod admin;
pub mod assets;
pub mod catalogue;
pub mod content;
pub mod ctx;
pub mod form;
pub mod i18n;
pub mod learning;
pub mod multipart;
pub mod orders;
pub mod page;
pub mod page_error;
pub mod payments;
mod place;
pub mod routes;
pub mod shell;

pub use access::{Access, Endpoint, Routes};
pub use ctx::{AppState, Ctx};
pub use page::{Page, PageResult};
pub use page_error::PageError;
