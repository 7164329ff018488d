//! Building an offering: the list, the kind to begin with, one page for each step, the preview, and what can be done with it.

mod actions;
pub(crate) mod checklist;
mod faces;
mod forms;
pub(super) mod list_page;
mod new_page;
mod parts;
pub(crate) mod past;
pub(crate) mod preview;
mod preview_page;
mod review_page;
mod steps;

pub(crate) use parts::offering_id;

use crate::{Access, Routes};

/// Routes of this part of the area.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/studio/offerings", Access::Seller, list_page::show)
        .get("/studio/offerings/new", Access::Seller, new_page::show)
        .post("/studio/offerings/new", Access::Seller, new_page::create)
        .get("/studio/offerings/{id}", Access::OwnOffering, steps::lead_on)
        .get("/studio/offerings/{id}/image", Access::OwnOffering, forms::image::show)
        .upload("/studio/offerings/{id}/image", Access::OwnOffering, forms::image::save)
        .get("/studio/offerings/{id}/cover.jpg", Access::OwnOffering, forms::image::cover)
        .get("/studio/offerings/{id}/preview", Access::OwnOffering, preview_page::show)
        .post("/studio/offerings/{id}/state", Access::OwnOffering, actions::change)
        .post("/studio/offerings/{id}/duplicate", Access::OwnOffering, actions::duplicate)
        .post("/studio/offerings/{id}/delete", Access::OwnOffering, actions::delete)
        .get("/studio/offerings/{id}/{step}", Access::OwnOffering, steps::show)
        .post("/studio/offerings/{id}/{step}", Access::OwnOffering, steps::save)
}
