//! The objects of Stripe's wire that people and intents are: every field that a strict client expects.

use serde_json::{Value, json};

use super::cards::TestCard;
use super::ids::{now_s, token};

/// The parts of a card that may be kept and shown.
pub(crate) struct CardFace {
    pub(crate) known: Option<&'static TestCard>,
    pub(crate) brand: String,
    pub(crate) last4: String,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) fingerprint: String,
    pub(crate) has_cvc: bool,
}

/// An empty customer.
pub(crate) fn customer(id: &str) -> Value {
    json!({
        "id": id, "object": "customer", "created": now_s(), "livemode": false,
        "address": null, "balance": 0, "currency": null, "default_source": null,
        "delinquent": false, "description": null, "discount": null, "email": null,
        "invoice_prefix": token().get(..8).unwrap_or_default().to_uppercase(),
        "invoice_settings": {
            "custom_fields": null, "default_payment_method": null, "footer": null,
            "rendering_options": null
        },
        "metadata": {}, "name": null, "next_invoice_sequence": 1, "phone": null,
        "preferred_locales": [], "shipping": null, "tax_exempt": "none", "test_clock": null
    })
}

/// Billing details with nothing known.
pub(crate) fn billing_details() -> Value {
    json!({"address": null, "email": null, "name": null, "phone": null, "tax_id": null})
}

/// A card as a payment method, not yet attached to anybody.
pub(crate) fn payment_method(id: &str, card: &CardFace) -> Value {
    let checks = json!({
        "address_line1_check": null, "address_postal_code_check": null,
        "cvc_check": if card.has_cvc { json!("pass") } else { Value::Null }
    });
    let known = card.known;
    json!({
        "id": id, "object": "payment_method", "type": "card", "customer": null,
        "customer_account": null, "allow_redisplay": "unspecified", "created": now_s(),
        "livemode": false, "metadata": {}, "billing_details": billing_details(),
        "card": {
            "brand": card.brand, "checks": checks,
            "country": known.map_or("US", |known| known.country),
            "display_brand": card.brand, "exp_month": card.exp_month,
            "exp_year": card.exp_year, "fingerprint": card.fingerprint,
            "funding": known.map_or("credit", |known| known.funding),
            "generated_from": null, "last4": card.last4,
            "networks": {"available": [card.brand], "preferred": null},
            "regulated_status": "unregulated",
            "three_d_secure_usage": {"supported": true}, "wallet": null
        },
        "_card": known.map(|known| known.number),
        "_consumed": false, "_set_up": false
    })
}

/// A payment intent that nothing was done with yet.
pub(crate) fn payment_intent(id: &str, amount: i64, currency: &str) -> Value {
    json!({
        "id": id, "object": "payment_intent", "amount": amount, "amount_capturable": 0,
        "amount_details": {"tip": {}}, "amount_received": 0, "application": null,
        "application_fee_amount": null,
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": true},
        "canceled_at": null, "cancellation_reason": null, "capture_method": "automatic",
        "client_secret": format!("{id}_secret_{}", token()),
        "confirmation_method": "automatic", "created": now_s(), "currency": currency,
        "customer": null, "customer_account": null, "description": null,
        "last_payment_error": null, "latest_charge": null, "livemode": false,
        "metadata": {}, "next_action": null, "on_behalf_of": null, "payment_method": null,
        "payment_method_configuration_details": null,
        "payment_method_options": {"card": {
            "installments": null, "mandate_options": null, "network": null,
            "request_three_d_secure": "automatic"
        }},
        "payment_method_types": ["card"], "processing": null, "receipt_email": null,
        "review": null, "setup_future_usage": null, "shipping": null, "source": null,
        "statement_descriptor": null, "statement_descriptor_suffix": null,
        "status": "requires_payment_method", "transfer_data": null, "transfer_group": null
    })
}

/// A setup intent that nothing was done with yet.
pub(crate) fn setup_intent(id: &str) -> Value {
    json!({
        "id": id, "object": "setup_intent", "application": null, "attach_to_self": false,
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": true},
        "cancellation_reason": null,
        "client_secret": format!("{id}_secret_{}", token()),
        "created": now_s(), "customer": null, "customer_account": null,
        "description": null, "flow_directions": null, "last_setup_error": null,
        "latest_attempt": null, "livemode": false, "mandate": null, "metadata": {},
        "next_action": null, "on_behalf_of": null, "payment_method": null,
        "payment_method_configuration_details": null,
        "payment_method_options": {"card": {
            "mandate_options": null, "network": null, "request_three_d_secure": "automatic"
        }},
        "payment_method_types": ["card"], "single_use_mandate": null,
        "status": "requires_payment_method", "usage": "off_session"
    })
}

/// How the browser continues with an intent that needs 3-D Secure: a redirect where the caller gave a return
/// address, Stripe.js' own modal where it asked for that or gave none.
pub(crate) fn next_action(url: &str, return_url: Option<&str>, by_sdk: bool) -> Value {
    match return_url {
        Some(return_url) if !by_sdk => json!({
            "type": "redirect_to_url",
            "redirect_to_url": {"return_url": return_url, "url": url}
        }),
        _ => json!({
            "type": "use_stripe_sdk",
            "use_stripe_sdk": {
                "type": "three_d_secure_redirect", "source": "sandbox",
                "stripe_js": url, "url": url
            }
        }),
    }
}

/// A page of a list.
pub(crate) fn list(url: &str, data: Vec<Value>, has_more: bool) -> Value {
    json!({"object": "list", "url": url, "has_more": has_more, "data": data})
}

#[cfg(test)]
mod tests {
    use super::{next_action, payment_intent};
    use serde_json::json;

    #[test]
    fn a_new_intent_waits_for_a_payment_method() {
        let intent = payment_intent("pi_1", 1099, "usd");
        assert_eq!(intent["status"], json!("requires_payment_method"));
        assert_eq!(intent["amount"], json!(1099));
        let secret = intent["client_secret"].as_str().unwrap_or_default();
        assert!(secret.starts_with("pi_1_secret_"));
    }

    #[test]
    fn a_challenge_is_a_redirect_or_a_modal() {
        let redirect = next_action("/3ds/pi_1", Some("https://shop.test/done"), false);
        assert_eq!(redirect["type"], json!("redirect_to_url"));
        assert_eq!(redirect["redirect_to_url"]["url"], json!("/3ds/pi_1"));
        let modal = next_action("/3ds/pi_1", Some("https://shop.test/done"), true);
        assert_eq!(modal["type"], json!("use_stripe_sdk"));
        assert_eq!(modal["use_stripe_sdk"]["url"], json!("/3ds/pi_1"));
        assert_eq!(next_action("/3ds/pi_1", None, false)["type"], json!("use_stripe_sdk"));
    }
}
