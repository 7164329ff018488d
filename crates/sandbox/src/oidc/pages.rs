//! The pages that a visitor sees at the stand-ins: who comes in, or not.

use super::people::PEOPLE;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem;color:#1f2333;background:#faf8f4}\
h1{font-size:1.375rem}form{display:grid;gap:.75rem}fieldset{display:grid;gap:.75rem;border:1px solid #ccc7bb;border-radius:.5rem;padding:1rem}\
button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border:1px solid #6b7084;border-radius:.5rem;background:#fff;color:inherit;text-align:start;cursor:pointer}\
button:focus-visible,input:focus-visible{outline:3px solid #4338a8;outline-offset:2px}\
label{display:grid;gap:.25rem}label.check{display:flex;gap:.5rem;align-items:center}input{font:inherit;padding:.5rem;border:1px solid #6b7084;border-radius:.5rem}\
.note{padding:.75rem 1rem;border-radius:.5rem;background:#fdeccb}small{display:block;color:#565b6d}";

/// A form that asks who comes in.
pub(super) struct Chooser<'a> {
    pub provider: &'a str,
    /// What the form sends back unchanged.
    pub hidden: Vec<(&'a str, &'a str)>,
    /// Where the browser may be sent after the form: the site's origin.
    pub form_target: &'a str,
    /// Whether this provider says of an address that it is verified.
    pub has_verified_flag: bool,
}

/// The page that asks who comes in.
pub(super) fn chooser(chooser: &Chooser<'_>) -> Response {
    let mut hidden = String::new();
    for (name, value) in &chooser.hidden {
        // Writing into a String cannot fail.
        let _ = write!(hidden, "<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value));
    }
    let mut people = String::new();
    for person in PEOPLE {
        let email = person.email.unwrap_or("no e-mail address");
        let _ = write!(
            people,
            "<button name=\"person\" value=\"{}\"><bdi>{}</bdi><small>{}</small></button>",
            person.key,
            escape(person.name),
            escape(email)
        );
    }
    let verified = if chooser.has_verified_flag {
        "<label class=\"check\"><input type=\"checkbox\" name=\"verified\" value=\"1\" checked> The address is verified</label>"
    } else {
        ""
    };
    let provider = escape(chooser.provider);
    let body = format!(
        "<h1>Log in with {provider}</h1>\
         <p class=\"note\">This is the sandbox's stand-in for {provider}. Pick who you want to be; no password is asked.</p>\
         <form method=\"post\">{hidden}{people}</form><br>\
         <form method=\"post\">{hidden}<fieldset><legend>Somebody else</legend>\
         <label>E-mail address <input name=\"email\" type=\"email\" required></label>\
         <label>Name <input name=\"name\" maxlength=\"80\"></label>{verified}\
         <button name=\"person\" value=\"typed\">Continue</button></fieldset></form><br>\
         <form method=\"post\">{hidden}<button name=\"person\" value=\"nobody\">Cancel</button></form>"
    );
    page(StatusCode::OK, &body, chooser.form_target)
}

/// The page for a request that no provider would redirect: it may be somebody's trap.
pub(super) fn refusal(reason: &str) -> Response {
    let body = format!("<h1>Access blocked</h1><p>Error 400: {}</p>", escape(reason));
    page(StatusCode::BAD_REQUEST, &body, "")
}

fn page(status: StatusCode, body: &str, form_target: &str) -> Response {
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"robots\" content=\"noindex\"><title>Sandbox login</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    );
    let style_hash = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style_hash}'; form-action 'self' {form_target}; base-uri 'none'; frame-ancestors 'none'"
    );
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
