//! Full-text search: exact words, the last one also as a beginning; at most two thousand candidates are ranked; misspelt
//! words are mended with the words of the catalogue.

use super::{
    branches::{branches, tier_floors},
    browse::{Request, list_mark, page_of},
    cursor::Place,
    sql::{self, CardRow, search::Asked},
    types::{BrowsePage, CappedCount},
    wanted::Wanted,
};
use crate::Result;
use domain::catalogue::{mend_words, near_spellings};
use sqlx::PgConnection;

/// A page of what is found for `words`. When nothing is, the words are mended and searched for once more.
pub(super) async fn search(conn: &mut PgConnection, request: &Request<'_>, words: &[String]) -> Result<BrowsePage> {
    let sort = request.filter.effective_sort();
    let mark = list_mark(sort, true);
    let place = Place::read(request.filter.after.as_deref(), mark);
    let floors = tier_floors(request.backend, conn).await?;
    let branches = branches(&floors, &request.wanted.lexemes());
    let lookup = Lookup { branches, place: place.unwrap_or(Place::TOP), sort: sort.as_str() };
    let mut rows = lookup.run(conn, &request.wanted, words).await?;
    let mut mended_query = None;
    if rows.is_empty()
        && let Some(mended) = mend(conn, words).await?
    {
        rows = lookup.run(conn, &request.wanted, &mended).await?;
        mended_query = (!rows.is_empty()).then(|| readable(&request.filter.query, words, &mended));
    }
    let total = CappedCount::of(rows.first().and_then(|row| row.total).unwrap_or(0));
    let (items, next) = page_of(rows, mark, request.categories)?;
    Ok(BrowsePage { items, total, next, mended_query })
}

struct Lookup {
    branches: Vec<String>,
    place: Place,
    sort: &'static str,
}

impl Lookup {
    async fn run(&self, conn: &mut PgConnection, wanted: &Wanted, words: &[String]) -> Result<Vec<CardRow>> {
        let Some((last_word, first_words)) = words.split_last() else { return Ok(Vec::new()) };
        let whole_words = all_of(first_words);
        let asked = Asked { whole_words: &whole_words, last_word, branches: &self.branches, sort: self.sort, place: self.place };
        sql::search::find(conn, asked, wanted).await
    }
}

/// Words in the index's language; they are letters and digits only.
pub(super) fn all_of(words: &[String]) -> String {
    words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" & ")
}

async fn mend(conn: &mut PgConnection, words: &[String]) -> Result<Option<Vec<String>>> {
    let mut spellings: Vec<String> = words.iter().flat_map(|word| near_spellings(word)).collect();
    spellings.extend_from_slice(words);
    let known = sql::words::list_near(conn, words, &spellings).await?;
    Ok(mend_words(words, &known))
}

/// The mended query as people write it: only the mended words are replaced, where they can be found again.
fn readable(query: &str, words: &[String], mended: &[String]) -> String {
    let written: Vec<&str> = query.split_whitespace().collect();
    if written.len() != words.len() {
        return mended.join(" ");
    }
    let shown =
        written.iter().zip(words.iter().zip(mended)).map(|(shown, (old, new))| if old == new { *shown } else { new.as_str() });
    shown.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_mended_words_are_replaced() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let (old, new) = (words(&["pyhton", "برمجه"]), words(&["python", "برمجه"]));
        assert_eq!(readable("Pyhton البرمجة", &old, &new), "python البرمجة");
        assert_eq!(readable("pyhton-برمجة", &old, &new), "python برمجه");
        assert_eq!(all_of(&new), "'python' & 'برمجه'");
    }
}
