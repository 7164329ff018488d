//! The one error that crosses the wire. Every variant is safe to show to a visitor.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was looked for and not found (or may not be seen, which looks the same).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    Page,
    Account,
    Offering,
    Seller,
    Application,
    Category,
    Order,
    Enrolment,
    Lesson,
    Note,
    Media,
    Link,
}

/// A wish that clashes with what is already so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// The buyer already owns the course.
    AlreadyEnrolled,
    /// The order ran out of time.
    OrderExpired,
    /// The order was already paid.
    AlreadyPaid,
    /// A payment of this order is still being decided.
    PaymentPending,
    /// A seller cannot buy the own offering.
    OwnOffering,
    /// The lesson is locked until earlier ones are done.
    LessonLocked,
    /// The state changed meanwhile; load the page again.
    Stale,
}

/// Message keys per form field, in the order of the form. A key names a text in the locale files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub BTreeMap<String, String>);

impl FieldErrors {
    /// One error at one field.
    pub fn one(field: &str, key: &str) -> Self {
        let mut errors = Self::default();
        errors.add(field, key);
        errors
    }

    /// Keeps the first error of each field.
    pub fn add(&mut self, field: &str, key: &str) {
        self.0.entry(field.to_owned()).or_insert_with(|| key.to_owned());
    }

    /// Whether no field has an error.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The message key of one field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// `Ok` when there is no error, else `AppError::Invalid`.
    pub fn into_result(self) -> Result<(), AppError> {
        if self.is_empty() { Ok(()) } else { Err(AppError::Invalid(self)) }
    }
}

/// The closed set of outcomes that a visitor can be told of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    #[error("a login is required")]
    SignInRequired,
    #[error("not allowed")]
    NotAllowed,
    #[error("{0:?} not found")]
    NotFound(Thing),
    #[error("something was here once and is gone for good")]
    Gone,
    #[error("invalid input")]
    Invalid(FieldErrors),
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    #[error("too many tries; again in {retry_after_s} s")]
    TooMany { retry_after_s: u32 },
    #[error("a service that is needed does not answer")]
    Unavailable,
    #[error("internal error {reference}")]
    Internal { reference: String },
    #[error("no connection")]
    Connection,
}

impl AppError {
    /// The HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignInRequired => 401,
            Self::NotAllowed => 403,
            Self::NotFound(_) => 404,
            Self::Gone => 410,
            Self::Invalid(_) => 422,
            Self::Conflict(_) => 409,
            Self::TooMany { .. } => 429,
            Self::Unavailable | Self::Connection => 503,
            Self::Internal { .. } => 500,
        }
    }
}
