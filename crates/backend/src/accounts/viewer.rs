//! Who is looking. Only this area makes a `Viewer`; a use case that takes one needs no further check that somebody is logged in.

use domain::{
    Locale,
    accounts::StaffRole,
    ids::{AccountId, LoginId, SellerId},
};

/// A logged-in account, as read from its login at the beginning of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub account_id: AccountId,
    pub login_id: LoginId,
    pub email: String,
    pub display_name: String,
    pub locale: Locale,
    pub time_zone: String,
    pub is_email_verified: bool,
    pub staff_role: Option<StaffRole>,
    pub seller_id: Option<SellerId>,
}
