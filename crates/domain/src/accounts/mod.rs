//! Accounts: who may log in, what a password must be, and the roles of staff.

mod device;
mod email;
mod password;
mod provider;
mod redirect;

pub use device::{DeviceName, device_name};
pub use email::Email;
pub use password::{MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS, PasswordContext, check_password};
pub use provider::Provider;
pub use redirect::safe_next;

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a member of staff may do.
    StaffRole {
        Support = "support",
        Finance = "finance",
        Content = "content",
        Owner = "owner",
    }
}

text_enum! {
    /// Whether an account may be used.
    AccountStatus {
        Active = "active",
        Suspended = "suspended",
        Deleted = "deleted",
    }
}

/// The longest display name, in characters.
pub const MAX_NAME_CHARS: usize = 80;

/// Trims a display name and checks its length; control characters and line breaks are refused.
pub fn check_display_name(raw: &str) -> Result<String, &'static str> {
    let name = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        Err("error-name-empty")
    } else if name.chars().count() > MAX_NAME_CHARS {
        Err("error-name-long")
    } else if name.chars().any(char::is_control) || name.contains(['<', '>']) {
        Err("error-name-characters")
    } else {
        Ok(name)
    }
}
