//! How learners like the player.

use crate::Result;
use domain::learning::{CaptionChoice, PlayerSettings};
use sqlx::PgPool;
use uuid::Uuid;

pub(in crate::learning) async fn find(db: &PgPool, account_id: Uuid) -> Result<Option<PlayerSettings>> {
    let row = sqlx::query!(
        "select speed_percent, volume_percent, caption_locale from player_settings where account_id = $1",
        account_id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|r| PlayerSettings {
        speed_percent: r.speed_percent,
        volume_percent: r.volume_percent,
        captions: r.caption_locale.as_deref().and_then(CaptionChoice::parse),
    }))
}

pub(in crate::learning) async fn upsert(db: &PgPool, account_id: Uuid, settings: &PlayerSettings) -> Result<()> {
    sqlx::query!(
        "insert into player_settings (account_id, speed_percent, volume_percent, caption_locale) values ($1, $2, $3, $4)
         on conflict (account_id) do update set speed_percent = excluded.speed_percent,
            volume_percent = excluded.volume_percent, caption_locale = excluded.caption_locale",
        account_id,
        settings.speed_percent,
        settings.volume_percent,
        settings.captions.map(CaptionChoice::as_str)
    )
    .execute(db)
    .await?;
    Ok(())
}
