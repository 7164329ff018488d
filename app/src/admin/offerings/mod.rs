//! The desk at which staff decides what is published.

mod actions;
mod case_page;
mod queue_page;

use crate::{Access, Routes};
use domain::catalogue::offerings::OFFERING_REVIEWERS;

/// Routes of this part of the area.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/offerings", Access::Staff(OFFERING_REVIEWERS), queue_page::show)
        .get("/admin/offerings/{id}", Access::Staff(OFFERING_REVIEWERS), case_page::show)
        .get("/admin/offerings/{id}/preview", Access::Staff(OFFERING_REVIEWERS), case_page::preview)
        .get("/admin/offerings/{id}/cover.jpg", Access::Staff(OFFERING_REVIEWERS), actions::cover)
        .post("/admin/offerings/{id}/publish", Access::Staff(OFFERING_REVIEWERS), actions::publish)
        .post("/admin/offerings/{id}/reject", Access::Staff(OFFERING_REVIEWERS), actions::reject)
        .post("/admin/offerings/{id}/changes", Access::Staff(OFFERING_REVIEWERS), actions::ask_for_changes)
}
