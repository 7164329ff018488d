//! What people say about themselves: name, language, time zone.

use super::{OpenMoney, Viewer, deletion, oauth, sql};
use crate::{Backend, Failure, Result};
use domain::{
    AppError, FieldErrors, Locale, Thing,
    accounts::{Provider, check_display_name},
};
use jiff::Timestamp;

/// What the profile form sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileInput {
    pub display_name: String,
    pub locale: Locale,
    pub time_zone: String,
}

/// What the settings pages show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsView {
    pub email: String,
    pub display_name: String,
    pub locale: Locale,
    pub time_zone: String,
    pub has_password: bool,
    pub connected: Vec<Provider>,
    /// When the account goes, if its deletion was asked for.
    pub deletion_due_at: Option<Timestamp>,
    /// What the deletion would have to wait for, as things stand.
    pub open_money: Option<OpenMoney>,
}

/// The viewer's settings.
pub async fn find_settings(backend: &Backend, viewer: &Viewer) -> Result<SettingsView> {
    let account = sql::accounts::find(&backend.db, viewer.account_id).await?.ok_or(Failure::not_found(Thing::Account))?;
    let issuers = sql::identities::list_issuers(&backend.db, account.id).await?;
    let open_money = sql::forget::find_open_money(&backend.db, account.id).await?;
    Ok(SettingsView {
        email: account.email,
        display_name: account.display_name,
        locale: account.locale,
        time_zone: account.time_zone,
        has_password: account.password_hash.is_some(),
        connected: issuers.iter().filter_map(|issuer| oauth::provider_of(backend, issuer)).collect(),
        deletion_due_at: account.deletion_requested_at.map(deletion::due_at).transpose()?,
        open_money,
    })
}

/// Stores name, language and time zone.
pub async fn update_profile(backend: &Backend, viewer: &Viewer, input: ProfileInput) -> Result<()> {
    let mut errors = FieldErrors::default();
    let display_name = check_display_name(&input.display_name).unwrap_or_else(|key| {
        errors.add("name", key);
        String::new()
    });
    let time_zone = known_zone(&input.time_zone).unwrap_or_else(|| {
        errors.add("time_zone", "accounts-error-time-zone");
        String::new()
    });
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors).into());
    }
    let input = ProfileInput { display_name, locale: input.locale, time_zone };
    sql::accounts::update_profile(&backend.db, viewer.account_id, &input).await
}

/// The canonical spelling of a time zone's name, if there is such a zone.
pub(crate) fn known_zone(name: &str) -> Option<String> {
    let zone = jiff::tz::TimeZone::get(name.trim()).ok().filter(|zone| !zone.is_unknown())?;
    zone.iana_name().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::known_zone;

    #[test]
    fn only_real_zones_are_known() {
        assert_eq!(known_zone("africa/cairo").as_deref(), Some("Africa/Cairo"));
        for name in ["", "Mars/Olympus", "Etc/Unknown", "../../etc/passwd", "UTC+2"] {
            assert_eq!(known_zone(name), None, "{name}");
        }
    }
}
