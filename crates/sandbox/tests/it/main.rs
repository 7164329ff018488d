//! The Stripe stand-in over its own wire protocol, with a database per test.

mod browser;
mod idempotency;
mod payments;
mod refunds;
mod support;
mod webhooks;
