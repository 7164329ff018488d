//! Notes of learners.

use crate::{Result, db::at};
use domain::{
    ids::NoteId,
    learning::{MAX_NOTES, NoteView},
};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::learning) async fn list(conn: &mut PgConnection, enrolment_id: Uuid, lesson_id: Uuid) -> Result<Vec<NoteView>> {
    let rows = sqlx::query!(
        "select id, position_ms, body from lesson_notes where enrolment_id = $1 and lesson_id = $2
         order by position_ms, created_at, id limit $3",
        enrolment_id,
        lesson_id,
        MAX_NOTES
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|r| NoteView { id: NoteId(r.id), position_ms: r.position_ms, body: r.body }).collect())
}

pub(in crate::learning) async fn count(conn: &mut PgConnection, enrolment_id: Uuid, lesson_id: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from lesson_notes where enrolment_id = $1 and lesson_id = $2"#,
        enrolment_id,
        lesson_id
    )
    .fetch_one(conn)
    .await?)
}

pub(in crate::learning) async fn insert(
    conn: &mut PgConnection,
    enrolment_id: Uuid,
    lesson_id: Uuid,
    note: &NoteView,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into lesson_notes (id, enrolment_id, lesson_id, position_ms, body, created_at) values ($1, $2, $3, $4, $5, $6)",
        note.id.0,
        enrolment_id,
        lesson_id,
        note.position_ms,
        note.body,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Drops a note in an active course of the account.
pub(in crate::learning) async fn delete(
    conn: &mut PgConnection,
    account_id: Uuid,
    enrolment_id: Uuid,
    note_id: Uuid,
) -> Result<bool> {
    let done = sqlx::query!(
        "delete from lesson_notes n using enrolments e, orders o
         where n.id = $3 and n.enrolment_id = $2 and e.id = n.enrolment_id and e.account_id = $1 and e.status = 'active'
            and o.id = e.order_id and o.refunded_at is null",
        account_id,
        enrolment_id,
        note_id
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
