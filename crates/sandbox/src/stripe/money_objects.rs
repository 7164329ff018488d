//! The objects of Stripe's wire that move money: charge, refund, balance transaction, dispute.

use serde_json::{Value, json};

use super::cards::Reason;
use super::ids::{new_id, now_s, token};
use super::json::{extend, int, some_text, text};

/// Stripe's fee on a card charge: 2.9 % and 30 minor units, half units up.
pub(crate) fn fee_for(amount: i64) -> i64 {
    (amount * 29 + 500) / 1000 + 30
}

/// An attempt to pay an intent with a payment method; not captured and with no outcome yet.
pub(crate) fn charge(intent: &Value, method: &Value, was_authenticated: bool) -> Value {
    let id = new_id("ch");
    let amount = int(intent, "amount");
    let mut charge = json!({
        "id": id, "object": "charge", "amount": amount, "amount_captured": 0,
        "amount_refunded": 0, "application": null, "application_fee": null,
        "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": null, "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX", "captured": false,
        "created": now_s(), "currency": intent["currency"], "customer": intent["customer"],
        "description": intent["description"], "destination": null, "dispute": null,
        "disputed": false, "failure_balance_transaction": null, "failure_code": null,
        "failure_message": null, "fraud_details": {}, "livemode": false,
        "metadata": intent["metadata"], "on_behalf_of": intent["on_behalf_of"],
        "outcome": approved_outcome(), "paid": true
    });
    let more = json!({
        "payment_intent": intent["id"], "payment_method": method["id"],
        "payment_method_details": method_details(method, amount, was_authenticated),
        "presentment_details": null, "radar_options": {},
        "receipt_email": intent["receipt_email"], "receipt_number": null,
        "receipt_url": null, "refunded": false, "review": null,
        "shipping": intent["shipping"], "source": null, "source_transfer": null,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "succeeded", "transfer_data": intent["transfer_data"],
        "transfer_group": intent["transfer_group"], "_card": method["_card"]
    });
    extend(&mut charge, more);
    charge
}

fn approved_outcome() -> Value {
    json!({
        "advice_code": null, "network_advice_code": null, "network_decline_code": null,
        "network_status": "approved_by_network", "reason": null, "risk_level": "normal",
        "risk_score": 20, "seller_message": "Payment complete.", "type": "authorized"
    })
}

/// Turns a charge into one that the bank refused.
pub(crate) fn mark_failed(charge: &mut Value, reason: Reason) {
    let decline_code = reason.decline_code.unwrap_or(reason.code);
    let failure = json!({
        "paid": false, "captured": false, "status": "failed", "failure_code": reason.code,
        "failure_message": reason.message,
        "outcome": {
            "advice_code": null, "network_advice_code": null, "network_decline_code": "05",
            "network_status": "declined_by_network", "reason": decline_code,
            "risk_level": "normal", "risk_score": 20,
            "seller_message": format!("The bank returned the decline code `{decline_code}`."),
            "type": "issuer_declined"
        }
    });
    extend(charge, failure);
}

fn method_details(method: &Value, amount: i64, was_authenticated: bool) -> Value {
    let card = &method["card"];
    let authentication = if was_authenticated {
        json!({
            "authentication_flow": "challenge", "electronic_commerce_indicator": "05",
            "exemption_indicator": null, "result": "authenticated", "result_reason": null,
            "transaction_id": token(), "version": "2.2.0"
        })
    } else {
        Value::Null
    };
    json!({
        "type": "card",
        "card": {
            "amount_authorized": amount, "authorization_code": "123456",
            "brand": card["brand"], "capture_before": null, "checks": card["checks"],
            "country": card["country"], "exp_month": card["exp_month"],
            "exp_year": card["exp_year"], "extended_authorization": null,
            "fingerprint": card["fingerprint"], "funding": card["funding"],
            "incremental_authorization": null, "installments": null, "last4": card["last4"],
            "mandate": null, "multicapture": null, "network": card["brand"],
            "network_token": {"used": false}, "network_transaction_id": token(),
            "overcapture": null, "regulated_status": "unregulated",
            "three_d_secure": authentication, "wallet": null
        }
    })
}

