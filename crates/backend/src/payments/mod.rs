//! Payments: attempts at the provider, the one completion path, refunds, reconciliation, and the books behind them.

mod attempt;
mod complete;
mod disputes;
mod ledger;
mod mails;
mod reconcile;
mod refund;
mod refund_follow;
mod refund_news;
mod sql;
mod webhook;

pub use attempt::{Checkout, close_attempts, refresh_order, resolve_unsettled, start};
pub use complete::complete_free;
pub use reconcile::reconcile;
pub(crate) use refund::owe_order_refund;
pub use refund::pay_refund;
pub use refund_follow::follow_refunds;
pub use webhook::{News, STRIPE_EVENTS, handle_provider_event, receive_stripe_webhook};
