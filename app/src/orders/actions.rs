//! What the buttons of this area do.

use super::order_page;
use crate::{Ctx, PageResult, accounts::with_next, form::Fields, page::see_other};
use axum::{extract::Path, http::StatusCode};
use backend::{Failure, orders};
use domain::{AppError, Thing, ids::OrderId};

/// Places an order and leads to paying it, or straight to learning when it is free. A stranger logs in first.
pub(super) async fn place(ctx: Ctx, fields: Fields) -> PageResult {
    let Some(viewer) = &ctx.viewer else { return log_in_first(&ctx, fields.get("offering")) };
    let placed = orders::place(&ctx.backend, viewer, fields.get("offering"), fields.get("key")).await?;
    let path = if placed.is_free { format!("/orders/{}", placed.order_id) } else { format!("/checkout/{}", placed.order_id) };
    Ok(see_other(&ctx, &path))
}

/// Through the login to the course's page. The login alone never buys: the page says which button to press now.
fn log_in_first(ctx: &Ctx, offering: &str) -> PageResult {
    let is_slug = !offering.is_empty() && offering.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !is_slug {
        return Err(AppError::SignInRequired.into());
    }
    let course = ctx.link(&format!("/o/{offering}?intent=buy"));
    Ok(see_other(ctx, &with_next("/login", Some(&course))))
}

/// Gives the course back. Pressed again it leads to the same place; refused, to the page that says why and whom to write to.
pub(super) async fn refund(ctx: Ctx, Path(order): Path<String>, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let order_id = parse_order(&order)?;
    orders::find_order(&ctx.backend, viewer, order_id).await?;
    if fields.is_on("confirm") {
        match orders::request_refund(&ctx.backend, viewer, order_id).await {
            Ok(()) => {}
            Err(Failure::User(AppError::Conflict(_))) => {
                return order_page::render(&ctx, order_id, StatusCode::CONFLICT).await;
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(see_other(&ctx, &format!("/orders/{order_id}")))
}

/// Reads an order id from a path; nonsense is not found.
pub(crate) fn parse_order(text: &str) -> Result<OrderId, AppError> {
    text.parse().map_err(|error: uuid::Error| {
        tracing::debug!(error = %error, "odd order id");
        AppError::NotFound(Thing::Order)
    })
}
