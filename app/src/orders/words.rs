//! Words for the states of an order.

use crate::i18n::T;
use backend::orders::OrderView;
use domain::orders::{OrderStatus, PaymentStatus, RefundRefusal};
use leptos::prelude::*;
use ui::StepState;

/// What the state is called, and how its badge looks.
pub(super) fn badge(t: T, order: &OrderView) -> impl IntoView + use<> {
    let (key, tone) = match (order.status, order.refunded_at.is_some()) {
        (OrderStatus::AwaitingPayment, _) if order.payment_status == Some(PaymentStatus::Processing) => {
            ("orders-state-processing", "badge badge-info")
        }
        (OrderStatus::AwaitingPayment, _) => ("orders-state-awaiting-payment", "badge badge-warning"),
        (OrderStatus::Cancelled, true) => ("orders-state-refunded", "badge"),
        (OrderStatus::Cancelled, false) => ("orders-state-cancelled", "badge"),
        (OrderStatus::Expired, _) => ("orders-state-expired", "badge"),
        _ => ("orders-state-paid", "badge badge-success"),
    };
    view! { <span class=tone>{t.s(key)}</span> }
}

/// How a line of the timeline is marked, and the same in words.
pub(super) fn step(t: T, kind: &str) -> (StepState, String) {
    match kind {
        "expired" | "payment_failed" | "paid_too_late" | "paid_twice" | "paid_wrong_amount" | "refund_failed" => {
            (StepState::Failed, t.s("orders-step-failed"))
        }
        _ => (StepState::Done, t.s("orders-step-done")),
    }
}

/// Why a course is not given back without a question.
pub(crate) fn refusal(t: T, refusal: RefundRefusal) -> String {
    t.s(match refusal {
        RefundRefusal::TooLate => "orders-refund-refused-too-late",
        RefundRefusal::SeenTooMuch => "orders-refund-refused-seen-too-much",
        RefundRefusal::Downloaded => "orders-refund-refused-downloaded",
        RefundRefusal::ReturnedBefore => "orders-refund-refused-returned-before",
        RefundRefusal::ReturnedOften => "orders-refund-refused-returned-often",
    })
}

/// The sentence of one line in the timeline.
pub(super) fn event(t: T, kind: &str) -> String {
    match kind {
        "placed"
        | "paid"
        | "expired"
        | "payment_failed"
        | "payment_requires_action"
        | "paid_too_late"
        | "paid_twice"
        | "paid_wrong_amount"
        | "refund_requested"
        | "refunded"
        | "refunded_partly"
        | "refund_failed"
        | "cancelled" => t.s(&format!("orders-event-{}", kind.replace('_', "-"))),
        other => other.to_owned(),
    }
}
