//! Failures as pages of the site: in style, in the visitor's language, with a way on; never with the inner cause.

use crate::{Ctx, Page, accounts::with_next, i18n::T, place};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::Failure;
use domain::{AppError, Conflict, Thing};
use leptos::prelude::*;

/// What a page handler fails with. It also marks a bare response until it is dressed.
#[derive(Debug, Clone)]
pub struct PageError {
    error: AppError,
    /// Status and words where they say more than the error does.
    special: Option<(StatusCode, &'static str)>,
}

/// How long a visitor of the closed site is asked to stay away.
const MAINTENANCE_S: u32 = 300;
/// How long to wait for a service that does not answer.
const UNAVAILABLE_S: u32 = 10;

impl PageError {
    /// More was sent than the site takes.
    pub const fn too_large() -> Self {
        Self { error: AppError::NotAllowed, special: Some((StatusCode::PAYLOAD_TOO_LARGE, "error-too-large")) }
    }

    /// The answer took longer than anybody waits.
    pub const fn too_slow() -> Self {
        Self { error: AppError::Unavailable, special: Some((StatusCode::GATEWAY_TIMEOUT, "error-too-slow")) }
    }

    /// The whole site is closed for a while.
    pub const fn maintenance() -> Self {
        Self { error: AppError::Unavailable, special: Some((StatusCode::SERVICE_UNAVAILABLE, "error-maintenance")) }
    }

    fn is_maintenance(&self) -> bool {
        self.special.is_some_and(|(_, key)| key == "error-maintenance")
    }

    fn status(&self) -> StatusCode {
        let of_error = || StatusCode::from_u16(self.error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.special.map_or_else(of_error, |(status, _)| status)
    }

    fn retry_after_s(&self) -> Option<u32> {
        match self.error {
            AppError::TooMany { retry_after_s } => Some(retry_after_s),
            AppError::Unavailable if self.is_maintenance() => Some(MAINTENANCE_S),
            AppError::Unavailable => Some(UNAVAILABLE_S),
            _ => None,
        }
    }
}

impl From<AppError> for PageError {
    fn from(error: AppError) -> Self {
        Self { error, special: None }
    }
}

impl From<Failure> for PageError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::User(error) => Self::from(error),
            Failure::Internal(cause) => {
                let reference = uuid::Uuid::now_v7().simple().to_string().split_off(20);
                tracing::error!(error.reference = %reference, error = format!("{cause:#}"), "internal error");
                Self::from(AppError::Internal { reference })
            }
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(retry_after_s) = self.retry_after_s() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts the page of the site around a marked error, and around the bare refusals of router and layers. Calls of the islands
/// are told the same in JSON; providers that deliver events read the status alone.
pub fn dress(ctx: &Ctx, response: Response) -> Response {
    if ctx.path.starts_with("/webhooks/") {
        return response;
    }
    let Some(error) = find_error(&response) else { return response };
    let mut dressed = if ctx.path.starts_with("/api/") {
        (error.status(), Json(&error.error)).into_response()
    } else if error.error == AppError::SignInRequired && wants_html(ctx) {
        // After login a GET comes back to itself; a refused button comes back to the page it stood on.
        let next = place::in_own(&place::of_request(ctx), ctx.locale());
        return Redirect::to(&ctx.link(&with_next("/login", Some(&next)))).into_response();
    } else {
        error_page(ctx, &error)
    };
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

/// The error that a response stands for, while it is not dressed.
fn find_error(response: &Response) -> Option<PageError> {
    if let Some(error) = response.extensions().get::<PageError>() {
        return Some(error.clone());
    }
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    // The layer that counts bytes says so in plain words of its own.
    let is_counted = status == StatusCode::PAYLOAD_TOO_LARGE && content_type.is_some_and(|value| value.starts_with("text/plain"));
    if content_type.is_some() && !is_counted {
        return None;
    }
    match status {
        StatusCode::FORBIDDEN => Some(AppError::NotAllowed.into()),
        StatusCode::NOT_FOUND => Some(AppError::NotFound(Thing::Page).into()),
        StatusCode::METHOD_NOT_ALLOWED => {
            Some(PageError { error: AppError::NotFound(Thing::Page), special: Some((status, "error-not-found")) })
        }
        StatusCode::GONE => Some(AppError::Gone.into()),
        StatusCode::PAYLOAD_TOO_LARGE => Some(PageError::too_large()),
        StatusCode::SERVICE_UNAVAILABLE => Some(AppError::Unavailable.into()),
        StatusCode::GATEWAY_TIMEOUT => Some(PageError::too_slow()),
        _ if status.is_server_error() => Some(Failure::from(anyhow::anyhow!("an answer {status} without a cause")).into()),
        _ => None,
    }
}

fn wants_html(ctx: &Ctx) -> bool {
    !ctx.path.starts_with("/media/")
}

fn error_page(ctx: &Ctx, error: &PageError) -> Response {
    let status = error.status();
    let (title, text) = words(ctx.t, error);
    let is_closed = error.is_maintenance();
    let inner = ctx.clone();
    let page = Page { is_focused: is_closed, ..Page::titled(title.clone()) };
    page.with_status(status).render(ctx, move || {
        view! {
            <section class="page-narrow error-page">
                <p class="error-code" aria-hidden="true">{status.as_u16()}</p>
                <h1>{title}</h1>
                <p class="lead">{text}</p>
                {(!is_closed).then(|| ways_on(&inner))}
            </section>
        }
    })
}

fn ways_on(ctx: &Ctx) -> impl IntoView + use<> {
    view! {
        <p class="actions">
            <a class="btn btn-primary" href=ctx.link("/browse")>{ctx.t.s("error-browse")}</a>
            <a class="btn btn-quiet" href=ctx.link("/")>{ctx.t.s("error-home")}</a>
        </p>
    }
}

/// Title and explanation of an error.
fn words(t: T, error: &PageError) -> (String, String) {
    let key = error.special.map_or_else(|| key_of(&error.error), |(_, key)| key);
    let args: Vec<(&'static str, _)> = match &error.error {
        AppError::TooMany { retry_after_s } => vec![("minutes", i64::from(retry_after_s.div_ceil(60)).into())],
        AppError::Internal { reference } => vec![("reference", reference.clone().into())],
        _ => Vec::new(),
    };
    (t.s(key), t.a(&format!("{key}-text"), &args))
}

const fn key_of(error: &AppError) -> &'static str {
    match error {
        AppError::SignInRequired => "error-sign-in",
        AppError::NotAllowed => "error-not-allowed",
        AppError::NotFound(_) => "error-not-found",
        AppError::Gone => "error-gone",
        AppError::Invalid(_) => "error-invalid",
        AppError::Conflict(conflict) => conflict_key(*conflict),
        AppError::TooMany { .. } => "error-too-many",
        AppError::Unavailable | AppError::Connection => "error-unavailable",
        AppError::Internal { .. } => "error-internal",
    }
}

const fn conflict_key(conflict: Conflict) -> &'static str {
    match conflict {
        Conflict::AlreadyEnrolled => "conflict-already-enrolled",
        Conflict::OrderExpired => "conflict-order-expired",
        Conflict::AlreadyPaid => "conflict-already-paid",
        Conflict::PaymentPending => "conflict-payment-pending",
        Conflict::OwnOffering => "conflict-own-offering",
        Conflict::LessonLocked => "conflict-lesson-locked",
        Conflict::Stale => "conflict-stale",
    }
}
