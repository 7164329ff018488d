//! The catalogue: searching, filtering and paging, what is shown of a course and what is not, wishlists.

pub mod building;
mod common_words;
mod filters;
mod hidden;
mod offering;
mod paging;
mod pictures;
mod places;
mod search;
mod seed;
pub mod selling;
mod suggestions;
mod support;
mod wishlist;
