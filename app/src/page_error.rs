//! Failures as pages of the site: in style, in the visitor's language, with a way on; never with the inner cause.

use crate::{Ctx, Page, i18n::T};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::Failure;
use domain::{AppError, Conflict};
use leptos::prelude::*;

/// What a page handler fails with.
#[derive(Debug)]
pub struct PageError(AppError);

impl From<AppError> for PageError {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl From<Failure> for PageError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::User(error) => Self(error),
            Failure::Internal(cause) => {
                let reference = uuid::Uuid::now_v7().simple().to_string().split_off(20);
                tracing::error!(error.reference = %reference, error = format!("{cause:#}"), "internal error");
                Self(AppError::Internal { reference })
            }
        }
    }
}

/// The mark that a bare response carries until it is dressed.
#[derive(Debug, Clone)]
struct ErrorMark(AppError);

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        if let AppError::TooMany { retry_after_s } = self.0 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
        }
        response.extensions_mut().insert(ErrorMark(self.0));
        response
    }
}

/// Puts the page of the site around a marked error, and around bare 404 and 405 answers of the router.
pub fn dress(ctx: &Ctx, response: Response) -> Response {
    let error = match response.extensions().get::<ErrorMark>() {
        Some(ErrorMark(error)) => error.clone(),
        None if is_bare(&response) => match response.status() {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => AppError::NotFound(domain::Thing::Page),
            StatusCode::PAYLOAD_TOO_LARGE => AppError::NotAllowed,
            StatusCode::FORBIDDEN => AppError::NotAllowed,
            _ => return response,
        },
        None => return response,
    };
    if error == AppError::SignInRequired && wants_html(ctx) {
        let next: String = url::form_urlencoded::byte_serialize(login_target(ctx).as_bytes()).collect();
        return Redirect::to(&ctx.link(&format!("/login?next={next}"))).into_response();
    }
    let mut page = error_page(ctx, &error);
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

fn is_bare(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_none()
}

fn wants_html(ctx: &Ctx) -> bool {
    !ctx.path.starts_with("/api/") && !ctx.path.starts_with("/media/")
}

/// After login a GET comes back to itself; a refused button comes back to the page it stood on.
fn login_target(ctx: &Ctx) -> String {
    if ctx.method == axum::http::Method::GET {
        return ctx.here();
    }
    let referer = ctx.headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let site = format!("{}/", ctx.backend.settings.site_url);
    let page = referer.strip_prefix(&site).map_or_else(|| ctx.link("/"), |path| format!("/{path}"));
    // The login alone never buys: the course's page says which button to press now.
    let course = page.split(['?', '#']).next().unwrap_or_default().to_owned();
    if ctx.path == "/checkout" && course.contains("/o/") { format!("{course}?intent=buy") } else { page }
}

fn error_page(ctx: &Ctx, error: &AppError) -> Response {
    let t = ctx.t;
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (title, text) = words(t, error);
    let home = ctx.link("/");
    let browse = ctx.link("/browse");
    Page::titled(title.clone()).with_status(status).render(ctx, move || {
        view! {
            <section class="page-narrow error-page">
                <p class="error-code" aria-hidden="true">{status.as_u16()}</p>
                <h1>{title}</h1>
                <p class="lead">{text}</p>
                <p class="actions">
                    <a class="btn btn-primary" href=browse>{t.s("error-browse")}</a>
                    <a class="btn btn-quiet" href=home>{t.s("error-home")}</a>
                </p>
            </section>
        }
    })
}

/// Title and explanation of an error.
pub fn words(t: T, error: &AppError) -> (String, String) {
    let key = match error {
        AppError::SignInRequired => "error-sign-in",
        AppError::NotAllowed => "error-not-allowed",
        AppError::NotFound(_) => "error-not-found",
        AppError::Gone => "error-gone",
        AppError::Invalid(_) => "error-invalid",
        AppError::Conflict(conflict) => conflict_key(*conflict),
        AppError::TooMany { .. } => "error-too-many",
        AppError::Unavailable | AppError::Connection => "error-unavailable",
        AppError::Internal { .. } => "error-internal",
    };
    let args: Vec<(&'static str, _)> = match error {
        AppError::TooMany { retry_after_s } => vec![("minutes", i64::from(retry_after_s.div_ceil(60)).into())],
        AppError::Internal { reference } => vec![("reference", reference.clone().into())],
        _ => Vec::new(),
    };
    (t.s(key), t.a(&format!("{key}-text"), &args))
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
