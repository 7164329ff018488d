//! Webhook signatures: `Stripe-Signature: t=<unix>,v1=<hex>[,v1=…]`, HMAC-SHA256 over `{t}.{raw body}` (Stripe, "Verify webhook signatures").

use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// Why a webhook is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    #[error("signature header not readable")]
    Malformed,
    #[error("too old or too new")]
    Stale,
    #[error("no signature fits")]
    Wrong,
}

/// Accepts when any `v1` fits any of the secrets and the time is within the tolerance. Compares in constant time.
pub fn verify_signature(
    body: &[u8],
    header: &str,
    secrets: &[SecretString],
    now_s: i64,
    tolerance_s: i64,
) -> Result<(), WebhookError> {
    let mut timestamp = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", value)) => timestamp = value.parse::<i64>().ok(),
            Some(("v1", value)) => signatures.extend(hex::decode(value).ok()),
            _ => {}
        }
    }
    let timestamp = timestamp.ok_or(WebhookError::Malformed)?;
    if signatures.is_empty() {
        return Err(WebhookError::Malformed);
    }
    if (now_s - timestamp).abs() > tolerance_s {
        return Err(WebhookError::Stale);
    }
    let fits = secrets.iter().any(|secret| signatures.iter().any(|signature| is_signed(body, timestamp, secret, signature)));
    if fits { Ok(()) } else { Err(WebhookError::Wrong) }
}

fn is_signed(body: &[u8], timestamp: i64, secret: &SecretString, signature: &[u8]) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else { return false };
    mac.update(timestamp.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.verify_slice(signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_test_webhook","object":"event"}"#;
    const HEADER: &str = "t=1700000000,v1=d95c6b7477fbd7e9f90b1b0ef5f9c7ac25abca5382460e0d988c2b2a5b71b990";

    fn secrets(all: &[&str]) -> Vec<SecretString> {
        all.iter().map(|secret| SecretString::from((*secret).to_owned())).collect()
    }

    fn verify(body: &[u8], header: &str, all: &[&str], now_s: i64) -> Result<(), WebhookError> {
        verify_signature(body, header, &secrets(all), now_s, 300)
    }

    #[test]
    fn the_known_vector_is_accepted_within_the_tolerance() {
        assert_eq!(verify(BODY, HEADER, &["whsec_test_secret"], 1_700_000_300), Ok(()));
        assert_eq!(verify(BODY, HEADER, &["whsec_test_secret"], 1_700_000_301), Err(WebhookError::Stale));
    }

    #[test]
    fn both_secrets_hold_during_a_rotation() {
        assert_eq!(verify(BODY, HEADER, &["whsec_new", "whsec_test_secret"], 1_700_000_000), Ok(()));
        assert_eq!(verify(BODY, HEADER, &["whsec_new"], 1_700_000_000), Err(WebhookError::Wrong));
    }

    #[test]
    fn a_changed_body_or_header_is_refused() {
        assert_eq!(verify(b"{}", HEADER, &["whsec_test_secret"], 1_700_000_000), Err(WebhookError::Wrong));
        for header in ["", "t=x,v1=00", "v1=00", "t=1700000000", "t=1700000000,v0=00"] {
            assert_eq!(verify(BODY, header, &["whsec_test_secret"], 1_700_000_000), Err(WebhookError::Malformed), "{header}");
        }
    }
}
