//! How a learner likes the player: speed, volume, captions.

use super::sql;
use crate::{Backend, Result, accounts::Viewer};
use domain::learning::PlayerSettings;

/// The viewer's settings, or the defaults.
pub async fn load_settings(backend: &Backend, viewer: &Viewer) -> Result<PlayerSettings> {
    Ok(sql::settings::find(&backend.db, viewer.account_id.0).await?.unwrap_or_default())
}

/// Keeps the viewer's settings.
pub async fn save_player_settings(backend: &Backend, viewer: &Viewer, settings: PlayerSettings) -> Result<()> {
    settings.check()?;
    sql::settings::upsert(&backend.db, viewer.account_id.0, &settings).await
}
