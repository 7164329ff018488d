//! Writing an application: each step is kept as soon as it is right, and may stay unfinished until it is sent.

use super::files::{self, Upload};
use crate::{
    Backend, Failure, OnConstraint, Result,
    accounts::{Viewer, known_zone, limits},
    catalogue::{list_categories, sql},
    db,
    events::{self, Event},
};
use domain::{
    AppError, Conflict, FieldErrors,
    catalogue::sellers::{COUNTRIES, MAX_SUBJECTS, ProfileInput, Spoken, check_link, check_links, check_profile, check_spoken},
    ids::CategoryId,
};
use serde_json::json;
use std::collections::HashSet;

/// What the teaching step sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeachingInput {
    /// Rows of (language, level); empty ones say nothing.
    pub languages: Vec<(String, String)>,
    /// Slugs of categories.
    pub subjects: Vec<String>,
    pub country: String,
    pub time_zone: String,
}

/// What the presentation step sends.
#[derive(Debug, Clone, Default)]
pub struct PresentationInput {
    pub video_url: String,
    /// One per line.
    pub links: String,
    pub photo: Option<Upload>,
    pub document: Option<Upload>,
}

/// Begins an application, or begins again after the wait that follows a rejection. A begun one stays as it is.
pub async fn begin_application(backend: &Backend, viewer: &Viewer) -> Result<()> {
    if viewer.seller_id.is_some() {
        return Err(stale());
    }
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let id = db::new_id();
    let begun = if sql::applications::insert(&mut tx, id, viewer, now).await? {
        Some(id)
    } else {
        sql::applications::reopen(&mut tx, viewer.account_id.0, now).await?
    };
    if let Some(id) = begun {
        sql::applications::insert_history(&mut tx, id, "begun", viewer.account_id.0, "", now).await?;
        let data = json!({ "application": id });
        events::record(&mut tx, Event::of_account("seller_application_begun", viewer.account_id.0, data), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Keeps name, handle, headline and text. Gaps are fine.
pub async fn save_profile(backend: &Backend, viewer: &Viewer, input: &ProfileInput) -> Result<()> {
    let profile = check_profile(input)?;
    let mut tx = backend.db.begin().await?;
    if sql::applications::is_handle_taken(&mut tx, &profile.handle, viewer.account_id.0).await? {
        return Err(taken().into());
    }
    let kept = sql::applications::save_profile(&mut tx, viewer.account_id.0, &profile, backend.clock.now()).await;
    let is_kept = kept.on_constraint("seller_applications_handle_key", taken())?;
    tx.commit().await?;
    if is_kept { Ok(()) } else { Err(stale()) }
}

fn taken() -> AppError {
    AppError::Invalid(FieldErrors::one("handle", "sell-error-handle-taken"))
}

/// What the teaching step comes to once it is checked.
pub(in crate::catalogue) struct Teaching {
    pub languages: Vec<Spoken>,
    pub subjects: Vec<CategoryId>,
    pub country: String,
    pub time_zone: String,
}

/// Keeps languages, subjects, country and time zone. Gaps are fine.
pub async fn save_teaching(backend: &Backend, viewer: &Viewer, input: &TeachingInput) -> Result<()> {
    let categories = list_categories(backend).await?;
    let mut errors = FieldErrors::default();
    let languages = check_spoken(&input.languages).unwrap_or_else(|(row, key)| {
        errors.add(&format!("language_{}", row + 1), key);
        Vec::new()
    });
    let found: Vec<_> = input.subjects.iter().map(|slug| categories.find(slug).map(|category| category.id)).collect();
    if found.iter().any(Option::is_none) {
        errors.add("subject", "sell-error-subject");
    } else if found.len() > MAX_SUBJECTS {
        errors.add("subject", "sell-error-subjects-many");
    }
    let country = input.country.as_str();
    if !country.is_empty() && !COUNTRIES.contains(&country) {
        errors.add("country", "sell-error-country");
    }
    let zone = input.time_zone.trim();
    let time_zone = if zone.is_empty() { Some(String::new()) } else { known_zone(zone) };
    if time_zone.is_none() {
        errors.add("time_zone", "accounts-error-time-zone");
    }
    errors.into_result()?;
    let mut seen = HashSet::new();
    let subjects: Vec<CategoryId> = found.into_iter().flatten().filter(|id| seen.insert(*id)).collect();
    let teaching = Teaching { languages, subjects, country: country.to_owned(), time_zone: time_zone.unwrap_or_default() };
    let now = backend.clock.now();
    let is_kept = sql::applications::save_teaching(&backend.db, viewer.account_id.0, &teaching, now).await?;
    if is_kept { Ok(()) } else { Err(stale()) }
}

/// Keeps links, a new photo and one more document. Each part is kept for itself: a form cannot send a file a second time, so a
/// wrong link must not cost the photo that came with it.
pub async fn save_presentation(backend: &Backend, viewer: &Viewer, input: PresentationInput) -> Result<()> {
    if input.photo.is_some() || input.document.is_some() {
        limits::take(backend, &format!("upload:{}", viewer.account_id), limits::UPLOAD).await?;
    }
    let mut errors = FieldErrors::default();
    collect(&mut errors, save_links(backend, viewer, &input.video_url, &input.links).await)?;
    if let Some(photo) = input.photo {
        collect(&mut errors, files::replace_photo(backend, viewer, photo).await)?;
    }
    if let Some(document) = input.document {
        collect(&mut errors, files::add_document(backend, viewer, document).await)?;
    }
    Ok(errors.into_result()?)
}

async fn save_links(backend: &Backend, viewer: &Viewer, video_url: &str, links: &str) -> Result<()> {
    let mut errors = FieldErrors::default();
    let video = if video_url.trim().is_empty() { Ok(String::new()) } else { check_link(video_url) };
    let video = video.unwrap_or_else(|key| {
        errors.add("video_url", key);
        String::new()
    });
    let links = check_links(links).unwrap_or_else(|key| {
        errors.add("links", key);
        Vec::new()
    });
    errors.into_result()?;
    let now = backend.clock.now();
    let is_kept = sql::applications::save_links(&backend.db, viewer.account_id.0, &video, &links, now).await?;
    if is_kept { Ok(()) } else { Err(stale()) }
}

/// Gathers what is wrong with one part, and goes on.
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

/// The application was sent, decided or never begun.
pub(super) const fn stale() -> Failure {
    Failure::conflict(Conflict::Stale)
}
