//! When a heartbeat counts, and when it moves the place to resume. Whether it waited for a connection is the player's word, so credit
//! never depends on it: only on server time that the learner has not used yet.

use serde::{Deserialize, Serialize};

/// With less unused time than this, a beat credits nothing.
pub const MIN_GAP_MS: i64 = 5_000;

const MAX_AGE_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// What the player reports: it played from one moment to another without a jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeatInput {
    pub from_ms: i64,
    pub to_ms: i64,
    /// Playback speed in percent.
    pub speed_percent: i32,
    /// Whether it waited for a connection.
    pub queued: bool,
    /// How long ago it was made, by the browser's own clock; zero for a live beat.
    pub age_ms: i64,
}

/// How the server takes a beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeatVerdict {
    /// Whether its stretch counts as watched.
    pub is_credited: bool,
    /// How long ago the learner was at its place. `None` when a newer place is known, of another device: that one stays.
    pub place_age_ms: Option<i64>,
}

impl BeatInput {
    /// Judges the beat: `budget_ms` is the learner's unused time by the server's clock, `since_place_ms` the age of the place that is
    /// known of this lesson.
    pub fn judge(&self, budget_ms: i64, since_place_ms: i64) -> BeatVerdict {
        let age_ms = if self.queued { self.age_ms.clamp(0, MAX_AGE_MS) } else { 0 };
        BeatVerdict {
            is_credited: budget_ms >= MIN_GAP_MS && self.to_ms > self.from_ms,
            place_age_ms: (age_ms <= since_place_ms.max(0)).then_some(age_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: BeatInput = BeatInput { from_ms: 0, to_ms: 15_000, speed_percent: 100, queued: false, age_ms: 0 };

    #[test]
    fn a_beat_needs_five_seconds_of_unused_time() {
        for queued in [false, true] {
            assert!(!BeatInput { queued, ..LIVE }.judge(4_999, 60_000).is_credited);
            assert!(BeatInput { queued, ..LIVE }.judge(5_000, 0).is_credited);
            assert!(!BeatInput { queued, ..LIVE }.judge(-5_000, 60_000).is_credited);
        }
    }

    #[test]
    fn an_uncredited_beat_still_moves_the_place_to_resume() {
        assert_eq!(LIVE.judge(100, 100).place_age_ms, Some(0));
    }

    #[test]
    fn a_late_beat_does_not_override_a_newer_one() {
        let late = BeatInput { queued: true, age_ms: 600_000, ..LIVE };
        assert_eq!(late.judge(900_000, 30_000).place_age_ms, None);
        assert_eq!(late.judge(900_000, 700_000).place_age_ms, Some(600_000));
        // A live beat has no age, whatever it says.
        assert_eq!(BeatInput { queued: false, ..late }.judge(0, 0).place_age_ms, Some(0));
    }

    #[test]
    fn a_beat_without_length_credits_nothing() {
        assert!(!BeatInput { from_ms: 9, to_ms: 9, ..LIVE }.judge(60_000, 0).is_credited);
        assert!(!BeatInput { from_ms: 9, to_ms: 3, ..LIVE }.judge(60_000, 0).is_credited);
    }
}
