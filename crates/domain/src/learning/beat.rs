//! When a heartbeat counts: a minimum gap between live beats, and a purse of elapsed time for beats that waited offline.

use serde::{Deserialize, Serialize};

/// Live beats closer together than this credit nothing.
pub const MIN_GAP_MS: i64 = 5_000;
/// How far back a beat that waited offline may reach.
pub const MAX_OFFLINE_MS: i64 = 15 * 60 * 1_000;

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
    /// Whether the place to resume moves: a late beat never overrides a newer one of another device.
    pub moves_position: bool,
    /// How far before now the lesson's clock stands afterwards. `None` leaves the clock alone.
    pub clock_lag_ms: Option<i64>,
}

impl BeatInput {
    /// Judges the beat by the server's own clock: `elapsed_ms` since the last credited beat of this lesson.
    /// A live beat sets the clock to now. A queued one uses up only the time it needed, so that the rest of the queue, which
    /// arrives in the same second, finds its own time; all of them together never exceed what really passed.
    pub fn judge(&self, elapsed_ms: i64) -> BeatVerdict {
        let elapsed = elapsed_ms.max(0);
        let age = if self.queued { self.age_ms.clamp(0, MAX_AGE_MS) } else { 0 };
        let is_credited = elapsed >= MIN_GAP_MS && self.to_ms > self.from_ms;
        let clock_lag_ms = match (elapsed >= MIN_GAP_MS, self.queued) {
            (false, _) => None,
            (true, false) => Some(0),
            (true, true) => Some((elapsed.min(MAX_OFFLINE_MS) - self.needed_ms()).max(0)),
        };
        BeatVerdict { is_credited, moves_position: age <= elapsed, clock_lag_ms }
    }

    /// The time by the wall that playing the stretch took.
    fn needed_ms(&self) -> i64 {
        let length = self.to_ms.saturating_sub(self.from_ms).clamp(0, MAX_OFFLINE_MS * 2);
        length * 100 / i64::from(self.speed_percent.clamp(50, 200))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: BeatInput = BeatInput { from_ms: 0, to_ms: 15_000, speed_percent: 100, queued: false, age_ms: 0 };

    #[test]
    fn live_beats_need_five_seconds_between_them() {
        assert!(!LIVE.judge(4_999).is_credited);
        assert_eq!(LIVE.judge(4_999).clock_lag_ms, None);
        assert!(LIVE.judge(5_000).is_credited);
        assert_eq!(LIVE.judge(5_000).clock_lag_ms, Some(0));
    }

    #[test]
    fn an_uncredited_beat_still_moves_the_place_to_resume() {
        assert!(LIVE.judge(100).moves_position);
    }

    #[test]
    fn a_queue_sent_at_once_is_credited_within_the_time_that_passed() {
        let queued = BeatInput { queued: true, age_ms: 1_000, ..LIVE };
        let mut elapsed = 60_000;
        let mut credited = 0;
        for _ in 0..20 {
            let verdict = queued.judge(elapsed);
            credited += i32::from(verdict.is_credited);
            elapsed = verdict.clock_lag_ms.unwrap_or(elapsed);
        }
        assert_eq!(credited, 4);
    }

    #[test]
    fn a_late_beat_does_not_override_a_newer_one() {
        let late = BeatInput { queued: true, age_ms: 600_000, ..LIVE };
        assert!(!late.judge(30_000).moves_position);
        assert!(late.judge(700_000).moves_position);
    }

    #[test]
    fn a_beat_without_length_credits_nothing() {
        assert!(!BeatInput { from_ms: 9, to_ms: 9, ..LIVE }.judge(60_000).is_credited);
        assert!(!BeatInput { from_ms: 9, to_ms: 3, ..LIVE }.judge(60_000).is_credited);
    }
}
