//! Orders: placing, showing, running out, asking for the money back. Money itself moves in `payments`.

mod expire;
mod place;
mod refund;
pub(crate) mod sql;
mod view;

pub use expire::expire_due;
pub use place::{Placed, place};
pub(crate) use refund::refusal_if_bought;
pub use refund::{RefundOffer, refund_offer, request_refund, return_refusal};
pub use view::{OrderEvent, OrderView, find_order, list_orders};
