//! Full-text search in one statement: the last word's forms, candidates branch by branch, their ranks, one page of cards.

use super::{CardRow, cards};
use crate::{Result, catalogue::cursor::Place, catalogue::wanted::Wanted};
use sqlx::PgConnection;

/// What is searched for. All texts are in the language of `tsquery`, made of letters and digits only.
pub(in crate::catalogue) struct Asked<'a> {
    /// All words but the last, joined; may be empty.
    pub(in crate::catalogue) whole_words: &'a str,
    pub(in crate::catalogue) last_word: &'a str,
    /// The parts of the index to look into, the most popular first; an empty one is all of it.
    pub(in crate::catalogue) branches: &'a [String],
    pub(in crate::catalogue) sort: &'a str,
    pub(in crate::catalogue) place: Place,
}

/// The popularity of the offerings at a few ranks; fewer for a small catalogue.
pub(in crate::catalogue) async fn find_popularity_at_ranks(conn: &mut PgConnection) -> Result<Vec<f64>> {
    let ranks = sqlx::query_scalar!(
        "select r.popularity as \"popularity!\" from unnest(array[4000, 16000, 64000]) as wanted(rank) cross join lateral (
            select popularity from offerings where status = 'published'
            order by popularity desc, id desc offset wanted.rank limit 1) r
         order by r.popularity desc"
    )
    .fetch_all(conn)
    .await?;
    Ok(ranks)
}

/// A page of cards that match, at most 2 001 candidates considered. A word that is in the catalogue often enough is not
/// completed; ranks prefer the exact word to its completions.
pub(in crate::catalogue) async fn find(conn: &mut PgConnection, asked: Asked<'_>, wanted: &Wanted) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "o.key",
        total: "o.total",
        from: [
            "with near as (
                select word, uses from search_words where word like $2::text || '%' and uses > 0
                order by word = $2 desc, uses desc limit 6
            ), forms as (
                select word, bool_or(word = $2) over () as is_known, bool_or(word = $2 and uses > 2000) over () as is_common
                from near
            ), last_word as (
                select coalesce(string_agg('''' || word || '''', ' | ') filter (where word = $2 or not is_common), '''' || $2 || '''') as wide,
                    coalesce(string_agg('''' || word || '''', ' | ') filter (where word = $2 or not is_known), '''' || $2 || '''') as narrow
                from forms
            ), asked as materialized (
                select concat_ws(' & ', nullif($1::text, ''), '(' || wide || ')')::tsquery as matches,
                    concat_ws(' & ', nullif($1, ''), '(' || narrow || ')')::tsquery as ranks
                from last_word
            ), hits as materialized (
                select h.* from asked cross join unnest($3::text[]) as b(branch) cross join lateral (
                    select f.id, f.search, f.popularity, f.rating_milli, f.price_minor, f.published_at from offerings f
                    where f.status = 'published' and f.kind = 'video_course'
                        and offering_terms(f.search, f.popularity, f.category_id, f.price_minor)
                            @@ coalesce(asked.matches && nullif(b.branch, '')::tsquery, asked.matches)
                        and ($7::bigint is null or f.price_minor >= $7) and ($8::bigint is null or f.price_minor <= $8)
                        and ($9::integer is null or f.rating_milli >= $9)
                        and ($10::text is null or f.language = $10) and ($11::text is null or f.level in ($11, 'all'))
                        and ($12::integer is null or f.video_seconds >= $12) and ($13::integer is null or f.video_seconds <= $13)
                        and ($14::boolean is null or f.has_free_preview = $14)
                    limit 2001) h
                limit 2001
            ), scored as materialized (
                select h.id, case $4::text
                    when 'newest' then extract(epoch from h.published_at)::double precision
                    when 'rating' then h.rating_milli
                    when 'price_low' then -h.price_minor
                    when 'price_high' then h.price_minor
                    when 'popular' then h.popularity
                    else (ts_rank_cd(h.search, asked.ranks) + 0.001) * (1 + ln(1 + greatest(h.popularity, 0)))
                    end as key
                from hits h cross join asked
            ), page as (
                select id, key, (select count(*) from hits) as total from scored
                where (key, id) < ($5::double precision, $6::uuid) order by key desc, id desc limit 25
            )
            select o.*, page.key, page.total from page join offerings o using (id)"
        ],
        order: "o.key desc, o.id desc",
        asked.whole_words,
        asked.last_word,
        asked.branches,
        asked.sort,
        asked.place.key,
        asked.place.id,
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
