//! The way to a login provider and back, and the proof of an address where its word is not enough.

use super::{
    cookie::{self, Note},
    entry::{self, client, enter, next_in_query},
    link_confirm_page,
    link_page::{self, Waiting},
    login_page,
};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    i18n::T,
    page::see_other,
};
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect},
};
use backend::{
    Failure,
    accounts::{self, Arrival, Departure, IdentityOutcome, LoginInput, OauthAnswer, OauthFlow},
};
use domain::{AppError, FieldErrors, Thing, accounts::Provider};
use secrecy::SecretString;

/// Leads to the provider. The only thing it leaves behind is a short-lived cookie.
pub(super) async fn start(ctx: Ctx, Path(provider): Path<String>) -> PageResult {
    let provider = Provider::parse(&provider).ok_or(AppError::NotFound(Thing::Page))?;
    let is_prefetch = ["sec-purpose", "purpose"]
        .into_iter()
        .filter_map(|name| ctx.headers.get(name)?.to_str().ok())
        .any(|purpose| purpose.contains("prefetch"));
    if is_prefetch {
        // A guess of the browser's must not overwrite the cookie of a login under way.
        return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
    }
    let departure =
        Departure { provider, next: next_in_query(&ctx), locale: ctx.locale(), time_zone: ctx.query_value("time_zone") };
    let start = accounts::begin_oauth(&ctx.backend, departure).await?;
    let mut response = Redirect::to(&start.url).into_response();
    entry::set(&mut response, cookie::seal(&ctx.backend, Note::Oauth, &start.flow)?);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Takes the provider's answer: in, or on to the proof of an address, or back to the login page with words.
pub(super) async fn callback(mut ctx: Ctx, Path(provider): Path<String>) -> PageResult {
    let flow: Option<OauthFlow> = cookie::unseal(&ctx.backend, Note::Oauth, &ctx.headers);
    let Some(flow) = flow.filter(|flow| flow.provider.as_str() == provider) else {
        return Ok(refused(&ctx, None, FieldErrors::one("form", "accounts-error-provider-expired")));
    };
    // Providers know one address for all languages.
    ctx.t = T { locale: flow.locale };
    let answer = OauthAnswer {
        state: ctx.query_value("state").unwrap_or_default(),
        code: ctx.query_value("code"),
        error: ctx.query_value("error"),
        issuer: ctx.query_value("iss"),
    };
    let outcome = match accounts::finish_oauth(&ctx.backend, &flow, &answer).await {
        Ok(arrival) => arrive(&ctx, arrival, flow.next.clone()).await,
        Err(failure) => Err(failure),
    };
    let mut response = match outcome {
        Ok(response) => response,
        Err(Failure::User(AppError::Invalid(errors))) => refused(&ctx, flow.next, errors),
        Err(failure) => return Err(failure.into()),
    };
    entry::set(&mut response, cookie::clear(&ctx.backend, Note::Oauth));
    Ok(response)
}

async fn arrive(ctx: &Ctx, arrival: Arrival, next: Option<String>) -> backend::Result<axum::response::Response> {
    match accounts::log_in_with_identity(&ctx.backend, &arrival, &client(ctx)).await? {
        IdentityOutcome::LoggedIn(login) => Ok(enter(ctx, &login, next.as_deref())),
        IdentityOutcome::ProofNeeded => {
            let mut response = see_other(ctx, "/oauth/link");
            entry::set(&mut response, cookie::seal(&ctx.backend, Note::Arrival, &Waiting { arrival, next })?);
            Ok(response)
        }
    }
}

fn refused(ctx: &Ctx, next: Option<String>, errors: FieldErrors) -> axum::response::Response {
    let values = Fields::default().with("next", next.unwrap_or_default());
    login_page::render(ctx, FormState::refused(values, errors))
}

/// Proves the address by password, or asks for a link by mail.
pub(super) async fn link(ctx: Ctx, fields: Fields) -> PageResult {
    let Some(waiting) = link_page::waiting(&ctx) else { return Ok(see_other(&ctx, "/login")) };
    let email = fields.get("email").to_owned();
    let outcome = if fields.get("way") == "password" {
        let input = LoginInput { email, password: SecretString::from(fields.get("password")), client: client(&ctx) };
        accounts::link_identity_with_password(&ctx.backend, &waiting.arrival, &input)
            .await
            .map(|login| enter(&ctx, &login, waiting.next.as_deref()))
    } else {
        accounts::request_identity_link(&ctx.backend, &waiting.arrival, &email, None)
            .await
            .map(|()| see_other(&ctx, "/oauth/link?sent=1"))
    };
    match outcome {
        Ok(response) => Ok(response),
        Err(Failure::User(AppError::Invalid(errors))) => {
            Ok(link_page::render(&ctx, &waiting, FormState::refused(fields, errors)))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Ties the provider to the address behind a mailed link and logs in.
pub(super) async fn confirm(ctx: Ctx, fields: Fields) -> PageResult {
    let form = |errors: FieldErrors| FormState::refused(fields.clone(), errors);
    let Some(waiting) = link_page::waiting(&ctx) else {
        return link_confirm_page::render(&ctx, form(FieldErrors::default())).await;
    };
    match accounts::confirm_identity_link(&ctx.backend, fields.get("token"), &waiting.arrival, &client(&ctx)).await {
        Ok(login) => Ok(enter(&ctx, &login, waiting.next.as_deref())),
        Err(Failure::User(AppError::Invalid(errors))) => link_confirm_page::render(&ctx, form(errors)).await,
        Err(Failure::User(AppError::NotFound(_))) => link_confirm_page::render(&ctx, form(FieldErrors::default())).await,
        Err(failure) => Err(failure.into()),
    }
}
