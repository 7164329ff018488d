//! What the forms of the entrance do: log in and out, register, confirm, forget, reset.

use super::{
    cookie::{self, Note},
    entry::{self, Registration, client, enter, next_of, with_next},
    forgot_page, login_page, register_page, reset_page, verify_page,
};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    page::see_other,
};
use axum::http::{HeaderName, HeaderValue};
use backend::{
    Failure,
    accounts::{self, LoginInput, RegisterInput, VerifyInput},
};
use domain::AppError;
use secrecy::{ExposeSecret, SecretString};

/// Logs in with address and password.
pub(super) async fn log_in(ctx: Ctx, fields: Fields) -> PageResult {
    let input = LoginInput {
        email: fields.get("email").to_owned(),
        password: SecretString::from(fields.get("password")),
        client: client(&ctx),
    };
    match accounts::log_in(&ctx.backend, input).await {
        Ok(login) => Ok(enter(&ctx, &login, next_of(&fields).as_deref())),
        Err(Failure::User(AppError::Invalid(errors))) => Ok(login_page::render(&ctx, FormState::refused(fields, errors))),
        Err(failure) => Err(failure.into()),
    }
}

/// Ends this login, here and in the browser.
pub(super) async fn log_out(ctx: Ctx) -> PageResult {
    if let Some(token) = cookie::read_token(&ctx.headers) {
        accounts::log_out(&ctx.backend, &token).await?;
    }
    let mut response = see_other(&ctx, "/login?done=logout");
    entry::set(&mut response, cookie::clear_cookie(&ctx.backend));
    // Not "cookies": theme and known device belong to the browser, not to the login.
    let value = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), value);
    Ok(response)
}

/// Registers; the answer is the same whether or not the address has an account.
pub(super) async fn register(ctx: Ctx, fields: Fields) -> PageResult {
    let input = RegisterInput {
        display_name: fields.get("name").to_owned(),
        email: fields.get("email").to_owned(),
        password: SecretString::from(fields.get("password")),
        locale: ctx.locale(),
        // Filled in by the site's script where there is one; people can correct it in the settings.
        time_zone: fields.get("time_zone").to_owned(),
        next: next_of(&fields),
        ip_prefix: ctx.client_ip.clone(),
    };
    match accounts::register(&ctx.backend, input).await {
        Ok(browser) => {
            let registration = Registration {
                email: fields.get("email").trim().to_lowercase(),
                browser: browser.expose_secret().to_owned(),
                next: next_of(&fields),
            };
            let mut response = see_other(&ctx, "/verify");
            entry::set(&mut response, cookie::seal(&ctx.backend, Note::Registration, &registration)?);
            Ok(response)
        }
        Err(Failure::User(AppError::Invalid(errors))) => Ok(register_page::render(&ctx, FormState::refused(fields, errors))),
        Err(failure) => Err(failure.into()),
    }
}

/// Confirms the address behind a mailed link and logs in.
pub(super) async fn verify(ctx: Ctx, fields: Fields) -> PageResult {
    let password = fields.get("password");
    let input = VerifyInput {
        token: fields.get("token").to_owned(),
        browser: verify_page::registration(&ctx).map(|registration| registration.browser),
        password: (!password.is_empty()).then(|| SecretString::from(password)),
        client: client(&ctx),
    };
    match accounts::verify_email(&ctx.backend, input).await {
        Ok(login) => Ok(enter(&ctx, &login, next_of(&fields).as_deref())),
        Err(Failure::User(AppError::Invalid(errors))) => verify_page::confirm(&ctx, FormState::refused(fields, errors)).await,
        // The page says that the link is dead.
        Err(Failure::User(AppError::NotFound(_))) => {
            verify_page::confirm(&ctx, FormState { values: fields, ..FormState::default() }).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Mails the registration's link once more.
pub(super) async fn resend(ctx: Ctx, fields: Fields) -> PageResult {
    let next = next_of(&fields);
    match accounts::resend_verification(&ctx.backend, fields.get("email"), ctx.locale(), next.as_deref()).await {
        Ok(()) => Ok(see_other(&ctx, "/verify?sent=1")),
        Err(Failure::User(AppError::Invalid(errors))) => Ok(verify_page::sent(&ctx, FormState::refused(fields, errors))),
        Err(failure) => Err(failure.into()),
    }
}

/// Mails a link to choose a new password; the answer is the same for every address.
pub(super) async fn forgot(ctx: Ctx, fields: Fields) -> PageResult {
    let next = next_of(&fields);
    match accounts::request_reset(&ctx.backend, fields.get("email"), ctx.locale(), next.as_deref()).await {
        Ok(()) => Ok(see_other(&ctx, &with_next("/forgot?sent=1", next.as_deref()))),
        Err(Failure::User(AppError::Invalid(errors))) => Ok(forgot_page::render(&ctx, FormState::refused(fields, errors))),
        Err(failure) => Err(failure.into()),
    }
}

/// Sets the new password and leads to the login.
pub(super) async fn reset(ctx: Ctx, fields: Fields) -> PageResult {
    let password = SecretString::from(fields.get("password"));
    match accounts::reset_password(&ctx.backend, fields.get("token"), password).await {
        Ok(()) => {
            let mut response = see_other(&ctx, &with_next("/login?done=reset", next_of(&fields).as_deref()));
            entry::set(&mut response, cookie::clear_cookie(&ctx.backend));
            Ok(response)
        }
        Err(Failure::User(AppError::Invalid(errors))) => reset_page::render(&ctx, FormState::refused(fields, errors)).await,
        Err(Failure::User(AppError::NotFound(_))) => {
            reset_page::render(&ctx, FormState { values: fields, ..FormState::default() }).await
        }
        Err(failure) => Err(failure.into()),
    }
}
