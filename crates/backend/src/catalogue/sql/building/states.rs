//! SQL of the states of an offering: its changes, what is noted of each, and what publishing adds.

use crate::{Result, db::at};
use domain::catalogue::OfferingStatus;
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// An offering as it is before it changes its state, held against all other changes.
pub(in crate::catalogue) struct Standing {
    pub status: String,
    pub is_archived: bool,
    pub was_published: bool,
    pub cover_id: Option<Uuid>,
}

/// Holds an offering; of one seller, where one is named.
pub(in crate::catalogue) async fn hold(conn: &mut PgConnection, id: Uuid, seller_id: Option<Uuid>) -> Result<Option<Standing>> {
    let standing = sqlx::query_as!(
        Standing,
        "select status, archived_at is not null as \"is_archived!\", published_at is not null as \"was_published!\", cover_id
         from offerings where id = $1 and ($2::uuid is null or seller_id = $2) for update",
        id,
        seller_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(standing)
}

/// The account of an offering's seller.
pub(in crate::catalogue) async fn find_seller_account(conn: &mut PgConnection, id: Uuid) -> Result<Option<Uuid>> {
    let account =
        sqlx::query_scalar!("select s.account_id from offerings o join sellers s on s.id = o.seller_id where o.id = $1", id)
            .fetch_optional(conn)
            .await?;
    Ok(account)
}

/// A change of state of the offering as it was read.
pub(in crate::catalogue) struct Change<'a> {
    pub id: Uuid,
    pub from: OfferingStatus,
    pub to: OfferingStatus,
    pub version: i32,
    /// What the seller is told; nothing clears what was told before.
    pub note: &'a str,
    /// Whether staff decided.
    pub is_decision: bool,
    pub now: Timestamp,
}

/// Walks an offering from one state to another; false when it is not any more what was read.
pub(in crate::catalogue) async fn change(conn: &mut PgConnection, change: &Change<'_>) -> Result<bool> {
    debug_assert!(change.from.may_become(change.to), "{:?} -> {:?}", change.from, change.to);
    let done = sqlx::query!(
        "update offerings set status = $4, version = version + 1, review_note = $5,
            submitted_at = case when $4 = 'in_review' then $6 else submitted_at end,
            decided_at = case when $7 then $6 when $4 = 'in_review' then null else decided_at end,
            published_at = case when $4 = 'published' then coalesce(published_at, $6) else published_at end
         where id = $1 and status = $2 and version = $3 and archived_at is null",
        change.id,
        change.from.as_str(),
        change.version,
        change.to.as_str(),
        change.note,
        at(change.now),
        change.is_decision
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts an offering away, out of the shop first where it is in it; false when it is not any more what was read.
pub(in crate::catalogue) async fn archive(conn: &mut PgConnection, id: Uuid, version: i32, now: Timestamp) -> Result<bool> {
    let done = sqlx::query!(
        "update offerings set status = case status when 'published' then 'paused' else status end, version = version + 1,
            archived_at = $3
         where id = $1 and version = $2 and status <> 'in_review' and archived_at is null",
        id,
        version,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes an offering out of the archive again.
pub(in crate::catalogue) async fn restore(conn: &mut PgConnection, id: Uuid, version: i32) -> Result<bool> {
    let done = sqlx::query!(
        "update offerings set version = version + 1, archived_at = null
         where id = $1 and version = $2 and archived_at is not null",
        id,
        version
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What an offering gets when it is published: an address of its own, and the popularity that a course without learners has on
/// its first day.
pub(in crate::catalogue) async fn open(conn: &mut PgConnection, id: Uuid, slug: &str) -> Result<()> {
    sqlx::query!(
        "update offerings set slug = case when slug like 'draft-%' then $2 else slug end,
            popularity = case when popularity = 0 then 5.5 else popularity end where id = $1",
        id,
        slug
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update offerings o set lesson_count = held.lessons, video_seconds = held.seconds, has_free_preview = held.has_free
         from (select count(*)::integer as lessons, (coalesce(sum(m.duration_ms), 0) / 1000)::integer as seconds,
                coalesce(bool_or(l.is_free_preview), false) as has_free
            from lessons l left join media m on m.id = l.media_id and m.kind = 'video' and m.status = 'ready'
            where l.offering_id = $1) held
         where o.id = $1 and o.kind = 'video_course'",
        id
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn insert_history(
    conn: &mut PgConnection,
    id: Uuid,
    kind: &str,
    actor_id: Uuid,
    reason: &str,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into offering_review_history (offering_id, kind, actor_id, reason, created_at) values ($1, $2, $3, $4, $5)",
        id,
        kind,
        actor_id,
        reason,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) struct HistoryRow {
    pub kind: String,
    pub actor_id: Uuid,
    pub actor_name: String,
    pub reason: String,
    pub created_at: jiff_sqlx::Timestamp,
}

/// What has happened to an offering, the newest first.
pub(in crate::catalogue) async fn list_history(conn: &mut PgConnection, id: Uuid) -> Result<Vec<HistoryRow>> {
    let rows = sqlx::query_as!(
        HistoryRow,
        "select h.kind, h.actor_id, a.display_name as actor_name, h.reason, h.created_at
         from offering_review_history h join accounts a on a.id = h.actor_id
         where h.offering_id = $1 order by h.id desc limit 100",
        id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

pub(in crate::catalogue) struct PriceRow {
    pub item: String,
    pub item_position: i16,
    pub old_minor: Option<i64>,
    pub new_minor: Option<i64>,
    pub currency: String,
    pub created_at: jiff_sqlx::Timestamp,
}

/// What an offering has cost, the newest change first.
pub(in crate::catalogue) async fn list_prices(conn: &mut PgConnection, id: Uuid) -> Result<Vec<PriceRow>> {
    let rows = sqlx::query_as!(
        PriceRow,
        "select item, item_position, old_minor, new_minor, currency, created_at from offering_price_history
         where offering_id = $1 order by id desc limit 50",
        id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
