//! Requests to login providers: short time-outs, no redirects, small answers, and no secret in an error's text.

use super::OauthError;
use anyhow::anyhow;
use reqwest::{Client, RequestBuilder, redirect::Policy};
use serde::de::DeserializeOwned;
use std::time::Duration;

const MAX_ANSWER_BYTES: usize = 256 * 1024;

/// The client of one provider.
pub(super) fn client() -> anyhow::Result<Client> {
    Ok(Client::builder()
        .connect_timeout(Duration::from_secs(1))
        .timeout(Duration::from_secs(5))
        .redirect(Policy::none())
        .user_agent("DreamCrowd")
        .build()?)
}

/// An answer and how long it may be kept.
pub(super) struct Answer<T> {
    pub body: T,
    pub max_age_s: Option<u64>,
}

/// Sends a request and reads its JSON. A 4xx is the provider's no; everything else that is not 2xx is a fault.
pub(super) async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<Answer<T>, OauthError> {
    let mut response = request.send().await.map_err(unreachable)?;
    let status = response.status();
    let max_age_s =
        response.headers().get(reqwest::header::CACHE_CONTROL).and_then(|value| value.to_str().ok()).and_then(max_age_s);
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if bytes.len() + chunk.len() > MAX_ANSWER_BYTES {
            return Err(OauthError::Unreachable(anyhow!("answer too large")));
        }
        bytes.extend_from_slice(&chunk);
    }
    if status.is_client_error() {
        return Err(OauthError::rejected(format!("{status}: {}", error_code(&bytes))));
    }
    if !status.is_success() {
        return Err(OauthError::Unreachable(anyhow!("status {status}")));
    }
    let body =
        serde_json::from_slice(&bytes).map_err(|error| OauthError::Unreachable(anyhow!("answer not understood: {error}")))?;
    Ok(Answer { body, max_age_s })
}

/// The address may carry secrets in its query and must not reach the log.
fn unreachable(error: reqwest::Error) -> OauthError {
    OauthError::Unreachable(error.without_url().into())
}

/// The machine-readable part of an error: Google says `{"error":"invalid_grant"}`, Facebook `{"error":{"code":190}}`.
fn error_code(bytes: &[u8]) -> String {
    let body: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
    let code = match &body["error"] {
        serde_json::Value::String(code) => code.clone(),
        error => error["code"].to_string(),
    };
    code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect()
}

fn max_age_s(cache_control: &str) -> Option<u64> {
    cache_control.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{error_code, max_age_s};

    #[test]
    fn both_kinds_of_error_are_read() {
        assert_eq!(error_code(br#"{"error":"invalid_grant","error_description":"x"}"#), "invalid_grant");
        assert_eq!(error_code(br#"{"error":{"message":"m","type":"OAuthException","code":190}}"#), "190");
        assert_eq!(error_code(b"<html>"), "null");
    }

    #[test]
    fn max_age_is_found_among_others() {
        assert_eq!(max_age_s("public, max-age=19845, must-revalidate"), Some(19_845));
        assert_eq!(max_age_s("no-store"), None);
    }
}
