//! Server functions of the player. Each begins with the right to the course; only the preview's grant is for everybody.

use crate::api::ApiError;
use domain::{
    ids::{EnrolmentId, LessonId, NoteId},
    learning::{BeatInput, GrantView, NoteView, PlayerSettings, ProgressView},
};
use leptos::prelude::*;

/// Where heartbeats go. The player posts them itself, with `keepalive`, so that the last one survives the page.
pub const RECORD_BEAT: &str = "/api/learning/record_beat";

#[cfg(feature = "ssr")]
fn learner() -> Result<(backend::Backend, backend::accounts::Viewer), ApiError> {
    let (backend, viewer) = crate::api::context()?;
    let viewer = viewer.ok_or_else(|| crate::api::report(backend::Failure::User(domain::AppError::SignInRequired)))?;
    Ok((backend, viewer))
}

/// The lesson is on the screen: its clock starts, and the course goes on here.
#[server(name = OpenLesson, prefix = "/api", endpoint = "learning/open_lesson")]
pub async fn open_lesson(enrolment: EnrolmentId, lesson: LessonId) -> Result<ProgressView, ApiError> {
    let (backend, viewer) = learner()?;
    backend::learning::open_lesson(&backend, &viewer, enrolment, lesson).await.map_err(crate::api::report)
}

/// A stretch was played.
#[server(name = RecordBeat, prefix = "/api", endpoint = "learning/record_beat")]
pub async fn record_beat(enrolment: EnrolmentId, lesson: LessonId, beat: BeatInput) -> Result<ProgressView, ApiError> {
    let (backend, viewer) = learner()?;
    backend::learning::record_beat(&backend, &viewer, enrolment, lesson, beat).await.map_err(crate::api::report)
}

/// The lesson was in sight long enough.
#[server(name = RecordDwell, prefix = "/api", endpoint = "learning/record_dwell")]
pub async fn record_dwell(enrolment: EnrolmentId, lesson: LessonId) -> Result<ProgressView, ApiError> {
    let (backend, viewer) = learner()?;
    backend::learning::record_dwell(&backend, &viewer, enrolment, lesson).await.map_err(crate::api::report)
}

/// The learner says that the lesson is done, or takes that back.
#[server(name = MarkLesson, prefix = "/api", endpoint = "learning/mark_lesson")]
pub async fn mark_lesson(enrolment: EnrolmentId, lesson: LessonId, is_done: bool) -> Result<ProgressView, ApiError> {
    use backend::learning::{mark_complete, undo_complete};
    let (backend, viewer) = learner()?;
    let marked = if is_done {
        mark_complete(&backend, &viewer, enrolment, lesson).await
    } else {
        undo_complete(&backend, &viewer, enrolment, lesson).await
    };
    marked.map_err(crate::api::report)
}

/// A new grant for the lesson's media.
#[server(name = RenewGrant, prefix = "/api", endpoint = "learning/renew_grant")]
pub async fn renew_grant(enrolment: EnrolmentId, lesson: LessonId) -> Result<GrantView, ApiError> {
    let (backend, viewer) = learner()?;
    backend::learning::renew_grant(&backend, &viewer, enrolment, lesson).await.map_err(crate::api::report)
}

/// A new grant for the media of a free preview; for everybody.
#[server(name = RenewPreviewGrant, prefix = "/api", endpoint = "learning/renew_preview_grant")]
pub async fn renew_preview_grant(offering: String, lesson: LessonId) -> Result<GrantView, ApiError> {
    let (backend, _) = crate::api::context()?;
    backend::learning::renew_preview_grant(&backend, &offering, lesson).await.map_err(crate::api::report)
}

/// Keeps a note at a moment of the lesson.
#[server(name = AddNote, prefix = "/api", endpoint = "learning/add_note")]
pub async fn add_note(enrolment: EnrolmentId, lesson: LessonId, position_ms: i64, body: String) -> Result<NoteView, ApiError> {
    let (backend, viewer) = learner()?;
    let input = backend::learning::NoteInput { position_ms, body: &body };
    backend::learning::add_note(&backend, &viewer, enrolment, lesson, input).await.map_err(crate::api::report)
}

/// Drops a note.
#[server(name = DeleteNote, prefix = "/api", endpoint = "learning/delete_note")]
pub async fn delete_note(enrolment: EnrolmentId, note: NoteId) -> Result<(), ApiError> {
    let (backend, viewer) = learner()?;
    backend::learning::delete_note(&backend, &viewer, enrolment, note).await.map_err(crate::api::report)
}

/// Keeps how the learner likes the player.
#[server(name = SavePlayerSettings, prefix = "/api", endpoint = "learning/save_player_settings")]
pub async fn save_player_settings(settings: PlayerSettings) -> Result<(), ApiError> {
    let (backend, viewer) = learner()?;
    backend::learning::save_player_settings(&backend, &viewer, settings).await.map_err(crate::api::report)
}
