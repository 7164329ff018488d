//! What the buttons of this area do.

use crate::{Ctx, PageResult, form::Fields, page::see_other};
use axum::{
    extract::Path,
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::catalogue;
use domain::accounts::safe_next;

/// Pages that a browser fetched early still show the old heart.
const FORGET_EARLY_PAGES: (HeaderName, &str) =
    (HeaderName::from_static("clear-site-data"), "\"prefetchCache\", \"prerenderCache\"");

/// Puts a course on the wishlist or takes it off, and goes back to where the button was pressed. A stranger logs in first and
/// then finds the same button at the top of the course's page. A script that pressed the button gets no page.
pub(super) async fn wish(ctx: Ctx, Path(offering): Path<String>, fields: Fields) -> PageResult {
    let back = safe_next(fields.get("back"));
    let Some(viewer) = &ctx.viewer else {
        return Ok(if wants_no_page(&ctx) {
            StatusCode::UNAUTHORIZED.into_response()
        } else {
            log_in_first(&ctx, &offering, back)
        });
    };
    if fields.is_on("wish") {
        catalogue::add_wish(&ctx.backend, viewer, &offering).await?;
    } else {
        catalogue::remove_wish(&ctx.backend, viewer, &offering).await?;
    }
    if wants_no_page(&ctx) {
        return Ok((StatusCode::NO_CONTENT, [FORGET_EARLY_PAGES]).into_response());
    }
    match back {
        Some(back) => Ok(Redirect::to(back).into_response()),
        None => Ok(see_other(&ctx, "/wishlist")),
    }
}

fn wants_no_page(ctx: &Ctx) -> bool {
    ctx.headers.get(header::ACCEPT).is_some_and(|accepted| accepted == "application/json")
}

/// Through the login to the course's page, which asks once more and then leads back to where the heart was pressed.
fn log_in_first(ctx: &Ctx, offering: &str, back: Option<&str>) -> Response {
    let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let course = ctx.link(&format!("/o/{offering}"));
    let mut wanted = format!("{course}?intent=wish");
    if let Some(back) = back.filter(|back| *back != course) {
        wanted = format!("{wanted}&back={}", encoded(back));
    }
    see_other(ctx, &format!("/login?next={}", encoded(&wanted)))
}
