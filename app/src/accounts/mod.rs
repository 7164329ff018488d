//! Accounts: registering, logging in and out, forgotten passwords, logins at other sites, settings.

mod actions;
pub mod cookie;
mod delete_page;
mod email_change_page;
mod email_page;
mod entry;
mod forgot_page;
mod link_confirm_page;
mod link_page;
mod login_page;
mod oauth;
mod parts;
mod register_page;
mod reset_page;
mod security_page;
mod settings_actions;
mod settings_page;
mod verify_page;
pub(crate) mod zones;

use crate::{Access, Routes};
pub(crate) use entry::with_next;

/// Routes of this area.
pub fn routes() -> Routes {
    entrances().merge(settings())
}

fn entrances() -> Routes {
    Routes::new()
        .get("/login", Access::Public, login_page::show)
        .post("/login", Access::Public, actions::log_in)
        .post("/logout", Access::Public, actions::log_out)
        .get("/register", Access::Public, register_page::show)
        .post("/register", Access::Public, actions::register)
        .get("/verify", Access::Public, verify_page::show)
        .post("/verify", Access::Public, actions::verify)
        .post("/verify/resend", Access::Public, actions::resend)
        .get("/forgot", Access::Public, forgot_page::show)
        .post("/forgot", Access::Public, actions::forgot)
        .get("/reset", Access::Public, reset_page::show)
        .post("/reset", Access::Public, actions::reset)
        .get("/oauth/{provider}/start", Access::Public, oauth::start)
        .get("/oauth/{provider}/callback", Access::Public, oauth::callback)
        .get("/oauth/link", Access::Public, link_page::show)
        .post("/oauth/link", Access::Public, oauth::link)
        .get("/oauth/confirm", Access::Public, link_confirm_page::show)
        .post("/oauth/confirm", Access::Public, oauth::confirm)
}

fn settings() -> Routes {
    Routes::new()
        .get("/settings", Access::Login, settings_page::show)
        .post("/settings", Access::Login, settings_actions::save_profile)
        .get("/settings/security", Access::Login, security_page::show)
        .post("/settings/security/password", Access::Login, settings_actions::change_password)
        .post("/settings/security/logins/{login}/end", Access::Owner, settings_actions::end_login)
        .post("/settings/security/end-others", Access::Login, settings_actions::end_others)
        .post("/settings/security/disconnect", Access::Login, settings_actions::disconnect)
        .get("/settings/email", Access::Login, email_page::show)
        .post("/settings/email", Access::Login, settings_actions::change_email)
        .get("/settings/email/confirm", Access::Public, email_change_page::show)
        .post("/settings/email/confirm", Access::Public, settings_actions::confirm_email)
        .get("/settings/delete", Access::Login, delete_page::show)
        .post("/settings/delete", Access::Login, settings_actions::delete)
        .post("/settings/delete/cancel", Access::Login, settings_actions::keep)
}
