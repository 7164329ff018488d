//! Where a search looks first. The index knows in which tier of popularity each offering is (`_p0` … `_p47`); a common word is
//! asked for among the most popular offerings first, so that its many other places are never read.

use super::{kept::Kept, sql};
use crate::{Backend, Result};
use sqlx::PgConnection;
use std::sync::{Arc, LazyLock};

/// The highest tier that the index has.
const TOP_TIER: u32 = 47;
/// Tiers per doubling of popularity.
const TIERS_PER_OCTAVE: f64 = 4.0;

static FLOORS: LazyLock<Kept<Vec<u32>>> = LazyLock::new(|| Kept::new(600));

/// The lowest tiers of the most popular thousand, few thousand, few ten thousand and so on; empty for a small catalogue.
pub(super) async fn tier_floors(backend: &Backend, conn: &mut PgConnection) -> Result<Arc<Vec<u32>>> {
    if let Some(floors) = FLOORS.get(backend, "") {
        return Ok(floors);
    }
    let ranks = sql::search::find_popularity_at_ranks(conn).await?;
    Ok(FLOORS.put(backend, "", floors_of(&ranks)))
}

/// The parts of the index to look into, one after the other, as queries. Empty means everything.
pub(super) fn branches(floors: &[u32], filter: &[String]) -> Vec<String> {
    let filter = filter.join(" & ");
    let joined = |tiers: String| if filter.is_empty() { tiers } else { format!("{filter} & {tiers}") };
    let mut above = TOP_TIER + 1;
    let mut parts = Vec::with_capacity(floors.len() + 1);
    for floor in floors {
        parts.push(joined(format!("({})", tiers(*floor, above))));
        above = *floor;
    }
    match floors.last() {
        None => parts.push(filter),
        Some(0) => {}
        Some(floor) => parts.push(joined(format!("!({})", tiers(*floor, TOP_TIER + 1)))),
    }
    parts
}

fn tiers(from: u32, below: u32) -> String {
    (from..below).map(|tier| format!("'_p{tier}'")).collect::<Vec<_>>().join(" | ")
}

fn floors_of(popularity_at_ranks: &[f64]) -> Vec<u32> {
    let mut floors: Vec<u32> = popularity_at_ranks.iter().map(|popularity| popularity_tier(*popularity)).collect();
    floors.dedup();
    floors
}

/// The tier of a popularity, as the database's `offering_terms` has it.
pub fn popularity_tier(popularity: f64) -> u32 {
    let wanted = TIERS_PER_OCTAVE * popularity.max(1.0).log2();
    (0..TOP_TIER).find(|tier| f64::from(tier + 1) > wanted).unwrap_or(TOP_TIER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_catalogue_is_searched_at_once() {
        assert_eq!(branches(&[], &[]), [""]);
        assert_eq!(branches(&[], &["'_free'".to_owned()]), ["'_free'"]);
    }

    #[test]
    fn the_branches_cover_every_tier_once() {
        let parts = branches(&[46, 45], &["'_free'".to_owned()]);
        assert_eq!(parts, ["'_free' & ('_p46' | '_p47')", "'_free' & ('_p45')", "'_free' & !('_p45' | '_p46' | '_p47')"]);
        assert_eq!(branches(&[0], &[]).len(), 1);
    }

    #[test]
    fn tiers_double_every_four() {
        assert_eq!([0.0, 1.0, 2.0, 512.0, 1e12].map(popularity_tier), [0, 0, 4, 36, 47]);
        assert_eq!(floors_of(&[600.0, 590.0, 300.0]), [36, 32]);
        assert!(floors_of(&[]).is_empty());
    }
}
