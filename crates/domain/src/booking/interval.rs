//! Spans of time and what can be done with many of them: joining, and taking some out of others.

use jiff::{SignedDuration, Timestamp};

/// From one moment to a later one; the end is no longer part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Interval {
    start: Timestamp,
    end: Timestamp,
}

impl Interval {
    /// A span; none where the end is not after the start.
    pub fn new(start: Timestamp, end: Timestamp) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// So many minutes from a moment on; none where that is no time at all.
    pub fn lasting(start: Timestamp, minutes: i64) -> Option<Self> {
        Self::new(start, plus_minutes(start, minutes))
    }

    /// The first moment.
    pub const fn start(self) -> Timestamp {
        self.start
    }

    /// The first moment after it.
    pub const fn end(self) -> Timestamp {
        self.end
    }

    /// Its length in seconds, without what is left of one.
    pub fn seconds(self) -> i64 {
        self.start.duration_until(self.end).as_secs()
    }

    /// Whether a moment lies in it.
    pub fn contains(self, at: Timestamp) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the other lies wholly in it.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they have a moment in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What they have in common.
    pub fn meet(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// The same with some minutes more before and after.
    #[must_use]
    pub fn widened(self, before_min: i64, after_min: i64) -> Self {
        Self { start: plus_minutes(self.start, -before_min.max(0)), end: plus_minutes(self.end, after_min.max(0)) }
    }
}

/// A moment some time later, or earlier; the ends of time hold it.
pub fn plus(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(if by.is_negative() { Timestamp::MIN } else { Timestamp::MAX })
}

/// A moment some minutes later, or earlier.
pub fn plus_minutes(at: Timestamp, minutes: i64) -> Timestamp {
    plus(at, SignedDuration::from_secs(minutes.saturating_mul(60)))
}

/// A moment some hours later, or earlier.
pub fn plus_hours(at: Timestamp, hours: i64) -> Timestamp {
    plus_minutes(at, hours.saturating_mul(60))
}

/// In order, and as few as possible: what overlaps or touches becomes one.
pub fn join(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut joined: Vec<Interval> = Vec::with_capacity(intervals.len());
    for next in intervals {
        match joined.last_mut() {
            Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
            _ => joined.push(next),
        }
    }
    joined
}

/// What is left of some when others are taken out of them, in order.
pub fn without(from: Vec<Interval>, taken: Vec<Interval>) -> Vec<Interval> {
    let taken = join(taken);
    let mut left = Vec::new();
    let mut first = 0;
    for interval in join(from) {
        let mut start = interval.start;
        while taken.get(first).is_some_and(|gone| gone.end <= start) {
            first += 1;
        }
        for gone in taken.iter().skip(first).take_while(|gone| gone.start < interval.end) {
            left.extend(Interval::new(start, gone.start));
            start = start.max(gone.end);
        }
        left.extend(Interval::new(start, interval.end));
    }
    left
}

/// What both have in common, in order.
pub fn common(one: &[Interval], other: &[Interval]) -> Vec<Interval> {
    let (one, other) = (join(one.to_vec()), join(other.to_vec()));
    let mut both = Vec::new();
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        both.extend(a.meet(**b));
        if a.end <= b.end {
            left.next();
        } else {
            right.next();
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minute: i64) -> Timestamp {
        plus_minutes(Timestamp::UNIX_EPOCH, minute)
    }

    fn spans(pairs: &[(i64, i64)]) -> Vec<Interval> {
        pairs.iter().filter_map(|(from, to)| Interval::new(at(*from), at(*to))).collect()
    }

    #[test]
    fn a_span_has_a_length_and_its_end_is_outside() {
        assert_eq!(Interval::new(at(5), at(5)), None);
        assert_eq!(Interval::lasting(at(5), 0), None);
        let span = Interval::lasting(at(0), 60).expect("an hour");
        assert_eq!(span.seconds(), 3_600);
        assert!(span.contains(at(0)) && span.contains(at(59)) && !span.contains(at(60)));
        let next = Interval::lasting(at(60), 60).expect("an hour");
        assert!(!span.overlaps(next) && span.meet(next).is_none(), "one after the other do not overlap");
        assert!(span.widened(0, 1).overlaps(next) && span.overlaps(next.widened(1, 0)));
    }

    #[test]
    fn what_touches_becomes_one_and_holes_stay() {
        assert_eq!(join(spans(&[(20, 30), (0, 10), (10, 15), (12, 14)])), spans(&[(0, 15), (20, 30)]));
        let left = without(spans(&[(0, 100)]), spans(&[(90, 200), (10, 20), (15, 30)]));
        assert_eq!(left, spans(&[(0, 10), (30, 90)]));
        assert_eq!(without(spans(&[(0, 10), (20, 30)]), spans(&[(5, 25)])), spans(&[(0, 5), (25, 30)]));
        assert_eq!(common(&spans(&[(0, 10), (20, 30)]), &spans(&[(5, 25), (28, 40)])), spans(&[(5, 10), (20, 25), (28, 30)]));
    }

    fn some_spans() -> impl Strategy<Value = Vec<Interval>> {
        prop::collection::vec((0i64..200, 1i64..40), 0..12)
            .prop_map(|pairs| pairs.into_iter().filter_map(|(from, length)| Interval::lasting(at(from), length)).collect())
    }

    proptest! {
        #[test]
        fn every_moment_is_where_it_belongs(from in some_spans(), taken in some_spans()) {
            let left = without(from.clone(), taken.clone());
            let both = common(&from, &taken);
            let all = join(from.clone());
            let is_in = |spans: &[Interval], moment: Timestamp| spans.iter().any(|span| span.contains(moment));
            for minute in 0..250 {
                let moment = at(minute);
                let (in_from, in_taken) = (is_in(&from, moment), is_in(&taken, moment));
                prop_assert_eq!(is_in(&left, moment), in_from && !in_taken, "{}", minute);
                prop_assert_eq!(is_in(&both, moment), in_from && in_taken, "{}", minute);
                prop_assert_eq!(is_in(&all, moment), in_from, "{}", minute);
            }
            prop_assert!(left.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            prop_assert!(all.windows(2).all(|pair| pair[0].end() < pair[1].start()));
        }
    }
}
