//! Accounts: registering, logging in and out, one-time links, logins at other sites, settings, deletion, and the limits on all of it.
//! An account whose address is not confirmed has no password, no login and no identity: nobody can sit in somebody else's address.

mod addresses;
mod create;
mod deletion;
mod forget;
mod identities;
pub mod limits;
mod links;
mod logins;
mod mails;
mod oauth;
mod passwords;
mod profile;
mod registration;
mod resets;
mod sql;
mod staff;
mod viewer;

pub use addresses::{confirm_email_change, find_email_change, request_email_change};
pub use create::{Contact, NewAccount, create_account, find_contact, has_account, seed_login};
pub use deletion::{DELETION_AFTER_DAYS, cancel_deletion, request_deletion, sweep};
pub use forget::OpenMoney;
pub use identities::{
    Arrival, IdentityOutcome, confirm_identity_link, disconnect_identity, find_identity_link, link_identity_with_password,
    log_in_with_identity, request_identity_link,
};
pub use links::{LinkWish, mail_link};
pub use logins::{
    Client, LoginInput, LoginView, NewLogin, PLAIN_TOKEN_PREFIX, end_login, find_viewer, is_on_loopback, list_logins, log_in,
    log_out, log_out_everywhere_else, needs_plain_cookies,
};
pub use oauth::{Departure, OauthAnswer, OauthFlow, OauthStart, begin_oauth, finish_oauth, list_providers};
pub use passwords::{change_password, hash_password};
pub use profile::{ProfileInput, SettingsView, find_settings, update_profile};
pub use registration::{
    RegisterInput, VerificationView, VerifyInput, find_verification, register, resend_verification, verify_email,
};
pub use resets::{find_reset, request_reset, reset_password};
pub use staff::Staff;
pub use viewer::Viewer;

pub(crate) use profile::known_zone;
pub(crate) use registration::PendingAccount;

use domain::{
    Locale,
    accounts::{AccountStatus, StaffRole},
    ids::AccountId,
};
use jiff::Timestamp;

/// The cookie that carries a login. The prefix makes browsers insist on https (or loopback), the path `/` and no domain.
pub const LOGIN_COOKIE: &str = "__Host-login";
/// Its name on a plain-http site that is not on loopback, where browsers refuse the prefix.
pub const LOGIN_COOKIE_PLAIN: &str = "login";

/// A row of the accounts table, for use inside this area only.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub id: AccountId,
    pub email: String,
    pub is_verified: bool,
    pub password_hash: Option<String>,
    pub display_name: String,
    pub locale: Locale,
    pub time_zone: String,
    pub staff_role: Option<StaffRole>,
    pub status: AccountStatus,
    pub deletion_requested_at: Option<Timestamp>,
}
