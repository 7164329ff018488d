//! SQL of the desk at which staff decides what is published. Drafts, and what never was handed in, are not seen here.

use crate::Result;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::catalogue) struct QueueSqlRow {
    pub id: Uuid,
    pub kind: String,
    pub status: String,
    pub title_en: String,
    pub title_ar: String,
    pub name_en: String,
    pub name_ar: String,
    pub submitted_at: Option<jiff_sqlx::Timestamp>,
    pub key: f64,
}

/// A page of the queue and one row more. What waits comes in the order in which it came; what is decided, the newest first.
pub(in crate::catalogue) async fn list(
    conn: &mut PgConnection,
    status: Option<&str>,
    query: Option<&str>,
    after: Option<(f64, Uuid)>,
) -> Result<Vec<QueueSqlRow>> {
    let rows = sqlx::query_as!(
        QueueSqlRow,
        "select q.id as \"id!\", q.kind as \"kind!\", q.status as \"status!\", q.title_en as \"title_en!\",
            q.title_ar as \"title_ar!\", q.name_en as \"name_en!\", q.name_ar as \"name_ar!\", q.submitted_at as \"submitted_at?\",
            q.key as \"key!\"
         from (select o.id, o.kind, o.status, o.title_en, o.title_ar, s.name_en, s.name_ar, o.submitted_at,
                (case when o.status = 'in_review' then 1 else -1 end * extract(epoch from o.submitted_at) * 1000000)::double precision as key
            from offerings o join sellers s on s.id = o.seller_id
            where o.submitted_at is not null and o.status <> 'draft' and ($1::text is null or o.status = $1)
                and ($2::text is null
                    or position(lower($2) in lower(concat_ws(' ', o.title_en, o.title_ar, o.slug, s.name_en, s.name_ar, s.handle))) > 0)) q
         where $3::double precision is null or (q.key, q.id) > ($3, $4::uuid)
         order by q.key, q.id limit 21",
        status,
        query,
        after.map(|place| place.0),
        after.map(|place| place.1)
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// How many offerings there are in each state.
pub(in crate::catalogue) async fn count(conn: &mut PgConnection) -> Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        "select status, count(*) as \"count!\" from offerings where submitted_at is not null and status <> 'draft' group by status"
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.status, row.count)).collect())
}
