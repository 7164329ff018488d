//! The stand-in for Facebook: the dialog, the exchange of codes, the inspection of tokens, the profile.

use super::{
    Fault, Shared, State,
    google::{answer, origin_of},
    now_s,
    pages::{self, Chooser},
    people,
    store::{Access, Grant},
};
use axum::{
    Form, Json,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::HashMap;
use subtle::ConstantTimeEq;

type Params = HashMap<String, String>;

pub(super) async fn dialog_page(state: State, Path(_version): Path<String>, Query(params): Query<Params>) -> Response {
    if let Err(reason) = check_request(&state, &params) {
        return pages::refusal(reason);
    }
    let kept = ["client_id", "redirect_uri", "state", "response_type", "scope", "fault"];
    let hidden = kept.into_iter().filter_map(|name| params.get(name).map(|value| (name, value.as_str()))).collect();
    let origin = origin_of(&state.config.redirect_base);
    pages::chooser(&Chooser { provider: "Facebook", hidden, form_target: &origin, has_verified_flag: false })
}

pub(super) async fn dialog(state: State, Path(_version): Path<String>, Form(params): Form<Params>) -> Response {
    if let Err(reason) = check_request(&state, &params) {
        return pages::refusal(reason);
    }
    let text = |name: &str| params.get(name).map_or("", String::as_str);
    let fault = Fault::parse(text("fault"));
    let echoed = if fault == Some(Fault::WrongState) { "another-state" } else { text("state") };
    let Some(profile) = people::chosen(text("person"), text("email"), text("name"), false) else {
        let denied = [("error", "access_denied"), ("error_code", "200"), ("error_reason", "user_denied"), ("state", echoed)];
        return answer(text("redirect_uri"), &denied);
    };
    let redirect_uri = text("redirect_uri").to_owned();
    let grant = Grant { profile, redirect_uri, nonce: None, code_challenge: None, rotates_key: false, fault };
    let code = state.store.add_code(grant);
    answer(text("redirect_uri"), &[("code", &code), ("state", echoed)])
}

fn check_request(shared: &Shared, params: &Params) -> Result<(), &'static str> {
    let text = |name: &str| params.get(name).map_or("", String::as_str);
    if text("client_id") != shared.config.facebook_app_id {
        Err("Invalid App ID")
    } else if !text("redirect_uri").starts_with(&shared.config.redirect_base) {
        Err("URL blocked")
    } else {
        Ok(())
    }
}

pub(super) async fn access_token(state: State, Path(_version): Path<String>, Query(params): Query<Params>) -> Response {
    let text = |name: &str| params.get(name).map_or("", String::as_str);
    let config = &state.config;
    let is_secret: bool = text("client_secret").as_bytes().ct_eq(config.facebook_app_secret.as_bytes()).into();
    if text("client_id") != config.facebook_app_id || !is_secret {
        return refuse("Error validating client secret.", 1);
    }
    match state.store.take_code(text("code")) {
        Some(grant) if grant.redirect_uri == text("redirect_uri") => {
            let access = Access { profile: grant.profile, fault: grant.fault };
            let token = state.store.add_token("EAA", access);
            Json(json!({ "access_token": token, "token_type": "bearer", "expires_in": 5_183_944 })).into_response()
        }
        _ => refuse("This authorization code has been used or expired.", 100),
    }
}

pub(super) async fn debug_token(state: State, Query(params): Query<Params>) -> Response {
    let text = |name: &str| params.get(name).map_or("", String::as_str);
    let config = &state.config;
    let app_token = format!("{}|{}", config.facebook_app_id, config.facebook_app_secret);
    let is_app: bool = text("access_token").as_bytes().ct_eq(app_token.as_bytes()).into();
    if !is_app {
        return refuse("Invalid OAuth access token.", 190);
    }
    let data = match state.store.find_token(text("input_token")) {
        Some(access) => {
            let app_id = if access.fault == Some(Fault::ForeignApp) { "999000999000999" } else { &config.facebook_app_id };
            json!({
                "app_id": app_id,
                "type": "USER",
                "application": "DreamCrowd sandbox",
                "data_access_expires_at": now_s() + 7_776_000,
                "expires_at": now_s() + 5_183_944,
                "is_valid": access.fault != Some(Fault::Expired),
                "scopes": ["email", "public_profile"],
                "user_id": access.profile.subject,
            })
        }
        None => json!({ "error": { "code": 190, "message": "Invalid OAuth access token." }, "is_valid": false, "scopes": [] }),
    };
    Json(json!({ "data": data })).into_response()
}

pub(super) async fn me(state: State, Path(_version): Path<String>, Query(params): Query<Params>) -> Response {
    let text = |name: &str| params.get(name).map_or("", String::as_str);
    let Some(access) = state.store.find_token(text("access_token")) else {
        return refuse("Invalid OAuth access token.", 190);
    };
    if !is_proof(&state.config.facebook_app_secret, text("access_token"), text("appsecret_proof")) {
        return refuse("Invalid appsecret_proof provided in the API argument", 100);
    }
    let id = if access.fault == Some(Fault::OtherPerson) { "1".to_owned() } else { access.profile.subject };
    let wanted: Vec<&str> = text("fields").split(',').collect();
    let mut body = json!({ "id": id });
    if wanted.contains(&"name") {
        body["name"] = json!(access.profile.name);
    }
    // As at the original, a missing address is a missing field, not an empty one.
    if let Some(email) = access.profile.email.filter(|_| wanted.contains(&"email")) {
        body["email"] = json!(email);
    }
    Json::<Value>(body).into_response()
}

fn is_proof(secret: &str, token: &str, proof: &str) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(token.as_bytes());
    hex::decode(proof).is_ok_and(|proof| mac.verify_slice(&proof).is_ok())
}

fn refuse(message: &str, code: u32) -> Response {
    let error = json!({ "message": message, "type": "OAuthException", "code": code, "fbtrace_id": "Asandbox" });
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response()
}
