//! SQL of what sellers say about themselves once their page is open.

use crate::{Result, catalogue::SpokenLanguage};
use domain::catalogue::sellers::ProfileInput;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

pub(in crate::catalogue) struct ProfileRow {
    pub handle: String,
    pub name_en: String,
    pub name_ar: String,
    pub headline_en: String,
    pub headline_ar: String,
    pub bio_en: String,
    pub bio_ar: String,
    pub languages: Json<Vec<SpokenLanguage>>,
    pub photo_id: Option<Uuid>,
}

pub(in crate::catalogue) async fn find(conn: &mut PgConnection, seller_id: Uuid) -> Result<Option<ProfileRow>> {
    let row = sqlx::query_as!(
        ProfileRow,
        "select handle, name_en, name_ar, headline_en, headline_ar, bio_en, bio_ar,
            languages as \"languages!: Json<Vec<SpokenLanguage>>\", photo_id
         from sellers where id = $1",
        seller_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

pub(in crate::catalogue) async fn save(
    conn: &mut PgConnection,
    seller_id: Uuid,
    profile: &ProfileInput,
    languages: serde_json::Value,
) -> Result<()> {
    sqlx::query!(
        "update sellers set name_en = $2, name_ar = $3, headline_en = $4, headline_ar = $5, bio_en = $6, bio_ar = $7, languages = $8
         where id = $1",
        seller_id,
        profile.name_en,
        profile.name_ar,
        profile.headline_en,
        profile.headline_ar,
        profile.bio_en,
        profile.bio_ar,
        languages
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a seller has in the shop; an order that all take, so that two who index at once do not wait for each other.
pub(in crate::catalogue) async fn list_published(conn: &mut PgConnection, seller_id: Uuid) -> Result<Vec<Uuid>> {
    let ids =
        sqlx::query_scalar!("select id from offerings where seller_id = $1 and status = 'published' order by id", seller_id)
            .fetch_all(conn)
            .await?;
    Ok(ids)
}

/// The photo of a seller, held against all other changes.
pub(in crate::catalogue) async fn hold_photo(conn: &mut PgConnection, seller_id: Uuid) -> Result<Option<Uuid>> {
    let photo =
        sqlx::query_scalar!("select photo_id from sellers where id = $1 for update", seller_id).fetch_optional(conn).await?;
    Ok(photo.flatten())
}

/// Sets the photo. An application that shows the old one shows the new one from now on: the old one goes.
pub(in crate::catalogue) async fn set_photo(conn: &mut PgConnection, seller_id: Uuid, media_id: Uuid) -> Result<()> {
    sqlx::query!(
        "update seller_applications p set photo_id = $2 from sellers s
         where s.id = $1 and p.account_id = s.account_id and p.photo_id = s.photo_id",
        seller_id,
        media_id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update sellers set photo_id = $2 where id = $1", seller_id, media_id).execute(conn).await?;
    Ok(())
}
