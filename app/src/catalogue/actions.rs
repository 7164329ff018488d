//! What the buttons of this area do.

use crate::{Ctx, PageResult, form::Fields, page::see_other};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect},
};
use backend::catalogue;
use domain::accounts::safe_next;

/// Puts a course on the wishlist or takes it off, and goes back to where the button was pressed. A stranger logs in first and
/// then finds the same button at the top of the course's page.
pub(super) async fn wish(ctx: Ctx, Path(offering): Path<String>, fields: Fields) -> PageResult {
    let Some(viewer) = &ctx.viewer else {
        let wanted = format!("{}?intent=wish", ctx.link(&format!("/o/{offering}")));
        let next: String = url::form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
        return Ok(see_other(&ctx, &format!("/login?next={next}")));
    };
    if fields.is_on("wish") {
        catalogue::add_wish(&ctx.backend, viewer, &offering).await?;
    } else {
        catalogue::remove_wish(&ctx.backend, viewer, &offering).await?;
    }
    match safe_next(fields.get("back")) {
        Some(back) => Ok(Redirect::to(back).into_response()),
        None => Ok(see_other(&ctx, "/wishlist")),
    }
}
