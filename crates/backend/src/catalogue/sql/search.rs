//! Full-text search: the last word's forms, candidates branch by branch, then their number, or their ranks and one page of cards.

use super::{CardRow, cards};
use crate::{Result, catalogue::cursor::Place, catalogue::wanted::Wanted};
use sqlx::PgConnection;
use std::collections::HashMap;

/// A query as the index takes it, as the text of a `tsquery`.
pub(in crate::catalogue) struct Forms {
    /// What must be there; the last word may be only the beginning of one.
    pub(in crate::catalogue) matches: String,
    /// What ranks are counted from: a word that is known is not completed.
    pub(in crate::catalogue) ranks: String,
    /// How many offerings have the last word, in any of its forms; at most, for some may have several.
    pub(in crate::catalogue) uses: i64,
}

/// What is searched for.
pub(in crate::catalogue) struct Asked<'a> {
    pub(in crate::catalogue) forms: &'a Forms,
    /// The parts of the index to look into, the most popular first; an empty one is all of it.
    pub(in crate::catalogue) branches: &'a [String],
    pub(in crate::catalogue) sort: &'a str,
    pub(in crate::catalogue) place: Place,
    /// How many of the most popular matches are looked at, and counted.
    pub(in crate::catalogue) depth: i64,
    /// How many of these are put into order.
    pub(in crate::catalogue) ranked: i64,
}

/// About how many offerings there are, as Postgres last counted.
pub(in crate::catalogue) async fn estimate_offerings(conn: &mut PgConnection) -> Result<f64> {
    let estimate = sqlx::query_scalar!(
        "select greatest(reltuples, 0)::double precision as \"offerings!\" from pg_class where oid = 'offerings'::regclass"
    )
    .fetch_one(conn)
    .await?;
    Ok(estimate)
}

/// How large a share of the offerings has each of the commonest lexemes of filters, as Postgres last sampled them.
pub(in crate::catalogue) async fn list_shares(conn: &mut PgConnection) -> Result<HashMap<String, f64>> {
    let shares = sqlx::query!(
        "select e.lexeme as \"lexeme!\", e.share::double precision as \"share!\"
         from pg_stats s cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as e(lexeme, share)
         where s.schemaname = current_schema() and s.tablename = 'offerings_terms' and starts_with(e.lexeme, '_')"
    )
    .fetch_all(conn)
    .await?;
    Ok(shares.into_iter().map(|row| (row.lexeme, row.share)).collect())
}

/// How many offerings have each of these words; words that nobody uses are left out.
pub(in crate::catalogue) async fn list_uses(conn: &mut PgConnection, words: &[String]) -> Result<Vec<i64>> {
    let uses = sqlx::query_scalar!(
        "select uses::bigint as \"uses!\" from search_words where word = any($1::text[]) and uses > 0",
        words
    )
    .fetch_all(conn)
    .await?;
    Ok(uses)
}

/// How many of the `counted` most popular offerings are in each tier of popularity, the highest first.
pub(in crate::catalogue) async fn count_by_tier(conn: &mut PgConnection, counted: i64) -> Result<Vec<(i32, i64)>> {
    let tiers = sqlx::query!(
        "select least(47, floor(4 * ln(greatest(popularity, 1)) / ln(2::double precision)))::integer as \"tier!\", count(*) as \"count!\"
         from (select popularity from offerings where status = 'published' order by popularity desc limit $1) top
         group by 1 order by 1 desc",
        counted
    )
    .fetch_all(conn)
    .await?;
    Ok(tiers.into_iter().map(|row| (row.tier, row.count)).collect())
}

