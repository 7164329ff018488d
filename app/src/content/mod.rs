//! What belongs to no other area: standing texts, the theme switch, the sandbox's mailbox, reports of refused scripts.

mod csp_reports;
mod mailbox_page;
mod standing_page;
mod theme;

use crate::{Access, Routes};

/// Routes of this area.
pub fn routes() -> Routes {
    Routes::new()
        .get("/p/{page}", Access::Public, standing_page::show)
        .get("/faq", Access::Public, standing_page::faq)
        .get("/contact", Access::Public, standing_page::contact)
        .post("/theme", Access::Public, theme::choose)
        .post("/csp-reports", Access::Public, csp_reports::take)
        .get("/sandbox/mail", Access::Public, mailbox_page::list)
        .get("/sandbox/mail/{id}", Access::Public, mailbox_page::show)
}
