//! The stand-in's RSA key, made when it is first needed, and the tokens that it signs.

use super::Fault;
use anyhow::anyhow;
use aws_lc_rs::{
    rand::SystemRandom,
    rsa::KeySize,
    signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

#[derive(Debug)]
struct Signer {
    key: RsaKeyPair,
    /// New with every key, so that clients notice a change.
    kid: String,
}

/// Making a key takes long, so all stand-ins of a process begin with the same.
static FIRST: OnceLock<Arc<Signer>> = OnceLock::new();

fn make() -> anyhow::Result<Arc<Signer>> {
    let key = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|error| anyhow!("RSA key not made: {error:?}"))?;
    Ok(Arc::new(Signer { key, kid: hex::encode(rand::random::<[u8; 8]>()) }))
}

fn first() -> anyhow::Result<Arc<Signer>> {
    if let Some(signer) = FIRST.get() {
        return Ok(signer.clone());
    }
    let made = make()?;
    Ok(FIRST.get_or_init(|| made).clone())
}

/// The key that one stand-in signs with.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Nothing as long as it is the first one.
    rotated: Mutex<Option<Arc<Signer>>>,
}

impl Keys {
    fn current(&self) -> anyhow::Result<Arc<Signer>> {
        let rotated = self.rotated.lock().unwrap_or_else(PoisonError::into_inner).clone();
        rotated.map_or_else(first, Ok)
    }

    /// Throws the key away and signs with a new one, as providers do every few weeks.
    pub(super) fn rotate(&self) -> anyhow::Result<()> {
        let made = make()?;
        *self.rotated.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
        Ok(())
    }
}

/// The list of public keys.
pub(super) fn public_keys(keys: &Keys) -> anyhow::Result<Value> {
    let signer = keys.current()?;
    Ok(json!({ "keys": [{
        "kty": "RSA",
        "use": "sig",
        "alg": "RS256",
        "kid": signer.kid,
        "n": modulus(&signer),
        "e": URL_SAFE_NO_PAD.encode(signer.key.public_key().exponent().big_endian_without_leading_zero()),
    }] }))
}

fn modulus(signer: &Signer) -> String {
    URL_SAFE_NO_PAD.encode(signer.key.public_key().modulus().big_endian_without_leading_zero())
}

/// A signed token with these claims, spoilt where a test wants it so.
pub(super) fn sign(keys: &Keys, claims: &Value, fault: Option<Fault>) -> anyhow::Result<String> {
    let signer = keys.current()?;
    let header = match fault {
        Some(Fault::Unsigned) => json!({ "alg": "none", "typ": "JWT" }),
        Some(Fault::Mac) => json!({ "alg": "HS256", "typ": "JWT", "kid": signer.kid }),
        Some(Fault::UnknownKey) => json!({ "alg": "RS256", "typ": "JWT", "kid": "0000000000000000" }),
        _ => json!({ "alg": "RS256", "typ": "JWT", "kid": signer.kid }),
    };
    let signed = format!("{}.{}", encode(&header), encode(claims));
    let signature = match fault {
        Some(Fault::Unsigned) => Vec::new(),
        Some(Fault::Mac) => {
            let mac = Hmac::<Sha256>::new_from_slice(modulus(&signer).as_bytes());
            let mut mac = mac.map_err(|error| anyhow!("key not taken: {error}"))?;
            mac.update(signed.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        _ => {
            let mut signature = vec![0; signer.key.public_modulus_len()];
            signer
                .key
                .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature)
                .map_err(|error| anyhow!("token not signed: {error:?}"))?;
            if fault == Some(Fault::BrokenSignature) {
                signature.reverse();
            }
            signature
        }
    };
    Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}
