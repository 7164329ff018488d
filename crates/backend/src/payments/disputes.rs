//! Payments that a buyer's bank wants back. Somebody must answer the bank, so each is noted; a lost one is money that went back,
//! and what it bought is closed.

use super::{
    refund_news::{self, Origin},
    sql,
};
use crate::{Backend, Result};
use providers::stripe::{Dispute, Refund, RefundStatus};
use serde_json::json;

/// Reads a dispute as it is now and acts on it.
pub(super) async fn refresh_dispute(backend: &Backend, dispute_id: &str) -> Result<()> {
    let dispute = backend.stripe.retrieve_dispute(dispute_id).await.map_err(refund_news::failure_of)?;
    note(backend, &dispute).await?;
    if dispute.is_lost {
        refund_news::apply(backend, &taken_back(dispute), Origin::Dispute).await?;
    }
    Ok(())
}

async fn note(backend: &Backend, dispute: &Dispute) -> Result<()> {
    let mut conn = backend.db.acquire().await?;
    let details = json!({ "intent_id": dispute.intent_id, "amount_minor": dispute.amount_minor, "currency": dispute.currency,
        "status": dispute.status });
    sql::insert_break(&mut conn, "dispute", &dispute.id, &details, backend.clock.now()).await
}

/// To our books, a lost dispute is a refund that the bank made.
fn taken_back(dispute: Dispute) -> Refund {
    Refund {
        id: dispute.id,
        amount_minor: dispute.amount_minor,
        currency: dispute.currency,
        status: RefundStatus::Succeeded,
        failure_reason: None,
        intent_id: dispute.intent_id,
        refund_id: None,
    }
}
