//! What holds for every route: headers, rights, refusals.

mod api;
mod authorisation;
mod headers;
mod languages;
