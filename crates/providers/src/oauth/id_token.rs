//! Checking an OpenID Connect id token: RS256 and nothing else, a key of the issuer's own list, and every claim that matters.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde::{Deserialize, de::DeserializeOwned};
use subtle::ConstantTimeEq;

/// How far two clocks may be apart.
const LEEWAY_S: i64 = 60;
/// Older tokens were not made for this login.
const MAX_AGE_S: i64 = 3_600;

/// One public key as JWKS documents carry it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Jwk {
    pub kty: String,
    pub kid: Option<String>,
    pub alg: Option<String>,
    #[serde(rename = "use")]
    pub usage: Option<String>,
    pub n: Option<String>,
    pub e: Option<String>,
}

/// What the token must say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected<'a> {
    pub issuer: &'a str,
    pub audience: &'a str,
    pub nonce: &'a str,
    pub now_s: i64,
}

/// Why a token does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum IdTokenError {
    /// Perhaps the issuer has new keys: worth reading the list once more.
    #[error("signed with an unknown key")]
    UnknownKey,
    #[error("{0}")]
    Invalid(&'static str),
}

/// The claims that are used.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Claims {
    iss: String,
    pub sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nonce: Option<String>,
    pub email: Option<String>,
    #[serde(default)]
    email_verified: serde_json::Value,
    pub name: Option<String>,
}

impl Claims {
    /// Only a real `true` counts, not a text that says so.
    pub(super) fn is_email_verified(&self) -> bool {
        self.email_verified == serde_json::Value::Bool(true)
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<serde_json::Value>,
}

/// Checks signature and claims.
pub(super) fn verify(token: &str, keys: &[Jwk], expected: Expected<'_>) -> Result<Claims, IdTokenError> {
    let mut parts = token.split('.');
    let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(IdTokenError::Invalid("not a signed token"));
    };
    let signed_len = header.len() + 1 + payload.len();
    let signed = token.get(..signed_len).ok_or(IdTokenError::Invalid("not a signed token"))?;
    let key = find_key(&decode(header)?, keys)?;
    check_signature(key, signed.as_bytes(), signature)?;
    let claims: Claims = decode(payload)?;
    check_claims(&claims, expected)?;
    Ok(claims)
}

fn decode<T: DeserializeOwned>(part: &str) -> Result<T, IdTokenError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok().ok_or(IdTokenError::Invalid("not base64url"))?;
    serde_json::from_slice(&bytes).ok().ok_or(IdTokenError::Invalid("claims or header of unexpected shape"))
}

/// The algorithm is fixed here: a header that names another one, or brings its own key, decides nothing.
fn find_key<'a>(header: &Header, keys: &'a [Jwk]) -> Result<&'a Jwk, IdTokenError> {
    if header.alg != "RS256" {
        return Err(IdTokenError::Invalid("algorithm is not RS256"));
    }
    if header.crit.is_some() || header.typ.as_deref().is_some_and(|typ| !typ.eq_ignore_ascii_case("JWT")) {
        return Err(IdTokenError::Invalid("unexpected kind of token"));
    }
    let kid = header.kid.as_deref().ok_or(IdTokenError::Invalid("no key named"))?;
    let is_usable = |key: &&Jwk| {
        key.kty == "RSA"
            && key.kid.as_deref() == Some(kid)
            && key.alg.as_deref().is_none_or(|alg| alg == "RS256")
            && key.usage.as_deref().is_none_or(|usage| usage == "sig")
    };
    keys.iter().find(is_usable).ok_or(IdTokenError::UnknownKey)
}

fn check_signature(key: &Jwk, signed: &[u8], signature: &str) -> Result<(), IdTokenError> {
    const BAD_KEY: IdTokenError = IdTokenError::Invalid("key of unexpected shape");
    const BAD_SIGNATURE: IdTokenError = IdTokenError::Invalid("signature does not fit");
    let number = |text: &Option<String>| -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(text.as_deref()?).ok()?;
        Some(bytes.into_iter().skip_while(|byte| *byte == 0).collect())
    };
    let (n, e) = (number(&key.n).ok_or(BAD_KEY)?, number(&key.e).ok_or(BAD_KEY)?);
    let signature = URL_SAFE_NO_PAD.decode(signature).ok().ok_or(BAD_SIGNATURE)?;
    let is_right = RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, &signature).is_ok();
    if is_right { Ok(()) } else { Err(BAD_SIGNATURE) }
}

fn check_claims(claims: &Claims, expected: Expected<'_>) -> Result<(), IdTokenError> {
    let nonce = claims.nonce.as_deref().unwrap_or_default();
    let is_our_nonce: bool = nonce.as_bytes().ct_eq(expected.nonce.as_bytes()).into();
    let failure = if !is_issuer(&claims.iss, expected.issuer) {
        "another issuer"
    } else if !is_audience(claims, expected.audience) {
        "made for another client"
    } else if claims.exp.saturating_add(LEEWAY_S) <= expected.now_s {
        "run out"
    } else if claims.iat > expected.now_s.saturating_add(LEEWAY_S) || claims.iat < expected.now_s.saturating_sub(MAX_AGE_S) {
        "made at another time"
    } else if expected.nonce.is_empty() || !is_our_nonce {
        "another nonce"
    } else if claims.sub.is_empty() || claims.sub.len() > 255 {
        "no subject"
    } else {
        return Ok(());
    };
    Err(IdTokenError::Invalid(failure))
}

/// Google writes its issuer with and without the scheme.
fn is_issuer(said: &str, expected: &str) -> bool {
    said == expected || (expected == "https://accounts.google.com" && said == "accounts.google.com")
}

fn is_audience(claims: &Claims, client_id: &str) -> bool {
    let is_party = claims.azp.as_deref().is_none_or(|azp| azp == client_id);
    match &claims.aud {
        Audience::One(aud) => aud == client_id && is_party,
        Audience::Many(auds) if auds.len() == 1 => auds.iter().any(|aud| aud == client_id) && is_party,
        // Several audiences: only with the authorised party named, and it must be us.
        Audience::Many(auds) => auds.iter().any(|aud| aud == client_id) && claims.azp.as_deref() == Some(client_id),
    }
}

#[cfg(test)]
mod tests;
