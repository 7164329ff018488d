//! Where a search looks first. The index knows which tiers of popularity each offering has reached (`_p1` … `_p47`); a common word
//! is asked for among the most popular offerings first, so that its many other places are never read. Each part that is looked
//! into costs a walk through the words' places, so the first is as large as finding enough is guessed to need.

use super::{kept::Kept, sql, types::CappedCount};
use crate::{Backend, Result};
use sqlx::PgConnection;
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

/// The highest tier that the index has.
const TOP_TIER: u32 = 47;
/// Tiers per doubling of popularity.
const TIERS_PER_OCTAVE: f64 = 4.0;
/// How many of the most popular offerings are counted by tier.
const COUNTED: i64 = 128_000;
/// A part is tried first when it is guessed to have this many times what is wanted, for guesses are rough.
const MARGIN: f64 = 1.2;

/// The share of a filter in a catalogue that Postgres has not looked at yet.
const GUESSED_SHARE: f64 = 0.3;
/// The share of a filter that is not among the commonest lexemes.
const RARE_SHARE: f64 = 0.001;

static TIERS: LazyLock<Kept<Tiers>> = LazyLock::new(|| Kept::new(600));

/// How popularity is spread over the catalogue.
#[derive(Debug, Default)]
pub(super) struct Tiers {
    /// How many offerings have reached a tier, and the tier; the highest tier first.
    floors: Vec<(i64, u32)>,
    /// About how many offerings there are.
    pub(super) total: f64,
    /// The share of all offerings that has a filter's lexeme, as Postgres last sampled it.
    shares: HashMap<String, f64>,
}

/// The tiers of the most popular offerings.
pub(super) async fn tiers(backend: &Backend, conn: &mut PgConnection) -> Result<Arc<Tiers>> {
    if let Some(tiers) = TIERS.get(backend, "") {
        return Ok(tiers);
    }
    let counts = sql::search::count_by_tier(conn, COUNTED).await?;
    let total = sql::search::estimate_offerings(conn).await?;
    let shares = sql::search::list_shares(conn).await?;
    Ok(TIERS.put(backend, "", Tiers { shares, ..Tiers::of(&counts, total) }))
}

impl Tiers {
    /// From the number of offerings in each tier, the highest first, and about how many there are in all. The last tier is left
    /// out, for counting may have ended within it.
    fn of(counts: &[(i32, i64)], total: f64) -> Self {
        let reached = counts.iter().scan(0, |reached, (_, count)| {
            *reached += count;
            Some(*reached)
        });
        let all: Vec<(i64, u32)> =
            reached.zip(counts).filter_map(|(reached, (tier, _))| Some((reached, u32::try_from(*tier).ok()?))).collect();
        let counted = all.last().map_or(0, |(reached, _)| *reached);
        let floors = all.split_last().map(|(_, floors)| floors.to_vec()).unwrap_or_default();
        Self { floors, total: total.max(counted as f64), shares: HashMap::new() }
    }

    /// The share of all offerings that has a filter's lexeme; what Postgres found too rare to remember has next to none.
    pub(super) fn share(&self, lexeme: &str) -> f64 {
        match self.shares.get(lexeme) {
            Some(share) => *share,
            None if self.shares.is_empty() => GUESSED_SHARE,
            None => RARE_SHARE,
        }
    }

    /// The parts of the index to look into, one after the other, as queries, for what this share of all offerings is guessed to
    /// match and so many are wanted of. Empty means everything.
    pub(super) fn branches(&self, filter: &str, share: f64, wanted: i64) -> Vec<String> {
        let is_few = share * self.total <= CappedCount::LIMIT as f64;
        let wanted = wanted as f64 * MARGIN;
        let enough = self.floors.iter().position(|(reached, _)| *reached as f64 * share >= wanted);
        let first = enough.unwrap_or(self.floors.len().saturating_sub(1));
        let floors = if is_few { &[] } else { &self.floors[first..] };
        let mut parts = Vec::with_capacity(floors.len() + 1);
        let mut above = None;
        for (_, floor) in floors {
            parts.push(joined([filter, &reached(Some(*floor)), &missed(above)]));
            above = Some(*floor);
        }
        parts.push(joined([filter, &missed(above)]));
        parts
    }
}

fn reached(tier: Option<u32>) -> String {
    tier.map(|tier| format!("'_p{tier}'")).unwrap_or_default()
}

fn missed(tier: Option<u32>) -> String {
    tier.map(|tier| format!("!'_p{tier}'")).unwrap_or_default()
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" & ")
}

/// The tier of a popularity, as the database's `offering_terms` has it.
pub fn popularity_tier(popularity: f64) -> u32 {
    let wanted = TIERS_PER_OCTAVE * popularity.max(1.0).log2();
    (0..TOP_TIER).find(|tier| f64::from(tier + 1) > wanted).unwrap_or(TOP_TIER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiers(floors: &[(i64, u32)]) -> Tiers {
        Tiers { floors: floors.to_vec(), total: 1_000_000.0, shares: HashMap::new() }
    }

    #[test]
    fn a_small_catalogue_is_searched_at_once() {
        let known = Tiers::of(&[(5, 20), (3, 30), (0, 50)], 0.0);
        assert_eq!(known.branches("", 1.0, 2_000), [""]);
        assert_eq!(known.branches("'_free'", 1.0, 2_000), ["'_free'"]);
        assert_eq!(Tiers::default().branches("", 1.0, 2_000), [""]);
    }

    #[test]
    fn what_is_common_is_looked_for_among_the_popular_first() {
        let known = tiers(&[(1_000, 46), (4_000, 45), (16_000, 40)]);
        let parts = known.branches("'_free'", 1.0, 2_000);
        assert_eq!(parts, ["'_free' & '_p45'", "'_free' & '_p40' & !'_p45'", "'_free' & !'_p40'"]);
        assert_eq!(known.branches("", 0.01, 2_000), ["'_p40'", "!'_p40'"]);
        assert_eq!(known.branches("", 1.0, 500), ["'_p46'", "'_p45' & !'_p46'", "'_p40' & !'_p45'", "!'_p40'"]);
    }

    #[test]
    fn what_is_rare_is_looked_for_everywhere_at_once() {
        assert_eq!(tiers(&[(1_000, 46), (4_000, 45)]).branches("", 0.001, 2_000), [""]);
    }

    #[test]
    fn shares_are_what_postgres_sampled() {
        let known = Tiers { shares: HashMap::from([("_en".to_owned(), 0.6)]), ..Tiers::default() };
        assert_eq!((known.share("_en"), known.share("_ar")), (0.6, RARE_SHARE));
        assert_eq!(Tiers::default().share("_en"), GUESSED_SHARE);
    }

    #[test]
    fn tiers_are_counted_from_the_top() {
        assert_eq!([0.0, 1.0, 2.0, 512.0, 1e12].map(popularity_tier), [0, 0, 4, 36, 47]);
        let known = Tiers::of(&[(47, 10), (46, 90), (12, 5_000), (0, 7)], 3.0);
        assert_eq!((known.floors, known.total), (vec![(10, 47), (100, 46), (5_100, 12)], 5_107.0));
    }
}
