//! The words of the catalogue.

use crate::Result;
use domain::catalogue::KnownWord;
use sqlx::PgConnection;

/// The known words among `spellings`, and for each of `words` the dozen that look most like it.
pub(in crate::catalogue) async fn list_near(
    conn: &mut PgConnection,
    words: &[String],
    spellings: &[String],
) -> Result<Vec<KnownWord>> {
    let known = sqlx::query_as!(
        KnownWord,
        "select word as \"word!\", uses as \"uses!\" from search_words where word = any($2::text[]) and uses > 0
         union
         select near.word, near.uses from unnest($1::text[]) as asked(word) cross join lateral (
            select s.word, s.uses from search_words s where s.word % asked.word and s.uses > 0
            order by similarity(s.word, asked.word) desc, s.uses desc limit 12) near",
        words,
        spellings
    )
    .fetch_all(conn)
    .await?;
    Ok(known)
}
