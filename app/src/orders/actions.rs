//! What the buttons of this area do.

use super::order_page;
use crate::{Ctx, PageResult, form::Fields, page::see_other};
use axum::{extract::Path, http::StatusCode};
use backend::{Failure, orders};
use domain::{AppError, Thing, ids::OrderId};

/// Places an order and leads to paying it, or straight to learning when it is free.
pub(super) async fn place(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let placed = orders::place(&ctx.backend, viewer, fields.get("offering"), fields.get("key")).await?;
    let path = if placed.is_free { format!("/orders/{}", placed.order_id) } else { format!("/checkout/{}", placed.order_id) };
    Ok(see_other(&ctx, &path))
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
