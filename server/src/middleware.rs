//! What every request passes on its way in and out; one file per layer.

pub mod bounds;
pub mod csrf;
pub mod headers;
pub mod locale;
pub mod login;
pub mod one_name;
pub mod page_cache;
pub mod request_id;
