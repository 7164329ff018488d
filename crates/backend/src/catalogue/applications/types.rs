//! An application as pages read it.

use crate::catalogue::sql::applications::ApplicationRow;
use domain::{
    catalogue::sellers::{self, ApplicationFacts, ApplicationStatus, Missing, ProfileInput, REAPPLY_AFTER_DAYS, Spoken},
    ids::{AccountId, ApplicationId, CategoryId, MediaId},
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use uuid::Uuid;

/// A document that goes with an application.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Document {
    pub id: MediaId,
    pub name: String,
    pub size_bytes: i64,
}

/// Somebody's application to become a seller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    pub id: ApplicationId,
    pub account_id: AccountId,
    pub status: ApplicationStatus,
    /// Grows with every change of state.
    pub version: i32,
    pub profile: ProfileInput,
    pub languages: Vec<Spoken>,
    pub subjects: Vec<CategoryId>,
    /// ISO 3166 code; empty where it was not said yet.
    pub country: String,
    pub time_zone: String,
    pub photo: Option<MediaId>,
    pub video_url: String,
    pub links: Vec<String>,
    pub documents: Vec<Document>,
    /// What the applicant was told last.
    pub reason: String,
    pub updated_at: Timestamp,
    pub submitted_at: Option<Timestamp>,
    pub decided_at: Option<Timestamp>,
}

impl Application {
    pub(in crate::catalogue) fn from_row(row: ApplicationRow) -> Self {
        Self {
            id: ApplicationId(row.id),
            account_id: AccountId(row.account_id),
            // The table knows the same words.
            status: ApplicationStatus::parse(&row.status).unwrap_or(ApplicationStatus::Draft),
            version: row.version,
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
            subjects: row.subject_ids.into_iter().map(CategoryId).collect(),
            country: row.country,
            time_zone: row.time_zone,
            photo: row.photo_id.map(MediaId),
            video_url: row.video_url,
            links: row.links,
            documents: row.documents.0,
            reason: row.reason,
            updated_at: row.updated_at.to_jiff(),
            submitted_at: row.submitted_at.map(|at| at.to_jiff()),
            decided_at: row.decided_at.map(|at| at.to_jiff()),
        }
    }

    /// What it still needs before it can be sent.
    pub fn missing(&self) -> Vec<Missing> {
        let profile = &self.profile;
        let has = |en: &str, ar: &str| !en.is_empty() || !ar.is_empty();
        sellers::missing(&ApplicationFacts {
            has_name: has(&profile.name_en, &profile.name_ar),
            has_handle: !profile.handle.is_empty(),
            has_headline: has(&profile.headline_en, &profile.headline_ar),
            has_bio: has(&profile.bio_en, &profile.bio_ar),
            has_languages: !self.languages.is_empty(),
            has_subjects: !self.subjects.is_empty(),
            has_country: !self.country.is_empty(),
            has_time_zone: !self.time_zone.is_empty(),
            has_photo: self.photo.is_some(),
        })
    }

    /// When somebody who was rejected may try again.
    pub fn again_at(&self) -> Option<Timestamp> {
        let rejected_at = self.decided_at.filter(|_| self.status == ApplicationStatus::Rejected)?;
        rejected_at.checked_add(SignedDuration::from_hours(REAPPLY_AFTER_DAYS * 24)).ok()
    }
}

/// One line of what has happened to an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// `begun`, or the state that it went to.
    pub kind: String,
    /// Who did it; empty for somebody who has left.
    pub actor_name: String,
    pub actor_id: Uuid,
    pub reason: String,
    pub at: Timestamp,
}
