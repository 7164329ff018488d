//! Becoming a seller: what it means, the application step by step, and how it stands.

mod actions;
pub(crate) mod facts;
pub(crate) mod files;
mod parts;
mod presentation_page;
mod profile_page;
mod review_page;
mod sell_page;
pub(super) mod teaching_page;

use crate::{Access, Routes};

/// Routes of this part of the area.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/sell", Access::Public, sell_page::show)
        .post("/sell/begin", Access::Login, actions::begin)
        .get("/sell/application/profile", Access::Login, profile_page::show)
        .post("/sell/application/profile", Access::Login, actions::save_profile)
        .get("/sell/application/teaching", Access::Login, teaching_page::show)
        .post("/sell/application/teaching", Access::Login, actions::save_teaching)
        .get("/sell/application/presentation", Access::Login, presentation_page::show)
        .upload("/sell/application/presentation", Access::Login, actions::save_presentation)
        .get("/sell/application/review", Access::Login, review_page::show)
        .post("/sell/application/submit", Access::Login, actions::submit)
        .get("/sell/application/photo", Access::Login, files::photo)
        .get("/sell/application/documents/{document}", Access::Owner, files::document)
}
