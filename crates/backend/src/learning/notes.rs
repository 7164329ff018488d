//! A learner's notes, each at a moment of a lesson.

use super::{lesson, sql};
use crate::{Backend, Failure, Result, accounts::Viewer, db};
use domain::{
    Thing,
    ids::{EnrolmentId, LessonId, NoteId},
    learning::{MAX_NOTES, NoteView, check_note},
};

/// A note as it was written.
#[derive(Debug, Clone, Copy)]
pub struct NoteInput<'a> {
    pub position_ms: i64,
    pub body: &'a str,
}

/// Keeps a note. The moment is cut to the length of the video.
pub async fn add_note(
    backend: &Backend,
    viewer: &Viewer,
    enrolment: EnrolmentId,
    lesson_id: LessonId,
    input: NoteInput<'_>,
) -> Result<NoteView> {
    let body = check_note(input.body).map_err(|key| Failure::field("body", key))?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let target = lesson::find_open_target(&mut tx, viewer, enrolment, lesson_id).await?;
    // The row of the lesson serialises two tabs, so that the limit holds.
    sql::progress::lock_or_insert(&mut tx, enrolment.0, lesson_id.0, now).await?;
    if sql::notes::count(&mut tx, enrolment.0, lesson_id.0).await? >= MAX_NOTES {
        return Err(Failure::field("body", "learn-error-note-many"));
    }
    let note = NoteView { id: NoteId(db::new_id()), position_ms: input.position_ms.clamp(0, target.duration_ms), body };
    sql::notes::insert(&mut tx, enrolment.0, lesson_id.0, &note, now).await?;
    tx.commit().await?;
    Ok(note)
}

/// Drops a note of the viewer's own.
pub async fn delete_note(backend: &Backend, viewer: &Viewer, enrolment: EnrolmentId, note: NoteId) -> Result<()> {
    let mut conn = backend.db.acquire().await?;
    if sql::notes::delete(&mut conn, viewer.account_id.0, enrolment.0, note.0).await? {
        Ok(())
    } else {
        Err(Failure::not_found(Thing::Note))
    }
}
