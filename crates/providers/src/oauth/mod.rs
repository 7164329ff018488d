//! Logging in with Google (OpenID Connect) and Facebook (OAuth 2). Says who came and what the provider vouches for; knows no accounts.

mod facebook;
mod google;
mod http;
mod id_token;

pub use facebook::{Facebook, FacebookConfig};
pub use google::{Google, GoogleConfig};

/// The providers that have credentials, or a stand-in.
#[derive(Debug, Default)]
pub struct Providers {
    pub google: Option<Google>,
    pub facebook: Option<Facebook>,
}

/// Who came, by the provider's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    pub email: Option<String>,
    /// Whether the provider says that it made sure of the address itself.
    pub is_email_verified: bool,
    pub name: Option<String>,
}

/// What the first leg carries.
#[derive(Debug, Clone, Copy)]
pub struct AuthorizeRequest<'a> {
    pub redirect_uri: &'a str,
    pub state: &'a str,
    pub nonce: &'a str,
    /// PKCE, method S256.
    pub code_challenge: &'a str,
}

/// What the second leg carries.
#[derive(Clone, Copy)]
pub struct CodeExchange<'a> {
    pub code: &'a str,
    pub redirect_uri: &'a str,
    pub code_verifier: &'a str,
    pub nonce: &'a str,
    /// The `iss` that came with the redirect (RFC 9207), against mix-ups.
    pub answered_issuer: Option<&'a str>,
}

/// Why nobody came in.
#[derive(Debug, thiserror::Error)]
pub enum OauthError {
    /// No answer, or one that makes no sense: try later.
    #[error("provider does not answer")]
    Unreachable(#[source] anyhow::Error),
    /// The provider said no, or what it said does not hold.
    #[error("provider's answer refused: {0}")]
    Rejected(String),
}

impl OauthError {
    fn rejected(reason: impl Into<String>) -> Self {
        Self::Rejected(reason.into())
    }
}