/// The forms of a query: all words but the last, joined and maybe none, and the last word. Both are in the language of `tsquery`,
/// made of letters and digits only. A word that is in the catalogue often enough is not completed; ranks prefer the exact word to
/// its completions.
pub(in crate::catalogue) async fn find_forms(conn: &mut PgConnection, whole_words: &str, last_word: &str) -> Result<Forms> {
    let forms = sqlx::query_as!(
        Forms,
        "with near as (
            select word, uses from search_words where word like $2::text || '%' and uses > 0
            order by word = $2 desc, uses desc limit 6
        ), forms as (
            select word, uses, bool_or(word = $2) over () as is_known, bool_or(word = $2 and uses > 2000) over () as is_common
            from near
        ), last_word as (
            select coalesce(string_agg('''' || word || '''', ' | ') filter (where word = $2 or not is_common), '''' || $2 || '''') as wide,
                coalesce(string_agg('''' || word || '''', ' | ') filter (where word = $2 or not is_known), '''' || $2 || '''') as narrow,
                coalesce(sum(uses) filter (where word = $2 or not is_common), 0)::bigint as uses
            from forms
        )
        select concat_ws(' & ', nullif($1::text, ''), '(' || wide || ')') as \"matches!\",
            concat_ws(' & ', nullif($1, ''), '(' || narrow || ')') as \"ranks!\", uses as \"uses!\"
        from last_word",
        whole_words,
        last_word
    )
    .fetch_one(conn)
    .await?;
    Ok(forms)
}

/// How many match, counted to one over the limit of `CappedCount`.
pub(in crate::catalogue) async fn count(
    conn: &mut PgConnection,
    matches: &str,
    branches: &[String],
    wanted: &Wanted,
) -> Result<i64> {
    let count = sqlx::query_scalar!(
        "with asked as materialized (
            select $1::text::tsquery as matches
        )
        select count(*) as \"count!\" from (
            select h.id from asked cross join unnest($2::text[]) as b(branch) cross join lateral (
                select f.id from offerings f
                where f.status = 'published' and f.kind = 'video_course'
                    and offering_terms(f.search, f.popularity, f.category_id, f.price_minor, f.rating_milli, f.language, f.level,
                            f.video_seconds, f.has_free_preview)
                        @@ coalesce(asked.matches && nullif(b.branch, '')::tsquery, asked.matches)
                    and ($3::bigint is null or f.price_minor >= $3) and ($4::bigint is null or f.price_minor <= $4)
                    and ($5::integer is null or f.rating_milli >= $5)
                    and ($6::text is null or f.language = $6) and ($7::text is null or f.level in ($7, 'all'))
                    and ($8::integer is null or f.video_seconds >= $8) and ($9::integer is null or f.video_seconds <= $9)
                    and ($10::boolean is null or f.has_free_preview = $10)
                limit 2001) h
            limit 2001) found",
        matches,
        branches,
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

/// A page of cards that match, put into order; the most popular candidates are considered, of up to 8 001 in the first
/// branch: it was chosen to have enough. `total` says how many were looked at.
pub(in crate::catalogue) async fn find(conn: &mut PgConnection, asked: Asked<'_>, wanted: &Wanted) -> Result<Vec<CardRow>> {
    let rows = cards!(
        key: "o.key",
        total: "o.total",
        from: [
            "with asked as materialized (
                select $1::text::tsquery as matches, $2::text::tsquery as ranks
            ), hits as materialized (
                select h.* from asked cross join unnest($3::text[]) with ordinality as b(branch, number) cross join lateral (
                    select i.* from (select f.id, f.search, f.popularity, f.rating_milli, f.price_minor, f.published_at from offerings f
                    where f.status = 'published' and f.kind = 'video_course'
                        and offering_terms(f.search, f.popularity, f.category_id, f.price_minor, f.rating_milli, f.language, f.level,
                            f.video_seconds, f.has_free_preview)
                            @@ coalesce(asked.matches && nullif(b.branch, '')::tsquery, asked.matches)
                        and ($7::bigint is null or f.price_minor >= $7) and ($8::bigint is null or f.price_minor <= $8)
                        and ($9::integer is null or f.rating_milli >= $9)
                        and ($10::text is null or f.language = $10) and ($11::text is null or f.level in ($11, 'all'))
                        and ($12::integer is null or f.video_seconds >= $12) and ($13::integer is null or f.video_seconds <= $13)
                        and ($14::boolean is null or f.has_free_preview = $14)
                    limit case when b.number = 1 then 8001 else 2001 end) i order by i.popularity desc limit $15::bigint) h
                limit $15
            ), scored as materialized (
                select h.id, case $4::text
                    when 'newest' then extract(epoch from h.published_at)::double precision
                    when 'rating' then h.rating_milli
                    when 'price_low' then -h.price_minor
                    when 'price_high' then h.price_minor
                    when 'popular' then h.popularity
                    else (ts_rank_cd(h.search, asked.ranks) + 0.001) * (1 + ln(1 + greatest(h.popularity, 0)))
                    end as key
                from (select * from hits order by popularity desc limit $16::bigint) h cross join asked
            ), page as (
                select id, key, (select count(*) from hits) as total from scored
                where (key, id) < ($5::double precision, $6::uuid) order by key desc, id desc limit 25
            )
            select o.*, page.key, page.total from page join offerings o using (id)"
        ],
        order: "o.key desc, o.id desc",
        asked.forms.matches.as_str(),
        asked.forms.ranks.as_str(),
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
        asked.depth,
        asked.ranked,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
