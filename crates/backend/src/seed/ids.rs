//! Ids and choices that come out the same in every run, so that a second run finds what the first one made.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The id of a seeded thing: version 8, made of the hash of its kind and name.
pub(super) fn id(kind: &str, name: &str) -> Uuid {
    let mut bytes = [0; 16];
    for (slot, byte) in bytes.iter_mut().zip(Sha256::digest(format!("{kind}:{name}")).iter()) {
        *slot = *byte;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// A number below `bound` that looks random but depends on the name only.
pub(super) fn pick(name: &str, bound: u64) -> u64 {
    let number = Sha256::digest(name).iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    number % bound.max(1)
}

/// The same as a signed number, for arithmetic with times and lengths.
pub(super) fn pick_signed(name: &str, bound: u32) -> i64 {
    i64::try_from(pick(name, u64::from(bound))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_differ_by_kind() {
        assert_eq!(id("lesson", "a"), id("lesson", "a"));
        assert_ne!(id("lesson", "a"), id("media", "a"));
        assert_eq!(id("lesson", "a").get_version_num(), 8);
    }

    #[test]
    fn a_pick_stays_below_its_bound() {
        assert!((0..200).all(|n| pick(&n.to_string(), 7) < 7));
        assert_eq!(pick("anything", 0), 0);
    }
}
