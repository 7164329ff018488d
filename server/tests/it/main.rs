//! The site over HTTP, against a real database and the stand-ins.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "tests stop loudly")]

mod accounts;
mod catalogue;
mod learning;
mod payments;
mod process;
mod routes;
