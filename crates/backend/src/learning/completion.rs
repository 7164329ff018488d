//! When a lesson is done: by watching, by staying, by the button; and undone by the button.

use super::{lesson, sql};
use crate::{
    Backend, Failure, Result,
    accounts::Viewer,
    events::{self, Event},
};
use domain::{
    Conflict,
    ids::{EnrolmentId, LessonId},
    learning::{CompletedVia, ProgressView},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sqlx::PgConnection;

/// The learner says that the lesson is done.
pub async fn mark_complete(
    backend: &Backend,
    viewer: &Viewer,
    enrolment: EnrolmentId,
    lesson_id: LessonId,
) -> Result<ProgressView> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let target = lesson::find_open_target(&mut tx, viewer, enrolment, lesson_id).await?;
    let mut row = sql::progress::lock_or_insert(&mut tx, enrolment.0, lesson_id.0, now).await?;
    if row.completed_at.is_none() {
        complete(&mut tx, viewer, &target, &mut row, CompletedVia::Manual, now).await?;
    }
    sql::enrolments::touch(&mut tx, enrolment.0, lesson_id.0, now).await?;
    let view = lesson::progress_view(&mut tx, &target, &row).await?;
    tx.commit().await?;
    Ok(view)
}

/// The learner takes that back; what was watched stays.
pub async fn undo_complete(
    backend: &Backend,
    viewer: &Viewer,
    enrolment: EnrolmentId,
    lesson_id: LessonId,
) -> Result<ProgressView> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let target = lesson::find_open_target(&mut tx, viewer, enrolment, lesson_id).await?;
    let mut row = sql::progress::lock_or_insert(&mut tx, enrolment.0, lesson_id.0, now).await?;
    if row.completed_at.take().is_some() {
        sql::progress::clear_completed(&mut tx, enrolment.0, lesson_id.0).await?;
        let data = json!({ "enrolment_id": enrolment });
        let event = Event { kind: "lesson_reopened", account_id: Some(viewer.account_id.0), subject_id: lesson_id.0, data };
        events::record(&mut tx, event, now).await?;
    }
    let view = lesson::progress_view(&mut tx, &target, &row).await?;
    tx.commit().await?;
    Ok(view)
}

/// The lesson was in sight long enough, by the server's own clock since it was opened; too early is refused.
///
/// It holds for a video too, also for one that could be played: whether its picture reached the learner only the browser knows, and
/// a film that halts in the middle counts like one that never came. Nothing is gained by claiming it: the button says "done" at once
/// and without a reason, `completed_via` tells the three ways apart, and what refunds ask for is what was watched, which stays as
/// it is.
pub async fn record_dwell(
    backend: &Backend,
    viewer: &Viewer,
    enrolment: EnrolmentId,
    lesson_id: LessonId,
) -> Result<ProgressView> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let target = lesson::find_open_target(&mut tx, viewer, enrolment, lesson_id).await?;
    let mut row = sql::progress::lock_or_insert(&mut tx, enrolment.0, lesson_id.0, now).await?;
    if row.completed_at.is_none() {
        // One second of grace: the browser's timer and our clock do not tick together.
        let needed = SignedDuration::from_millis(target.dwell_ms - 1_000);
        if now.duration_since(row.opened_at) < needed {
            return Err(Failure::conflict(Conflict::Stale));
        }
        complete(&mut tx, viewer, &target, &mut row, CompletedVia::Dwell, now).await?;
    }
    let view = lesson::progress_view(&mut tx, &target, &row).await?;
    tx.commit().await?;
    Ok(view)
}

/// Marks a lesson as done, and tells when that finished the course.
pub(super) async fn complete(
    conn: &mut PgConnection,
    viewer: &Viewer,
    target: &sql::progress::Target,
    row: &mut sql::progress::ProgressRow,
    via: CompletedVia,
    now: Timestamp,
) -> Result<()> {
    sql::progress::mark_completed(conn, row.enrolment_id, row.lesson_id, via, now).await?;
    row.completed_at = Some(now);
    let account_id = viewer.account_id.0;
    let data = json!({ "enrolment_id": row.enrolment_id, "via": via.as_str() });
    let event = Event { kind: "lesson_completed", account_id: Some(account_id), subject_id: row.lesson_id, data };
    events::record(conn, event, now).await?;
    let (done, all) = sql::progress::count_done(conn, target.enrolment_id, target.offering_id).await?;
    if done == all {
        let data = json!({ "offering_id": target.offering_id });
        let event = Event { kind: "course_completed", account_id: Some(account_id), subject_id: target.enrolment_id, data };
        events::record(conn, event, now).await?;
    }
    Ok(())
}
