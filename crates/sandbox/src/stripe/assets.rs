//! The files that browsers fetch: `stripe.js`, and script and style of the challenge page.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The parts share one scope; each is a script of its own only for reading and checking.
const STRIPE_SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("../../assets/stripe/tools.js"),
    include_str!("../../assets/stripe/texts.js"),
    include_str!("../../assets/stripe/style.js"),
    include_str!("../../assets/stripe/typing.js"),
    include_str!("../../assets/stripe/wire.js"),
    include_str!("../../assets/stripe/confirm.js"),
    include_str!("../../assets/stripe/element.js"),
    include_str!("../../assets/stripe/main.js"),
    "})();\n"
);
const PAGE_SCRIPT: &str = include_str!("../../assets/3ds.js");
const PAGE_STYLE: &str = include_str!("../../assets/3ds.css");

/// `GET /stripe.js`.
pub(crate) async fn stripe_script() -> Response {
    file("text/javascript; charset=utf-8", STRIPE_SCRIPT)
}

/// `GET /3ds.js`.
pub(crate) async fn page_script() -> Response {
    file("text/javascript; charset=utf-8", PAGE_SCRIPT)
}

/// `GET /3ds.css`.
pub(crate) async fn page_style() -> Response {
    file("text/css; charset=utf-8", PAGE_STYLE)
}

fn file(kind: &'static str, content: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")];
    (headers, content).into_response()
}
