//! Full-text search: exact words, the last one also as a beginning. By relevance the five hundred most popular matches are ranked;
//! in another order everything counts. Misspelt words are mended with the words of the catalogue.

use super::{
    branches::{Tiers, tiers},
    browse::{Request, Way, fetch, list_mark, page_of},
    cursor::Place,
    kept::Kept,
    sql::{
        self, CardRow,
        search::{Asked, Forms},
    },
    types::{BrowsePage, CappedCount},
    wanted::Wanted,
};
use crate::Result;
use domain::catalogue::{Sort, mend_words, near_spellings};
use sqlx::PgConnection;
use std::sync::LazyLock;

/// How many of the most popular matches are ranked: twenty pages, beyond which nobody reads on by relevance.
const RANKED: i64 = 500;

/// As many as are counted, and one more, which tells that there are others.
const ALL: i64 = CappedCount::LIMIT + 1;

static COUNTS: LazyLock<Kept<CappedCount>> = LazyLock::new(|| Kept::new(60));

/// A page of what is found for `words`. When nothing is, the words are mended and searched for once more.
pub(super) async fn search(conn: &mut PgConnection, request: &Request<'_>, words: &[String]) -> Result<BrowsePage> {
    let tiers = tiers(request.backend, conn).await?;
    let lookup = Lookup { request, tiers: &tiers, sort: request.filter.effective_sort() };
    let mut found = lookup.run(conn, words).await?;
    let mut mended_query = None;
    if found.rows.is_empty()
        && let Some(mended) = mend(conn, words).await?
    {
        found = lookup.run(conn, &mended).await?;
        mended_query = (!found.rows.is_empty()).then(|| readable(&request.filter.query, words, &mended));
    }
    let (items, next) = page_of(found.rows, found.mark, request.categories)?;
    let best_of = found.best_of.filter(|_| next.is_none());
    Ok(BrowsePage { items, total: found.total, next, mended_query, best_of })
}

struct Lookup<'a> {
    request: &'a Request<'a>,
    tiers: &'a Tiers,
    sort: Sort,
}

/// A page of rows, how many there are in all, and the mark of their places.
#[derive(Default)]
struct Found {
    rows: Vec<CardRow>,
    total: CappedCount,
    mark: u8,
    /// How many were put into order, where there are more.
    best_of: Option<i64>,
}

impl Lookup<'_> {
    /// By relevance the most popular matches are ranked. In another order what few courses match is gathered; with common words the
    /// order is walked until a page is full, which is soon.
    async fn run(&self, conn: &mut PgConnection, words: &[String]) -> Result<Found> {
        let Some((last_word, first_words)) = words.split_last() else { return Ok(Found::default()) };
        let forms = sql::search::find_forms(conn, &all_of(first_words), last_word).await?;
        let (filter, share) = self.share(conn, first_words, &forms).await?;
        let all = self.tiers.branches(&filter, share, CappedCount::LIMIT);
        if self.sort == Sort::Relevance {
            return self.rank(conn, &forms, &all, self.tiers.branches(&filter, share, RANKED)).await;
        }
        let total = self.count(conn, &forms, &all).await?;
        if total.is_capped {
            return self.walk(conn, forms, total).await;
        }
        self.gather(conn, &forms, &all, ALL, ALL).await
    }

    /// Where few are guessed to match, the index is read as a whole and all are counted on the way.
    async fn rank(&self, conn: &mut PgConnection, forms: &Forms, all: &[String], best: Vec<String>) -> Result<Found> {
        let mut found = if let [_] = all {
            self.gather(conn, forms, all, ALL, RANKED).await?
        } else {
            self.gather(conn, forms, &best, RANKED, RANKED).await?
        };
        if all.len() > 1 && found.total.count >= RANKED {
            found.total = self.count(conn, forms, all).await?;
        }
        found.best_of = (found.total.count > RANKED).then_some(RANKED);
        Ok(found)
    }

    /// The filter for the index, and the share of all offerings that it is guessed to leave.
    fn filter(&self) -> (String, f64) {
        let groups = self.request.wanted.lexemes();
        let share =
            groups.iter().map(|group| group.iter().map(|lexeme| self.tiers.share(lexeme)).sum::<f64>().min(1.0)).product();
        let filter: Vec<String> = groups
            .iter()
            .map(|group| format!("({})", group.iter().map(|lexeme| format!("'{lexeme}'")).collect::<Vec<_>>().join(" | ")))
            .collect();
        (filter.join(" & "), share)
    }

    /// The filter for the index, and the share of all offerings that it and the words are guessed to leave. Words are taken to be
    /// independent of each other.
    async fn share(&self, conn: &mut PgConnection, first_words: &[String], forms: &Forms) -> Result<(String, f64)> {
        let (filter, mut share) = self.filter();
        let mut uses = vec![forms.uses];
        if !first_words.is_empty() {
            uses.extend(sql::search::list_uses(conn, first_words).await?);
        }
        for uses in uses {
            share *= (uses as f64 / self.tiers.total.max(1.0)).min(1.0);
        }
        Ok((filter, share))
    }

    async fn count(&self, conn: &mut PgConnection, forms: &Forms, branches: &[String]) -> Result<CappedCount> {
        let key = format!("{}\n{:?}", forms.matches, self.request.wanted);
        if let Some(count) = COUNTS.get(self.request.backend, &key) {
            return Ok(*count);
        }
        let counted = sql::search::count(conn, &forms.matches, branches, &self.request.wanted).await?;
        Ok(*COUNTS.put(self.request.backend, &key, CappedCount::of(counted)))
    }

    async fn gather(
        &self,
        conn: &mut PgConnection,
        forms: &Forms,
        branches: &[String],
        depth: i64,
        ranked: i64,
    ) -> Result<Found> {
        let mark = list_mark(self.sort, Way::Gathered);
        let place = self.place(mark).unwrap_or(Place::TOP);
        let asked = Asked { forms, branches, sort: self.sort.as_str(), place, depth, ranked };
        let rows = sql::search::find(conn, asked, &self.request.wanted).await?;
        let total = CappedCount::of(rows.first().and_then(|row| row.total).unwrap_or(0));
        Ok(Found { rows, total, mark, best_of: None })
    }

    async fn walk(&self, conn: &mut PgConnection, forms: Forms, total: CappedCount) -> Result<Found> {
        let mark = list_mark(self.sort, Way::Walked);
        let wanted = Wanted { matches: Some(forms.matches), ..self.request.wanted.clone() };
        let rows = fetch(conn, self.sort, self.place(mark), &wanted).await?;
        Ok(Found { rows, total, mark, best_of: None })
    }

    fn place(&self, mark: u8) -> Option<Place> {
        Place::read(self.request.filter.after.as_deref(), mark)
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
