//! Plain forms: what was typed, what was wrong with it, and keys that make a button idempotent.

use crate::{PageError, i18n::T};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::StatusCode,
};
use domain::{AppError, FieldErrors};
use std::collections::BTreeMap;

/// The largest plain form, in bytes.
pub(crate) const MAX_FORM_BYTES: usize = 64 * 1024;

/// The fields of a submitted form. A field that came several times keeps all values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, Vec<String>>);

impl Fields {
    /// The first value, or an empty text.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field, as of boxes with one name.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a checkbox was ticked.
    pub fn is_on(&self, name: &str) -> bool {
        matches!(self.get(name), "on" | "1" | "true")
    }

    /// Adds a value, as it came.
    pub(crate) fn push(&mut self, name: String, value: &str) {
        self.0.entry(name).or_default().push(value.replace('\0', ""));
    }

    /// Sets all values of a field, for prefilled forms.
    pub fn with_all(mut self, name: &str, values: Vec<String>) -> Self {
        self.0.insert(name.to_owned(), values);
        self
    }

    /// Sets a value, for prefilled forms.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), vec![value.into()]);
        self
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            tracing::debug!(error = %rejection, "form not read");
            let is_too_large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
            if is_too_large { PageError::too_large() } else { PageError::from(AppError::NotAllowed) }
        })?;
        if bytes.len() > MAX_FORM_BYTES {
            return Err(PageError::too_large());
        }
        let mut fields = Self::default();
        for (name, value) in url::form_urlencoded::parse(&bytes) {
            fields.push(name.into_owned(), &value);
        }
        Ok(fields)
    }
}

/// A form as a page shows it: empty at first, with values and errors after a failed try.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    pub values: Fields,
    pub errors: FieldErrors,
}

impl FormState {
    /// A form that was sent and refused.
    pub const fn refused(values: Fields, errors: FieldErrors) -> Self {
        Self { values, errors }
    }

    /// What the field shows.
    pub fn value(&self, name: &str) -> String {
        self.values.get(name).to_owned()
    }

    /// What is wrong with the field, in the visitor's language. The field `form` stands for the whole form.
    pub fn error(&self, t: T, name: &str) -> Option<String> {
        self.errors.get(name).map(|key| t.s(key))
    }
}

/// A key for a button that must act once, however often it is pressed.
pub fn new_idempotency_key() -> String {
    uuid::Uuid::now_v7().to_string()
}
