//! The search index of one offering. The text is cut into words here and not by Postgres, so that index and query always agree.

use super::sql;
use crate::{Failure, Result};
use domain::{Thing, catalogue::index_words, ids::OfferingId};
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// Longer words are addresses and noise; nobody types them.
const MAX_WORD_CHARS: usize = 40;
/// Postgres keeps at most this many places of one word, and none beyond the last place.
const MAX_PLACES_PER_WORD: usize = 250;
const LAST_PLACE: usize = 16_000;

/// The texts that an offering is found by, both languages together, the most telling first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFields {
    pub title: String,
    pub tags_and_seller: String,
    pub promise: String,
    pub description: String,
}

/// What goes into the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchText {
    /// A `tsvector` in its text form: words, places, and the weights A to D.
    pub vector: String,
    /// The distinct words, in order.
    pub words: Vec<String>,
}

/// Makes the index text: title A, tags and seller B, promise C, description D.
pub fn search_text(fields: &SearchFields) -> SearchText {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut place = 0;
    let weighted = [(&fields.title, 'A'), (&fields.tags_and_seller, 'B'), (&fields.promise, 'C'), (&fields.description, 'D')];
    for (text, weight) in weighted {
        for word in index_words(text) {
            place += 1;
            if place > LAST_PLACE {
                break;
            }
            if word.chars().count() <= MAX_WORD_CHARS {
                let of_word = places.entry(word).or_default();
                if of_word.len() < MAX_PLACES_PER_WORD {
                    of_word.push(format!("{place}{weight}"));
                }
            }
        }
    }
    let vector = places.iter().map(|(word, at)| format!("'{word}':{}", at.join(","))).collect::<Vec<_>>().join(" ");
    SearchText { vector, words: places.into_keys().collect() }
}

/// Writes the index of an offering. To be called in the transaction that publishes it or changes its texts or its seller's name.
pub async fn index_offering(conn: &mut PgConnection, offering_id: OfferingId) -> Result<()> {
    let fields = sql::index::find_fields(conn, offering_id.0).await?.ok_or(Failure::not_found(Thing::Offering))?;
    let text = search_text(&fields);
    sql::index::write(conn, offering_id.0, &text.vector, &text.words).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_get_places_and_weights() {
        let text = search_text(&SearchFields {
            title: "Python: البرمجة!".to_owned(),
            tags_and_seller: "python Layla's".to_owned(),
            ..SearchFields::default()
        });
        assert_eq!(text.vector, "'layla':4B 'python':1A,3B 's':5B 'برمجه':2A");
        assert_eq!(text.words, ["layla", "python", "s", "برمجه"]);
    }

    #[test]
    fn odd_and_endless_texts_stay_bounded() {
        let text = search_text(&SearchFields {
            title: "' \\ : * <b> \u{202e} 🙂".to_owned(),
            description: format!("{} {}", "a ".repeat(20_000), "x".repeat(5_000)),
            ..SearchFields::default()
        });
        assert_eq!(text.words, ["a", "b"]);
        assert_eq!(text.vector.matches(',').count(), MAX_PLACES_PER_WORD - 1);
    }
}
