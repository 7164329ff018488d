//! The stand-in for Google: discovery, the page, tokens, keys, userinfo.

use super::{
    Fault, Shared, State, now_s,
    pages::{self, Chooser},
    people, signer,
    store::{Access, Grant},
};
use axum::{
    Form, Json,
    extract::Query,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use subtle::ConstantTimeEq;
use url::Url;

type Params = HashMap<String, String>;

/// How long a SHA-256 in URL-safe text is.
const S256_CHARS: usize = 43;

pub(super) async fn discovery(state: State) -> Json<Value> {
    let config = &state.config;
    let (issuer, api) = (config.google_issuer(), format!("{}/google", config.api_base));
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{api}/token"),
        "userinfo_endpoint": format!("{api}/userinfo"),
        "jwks_uri": format!("{api}/certs"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "email", "profile"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "claims_supported": ["aud", "email", "email_verified", "exp", "iat", "iss", "name", "sub"],
        "code_challenge_methods_supported": ["S256"],
        "grant_types_supported": ["authorization_code"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

pub(super) async fn authorize_page(state: State, Query(params): Query<Params>) -> Response {
    if let Err(reason) = check_request(&state, &params) {
        return pages::refusal(reason);
    }
    let kept = [
        "client_id",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "fault",
    ];
    let hidden = kept.into_iter().filter_map(|name| params.get(name).map(|value| (name, value.as_str()))).collect();
    let origin = origin_of(&state.config.redirect_base);
    pages::chooser(&Chooser { provider: "Google", hidden, form_target: &origin, has_verified_flag: true })
}

pub(super) async fn authorize(state: State, Form(params): Form<Params>) -> Response {
    if let Err(reason) = check_request(&state, &params) {
        return pages::refusal(reason);
    }
    let text = |name: &str| params.get(name).map_or("", String::as_str);
    let fault = Fault::parse(text("fault"));
    let echoed = if fault == Some(Fault::WrongState) { "another-state" } else { text("state") };
    let profile = people::chosen(text("person"), text("email"), text("name"), text("verified") == "1");
    let Some(profile) = profile else {
        return answer(text("redirect_uri"), &[("error", "access_denied"), ("state", echoed)]);
    };
    let grant = Grant {
        profile,
        redirect_uri: text("redirect_uri").to_owned(),
        nonce: params.get("nonce").cloned(),
        code_challenge: params.get("code_challenge").cloned(),
        rotates_key: text("new_key") == "1",
        fault,
    };
    let code = state.store.add_code(grant);
    let issuer = if fault == Some(Fault::MixUp) { "https://other.example".to_owned() } else { state.config.google_issuer() };
    let scope = "email profile openid";
    answer(text("redirect_uri"), &[("state", echoed), ("iss", &issuer), ("code", &code), ("scope", scope), ("prompt", "none")])
}

/// Google redirects only to addresses that the client has registered; anything else gets a page.
fn check_request(shared: &Shared, params: &Params) -> Result<(), &'static str> {
    let text = |name: &str| params.get(name).map_or("", String::as_str);
    if text("client_id") != shared.config.google_client_id {
        Err("invalid_client")
    } else if !text("redirect_uri").starts_with(&shared.config.redirect_base) {
        Err("redirect_uri_mismatch")
    } else if text("response_type") != "code" {
        Err("unsupported_response_type")
    } else if !text("scope").split(' ').any(|scope| scope == "openid") {
        Err("invalid_scope")
    } else if text("code_challenge").len() != S256_CHARS || text("code_challenge_method") != "S256" {
        // The original takes a request without PKCE; here one that forgot it must be noticed.
        Err("invalid_request")
    } else {
        Ok(())
    }
}

/// Sends the browser back with these values.
pub(super) fn answer(redirect_uri: &str, pairs: &[(&str, &str)]) -> Response {
    match Url::parse(redirect_uri) {
        Ok(mut url) => {
            url.query_pairs_mut().extend_pairs(pairs);
            Redirect::to(url.as_str()).into_response()
        }
        Err(_) => pages::refusal("redirect_uri_mismatch"),
    }
}

/// Scheme, host and port of an address.
pub(super) fn origin_of(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

pub(super) async fn token(state: State, Form(params): Form<Params>) -> Response {
    let text = |name: &str| params.get(name).map_or("", String::as_str);
    let config = &state.config;
    let is_secret: bool = text("client_secret").as_bytes().ct_eq(config.google_client_secret.as_bytes()).into();
    if text("client_id") != config.google_client_id || !is_secret {
        return refuse(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    if text("grant_type") != "authorization_code" {
        return refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type");
    }
    let Some(grant) = state.store.take_code(text("code")) else { return refuse(StatusCode::BAD_REQUEST, "invalid_grant") };
    if grant.redirect_uri != text("redirect_uri") {
        return refuse(StatusCode::BAD_REQUEST, "redirect_uri_mismatch");
    }
    if !fits_challenge(grant.code_challenge.as_deref(), text("code_verifier")) {
        return refuse(StatusCode::BAD_REQUEST, "invalid_grant");
    }
    let claims = claims(&state, &grant);
    let shared = state.0.clone();
    let signing = move || {
        if grant.rotates_key {
            shared.keys.rotate()?;
        }
        signer::sign(&shared.keys, &claims, grant.fault)
    };
    let id_token = match tokio::task::spawn_blocking(signing).await {
        Ok(Ok(id_token)) => id_token,
        other => return broken("id token not signed", &other),
    };
    let access = Access { profile: grant.profile, fault: grant.fault };
    let access_token = state.store.add_token("ya29.", access);
    let body = json!({
        "access_token": access_token,
        "expires_in": 3_599,
        "scope": "openid https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile",
        "token_type": "Bearer",
        "id_token": id_token,
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// PKCE: only who began the login knows what the challenge was made of.
fn fits_challenge(challenge: Option<&str>, verifier: &str) -> bool {
    challenge.is_some_and(|challenge| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == challenge)
}

fn claims(shared: &Shared, grant: &Grant) -> Value {
    let (now, client_id) = (now_s(), shared.config.google_client_id.as_str());
    let mut claims = json!({
        "iss": shared.config.google_issuer(),
        "azp": client_id,
        "aud": client_id,
        "sub": grant.profile.subject,
        "name": grant.profile.name,
        "iat": now,
        "exp": now + 3_599,
    });
    if let Some(email) = &grant.profile.email {
        claims["email"] = json!(email);
        claims["email_verified"] = json!(grant.profile.is_email_verified);
    }
    if let Some(nonce) = &grant.nonce {
        claims["nonce"] = json!(nonce);
    }
    match grant.fault {
        Some(Fault::WrongNonce) => claims["nonce"] = json!("another-nonce"),
        Some(Fault::WrongAudience) => claims["aud"] = json!("another-client"),
        Some(Fault::OtherParty) => {
            claims["aud"] = json!([client_id, "another-client"]);
            claims["azp"] = json!("another-client");
        }
        Some(Fault::WrongIssuer) => claims["iss"] = json!("https://other.example"),
        Some(Fault::Expired) => {
            claims["iat"] = json!(now - 3_000);
            claims["exp"] = json!(now - 300);
        }
        Some(Fault::FromTheFuture) => {
            claims["iat"] = json!(now + 3_600);
            claims["exp"] = json!(now + 7_200);
        }
        _ => {}
    }
    claims
}

pub(super) async fn certs(state: State) -> Response {
    let shared = state.0.clone();
    match tokio::task::spawn_blocking(move || signer::public_keys(&shared.keys)).await {
        Ok(Ok(keys)) => ([(header::CACHE_CONTROL, "public, max-age=3600")], Json(keys)).into_response(),
        other => broken("key list not made", &other),
    }
}

pub(super) async fn userinfo(state: State, headers: HeaderMap) -> Response {
    let bearer =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|text| text.strip_prefix("Bearer "));
    let Some(access) = bearer.and_then(|token| state.store.find_token(token)) else {
        let mut response = refuse(StatusCode::UNAUTHORIZED, "invalid_token");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""));
        return response;
    };
    let mut body = json!({ "sub": access.profile.subject, "name": access.profile.name });
    if let Some(email) = access.profile.email {
        body["email"] = json!(email);
        body["email_verified"] = json!(access.profile.is_email_verified);
    }
    Json(body).into_response()
}

fn refuse(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error, "error_description": "Bad Request" }))).into_response()
}

fn broken<E: std::fmt::Debug>(what: &str, cause: &E) -> Response {
    tracing::error!(cause = ?cause, "sandbox login: {what}");
    refuse(StatusCode::INTERNAL_SERVER_ERROR, "server_error")
}