/// A refund of part or all of a captured charge.
pub(crate) fn refund(charge: &Value, amount: i64, status: &str) -> Value {
    json!({
        "id": new_id("re"), "object": "refund", "amount": amount,
        "balance_transaction": null, "charge": charge["id"], "created": now_s(),
        "currency": charge["currency"],
        "destination_details": {
            "card": {
                "reference": null, "reference_status": "pending",
                "reference_type": "acquirer_reference_number", "type": "refund"
            },
            "type": "card"
        },
        "failure_balance_transaction": null, "failure_reason": null, "metadata": {},
        "payment_intent": charge["payment_intent"], "payment_method": null,
        "pending_reason": if status == "pending" { json!("processing") } else { Value::Null },
        "reason": null, "receipt_number": null, "source_transfer_reversal": null,
        "status": status, "transfer_reversal": null
    })
}

/// A line of Stripe's own books: `charge` and `refund_failure` bring money, `refund` takes it.
pub(crate) fn balance_transaction(kind: &str, source: &Value, amount: i64, fee: i64) -> Value {
    let currency = text(source, "currency");
    let fee_details = if fee == 0 {
        json!([])
    } else {
        json!([{
            "amount": fee, "application": null, "currency": currency,
            "description": "Stripe processing fees", "type": "stripe_fee"
        }])
    };
    let now = now_s();
    json!({
        "id": new_id("txn"), "object": "balance_transaction", "amount": amount,
        "available_on": now, "balance_type": "payments", "created": now,
        "currency": currency, "description": some_text(source, "description"),
        "exchange_rate": null, "fee": fee, "fee_details": fee_details, "net": amount - fee,
        "reporting_category": kind, "source": source["id"], "status": "available",
        "type": kind
    })
}

/// A bank's dispute of a whole charge.
pub(crate) fn dispute(charge: &Value) -> Value {
    let brand = &charge["payment_method_details"]["card"]["brand"];
    let created = now_s();
    json!({
        "id": new_id("dp"), "object": "dispute", "amount": charge["amount"],
        "balance_transactions": [], "charge": charge["id"], "created": created,
        "currency": charge["currency"], "enhanced_eligibility_types": [],
        "evidence": evidence(),
        "evidence_details": {
            "due_by": created + 7 * 86_400, "enhanced_eligibility": {},
            "has_evidence": false, "past_due": false, "submission_count": 0
        },
        "is_charge_refundable": false, "livemode": false, "metadata": {},
        "network_reason_code": "10.4", "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {
                "brand": brand, "case_type": "chargeback", "network": brand,
                "network_reason_code": "10.4"
            },
            "type": "card"
        },
        "reason": "fraudulent", "status": "needs_response"
    })
}

fn evidence() -> Value {
    json!({
        "access_activity_log": null, "billing_address": null, "cancellation_policy": null,
        "cancellation_policy_disclosure": null, "cancellation_rebuttal": null,
        "customer_communication": null, "customer_email_address": null,
        "customer_name": null, "customer_purchase_ip": null, "customer_signature": null,
        "duplicate_charge_documentation": null, "duplicate_charge_explanation": null,
        "duplicate_charge_id": null, "enhanced_evidence": {}, "product_description": null,
        "receipt": null, "refund_policy": null, "refund_policy_disclosure": null,
        "refund_refusal_explanation": null, "service_date": null,
        "service_documentation": null, "shipping_address": null, "shipping_carrier": null,
        "shipping_date": null, "shipping_documentation": null,
        "shipping_tracking_number": null, "uncategorized_file": null,
        "uncategorized_text": null
    })
}

#[cfg(test)]
mod tests {
    use super::{balance_transaction, fee_for};
    use serde_json::json;

    #[test]
    fn the_fee_is_2_9_percent_and_30() {
        assert_eq!(fee_for(1000), 59);
        assert_eq!(fee_for(1099), 62);
        assert_eq!(fee_for(50), 31);
        assert_eq!(fee_for(100_000), 2930);
    }

    #[test]
    fn a_line_nets_its_fee() {
        let charge = json!({"id": "ch_1", "currency": "usd"});
        let line = balance_transaction("charge", &charge, 1000, fee_for(1000));
        assert_eq!(line["net"], json!(941));
        assert_eq!(line["fee_details"][0]["amount"], json!(59));
    }
}
