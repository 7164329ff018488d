//! A buyer's orders: placing one, the list, one order with its timeline and receipt, asking for the money back.

pub(crate) mod actions;
mod order_page;
mod orders_page;
pub(crate) mod words;

use crate::{Access, Routes};

/// Routes of this area.
pub fn routes() -> Routes {
    Routes::new()
        // Open to strangers: the button leads them through login and back to it.
        .post("/checkout", Access::Public, actions::place)
        .get("/orders", Access::Login, orders_page::show)
        .get("/orders/{order}", Access::Owner, order_page::show)
        .post("/orders/{order}/refund", Access::Owner, actions::refund)
}
