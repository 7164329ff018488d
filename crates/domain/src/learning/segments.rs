//! The bitmap of five-second segments of a video that a learner has really seen.

/// Length of one segment.
pub const SEGMENT_MS: i64 = 5_000;

/// One bit per segment, lowest bit of the first byte first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segments(Vec<u8>);

impl Segments {
    /// Reads the stored bytes.
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// How many segments a video of this length has.
    pub const fn count_for(duration_ms: i64) -> i64 {
        if duration_ms <= 0 { 0 } else { (duration_ms + SEGMENT_MS - 1) / SEGMENT_MS }
    }

    /// Marks all segments of which at least half lies between two moments; the last, shorter one too when its end was reached.
    pub fn mark(&mut self, from_ms: i64, to_ms: i64, duration_ms: i64) {
        let (from, to) = (from_ms.clamp(0, duration_ms), to_ms.clamp(0, duration_ms));
        for index in from / SEGMENT_MS..Self::count_for(to).max(from / SEGMENT_MS) {
            let (start, end) = (index * SEGMENT_MS, ((index + 1) * SEGMENT_MS).min(duration_ms));
            let seen = to.min(end) - from.max(start);
            if seen > 0 && seen * 2 >= end - start {
                self.set(index);
            }
        }
    }

    /// How many segments were seen.
    pub fn seen(&self) -> i64 {
        self.0.iter().map(|byte| i64::from(byte.count_ones())).sum()
    }

    /// How much of the video these segments are; the last one may be shorter than the others.
    pub fn seen_ms(&self, duration_ms: i64) -> i64 {
        let last = Self::count_for(duration_ms) - 1;
        let missing = if self.has(last) { (last + 1) * SEGMENT_MS - duration_ms } else { 0 };
        self.seen() * SEGMENT_MS - missing
    }

    /// The share of the video that was seen, in percent, rounded down.
    pub fn seen_percent(&self, duration_ms: i64) -> i64 {
        match Self::count_for(duration_ms) {
            0 => 0,
            all => (self.seen() * 100 / all).min(100),
        }
    }

    fn has(&self, index: i64) -> bool {
        let Ok(index) = usize::try_from(index) else { return false };
        self.0.get(index / 8).is_some_and(|slot| (*slot >> (index % 8)) & 1 == 1)
    }

    fn set(&mut self, index: i64) {
        let Ok(index) = usize::try_from(index) else { return };
        let byte = index / 8;
        if self.0.len() <= byte {
            self.0.resize(byte + 1, 0);
        }
        if let Some(slot) = self.0.get_mut(byte) {
            *slot |= 1 << (index % 8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_touched_segment_needs_half_of_it() {
        let mut segments = Segments::default();
        segments.mark(0, 2_000, 60_000);
        assert_eq!(segments.seen(), 0);
        segments.mark(0, 2_500, 60_000);
        assert_eq!(segments.seen(), 1);
    }

    #[test]
    fn the_short_last_segment_counts() {
        let mut segments = Segments::default();
        segments.mark(0, 61_000, 61_000);
        assert_eq!((segments.seen(), segments.seen_percent(61_000)), (13, 100));
        assert_eq!(segments.seen_ms(61_000), 61_000);
        assert_eq!(Segments::default().seen_ms(0), 0);
    }

    proptest! {
        #[test]
        fn never_more_than_all(from in -10_000i64..200_000, to in -10_000i64..200_000, duration in 0i64..150_000) {
            let mut segments = Segments::default();
            segments.mark(from, to, duration);
            prop_assert!(segments.seen() <= Segments::count_for(duration));
            prop_assert!((0..=100).contains(&segments.seen_percent(duration)));
        }
    }
}
