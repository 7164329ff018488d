//! What a use case may fail with: something the visitor is told, or a fault that only the log sees.

use domain::{AppError, Conflict, FieldErrors, Thing};

/// The result of every use case.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// A failure of a use case. `?` on library errors makes it `Internal`.
#[derive(Debug)]
pub enum Failure {
    User(AppError),
    Internal(anyhow::Error),
}

impl Failure {
    /// The thing is not there, or may not be seen.
    pub const fn not_found(thing: Thing) -> Self {
        Self::User(AppError::NotFound(thing))
    }

    /// One wrong field.
    pub fn field(field: &str, key: &str) -> Self {
        Self::User(AppError::Invalid(FieldErrors::one(field, key)))
    }

    /// A clash with what is already so.
    pub const fn conflict(conflict: Conflict) -> Self {
        Self::User(AppError::Conflict(conflict))
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::User(error)
    }
}

macro_rules! internal_from {
    ($($source:ty),+ $(,)?) => {$(
        impl From<$source> for Failure {
            fn from(error: $source) -> Self {
                Self::Internal(error.into())
            }
        }
    )+};
}
internal_from!(
    anyhow::Error,
    serde_json::Error,
    std::io::Error,
    object_store::Error,
    jiff::Error,
    askama::Error,
    tokio::task::JoinError
);

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::PoolClosed => {
                tracing::warn!(error = %error, "database not reachable");
                Self::User(AppError::Unavailable)
            }
            other => Self::Internal(other.into()),
        }
    }
}

/// Turns the violation of a named constraint into something the visitor is told.
pub trait OnConstraint<T> {
    /// When `constraint` refused the statement, fails with `error` instead.
    fn on_constraint(self, constraint: &str, error: AppError) -> Result<T>;
}

impl<T> OnConstraint<T> for std::result::Result<T, sqlx::Error> {
    fn on_constraint(self, constraint: &str, error: AppError) -> Result<T> {
        match self {
            Err(sqlx::Error::Database(ref e)) if e.constraint() == Some(constraint) => Err(Failure::User(error)),
            other => Ok(other?),
        }
    }
}
