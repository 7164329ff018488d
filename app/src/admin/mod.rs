//! Where staff works. To everybody else there is nothing here.

mod actions;
mod application_page;
mod offerings;
mod sellers_page;

use crate::{Access, Routes};
use domain::catalogue::sellers::REVIEWERS;

/// Routes of this area.
pub fn routes() -> Routes {
    Routes::new()
        .get("/admin/sellers", Access::Staff(REVIEWERS), sellers_page::show)
        .get("/admin/sellers/{application}", Access::Staff(REVIEWERS), application_page::show)
        .get("/admin/sellers/{application}/photo", Access::Staff(REVIEWERS), actions::photo)
        .get("/admin/sellers/{application}/documents/{document}", Access::Staff(REVIEWERS), actions::document)
        .post("/admin/sellers/{application}/approve", Access::Staff(REVIEWERS), actions::approve)
        .post("/admin/sellers/{application}/reject", Access::Staff(REVIEWERS), actions::reject)
        .post("/admin/sellers/{application}/changes", Access::Staff(REVIEWERS), actions::ask_for_changes)
        .merge(offerings::routes())
}
