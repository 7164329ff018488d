//! What the search index is made from, and writing it.

use crate::{Result, catalogue::index::SearchFields};
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::catalogue) async fn find_fields(conn: &mut PgConnection, offering_id: Uuid) -> Result<Option<SearchFields>> {
    let row = sqlx::query!(
        "select o.title_en, o.title_ar, o.promise_en, o.promise_ar, o.description_en, o.description_ar, o.tags,
            s.name_en as seller_en, s.name_ar as seller_ar
         from offerings o join sellers s on s.id = o.seller_id where o.id = $1",
        offering_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|r| SearchFields {
        title: format!("{} {}", r.title_en, r.title_ar),
        tags_and_seller: format!("{} {} {}", r.tags.join(" "), r.seller_en, r.seller_ar),
        promise: format!("{} {}", r.promise_en, r.promise_ar),
        description: format!("{} {}", r.description_en, r.description_ar),
    }))
}

/// Writes the index text of an offering and keeps the word list's counts right, however often it is called.
pub(in crate::catalogue) async fn write(
    conn: &mut PgConnection,
    offering_id: Uuid,
    vector: &str,
    words: &[String],
) -> Result<()> {
    sqlx::query!(
        "with old as (
            select unnest(tsvector_to_array(search)) as word from offerings where id = $1
         ), gone as (
            update search_words w set uses = w.uses - 1 from old where w.word = old.word and not old.word = any($3::text[])
         ), come as (
            insert into search_words (word, uses)
            select fresh.word, 1 from unnest($3::text[]) as fresh(word)
            where not exists (select 1 from old where old.word = fresh.word) order by fresh.word
            on conflict (word) do update set uses = search_words.uses + 1
         )
         update offerings set search = $2::text::tsvector where id = $1",
        offering_id,
        vector,
        words
    )
    .execute(conn)
    .await?;
    Ok(())
}
