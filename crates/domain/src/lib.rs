//! The business rules of DreamCrowd: pure values and functions, no input or output, also compiled for the browser. What needs time zones
//! is left out there.

pub mod accounts;
#[cfg(feature = "time")]
pub mod booking;
pub mod catalogue;
pub mod error;
pub mod ids;
pub mod learning;
pub mod locale;
pub mod money;
pub mod orders;
mod text_enum;

pub use error::{AppError, Conflict, FieldErrors, Thing};
pub use locale::Locale;
pub use money::{Currency, Money};
