//! What the buttons of the player do, as plain forms; each leads back to the lesson.

use super::{lesson_page, words};
use crate::{
    Ctx, PageResult,
    form::{Fields, FormState},
    page::see_other,
};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect},
};
use backend::{
    Failure,
    learning::{self, NoteInput},
};
use domain::{
    AppError,
    learning::{CaptionChoice, PlayerSettings},
};

/// Leads to the exact place to continue. A course without lessons leads back to the shelf.
pub(super) async fn resume(ctx: Ctx, Path(enrolment): Path<String>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let enrolment = words::enrolment(&enrolment)?;
    let course = learning::find_course(&ctx.backend, viewer, enrolment).await?;
    let path = course.continue_at.map_or_else(|| "/learn".to_owned(), |lesson| words::lesson_path(enrolment, lesson));
    Ok(see_other(&ctx, &path))
}

/// Leads to the file of a file lesson, with a grant of the moment. A button and no link: taking a file home ends the right to give the
/// course back, which must not happen to whoever only looks, fetches ahead, or follows somebody else's link.
pub(super) async fn download(ctx: Ctx, Path((enrolment, lesson)): Path<(String, String)>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let (enrolment, lesson) = (words::enrolment(&enrolment)?, words::lesson(&lesson)?);
    let (media, grant) = learning::find_download(&ctx.backend, viewer, enrolment, lesson).await?;
    Ok(Redirect::to(&format!("/media/{}/{media}/file", grant.grant)).into_response())
}

/// Marks a lesson as done.
pub(super) async fn complete(ctx: Ctx, Path((enrolment, lesson)): Path<(String, String)>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let (enrolment, lesson) = (words::enrolment(&enrolment)?, words::lesson(&lesson)?);
    learning::mark_complete(&ctx.backend, viewer, enrolment, lesson).await?;
    Ok(see_other(&ctx, &words::lesson_path(enrolment, lesson)))
}

/// Takes that back.
pub(super) async fn undo(ctx: Ctx, Path((enrolment, lesson)): Path<(String, String)>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let (enrolment, lesson) = (words::enrolment(&enrolment)?, words::lesson(&lesson)?);
    learning::undo_complete(&ctx.backend, viewer, enrolment, lesson).await?;
    Ok(see_other(&ctx, &words::lesson_path(enrolment, lesson)))
}

/// Keeps a note; a refused one comes back with what was written.
pub(super) async fn add_note(ctx: Ctx, Path((enrolment, lesson)): Path<(String, String)>, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let (enrolment, lesson) = (words::enrolment(&enrolment)?, words::lesson(&lesson)?);
    let input = NoteInput { position_ms: fields.get("position_ms").parse().unwrap_or(0), body: fields.get("body") };
    let added = learning::add_note(&ctx.backend, viewer, enrolment, lesson, input).await;
    match added {
        Ok(note) => {
            let path = words::lesson_path(enrolment, lesson);
            Ok(see_other(&ctx, &format!("{path}?t={}#notes", note.position_ms / 1_000)))
        }
        Err(Failure::User(AppError::Invalid(errors))) => {
            let view = learning::find_lesson(&ctx.backend, viewer, enrolment, lesson).await?;
            Ok(lesson_page::render(&ctx, view, FormState::refused(fields, errors)))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Drops a note.
pub(super) async fn delete_note(ctx: Ctx, Path((enrolment, lesson, note)): Path<(String, String, String)>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let (enrolment, lesson, note) = (words::enrolment(&enrolment)?, words::lesson(&lesson)?, words::note(&note)?);
    learning::delete_note(&ctx.backend, viewer, enrolment, note).await?;
    Ok(see_other(&ctx, &format!("{}#notes", words::lesson_path(enrolment, lesson))))
}

/// Keeps speed and captions; what is not in the form stays as it was.
pub(super) async fn save_settings(ctx: Ctx, Path((enrolment, lesson)): Path<(String, String)>, fields: Fields) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let (enrolment, lesson) = (words::enrolment(&enrolment)?, words::lesson(&lesson)?);
    let kept = learning::load_settings(&ctx.backend, viewer).await?;
    let settings = PlayerSettings {
        speed_percent: fields.get("speed").parse().unwrap_or(kept.speed_percent),
        volume_percent: kept.volume_percent,
        captions: CaptionChoice::parse(fields.get("captions")).or(kept.captions),
    };
    learning::save_player_settings(&ctx.backend, viewer, settings).await?;
    Ok(see_other(&ctx, &words::lesson_path(enrolment, lesson)))
}
