//! How far a learner is in one lesson.

use crate::{Result, db::at};
use domain::learning::{CompletedVia, LessonKind, Progress, Segments, UnlockMode, count_words, dwell_ms};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// A lesson that the account has a right to.
pub(in crate::learning) struct Target {
    pub enrolment_id: Uuid,
    pub offering_id: Uuid,
    pub kind: LessonKind,
    pub unlock_mode: UnlockMode,
    pub media_id: Option<Uuid>,
    /// Of a video, by the server's own probe.
    pub duration_ms: i64,
    pub dwell_ms: i64,
}

pub(in crate::learning) async fn find_target(
    conn: &mut PgConnection,
    account_id: Uuid,
    enrolment_id: Uuid,
    lesson_id: Uuid,
) -> Result<Option<Target>> {
    let row = sqlx::query!(
        r#"select e.offering_id, l.kind, f.unlock_mode, l.media_id, m.duration_ms as "duration_ms?",
            case when l.kind = 'text' then l.body_en else '' end as "body_en!",
            case when l.kind = 'text' then l.body_ar else '' end as "body_ar!"
         from enrolments e
         join orders o on o.id = e.order_id and o.refunded_at is null
         join offerings f on f.id = e.offering_id
         join lessons l on l.offering_id = e.offering_id and l.id = $3
         left join media m on m.id = l.media_id
         where e.id = $2 and e.account_id = $1 and e.status = 'active'"#,
        account_id,
        enrolment_id,
        lesson_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|r| {
        let counts = [count_words(&r.body_en), count_words(&r.body_ar)];
        Target {
            enrolment_id,
            offering_id: r.offering_id,
            kind: LessonKind::parse(&r.kind).unwrap_or(LessonKind::Text),
            unlock_mode: UnlockMode::parse(&r.unlock_mode).unwrap_or(UnlockMode::Free),
            media_id: r.media_id,
            duration_ms: r.duration_ms.unwrap_or(0),
            dwell_ms: dwell_ms(counts.into_iter().filter(|count| *count > 0).min().unwrap_or(0)),
        }
    }))
}

pub(in crate::learning) struct ProgressRow {
    pub enrolment_id: Uuid,
    pub lesson_id: Uuid,
    pub last_position_ms: i64,
    pub furthest_ms: i64,
    pub watched: Vec<u8>,
    pub opened_at: Timestamp,
    pub last_beat_at: Timestamp,
    pub completed_at: Option<Timestamp>,
}

impl ProgressRow {
    /// The row as the rule sees it.
    pub(in crate::learning) fn progress(&self) -> Progress {
        Progress {
            last_position_ms: self.last_position_ms,
            furthest_ms: self.furthest_ms,
            watched: Segments::from_bytes(self.watched.clone()),
        }
    }

    /// Takes over what the rule made of it.
    pub(in crate::learning) fn set_progress(&mut self, progress: Progress) {
        self.last_position_ms = progress.last_position_ms;
        self.furthest_ms = progress.furthest_ms;
        self.watched = progress.watched.as_bytes().to_vec();
    }
}

/// The row of a lesson, locked until the transaction ends; made when the lesson was never opened.
pub(in crate::learning) async fn lock_or_insert(
    conn: &mut PgConnection,
    enrolment_id: Uuid,
    lesson_id: Uuid,
    now: Timestamp,
) -> Result<ProgressRow> {
    sqlx::query!(
        "insert into lesson_progress (enrolment_id, lesson_id, opened_at, last_beat_at) values ($1, $2, $3, $3)
         on conflict (enrolment_id, lesson_id) do nothing",
        enrolment_id,
        lesson_id,
        at(now)
    )
    .execute(&mut *conn)
    .await?;
    let r = sqlx::query!(
        "select last_position_ms, furthest_ms, watched, opened_at, last_beat_at, completed_at
         from lesson_progress where enrolment_id = $1 and lesson_id = $2 for update",
        enrolment_id,
        lesson_id
    )
    .fetch_one(conn)
    .await?;
    Ok(ProgressRow {
        enrolment_id,
        lesson_id,
        last_position_ms: r.last_position_ms,
        furthest_ms: r.furthest_ms,
        watched: r.watched,
        opened_at: r.opened_at.to_jiff(),
        last_beat_at: r.last_beat_at.to_jiff(),
        completed_at: r.completed_at.map(|t| t.to_jiff()),
    })
}

/// Stores what a beat changed.
pub(in crate::learning) async fn update(conn: &mut PgConnection, row: &ProgressRow) -> Result<()> {
    sqlx::query!(
        "update lesson_progress set last_position_ms = $3, furthest_ms = $4, watched = $5, last_beat_at = $6
         where enrolment_id = $1 and lesson_id = $2",
        row.enrolment_id,
        row.lesson_id,
        row.last_position_ms,
        row.furthest_ms,
        row.watched,
        at(row.last_beat_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::learning) async fn mark_completed(
    conn: &mut PgConnection,
    enrolment_id: Uuid,
    lesson_id: Uuid,
    via: CompletedVia,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update lesson_progress set completed_at = $3, completed_via = $4
         where enrolment_id = $1 and lesson_id = $2 and completed_at is null",
        enrolment_id,
        lesson_id,
        at(now),
        via.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::learning) async fn clear_completed(conn: &mut PgConnection, enrolment_id: Uuid, lesson_id: Uuid) -> Result<()> {
    sqlx::query!(
        "update lesson_progress set completed_at = null, completed_via = null where enrolment_id = $1 and lesson_id = $2",
        enrolment_id,
        lesson_id
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lessons done, and all lessons of the course.
pub(in crate::learning) async fn count_done(
    conn: &mut PgConnection,
    enrolment_id: Uuid,
    offering_id: Uuid,
) -> Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"select count(p.completed_at) as "done!", count(*) as "lessons!"
         from lessons l left join lesson_progress p on p.lesson_id = l.id and p.enrolment_id = $1
         where l.offering_id = $2"#,
        enrolment_id,
        offering_id
    )
    .fetch_one(conn)
    .await?;
    Ok((row.done, row.lessons))
}
