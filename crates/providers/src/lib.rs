//! Clients of outside services. They speak each vendor's protocol and know no business words.

pub mod mail;
pub mod oauth;
pub mod stripe;
