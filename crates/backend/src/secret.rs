//! Random tokens and keyed signatures. A token is shown once and stored only as its SHA-256 hash.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// A fresh 256-bit token, in URL-safe text.
pub fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is stored of a token.
pub fn hash_token(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// HMAC-SHA256 of a message under the site's key and a purpose, in URL-safe text.
pub fn sign(key: &SecretString, purpose: &str, message: &str) -> String {
    URL_SAFE_NO_PAD.encode(mac(key, purpose, message).finalize().into_bytes())
}

/// Whether a signature is right, in constant time.
pub fn verify(key: &SecretString, purpose: &str, message: &str, signature: &str) -> bool {
    URL_SAFE_NO_PAD.decode(signature).is_ok_and(|bytes| mac(key, purpose, message).verify_slice(&bytes).is_ok())
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
fn mac(key: &SecretString, purpose: &str, message: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret().as_bytes()).expect("any key length");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(message.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_256_random_bits() {
        let tokens: std::collections::HashSet<String> = (0..100).map(|_| new_token()).collect();
        assert_eq!(tokens.len(), 100);
        for token in tokens {
            assert_eq!(URL_SAFE_NO_PAD.decode(&token).map(|bytes| bytes.len()), Ok(32), "{token}");
        }
    }

    #[test]
    fn a_signature_fits_one_key_one_purpose_and_one_message() {
        let (key, other) = (SecretString::from("a key"), SecretString::from("another key"));
        let signature = sign(&key, "note", "message");
        assert!(verify(&key, "note", "message", &signature));
        assert!(!verify(&other, "note", "message", &signature));
        assert!(!verify(&key, "grant", "message", &signature));
        assert!(!verify(&key, "note", "another message", &signature));
        assert!(!verify(&key, "note", "message", ""));
    }
}
