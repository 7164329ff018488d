//! Facebook by its Graph API: authorisation code, a check that the token was made for this app, and who it stands for.
//! Facebook gives no word on whether an address is verified, so it never counts as proof.

use super::{AuthorizeRequest, CodeExchange, Identity, OauthError, http};
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::Sha256;

const VERSION: &str = "v26.0";

/// How to reach Facebook, or whoever stands in for it.
#[derive(Debug, Clone)]
pub struct FacebookConfig {
    pub app_id: String,
    pub app_secret: SecretString,
    /// `https://graph.facebook.com`
    pub graph_base: String,
    /// `https://www.facebook.com`; also the issuer under which identities are kept.
    pub dialog_base: String,
}

/// The client.
#[derive(Debug)]
pub struct Facebook {
    config: FacebookConfig,
    http: reqwest::Client,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
}

#[derive(Deserialize)]
struct Inspection {
    data: InspectionData,
}

#[derive(Deserialize)]
struct InspectionData {
    #[serde(default)]
    app_id: String,
    #[serde(default)]
    is_valid: bool,
    #[serde(default)]
    user_id: String,
}

#[derive(Deserialize)]
struct Me {
    id: String,
    name: Option<String>,
    email: Option<String>,
}

impl Facebook {
    /// A client.
    pub fn new(config: FacebookConfig) -> anyhow::Result<Self> {
        Ok(Self { config, http: http::client()? })
    }

    /// The issuer under which identities are kept.
    pub fn issuer(&self) -> &str {
        &self.config.dialog_base
    }

    /// Where to send the browser.
    pub fn authorize_url(&self, request: &AuthorizeRequest<'_>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("client_id", &self.config.app_id)
            .append_pair("redirect_uri", request.redirect_uri)
            .append_pair("state", request.state)
            .append_pair("response_type", "code")
            .append_pair("scope", "public_profile,email");
        format!("{}/{VERSION}/dialog/oauth?{}", self.config.dialog_base, query.finish())
    }

    /// Turns a code into the identity it stands for.
    pub async fn exchange(&self, exchange: &CodeExchange<'_>) -> Result<Identity, OauthError> {
        let token = self.redeem(exchange).await?;
        let user_id = self.inspect(&token).await?;
        let me = self.me(&token).await?;
        if me.id != user_id || me.id.is_empty() || me.id.len() > 255 {
            return Err(OauthError::rejected("token and profile name different people"));
        }
        Ok(Identity {
            issuer: self.config.dialog_base.clone(),
            subject: me.id,
            email: me.email,
            is_email_verified: false,
            name: me.name,
        })
    }

    async fn redeem(&self, exchange: &CodeExchange<'_>) -> Result<SecretString, OauthError> {
        let request = self.http.get(self.graph(&format!("{VERSION}/oauth/access_token"))).query(&[
            ("client_id", self.config.app_id.as_str()),
            ("client_secret", self.config.app_secret.expose_secret()),
            ("redirect_uri", exchange.redirect_uri),
            ("code", exchange.code),
        ]);
        let answer: TokenAnswer = http::send(request).await?.body;
        Ok(SecretString::from(answer.access_token))
    }

    /// A token made for another app would let that app's owner in here as anybody.
    async fn inspect(&self, token: &SecretString) -> Result<String, OauthError> {
        let app_token = format!("{}|{}", self.config.app_id, self.config.app_secret.expose_secret());
        let request = self
            .http
            .get(self.graph("debug_token"))
            .query(&[("input_token", token.expose_secret()), ("access_token", app_token.as_str())]);
        let inspection: Inspection = http::send(request).await?.body;
        let data = inspection.data;
        if !data.is_valid || data.app_id != self.config.app_id {
            return Err(OauthError::rejected("token of another app"));
        }
        Ok(data.user_id)
    }

    async fn me(&self, token: &SecretString) -> Result<Me, OauthError> {
        let proof = appsecret_proof(&self.config.app_secret, token)?;
        let request = self.http.get(self.graph(&format!("{VERSION}/me"))).query(&[
            ("fields", "id,name,email"),
            ("access_token", token.expose_secret()),
            ("appsecret_proof", proof.as_str()),
        ]);
        Ok(http::send(request).await?.body)
    }

    fn graph(&self, path: &str) -> String {
        format!("{}/{path}", self.config.graph_base)
    }
}

/// Proves to Facebook that the caller knows the app's secret, so that a stolen token alone is worth nothing.
fn appsecret_proof(app_secret: &SecretString, token: &SecretString) -> Result<String, OauthError> {
    let mac = Hmac::<Sha256>::new_from_slice(app_secret.expose_secret().as_bytes());
    let mut mac = mac.map_err(|error| OauthError::rejected(error.to_string()))?;
    mac.update(token.expose_secret().as_bytes());
    Ok(hex::encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proof_is_an_hmac_of_the_token() {
        let proof = appsecret_proof(&SecretString::from("FBSECRET"), &SecretString::from("EAAtoken")).expect("a proof");
        assert_eq!(proof, "930b794c94ccf402f68e4e912229cb9de8af68108b038b85a806d6aeac2b94c5");
    }

    #[test]
    fn the_dialog_gets_everything_escaped() {
        let facebook = Facebook::new(FacebookConfig {
            app_id: "123".to_owned(),
            app_secret: SecretString::from("s"),
            graph_base: "https://graph.facebook.com".to_owned(),
            dialog_base: "https://www.facebook.com".to_owned(),
        })
        .expect("a client");
        let request = AuthorizeRequest {
            redirect_uri: "https://x.test/oauth/facebook/callback",
            state: "a&b",
            nonce: "",
            code_challenge: "",
        };
        let url = facebook.authorize_url(&request);
        assert!(
            url.starts_with("https://www.facebook.com/v26.0/dialog/oauth?client_id=123&redirect_uri=https%3A%2F%2Fx.test%2F"),
            "{url}"
        );
        assert!(url.contains("&state=a%26b&"), "{url}");
    }
}
