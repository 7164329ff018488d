//! `/studio/profile`: what a seller says about themselves once their page is open. The handle stays: their address is known by now.

use super::{
    SpokenLanguage,
    applications::{NewFile, PHOTO, Upload, drop_files, picture_key, prepare_picture, undo_unless_entered},
    index::index_offering,
    sql,
    studio::seller_of,
};
use crate::{
    Backend, Failure, Result,
    accounts::{Viewer, limits},
    db,
};
use domain::{
    AppError, FieldErrors, Thing,
    catalogue::sellers::{MAX_PHOTO_BYTES, ProfileInput, check_profile, check_spoken},
    ids::{MediaId, OfferingId},
};

/// A seller's page as its seller writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnProfile {
    /// With the handle, which cannot be changed.
    pub profile: ProfileInput,
    pub languages: Vec<SpokenLanguage>,
    pub photo: Option<MediaId>,
}

/// What the form of the profile sends.
#[derive(Debug, Clone, Default)]
pub struct OwnProfileInput {
    /// Its handle does not count.
    pub profile: ProfileInput,
    /// Rows of (language, level); empty ones say nothing.
    pub languages: Vec<(String, String)>,
    pub photo: Option<Upload>,
}

/// The viewer's page as a seller.
pub async fn find_profile(backend: &Backend, viewer: &Viewer) -> Result<OwnProfile> {
    let seller_id = seller_of(viewer)?;
    let mut conn = backend.db.acquire().await?;
    let row = sql::profile::find(&mut conn, seller_id.0).await?.ok_or(Failure::not_found(Thing::Seller))?;
    Ok(OwnProfile {
        profile: ProfileInput {
            name_en: row.name_en,
            name_ar: row.name_ar,
            handle: row.handle,
            headline_en: row.headline_en,
            headline_ar: row.headline_ar,
            bio_en: row.bio_en,
            bio_ar: row.bio_ar,
        },
        languages: row.languages.0,
        photo: row.photo_id.map(MediaId),
    })
}

/// Saves the texts, and then a new photo: a form cannot send a file a second time, so a wrong text must not cost the photo.
pub async fn save_profile(backend: &Backend, viewer: &Viewer, input: OwnProfileInput) -> Result<()> {
    let mut errors = FieldErrors::default();
    collect(&mut errors, save_texts(backend, viewer, &input).await)?;
    if let Some(photo) = input.photo {
        collect(&mut errors, replace_photo(backend, viewer, photo).await)?;
    }
    Ok(errors.into_result()?)
}

fn collect(errors: &mut FieldErrors, result: Result<()>) -> Result<()> {
    match result {
        Err(Failure::User(AppError::Invalid(found))) => {
            for (field, key) in &found.0 {
                errors.add(field, key);
            }
            Ok(())
        }
        other => other,
    }
}

async fn save_texts(backend: &Backend, viewer: &Viewer, input: &OwnProfileInput) -> Result<()> {
    let seller_id = seller_of(viewer)?;
    let mut errors = FieldErrors::default();
    let profile = match check_profile(&ProfileInput { handle: String::new(), ..input.profile.clone() }) {
        Ok(profile) => profile,
        Err(AppError::Invalid(found)) => {
            errors = found;
            ProfileInput::default()
        }
        Err(other) => return Err(other.into()),
    };
    let languages = check_spoken(&input.languages).unwrap_or_else(|(row, key)| {
        errors.add(&format!("language_{}", row + 1), key);
        Vec::new()
    });
    if errors.is_empty() {
        errors = gaps(&profile, languages.is_empty());
    }
    errors.into_result()?;
    let mut tx = backend.db.begin().await?;
    sql::applications::hold_account(&mut tx, viewer.account_id.0).await?;
    sql::profile::save(&mut tx, seller_id.0, &profile, serde_json::to_value(&languages)?).await?;
    // What is in the shop is found by its seller's name.
    for offering_id in sql::profile::list_published(&mut tx, seller_id.0).await? {
        index_offering(&mut tx, OfferingId(offering_id)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// An open page keeps what an application needed; one of the languages is enough.
fn gaps(profile: &ProfileInput, has_no_language: bool) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (field, en, ar) in [
        ("name_en", &profile.name_en, &profile.name_ar),
        ("headline_en", &profile.headline_en, &profile.headline_ar),
        ("bio_en", &profile.bio_en, &profile.bio_ar),
    ] {
        if en.is_empty() && ar.is_empty() {
            errors.add(field, "studio-error-profile-empty");
        }
    }
    if has_no_language {
        errors.add("language_1", "studio-error-profile-languages");
    }
    errors
}

async fn replace_photo(backend: &Backend, viewer: &Viewer, upload: Upload) -> Result<()> {
    limits::take(backend, &format!("upload:{}", viewer.account_id), limits::UPLOAD).await?;
    if upload.is_too_large || upload.bytes.len() > MAX_PHOTO_BYTES {
        return Err(Failure::field("photo", "sell-error-photo-large"));
    }
    let picture = prepare_picture(upload.bytes, PHOTO).await?;
    let id = db::new_id();
    let prefix = format!("photos/{id}");
    let file = NewFile {
        id,
        owner_id: viewer.account_id.0,
        kind: "image",
        storage_prefix: &prefix,
        file_name: None,
        mime: "image/jpeg",
        size_bytes: i64::try_from(picture.len()).unwrap_or(i64::MAX),
        size: i32::try_from(PHOTO.width).ok().zip(i32::try_from(PHOTO.height).ok()),
    };
    let key = picture_key(&prefix);
    backend.media.put(&key, picture).await?;
    let entered = enter_photo(backend, viewer, &file).await;
    undo_unless_entered(backend, &key, entered).await
}

async fn enter_photo(backend: &Backend, viewer: &Viewer, file: &NewFile<'_>) -> Result<()> {
    let seller_id = seller_of(viewer)?;
    let mut tx = backend.db.begin().await?;
    sql::applications::hold_account(&mut tx, viewer.account_id.0).await?;
    let old = sql::profile::hold_photo(&mut tx, seller_id.0).await?;
    sql::application_files::insert_media(&mut tx, file, backend.clock.now()).await?;
    sql::profile::set_photo(&mut tx, seller_id.0, file.id).await?;
    if let Some(old) = old {
        drop_files(&mut tx, &[old]).await?;
    }
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_page_needs_a_name_a_headline_a_text_and_a_language() {
        let whole = ProfileInput {
            name_ar: "ليلى".to_owned(),
            headline_en: "Baker".to_owned(),
            bio_en: "I bake.".to_owned(),
            ..ProfileInput::default()
        };
        assert!(gaps(&whole, false).is_empty());
        assert_eq!(gaps(&ProfileInput::default(), true).0.len(), 4);
        assert!(gaps(&ProfileInput { name_ar: String::new(), ..whole }, false).get("name_en").is_some());
    }
}
