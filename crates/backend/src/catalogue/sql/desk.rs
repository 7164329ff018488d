//! SQL of the desk at which staff decides on applications. Drafts are not seen here.

use crate::Result;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::catalogue) struct QueueSqlRow {
    pub id: Uuid,
    pub status: String,
    pub name_en: String,
    pub name_ar: String,
    pub handle: String,
    pub person: String,
    pub email: String,
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
        "select q.id as \"id!\", q.status as \"status!\", q.name_en as \"name_en!\", q.name_ar as \"name_ar!\", q.handle as \"handle!\",
            q.person as \"person!\", q.email as \"email!\", q.submitted_at as \"submitted_at?\", q.key as \"key!\"
         from (select p.id, p.status, p.name_en, p.name_ar, p.handle, a.display_name as person, a.email, p.submitted_at,
                (case when p.status = 'submitted' then 1 else -1 end
                    * extract(epoch from coalesce(p.submitted_at, p.created_at)) * 1000000)::double precision as key
            from seller_applications p join accounts a on a.id = p.account_id
            where p.status <> 'draft' and ($1::text is null or p.status = $1)
                and ($2::text is null
                    or position(lower($2) in lower(concat_ws(' ', p.name_en, p.name_ar, p.handle, a.display_name, a.email))) > 0)) q
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

/// How many applications there are in each state.
pub(in crate::catalogue) async fn count(conn: &mut PgConnection) -> Result<Vec<(String, i64)>> {
    let rows =
        sqlx::query!("select status, count(*) as \"count!\" from seller_applications where status <> 'draft' group by status")
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|row| (row.status, row.count)).collect())
}

pub(in crate::catalogue) struct HistoryRow {
    pub kind: String,
    pub actor_id: Uuid,
    pub actor_name: String,
    pub reason: String,
    pub created_at: jiff_sqlx::Timestamp,
}

/// What has happened to an application, in order; nobody's has more than a few dozen lines.
pub(in crate::catalogue) async fn list_history(conn: &mut PgConnection, id: Uuid) -> Result<Vec<HistoryRow>> {
    let rows = sqlx::query_as!(
        HistoryRow,
        "select h.kind, h.actor_id, a.display_name as actor_name, h.reason, h.created_at
         from seller_application_history h join accounts a on a.id = h.actor_id
         where h.application_id = $1 order by h.id limit 200",
        id
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
