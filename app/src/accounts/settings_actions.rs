//! What the forms of the settings do.

use super::{cookie, delete_page, email_change_page, email_page, entry, security_page, settings_page};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    page::see_other,
};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect},
};
use backend::{
    Failure,
    accounts::{self, ProfileInput},
};
use domain::{AppError, Locale, Thing, accounts::Provider, ids::LoginId};
use secrecy::SecretString;

/// Stores name, language and time zone.
pub(super) async fn save_profile(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let locale = Locale::parse(fields.get("locale")).unwrap_or(viewer.locale);
    let input =
        ProfileInput { display_name: fields.get("name").to_owned(), locale, time_zone: fields.get("time_zone").to_owned() };
    match accounts::update_profile(&ctx.backend, viewer, input).await {
        // In the language that was just chosen.
        Ok(()) => Ok(Redirect::to(&locale.path("/settings?saved=1")).into_response()),
        Err(Failure::User(AppError::Invalid(errors))) => Ok(settings_page::render(&ctx, FormState::refused(fields, errors))),
        Err(failure) => Err(failure.into()),
    }
}

/// Sets another password; this login goes on under a new token, all others end.
pub(super) async fn change_password(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let new = SecretString::from(fields.get("new_password"));
    match accounts::change_password(&ctx.backend, viewer, secret(&fields, "password"), new).await {
        Ok(token) => {
            let mut response = see_other(&ctx, "/settings/security?saved=1");
            entry::set(&mut response, cookie::login_cookie(&ctx.backend, &token));
            Ok(response)
        }
        Err(Failure::User(AppError::Invalid(errors))) => security_page::render(&ctx, FormState::refused(fields, errors)).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Ends one login.
pub(super) async fn end_login(ctx: Ctx, Path(login): Path<String>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let login = login.parse::<LoginId>().map_err(|error| {
        tracing::debug!(error = %error, "odd login id");
        AppError::NotFound(Thing::Page)
    })?;
    accounts::end_login(&ctx.backend, viewer, login).await?;
    Ok(see_other(&ctx, "/settings/security?ended=1"))
}

/// Ends every login but this one.
pub(super) async fn end_others(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    accounts::log_out_everywhere_else(&ctx.backend, viewer).await?;
    Ok(see_other(&ctx, "/settings/security?ended=1"))
}

/// Unties a provider.
pub(super) async fn disconnect(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let provider = Provider::parse(fields.get("provider")).ok_or(AppError::NotFound(Thing::Page))?;
    match accounts::disconnect_identity(&ctx.backend, viewer, provider).await {
        Ok(()) => Ok(see_other(&ctx, "/settings/security")),
        Err(Failure::User(AppError::Invalid(errors))) => security_page::render(&ctx, FormState::refused(fields, errors)).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Asks to move the account to another address.
pub(super) async fn change_email(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let password = secret(&fields, "password");
    match accounts::request_email_change(&ctx.backend, viewer, fields.get("email"), password).await {
        Ok(()) => Ok(see_other(&ctx, "/settings/email?sent=1")),
        Err(Failure::User(AppError::Invalid(errors))) => email_page::render(&ctx, FormState::refused(fields, errors)).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Moves the account to the address behind a mailed link.
pub(super) async fn confirm_email(ctx: Ctx, fields: Fields) -> PageResult {
    match accounts::confirm_email_change(&ctx.backend, fields.get("token")).await {
        Ok(_) if ctx.viewer.is_some() => Ok(see_other(&ctx, "/settings/email?moved=1")),
        Ok(_) => Ok(see_other(&ctx, "/login?done=email")),
        Err(Failure::User(AppError::Invalid(errors))) => {
            email_change_page::render(&ctx, FormState::refused(fields, errors)).await
        }
        // The page says that the link is dead.
        Err(Failure::User(AppError::NotFound(_))) => {
            email_change_page::render(&ctx, FormState { values: fields, ..FormState::default() }).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Asks for the account's deletion.
pub(super) async fn delete(ctx: Ctx, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    match accounts::request_deletion(&ctx.backend, viewer, secret(&fields, "password")).await {
        Ok(()) => Ok(see_other(&ctx, "/settings/delete")),
        Err(Failure::User(AppError::Invalid(errors))) => delete_page::render(&ctx, FormState::refused(fields, errors)).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps the account.
pub(super) async fn keep(ctx: Ctx) -> PageResult {
    let viewer = ctx.require_viewer()?;
    accounts::cancel_deletion(&ctx.backend, viewer).await?;
    Ok(see_other(&ctx, "/settings/delete?kept=1"))
}

fn secret(fields: &Fields, name: &str) -> Option<SecretString> {
    let text = fields.get(name);
    (!text.is_empty()).then(|| SecretString::from(text))
}
