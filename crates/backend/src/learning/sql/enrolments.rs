//! The right to a course.

use crate::{Failure, Result, db::at};
use domain::Thing;
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// Two completions for the same buyer and course wait for each other here.
pub(in crate::learning) async fn lock_place(conn: &mut PgConnection, account_id: Uuid, offering_id: Uuid) -> Result<()> {
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('enrolment/' || $1::uuid::text || '/' || $2::uuid::text, 0))",
        account_id,
        offering_id
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::learning) async fn find_active(
    conn: &mut PgConnection,
    account_id: Uuid,
    offering_id: Uuid,
) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id from enrolments where account_id = $1 and offering_id = $2 and status = 'active'",
        account_id,
        offering_id
    )
    .fetch_optional(conn)
    .await?)
}

pub(in crate::learning) async fn has_any(db: &PgPool, account_id: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from enrolments where account_id = $1 and status = 'active') as "is!""#,
        account_id
    )
    .fetch_one(db)
    .await?)
}

/// Fails with the name of the constraint when the buyer is in the course already.
pub(in crate::learning) async fn insert(
    conn: &mut PgConnection,
    id: Uuid,
    account_id: Uuid,
    offering_id: Uuid,
    order_id: Uuid,
    now: Timestamp,
) -> std::result::Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into enrolments (id, account_id, offering_id, order_id, status, created_at) values ($1, $2, $3, $4, 'active', $5)",
        id,
        account_id,
        offering_id,
        order_id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::learning) async fn revoke(conn: &mut PgConnection, order_id: Uuid, now: Timestamp) -> Result<bool> {
    let done = sqlx::query!(
        "update enrolments set status = 'revoked', revoked_at = $2 where order_id = $1 and status = 'active'",
        order_id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in crate::learning) async fn lock(conn: &mut PgConnection, enrolment_id: Uuid) -> Result<()> {
    sqlx::query!("select id from enrolments where id = $1 for no key update", enrolment_id).fetch_optional(conn).await?;
    Ok(())
}

pub(in crate::learning) async fn has_downloaded(conn: &mut PgConnection, enrolment_id: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from enrolments where id = $1 and downloaded_at is not null) as "is!""#,
        enrolment_id
    )
    .fetch_one(conn)
    .await?)
}

/// Writes that a file was asked for, the first time. Waits for a refund that is under way and then finds nothing.
pub(in crate::learning) async fn note_download(conn: &mut PgConnection, enrolment_id: Uuid, now: Timestamp) -> Result<()> {
    let done = sqlx::query!(
        "update enrolments set downloaded_at = coalesce(downloaded_at, $2) where id = $1 and status = 'active'",
        enrolment_id,
        at(now)
    )
    .execute(conn)
    .await?;
    if done.rows_affected() == 0 { Err(Failure::not_found(Thing::Enrolment)) } else { Ok(()) }
}

/// The course goes on at this lesson. Waits for a refund that is under way and then finds nothing.
pub(in crate::learning) async fn touch(
    conn: &mut PgConnection,
    enrolment_id: Uuid,
    lesson_id: Uuid,
    now: Timestamp,
) -> Result<()> {
    let done = sqlx::query!(
        "update enrolments set last_lesson_id = $2, last_activity_at = $3 where id = $1 and status = 'active'",
        enrolment_id,
        lesson_id,
        at(now)
    )
    .execute(conn)
    .await?;
    if done.rows_affected() == 0 { Err(Failure::not_found(Thing::Enrolment)) } else { Ok(()) }
}

/// Bitmap and length of every video of the course.
pub(in crate::learning) async fn list_watched(conn: &mut PgConnection, enrolment_id: Uuid) -> Result<Vec<(Vec<u8>, i64)>> {
    let rows = sqlx::query!(
        r#"select coalesce(p.watched, '') as "watched!", coalesce(m.duration_ms, 0) as "duration_ms!"
         from enrolments e
         join lessons l on l.offering_id = e.offering_id and l.kind = 'video'
         join media m on m.id = l.media_id
         left join lesson_progress p on p.enrolment_id = e.id and p.lesson_id = l.id
         where e.id = $1"#,
        enrolment_id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|r| (r.watched, r.duration_ms)).collect())
}
