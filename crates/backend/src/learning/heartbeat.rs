//! Heartbeats of the player. The row of the lesson is locked, the time that passed comes from the server's own clock, and
//! `domain::learning` decides what counts; so a forged beat completes nothing and two devices cannot lose each other's.

use super::{completion::complete, lesson, sql};
use crate::{Backend, Result, accounts::Viewer};
use domain::{
    ids::{EnrolmentId, LessonId},
    learning::{Beat, BeatInput, BeatVerdict, CompletedVia, LessonKind, ProgressView},
};
use jiff::{SignedDuration, Timestamp};

/// Takes one beat of a video lesson. The newest server time wins the place to resume.
pub async fn record_beat(
    backend: &Backend,
    viewer: &Viewer,
    enrolment: EnrolmentId,
    lesson_id: LessonId,
    input: BeatInput,
) -> Result<ProgressView> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let target = lesson::find_open_target(&mut tx, viewer, enrolment, lesson_id).await?;
    let mut row = sql::progress::lock_or_insert(&mut tx, enrolment.0, lesson_id.0, now).await?;
    if target.kind != LessonKind::Video || target.duration_ms <= 0 {
        return lesson::progress_view(&mut tx, &target, &row).await;
    }
    let elapsed_ms = i64::try_from(now.duration_since(row.last_beat_at).as_millis()).unwrap_or(0).max(0);
    let was_near_end = row.progress().is_complete(target.duration_ms);
    let is_known = is_known(&row, input, target.duration_ms);
    let verdict = apply(&mut row, input, elapsed_ms, target.duration_ms);
    // A late repetition uses up no time: the next live beat needs it.
    if let Some(lag_ms) = verdict.clock_lag_ms.filter(|_| !(input.queued && is_known)) {
        row.last_beat_at = behind(now, lag_ms).max(row.last_beat_at);
    }
    sql::progress::update(&mut tx, &row).await?;
    if verdict.moves_position {
        sql::enrolments::touch(&mut tx, enrolment.0, lesson_id.0, now).await?;
    }
    // After an undo, only reaching the end again completes by itself.
    let is_at_end = input.to_ms.saturating_mul(100) >= target.duration_ms * 95;
    let is_complete = row.progress().is_complete(target.duration_ms) && (!was_near_end || is_at_end);
    if is_complete && row.completed_at.is_none() {
        complete(&mut tx, viewer, &target, &mut row, CompletedVia::Auto, now).await?;
    }
    let view = lesson::progress_view(&mut tx, &target, &row).await?;
    tx.commit().await?;
    Ok(ProgressView { is_credited: verdict.is_credited || is_known, ..view })
}

/// Whether everything in the stretch was seen before, so that there is nothing to credit.
fn is_known(row: &sql::progress::ProgressRow, input: BeatInput, duration_ms: i64) -> bool {
    let before = row.progress().watched;
    let mut after = before.clone();
    after.mark(input.from_ms, input.to_ms, duration_ms);
    after == before
}

/// Credits the stretch and moves the place to resume, each only when the verdict says so.
fn apply(row: &mut sql::progress::ProgressRow, input: BeatInput, elapsed_ms: i64, duration_ms: i64) -> BeatVerdict {
    let verdict = input.judge(elapsed_ms);
    let before = row.last_position_ms;
    if verdict.is_credited {
        let mut progress = row.progress();
        progress.apply(
            Beat {
                from_ms: input.from_ms,
                to_ms: input.to_ms,
                speed_percent: i64::from(input.speed_percent),
                elapsed_ms,
                was_queued: input.queued,
            },
            duration_ms,
        );
        row.set_progress(progress);
    }
    row.last_position_ms = if verdict.moves_position { input.to_ms.clamp(0, duration_ms) } else { before };
    verdict
}

fn behind(now: Timestamp, lag_ms: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_millis(lag_ms)).unwrap_or(now)
}
