//! Money: one order, one payment, one enrolment, balanced books, whatever happens.

mod books;
mod cards;
mod completion;
mod crashes;
mod disputes;
mod expiry;
mod late;
mod orderings;
mod placing;
mod promises;
mod refund_news;
mod refunds;
mod seen;
mod support;
mod webhook;

/// What tests of other areas need of this one.
pub mod support_for_routes {
    pub use super::support::{GOOD_CARD, client_secret, confirm, order, pay_silently};
}
