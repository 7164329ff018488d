//! SQL of a seller's list of what they have made.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::catalogue) struct OwnOfferingRow {
    pub id: Uuid,
    pub slug: String,
    pub kind: String,
    pub status: String,
    pub title_en: String,
    pub title_ar: String,
    pub price_minor: i64,
    pub currency: String,
    pub learner_count: i32,
    pub review_note: String,
    pub key: f64,
}

/// Which of a seller's offerings are wanted.
pub(in crate::catalogue) struct Wanted<'a> {
    /// In this state; in any when none is said.
    pub status: Option<&'a str>,
    pub is_archived: bool,
}

/// What a seller has made, the newest first: a page and one more.
pub(in crate::catalogue) async fn list_own(
    conn: &mut PgConnection,
    seller_id: Uuid,
    wanted: &Wanted<'_>,
    before: Timestamp,
    id: Uuid,
) -> Result<Vec<OwnOfferingRow>> {
    let rows = sqlx::query_as!(
        OwnOfferingRow,
        "select id, slug, kind, status, title_en, title_ar, price_minor, currency, learner_count, review_note,
            (extract(epoch from created_at) * 1000000)::double precision as \"key!\"
         from offerings
         where seller_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid)
            and ($4::text is null or status = $4) and (archived_at is not null) = $5
         order by created_at desc, id desc limit 25",
        seller_id,
        at(before),
        id,
        wanted.status,
        wanted.is_archived
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// How many offerings a seller has in each state; those in the archive stand under `archived`.
pub(in crate::catalogue) async fn count_own(conn: &mut PgConnection, seller_id: Uuid) -> Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        "select case when archived_at is null then status else 'archived' end as \"state!\", count(*) as \"count!\"
         from offerings where seller_id = $1 group by 1",
        seller_id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.count)).collect())
}
