//! Lists in an order, of everything or of what has common words: each walks the index of its order. The limit is a page and one,
//! written out for the planner, which must know the words as well: it has counted how common each is.

use super::{CardRow, cards};
use crate::{Result, catalogue::cursor::Place, catalogue::wanted::Wanted, db::at};
use sqlx::PgConnection;

/// The list that most visitors see has no parameters, so that its plan is made once.
pub(in crate::catalogue) async fn first_popular(conn: &mut PgConnection) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "o.popularity",
        total: "null::bigint",
        from: ["select * from offerings where status = 'published' and kind = 'video_course'
            order by popularity desc, id desc limit 25"],
        order: "o.popularity desc, o.id desc",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// A list in one order with every filter; `$1` and `$2` are the place where it begins.
macro_rules! filtered {
    ($conn:expr, $wanted:expr, key: $key:tt, after: $after:tt, order: $order:tt, place: $at:expr, $id:expr) => {
        cards!(
            key: $key,
            total: "null::bigint",
            from: [
                "select * from offerings o where o.status = 'published' and o.kind = 'video_course' and " + $after
                + " and ($3::uuid[] is null or o.category_id = any($3))
                    and ($4::bigint is null or o.price_minor >= $4) and ($5::bigint is null or o.price_minor <= $5)
                    and ($6::integer is null or o.rating_milli >= $6)
                    and ($7::text is null or o.language = $7) and ($8::text is null or o.level in ($8, 'all'))
                    and ($9::integer is null or o.video_seconds >= $9) and ($10::integer is null or o.video_seconds <= $10)
                    and ($11::boolean is null or o.has_free_preview = $11)
                    and ($12::text is null or o.search @@ $12::text::tsquery)
                    order by " + $order + " limit 25"
            ],
            order: $order,
            $at,
            $id,
            $wanted.category_ids.as_deref(),
            $wanted.price_from,
            $wanted.price_to,
            $wanted.rating_from,
            $wanted.language,
            $wanted.level,
            $wanted.seconds_from,
            $wanted.seconds_to,
            $wanted.free_preview,
            $wanted.matches.as_deref(),
        )
        .fetch_all($conn)
        .await
    };
}

pub(in crate::catalogue) async fn popular(conn: &mut PgConnection, place: Place, wanted: &Wanted) -> Result<Vec<CardRow>> {
    Ok(filtered!(
        conn, wanted,
        key: "o.popularity",
        after: "(o.popularity, o.id) < ($1::double precision, $2::uuid)",
        order: "o.popularity desc, o.id desc",
        place: place.key, place.id
    )?)
}

pub(in crate::catalogue) async fn newest(conn: &mut PgConnection, place: Place, wanted: &Wanted) -> Result<Vec<CardRow>> {
    Ok(filtered!(
        conn, wanted,
        key: "(extract(epoch from o.published_at) * 1000000)::double precision",
        after: "(o.published_at, o.id) < ($1::timestamptz, $2::uuid)",
        order: "o.published_at desc, o.id desc",
        place: at(place.instant()), place.id
    )?)
}

pub(in crate::catalogue) async fn best_rated(conn: &mut PgConnection, place: Place, wanted: &Wanted) -> Result<Vec<CardRow>> {
    Ok(filtered!(
        conn, wanted,
        key: "o.rating_milli::double precision",
        after: "(o.rating_milli, o.id) < ($1::integer, $2::uuid)",
        order: "o.rating_milli desc, o.id desc",
        place: place.small(), place.id
    )?)
}

pub(in crate::catalogue) async fn dearest(conn: &mut PgConnection, place: Place, wanted: &Wanted) -> Result<Vec<CardRow>> {
    Ok(filtered!(
        conn, wanted,
        key: "o.price_minor::double precision",
        after: "(o.price_minor, o.id) < ($1::bigint, $2::uuid)",
        order: "o.price_minor desc, o.id desc",
        place: place.whole(), place.id
    )?)
}

pub(in crate::catalogue) async fn cheapest(conn: &mut PgConnection, place: Place, wanted: &Wanted) -> Result<Vec<CardRow>> {
    Ok(filtered!(
        conn, wanted,
        key: "o.price_minor::double precision",
        after: "(o.price_minor, o.id) > ($1::bigint, $2::uuid)",
        order: "o.price_minor, o.id",
        place: place.whole(), place.id
    )?)
}

/// The most popular of some categories: each category's own index is walked, then the walks are joined.
pub(in crate::catalogue) async fn popular_in_categories(
    conn: &mut PgConnection,
    place: Place,
    wanted: &Wanted,
) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "o.popularity",
        total: "null::bigint",
        from: ["select h.* from unnest($3::uuid[]) as c(category_id) cross join lateral (
                select * from offerings o where o.category_id = c.category_id and o.status = 'published'
                    and o.kind = 'video_course' and (o.popularity, o.id) < ($1::double precision, $2::uuid)
                    and ($4::bigint is null or o.price_minor >= $4) and ($5::bigint is null or o.price_minor <= $5)
                    and ($6::integer is null or o.rating_milli >= $6)
                    and ($7::text is null or o.language = $7) and ($8::text is null or o.level in ($8, 'all'))
                    and ($9::integer is null or o.video_seconds >= $9) and ($10::integer is null or o.video_seconds <= $10)
                    and ($11::boolean is null or o.has_free_preview = $11)
                order by o.popularity desc, o.id desc limit 25) h
            order by h.popularity desc, h.id desc limit 25"],
        order: "o.popularity desc, o.id desc",
        place.key,
        place.id,
        wanted.category_ids.as_deref(),
        wanted.price_from,
        wanted.price_to,
        wanted.rating_from,
        wanted.language,
        wanted.level,
        wanted.seconds_from,
        wanted.seconds_to,
        wanted.free_preview,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// How many there are, counted to one over the limit of `CappedCount`.
pub(in crate::catalogue) async fn count(conn: &mut PgConnection, wanted: &Wanted) -> Result<i64> {
    let count = sqlx::query_scalar!(
        "select count(*) as \"count!\" from (
            select 1 from offerings o where o.status = 'published' and o.kind = 'video_course'
                and ($1::uuid[] is null or o.category_id = any($1))
                and ($2::bigint is null or o.price_minor >= $2) and ($3::bigint is null or o.price_minor <= $3)
                and ($4::integer is null or o.rating_milli >= $4)
                and ($5::text is null or o.language = $5) and ($6::text is null or o.level in ($6, 'all'))
                and ($7::integer is null or o.video_seconds >= $7) and ($8::integer is null or o.video_seconds <= $8)
                and ($9::boolean is null or o.has_free_preview = $9)
            limit 2001) found",
        wanted.category_ids.as_deref(),
        wanted.price_from,
        wanted.price_to,
        wanted.rating_from,
        wanted.language,
        wanted.level,
        wanted.seconds_from,
        wanted.seconds_to,
        wanted.free_preview
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}
