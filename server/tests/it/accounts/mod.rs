//! Accounts: registering, logging in and out, links by mail, providers, leaving.

mod addresses;
mod deletion;
mod facebook;
mod faults;
mod google;
mod limits;
mod login;
mod logins;
mod passwords;
mod registration;
mod support;
