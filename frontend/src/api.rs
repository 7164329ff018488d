//! What all server functions share: the error that crosses the wire and, on the server, the request's context.

use domain::AppError;
use leptos::prelude::*;
use leptos::server_fn::{codec::JsonEncoding, error::FromServerFnError};
use serde::{Deserialize, Serialize};

/// An error of a server function; safe to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{0}")]
#[serde(transparent)]
pub struct ApiError(pub AppError);

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => AppError::Connection,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                AppError::Invalid(domain::FieldErrors::default())
            }
            // The cause stays out of what is shown.
            _ => AppError::Internal { reference: String::new() },
        };
        // On the server this is an answer like any other, so its status must say the same.
        #[cfg(feature = "ssr")]
        server::set_status(&error);
        Self(error)
    }
}

#[cfg(feature = "ssr")]
pub use server::{context, report};

#[cfg(feature = "ssr")]
mod server {
    use super::ApiError;
    use backend::{Backend, Failure, accounts::Viewer};
    use domain::AppError;
    use leptos::prelude::*;

    /// The backend and whoever is logged in, for the body of a server function.
    pub fn context() -> Result<(Backend, Option<Viewer>), ApiError> {
        let backend = use_context::<Backend>().ok_or_else(|| report(Failure::User(AppError::Unavailable)))?;
        Ok((backend, use_context::<Option<Viewer>>().flatten()))
    }

    /// Turns a use case's failure into what the browser is told, with the right status; logs the cause once.
    pub fn report(failure: Failure) -> ApiError {
        let error = match failure {
            Failure::User(error) => error,
            Failure::Internal(cause) => {
                tracing::error!(error = format!("{cause:#}"), "server function failed");
                AppError::Internal { reference: String::new() }
            }
        };
        set_status(&error);
        ApiError(error)
    }

    /// Gives the answer of this call the status that goes with the error.
    pub(super) fn set_status(error: &AppError) {
        if let Some(options) = use_context::<leptos_axum::ResponseOptions>()
            && let Ok(status) = http::StatusCode::from_u16(error.status())
        {
            options.set_status(status);
        }
    }
}
