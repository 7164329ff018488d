//! Paying: the checkout page, the return from the bank, and the providers' webhooks.

mod checkout_page;
mod return_page;
mod webhook;

use crate::{Access, Routes};

/// Routes of this area.
pub fn routes() -> Routes {
    Routes::new()
        .get("/checkout/{order}", Access::Owner, checkout_page::show)
        .get("/checkout/{order}/return", Access::Owner, return_page::show)
        .post("/webhooks/stripe", Access::Machine, webhook::stripe)
}
