//! What the home page shows.

use super::{CardRow, cards};
use crate::{
    Result,
    catalogue::{CappedCount, Facts},
};
use sqlx::PgConnection;
use uuid::Uuid;

/// The most popular four of each group of categories; `group_ids[i]` is the group of `category_ids[i]`. The key is the group's
/// place among the groups.
pub(in crate::catalogue) async fn list_popular_by_group(
    conn: &mut PgConnection,
    groups: &[i32],
    category_ids: &[Uuid],
) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "o.place::double precision",
        total: "null::bigint",
        from: ["select * from (
            select f.*, g.place, row_number() over (partition by g.place order by f.popularity desc, f.id desc) as nth
            from unnest($1::integer[], $2::uuid[]) as g(place, category_id) cross join lateral (
                select * from offerings p where p.category_id = g.category_id and p.status = 'published'
                    and p.kind = 'video_course' order by p.popularity desc, p.id desc limit 4) f) ranked
            where ranked.nth <= 4"],
        order: "o.place, o.nth",
        groups,
        category_ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

pub(in crate::catalogue) async fn list_newest(conn: &mut PgConnection) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "0::double precision",
        total: "null::bigint",
        from: ["select * from offerings where status = 'published' and kind = 'video_course' and published_at is not null
            order by published_at desc, id desc limit 8"],
        order: "o.published_at desc, o.id desc",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// True numbers about the sellers who have something published.
pub(in crate::catalogue) async fn find_facts(conn: &mut PgConnection) -> Result<Facts> {
    let row = sqlx::query!(
        "select count(*) as \"sellers!\", coalesce(sum(rating_sum), 0)::bigint as \"rating_sum!\",
            coalesce(sum(rating_count), 0)::bigint as \"rating_count!\"
         from sellers s where exists (
            select 1 from offerings o where o.seller_id = s.id and o.status = 'published' and o.kind = 'video_course')"
    )
    .fetch_one(conn)
    .await?;
    let average = if row.rating_count == 0 { 0 } else { row.rating_sum * 1_000 / row.rating_count };
    Ok(Facts {
        offerings: CappedCount::default(),
        sellers: row.sellers,
        rating_count: row.rating_count,
        rating_milli: i32::try_from(average).unwrap_or(0),
    })
}
