//! What holds for every route: headers, rights, refusals, sizes, faults.

mod api;
mod authorisation;
mod errors;
mod headers;
mod health;
mod languages;
mod markup;
mod outside;
mod page_cache;
mod proxies;
mod sizes;
pub mod support;
