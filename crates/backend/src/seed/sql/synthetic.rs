//! Set-based writing of a very large invented catalogue.

use crate::{Result, db::at};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, PgConnection};

/// An index and the statement that makes it.
pub(in crate::seed) struct Index {
    pub name: String,
    pub definition: String,
}

/// The first number that no synthetic offering has.
pub(in crate::seed) async fn next_number(conn: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select coalesce(max(substr(slug, 11)::bigint), 0) + 1 as "next!" from offerings where slug ~ '^synthetic-[0-9]+$'"#
    )
    .fetch_one(conn)
    .await?)
}

/// The indexes of the offerings that hold no promise: those can go while rows are written.
pub(in crate::seed) async fn list_indexes(conn: &mut PgConnection) -> Result<Vec<Index>> {
    Ok(sqlx::query_as!(
        Index,
        r#"select quote_ident(c.relname) as "name!", pg_get_indexdef(i.indexrelid) as "definition!"
           from pg_index i join pg_class c on c.oid = i.indexrelid
           where i.indrelid = 'offerings'::regclass and not i.indisunique order by c.relname"#
    )
    .fetch_all(conn)
    .await?)
}

/// The names come from the database's own catalogue, quoted by it.
pub(in crate::seed) async fn drop_indexes(conn: &mut PgConnection, indexes: &[Index]) -> Result<()> {
    for index in indexes {
        sqlx::query(AssertSqlSafe(format!("drop index {}", index.name))).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Makes them again as they were.
pub(in crate::seed) async fn create_indexes(conn: &mut PgConnection, indexes: &[Index]) -> Result<()> {
    for index in indexes {
        sqlx::query(AssertSqlSafe(index.definition.clone())).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Fresh statistics, without which the planner takes a million rows for forty.
pub(in crate::seed) async fn analyze(conn: &mut PgConnection) -> Result<()> {
    sqlx::query("analyze offerings, search_words").execute(conn).await?;
    Ok(())
}

/// Writes the offerings of a span of numbers and counts their words. Words are three syllables chosen by a number below 2^15; the
/// number is drawn so that the n-th commonest word comes up about 1/n as often as the commonest. Learners have the long tail of real
/// catalogues, half of the courses have next to none; popularity follows from them as in `count_offerings`.
pub(in crate::seed) async fn insert_offerings(conn: &mut PgConnection, first: i64, last: i64, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "with vocabulary as materialized (
            select k, substr(a, 1 + 2 * (k & 31), 2) || substr(a, 1 + 2 * (k >> 5 & 31), 2) || substr(a, 1 + 2 * (k >> 10 & 31), 2) as word
            from generate_series(0, 32767) k,
                (values ('babedibofudakelimonurapesitovuzagehijokumylanerisotuvawexiyozupa')) as syllables (a)
         ),
         drawn as materialized (
            select n, (floor(exp(random() * ln(30000)))::integer * 20077 + 4321) & 32767 as k
            from generate_series($1::bigint, $2::bigint) n, generate_series(1, 46)
         ),
         texts as materialized (
            select n, array_agg(word) as words,
                random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6,
                random() as r7
            from drawn join vocabulary using (k) group by n
         ),
         people as (select array_agg(id order by handle) as ids from sellers),
         topics as (select array_agg(id order by slug) as ids from categories where parent_id is not null),
         added as (
            insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, promise_en, promise_ar, tags,
                level, language, price_minor, currency, video_seconds, lesson_count, has_free_preview, rating_sum, rating_count,
                learner_count, popularity, search, published_at, created_at, updated_at)
            select gen_random_uuid(), 'synthetic-' || t.n,
                people.ids[1 + floor(t.r1 * cardinality(people.ids))::integer],
                topics.ids[1 + floor(t.r2 * t.r2 * cardinality(topics.ids))::integer],
                'video_course', 'published',
                array_to_string(t.words[1:5], ' '), array_to_string(t.words[1:5], ' '),
                array_to_string(t.words[9:18], ' '), array_to_string(t.words[9:18], ' '), t.words[6:8],
                (array['beginner', 'intermediate', 'advanced', 'all'])[1 + floor(t.r3 * 4)::integer],
                case when t.r7 < 0.6 then 'en' else 'ar' end,
                case when t.r5 < 0.05 then 0 else 500 + floor(t.r5 * 95)::bigint * 100 end, 'USD',
                (60 + t.r6 * 1200)::integer, 3 + floor(t.r3 * 12)::integer, t.r6 < 0.7,
                counts.stars, counts.ratings, counts.learners,
                2 * ln((1 + counts.learners)::double precision) + (counts.stars + 20)::double precision / (counts.ratings + 5)
                    + 1.5 * exp(-t.r1 * 1000 / 180),
                setweight(to_tsvector('simple', array_to_string(t.words[1:5], ' ')), 'A')
                    || setweight(to_tsvector('simple', array_to_string(t.words[6:8], ' ')), 'B')
                    || setweight(to_tsvector('simple', array_to_string(t.words[9:18], ' ')), 'C')
                    || setweight(to_tsvector('simple', array_to_string(t.words[19:46], ' ')), 'D'),
                $3::timestamptz - t.r1 * interval '1000 days', $3::timestamptz - t.r1 * interval '1000 days', $3::timestamptz
            from texts t, people, topics, lateral (
                select learners, learners / 5 as ratings, floor(learners / 5 * (3.2 + t.r2 * 1.8))::bigint as stars
                from (select floor(1 / greatest(t.r4, 0.000001))::integer - 1 as learners) tail
            ) counts
            returning search
         )
         insert into search_words (word, uses)
         select word, count(*) from added, unnest(tsvector_to_array(added.search)) as word group by word
         on conflict (word) do update set uses = search_words.uses + excluded.uses",
        first,
        last,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}
