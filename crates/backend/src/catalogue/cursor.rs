//! The opaque place where a page begins: the last row's sort key and id. Anybody may make one up; odd ones are ignored.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use uuid::Uuid;

/// A place in a list that is ordered by a number and then by id.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) key: f64,
    pub(super) id: Uuid,
}

impl Place {
    /// Before the first row of a list that falls.
    pub(super) const TOP: Self = Self { key: f64::INFINITY, id: Uuid::max() };
    /// Before the first row of a list that rises.
    pub(super) const BOTTOM: Self = Self { key: f64::NEG_INFINITY, id: Uuid::nil() };

    /// Reads a place of the list named `list`; a place of another list, or nonsense, is none.
    pub(super) fn read(text: Option<&str>, list: u8) -> Option<Self> {
        let bytes: [u8; 25] = URL_SAFE_NO_PAD.decode(text?).ok()?.try_into().ok()?;
        let [found, rest @ ..] = bytes;
        let (key, id) = rest.split_at(8);
        let key = f64::from_be_bytes(key.try_into().ok()?);
        let id = Uuid::from_slice(id).ok()?;
        (found == list && !key.is_nan()).then_some(Self { key, id })
    }

    /// Writes the place for an address.
    pub(super) fn write(self, list: u8) -> String {
        let mut bytes = Vec::with_capacity(25);
        bytes.push(list);
        bytes.extend_from_slice(&self.key.to_be_bytes());
        bytes.extend_from_slice(self.id.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The key as a whole number; the ends of the list become the ends of the numbers.
    pub(super) const fn whole(self) -> i64 {
        self.key as i64
    }

    /// The key as a rating.
    pub(super) const fn small(self) -> i32 {
        self.key as i32
    }

    /// The key as an instant, kept in microseconds.
    pub(super) fn instant(self) -> Timestamp {
        Timestamp::from_microsecond(self.whole()).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_in_its_own_list_only() {
        let place = Place { key: 1234.5, id: Uuid::max() };
        assert_eq!(Place::read(Some(&place.write(2)), 2), Some(place));
        assert_eq!(Place::read(Some(&place.write(2)), 3), None);
    }

    #[test]
    fn nonsense_is_no_place() {
        for text in ["", "x", "AAAA", "ÄÖ", &"A".repeat(200)] {
            assert_eq!(Place::read(Some(text), 0), None, "{text}");
        }
        assert_eq!(Place::read(Some(&Place { key: f64::NAN, id: Uuid::nil() }.write(0)), 0), None);
    }

    #[test]
    fn the_ends_stay_the_ends() {
        assert_eq!(Place::TOP.whole(), i64::MAX);
        assert_eq!(Place::BOTTOM.whole(), i64::MIN);
        assert_eq!(Place::TOP.instant(), Timestamp::MAX);
    }
}
