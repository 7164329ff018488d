//! From async-stripe's wide types to the few fields that DreamCrowd reads.

use super::{Dispute, Intent, IntentStatus, ListedEvent, Refund, RefundStatus};
use stripe_shared::{ApiErrors, DisputeStatus, PaymentIntentStatus};

pub(super) fn intent_from(intent: &stripe_shared::PaymentIntent) -> Intent {
    Intent {
        id: intent.id.as_str().to_owned(),
        status: status_from(&intent.status),
        amount_minor: intent.amount,
        amount_received_minor: intent.amount_received,
        currency: intent.currency.to_string().to_uppercase(),
        client_secret: intent.client_secret.clone(),
        failure_code: intent.last_payment_error.as_deref().and_then(failure_code),
        order_id: intent.metadata.get("order_id").cloned(),
    }
}

fn status_from(status: &PaymentIntentStatus) -> IntentStatus {
    match status {
        PaymentIntentStatus::Canceled => IntentStatus::Canceled,
        PaymentIntentStatus::Processing => IntentStatus::Processing,
        PaymentIntentStatus::RequiresAction => IntentStatus::RequiresAction,
        PaymentIntentStatus::RequiresCapture => IntentStatus::RequiresCapture,
        PaymentIntentStatus::RequiresConfirmation => IntentStatus::RequiresConfirmation,
        PaymentIntentStatus::Succeeded => IntentStatus::Succeeded,
        // A status of a later API version is safest read as "not paid yet".
        _ => IntentStatus::RequiresPaymentMethod,
    }
}

/// The decline code where there is one, else the error code.
pub(super) fn failure_code(error: &ApiErrors) -> Option<String> {
    error.decline_code.clone().or_else(|| error.code.as_ref().map(|code| code.as_str().to_owned()))
}

pub(super) fn refund_from(refund: &stripe_shared::Refund) -> Refund {
    let status = match refund.status.as_deref() {
        Some("succeeded") => RefundStatus::Succeeded,
        Some("failed" | "canceled") => RefundStatus::Failed,
        _ => RefundStatus::Pending,
    };
    Refund {
        id: refund.id.as_str().to_owned(),
        amount_minor: refund.amount,
        currency: refund.currency.to_string().to_uppercase(),
        status,
        failure_reason: refund.failure_reason.clone(),
        intent_id: refund.payment_intent.as_ref().map(|intent| intent.id().as_str().to_owned()),
        refund_id: refund.metadata.as_ref().and_then(|metadata| metadata.get("refund_id").cloned()),
    }
}

pub(super) fn dispute_from(dispute: &stripe_shared::Dispute) -> Dispute {
    Dispute {
        id: dispute.id.as_str().to_owned(),
        amount_minor: dispute.amount,
        currency: dispute.currency.to_string().to_uppercase(),
        status: dispute.status.as_str().to_owned(),
        is_lost: matches!(dispute.status, DisputeStatus::Lost),
        intent_id: dispute.payment_intent.as_ref().map(|intent| intent.id().as_str().to_owned()),
    }
}

pub(super) fn event_from(event: &stripe_shared::Event) -> ListedEvent {
    let object_id = match &event.data.object {
        miniserde::json::Value::Object(fields) => match fields.get("id") {
            Some(miniserde::json::Value::String(id)) => Some(id.clone()),
            _ => None,
        },
        _ => None,
    };
    ListedEvent { id: event.id.as_str().to_owned(), kind: event.type_.as_str().to_owned(), object_id, created_s: event.created }
}
