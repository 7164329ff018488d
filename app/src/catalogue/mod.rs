//! The catalogue's pages: home, browsing and its suggestions, courses, sellers, reviews, the wishlist, and what search engines read.

mod actions;
mod browse_page;
pub(crate) mod cards;
mod filters;
mod home_page;
pub(crate) mod markdown;
pub(crate) mod offering;
mod offering_page;
mod reviews_page;
pub(crate) mod sell;
mod seller_page;
mod sitemap;
pub(crate) mod studio;
mod suggestions;
mod wishlist_page;
pub(crate) mod words;

use crate::{Access, Routes};

/// Routes of this area.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Access::Public, home_page::show)
        .get("/browse", Access::Public, browse_page::show)
        .get("/suggest", Access::Public, suggestions::list)
        .get("/c/{category}", Access::Public, browse_page::show_category)
        .get("/o/{offering}", Access::Public, offering_page::show)
        .get("/o/{offering}/picture.jpg", Access::Public, offering::picture::serve)
        .get("/o/{offering}/cover.jpg", Access::Public, offering::picture::serve_cover)
        .get("/o/{offering}/reviews", Access::Public, reviews_page::show)
        .get("/s/{seller}", Access::Public, seller_page::show)
        .get("/s/{seller}/photo.jpg", Access::Public, seller_page::photo)
        .get("/wishlist", Access::Login, wishlist_page::show)
        // Open to strangers: the button leads them through login and back to it.
        .post("/wishlist/{offering}", Access::Public, actions::wish)
        .get("/sitemap.xml", Access::Public, sitemap::sitemap)
        .get("/robots.txt", Access::Public, sitemap::robots)
        .merge(sell::routes())
        .merge(studio::routes())
}
