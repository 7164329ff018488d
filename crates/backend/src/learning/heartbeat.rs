//! Heartbeats of the player. The lesson's row and the learner's clock are locked, the time that passed comes from the server's own
//! clock, and `domain::learning` decides what counts: all lessons and devices of a learner together earn no more than the time that
//! really passed, whatever the player claims. Who lets a lesson play and leaves the room cannot be told from who watches it.

use super::{completion::complete, lesson, sql};
use crate::{Backend, Result, accounts::Viewer};
use domain::{
    ids::{EnrolmentId, LessonId},
    learning::{Beat, BeatInput, CompletedVia, LearnerClock, LessonKind, ProgressView},
};
use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

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
    let was_near_end = row.progress().is_complete(target.duration_ms);
    let is_known = is_known(&row, input, target.duration_ms);
    let taken = take(&mut tx, viewer, &mut row, input, target.duration_ms, now).await?;
    sql::progress::update(&mut tx, &row).await?;
    if taken.moves_place {
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
    Ok(ProgressView { is_credited: taken.is_credited || is_known, ..view })
}

/// What a beat came to.
struct Taken {
    is_credited: bool,
    moves_place: bool,
}

/// Credits the stretch at the cost of the learner's time, and moves the place to resume; each only when the verdict says so.
async fn take(
    conn: &mut PgConnection,
    viewer: &Viewer,
    row: &mut sql::progress::ProgressRow,
    input: BeatInput,
    duration_ms: i64,
    now: Timestamp,
) -> Result<Taken> {
    let account_id = viewer.account_id.0;
    let used_until = sql::clocks::lock_or_insert(conn, account_id, row.opened_at).await?;
    let clock = LearnerClock { used_until_ms: used_until.as_millisecond() };
    let now_ms = now.as_millisecond();
    let budget_ms = clock.budget_ms(row.opened_at.as_millisecond(), now_ms);
    let verdict = input.judge(budget_ms, now_ms - row.last_beat_at.as_millisecond());
    let place_ms = row.last_position_ms;
    if verdict.is_credited {
        let mut progress = row.progress();
        let beat = Beat { from_ms: input.from_ms, to_ms: input.to_ms, speed_percent: i64::from(input.speed_percent), budget_ms };
        let cost_ms = progress.apply(beat, duration_ms);
        row.set_progress(progress);
        let after = clock.after(budget_ms, cost_ms, now_ms);
        if after != clock {
            sql::clocks::update(conn, account_id, behind(now, now_ms - after.used_until_ms)).await?;
        }
    }
    row.last_position_ms = place_ms;
    if let Some(age_ms) = verdict.place_age_ms {
        row.last_position_ms = input.to_ms.clamp(0, duration_ms);
        row.last_beat_at = behind(now, age_ms).max(row.last_beat_at);
    }
    Ok(Taken { is_credited: verdict.is_credited, moves_place: verdict.place_age_ms.is_some() })
}

/// Whether everything in the stretch was seen before, so that there is nothing to credit.
fn is_known(row: &sql::progress::ProgressRow, input: BeatInput, duration_ms: i64) -> bool {
    let before = row.progress().watched;
    let mut after = before.clone();
    after.mark(input.from_ms, input.to_ms, duration_ms);
    after == before
}

/// So long before now; after it, where that is less than nothing.
fn behind(now: Timestamp, lag_ms: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_millis(lag_ms)).unwrap_or(now)
}
