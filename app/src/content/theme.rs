//! Remembers whether the visitor wants it light or dark.

use crate::{Ctx, PageResult, form::Fields};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect},
};
use domain::accounts::safe_next;

pub(super) async fn choose(ctx: Ctx, fields: Fields) -> PageResult {
    let theme = if fields.get("theme") == "dark" {
        "theme=dark; Path=/; Max-Age=31536000; SameSite=Lax"
    } else {
        "theme=light; Path=/; Max-Age=31536000; SameSite=Lax"
    };
    let next = safe_next(fields.get("next")).map_or_else(|| ctx.link("/"), str::to_owned);
    let mut response = Redirect::to(&next).into_response();
    response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_static(theme));
    Ok(response)
}
