//! What holds for every route: headers, rights, refusals.

mod authorisation;
mod headers;
mod languages;
