//! SQL that takes a person out of learning. The right to a course stays with its order.

use crate::Result;
use sqlx::PgConnection;
use uuid::Uuid;

/// Drops what happened in somebody's courses, as the outbox tells it. To be called before the progress goes.
pub(in crate::learning) async fn delete_events(conn: &mut PgConnection, account_id: Uuid) -> Result<()> {
    sqlx::query!(
        "delete from events where account_id = $1 and subject_id in (
            select p.lesson_id from lesson_progress p join enrolments e on e.id = p.enrolment_id where e.account_id = $1
            union all select e.id from enrolments e where e.account_id = $1)",
        account_id
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Drops notes, progress, the clock and the player's settings, and the marks that a learner left on an enrolment.
pub(in crate::learning) async fn delete_traces(conn: &mut PgConnection, account_id: Uuid) -> Result<()> {
    sqlx::query!("delete from lesson_notes n using enrolments e where e.id = n.enrolment_id and e.account_id = $1", account_id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "delete from lesson_progress p using enrolments e where e.id = p.enrolment_id and e.account_id = $1",
        account_id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from learning_clocks where account_id = $1", account_id).execute(&mut *conn).await?;
    sqlx::query!("delete from player_settings where account_id = $1", account_id).execute(&mut *conn).await?;
    sqlx::query!(
        "update enrolments set last_lesson_id = null, last_activity_at = null, downloaded_at = null where account_id = $1",
        account_id
    )
    .execute(&mut *conn)
    .await?;
    Ok(())
}

/// Media stay for the learners of sold lessons, but belong to nobody; file names stay where a lesson hands the file out.
pub(in crate::learning) async fn disown_media(conn: &mut PgConnection, account_id: Uuid) -> Result<()> {
    sqlx::query!(
        "update media m set owner_id = null, failure = null,
            file_name = case when exists (select 1 from lessons l where l.media_id = m.id) then m.file_name end
         where m.owner_id = $1",
        account_id
    )
    .execute(conn)
    .await?;
    Ok(())
}
