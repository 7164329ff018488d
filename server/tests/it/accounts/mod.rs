//! Accounts: registering, logging in and out, links by mail, providers, leaving.

mod addresses;
pub mod deletion;
mod facebook;
mod faults;
mod google;
mod hats;
mod identities;
mod limits;
mod login;
mod logins;
mod mails;
mod passwords;
mod registration;
pub mod support;
