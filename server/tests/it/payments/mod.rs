//! Money: one order, one payment, one enrolment, balanced books, whatever happens.

mod cards;
mod completion;
mod crashes;
mod expiry;
mod refund_news;
mod refunds;
mod support;
mod webhook;

/// What tests of other areas need of this one.
pub mod support_for_routes {
    pub use super::support::pay_silently;
    use test_support::TestApp;

    /// How many rows there are of everything that a refused call must not touch.
    pub async fn fingerprint(app: &TestApp) -> i64 {
        app.count(
            "select (select count(*) from orders) + 100 * (select count(*) from enrolments where status = 'active')
                + 10000 * (select count(*) from lesson_notes) + 1000000 * (select count(*) from refunds)",
        )
        .await
    }
}
