//! Where the browser comes back from paying. What the address says is not believed: the provider is asked.

use crate::{Ctx, Page, PageResult, orders::actions::parse_order, page::see_other};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
};
use backend::{Failure, orders, payments};
use domain::{
    AppError,
    orders::{OrderStatus, PaymentStatus},
};
use leptos::prelude::*;

pub(super) async fn show(ctx: Ctx, Path(order): Path<String>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let order_id = parse_order(&order)?;
    match payments::refresh_order(&ctx.backend, viewer, order_id).await {
        // The provider is slow: the webhook or the next look will tell.
        Ok(()) | Err(Failure::User(AppError::Unavailable)) => {}
        Err(failure) => return Err(failure.into()),
    }
    let (order, _) = orders::find_order(&ctx.backend, viewer, order_id).await?;
    if order.status != OrderStatus::AwaitingPayment {
        return Ok(see_other(&ctx, &format!("/orders/{order_id}")));
    }
    match order.payment_status {
        Some(PaymentStatus::Processing | PaymentStatus::Unknown) => Ok(waiting(&ctx)),
        Some(PaymentStatus::Failed) => Ok(see_other(&ctx, &format!("/checkout/{order_id}?failed=1"))),
        _ => Ok(see_other(&ctx, &format!("/checkout/{order_id}"))),
    }
}

/// The bank takes its time: the page looks again by itself.
fn waiting(ctx: &Ctx) -> axum::response::Response {
    let t = ctx.t;
    let mut response = Page { is_focused: true, ..Page::titled(t.s("checkout-waiting-title")) }.render(ctx, move || {
        view! {
            <div class="page-narrow stack" aria-live="polite">
                <h1>{t.s("checkout-waiting-title")}</h1>
                <p class="lead">{t.s("checkout-waiting-text")}</p>
                <progress class="progress" aria-label=t.s("checkout-waiting-title")></progress>
                <p><a class="link" href=t.locale.path("/orders")>{t.s("nav-orders")}</a></p>
            </div>
        }
    });
    response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("3"));
    response
}
