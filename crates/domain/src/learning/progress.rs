//! Progress of one video lesson: heartbeats are clamped by the server's own clock, so a forged one completes nothing.

use super::{MAX_OFFLINE_MS, Segments};

/// Seconds of play between two heartbeats.
pub const HEARTBEAT_SECONDS: i64 = 15;
/// Resuming goes back this far, so that the thread is found again.
pub const RESUME_BACK_MS: i64 = 3_000;
/// The speeds a learner may choose, in percent.
pub const SPEEDS_PERCENT: [i32; 7] = [50, 75, 100, 125, 150, 175, 200];

/// The longest stretch that one beat is credited for, whether it comes at once or waited for a connection.
pub const MAX_BEAT_MS: i64 = 35_000;

const MAX_SPEED_PERCENT: i64 = 200;
const GRACE_MS: i64 = 2_000;
const SHORT_VIDEO_MS: i64 = 30_000;

/// What the player reports: it played from one moment to another without a jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    pub from_ms: i64,
    pub to_ms: i64,
    /// Playback speed in percent.
    pub speed_percent: i64,
    /// Server time of this learner that no other beat has used, in this lesson or another.
    pub budget_ms: i64,
}

/// What is stored per enrolment and lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    pub last_position_ms: i64,
    pub furthest_ms: i64,
    pub watched: Segments,
}

impl Progress {
    /// Credits a beat: at most `budget × speed × 1.1 + 2 s`, never over 35 s a beat. Gives the server time that what is newly seen
    /// is worth, and which no other beat may use; it may exceed the budget by the grace.
    pub fn apply(&mut self, beat: Beat, duration_ms: i64) -> i64 {
        let speed = beat.speed_percent.clamp(50, MAX_SPEED_PERCENT);
        let budget = beat.budget_ms.clamp(0, MAX_OFFLINE_MS);
        let allowed = (budget * speed / 100 * 11 / 10 + GRACE_MS).min(MAX_BEAT_MS);
        let to = beat.to_ms.clamp(0, duration_ms);
        let from = beat.from_ms.clamp(0, to).max(to - allowed);
        let before = self.watched.seen_ms(duration_ms);
        self.watched.mark(from, to, duration_ms);
        self.last_position_ms = to;
        self.furthest_ms = self.furthest_ms.max(to);
        ((self.watched.seen_ms(duration_ms) - before) * 100 + speed - 1) / speed
    }

    /// Done: position at 95 % or more and 80 % of the segments seen; a video under 30 s when its end was reached by watching half of it.
    pub fn is_complete(&self, duration_ms: i64) -> bool {
        if duration_ms <= 0 {
            return false;
        }
        let is_near_end = self.furthest_ms * 100 >= duration_ms * 95;
        if duration_ms < SHORT_VIDEO_MS {
            return is_near_end && self.watched.seen_percent(duration_ms) >= 50;
        }
        is_near_end && self.watched.seen_percent(duration_ms) >= 80
    }

    /// Where play begins: three seconds back, or at the start when the video was all but over.
    pub fn resume_at_ms(&self, duration_ms: i64) -> i64 {
        if duration_ms <= 0 || self.last_position_ms * 100 >= duration_ms * 95 {
            0
        } else {
            (self.last_position_ms - RESUME_BACK_MS).max(0)
        }
    }
}

/// Share of lessons done, in percent, rounded down so that 100 means all.
pub const fn completion_percent(done: i64, all: i64) -> i64 {
    if all <= 0 { 0 } else { done * 100 / all }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn beat(from_ms: i64, to_ms: i64, budget_ms: i64) -> Beat {
        Beat { from_ms, to_ms, speed_percent: 100, budget_ms }
    }

    #[test]
    fn a_forged_first_beat_completes_nothing() {
        let mut progress = Progress::default();
        progress.apply(beat(0, 600_000, 1_000), 600_000);
        assert!(!progress.is_complete(600_000));
        assert_eq!(progress.watched.seen_percent(600_000), 0);
    }

    #[test]
    fn honest_watching_completes() {
        let mut progress = Progress::default();
        for start in (0..60_000).step_by(15_000) {
            assert!(!progress.is_complete(60_000));
            progress.apply(beat(start, start + 15_000, 15_000), 60_000);
        }
        assert!(progress.is_complete(60_000));
    }

    #[test]
    fn double_speed_is_credited_and_more_is_not() {
        let mut fast = Progress::default();
        fast.apply(Beat { speed_percent: 200, ..beat(0, 30_000, 15_000) }, 600_000);
        assert_eq!(fast.watched.seen(), 6);
        let mut forged = Progress::default();
        forged.apply(Beat { speed_percent: 1_600, ..beat(0, 240_000, 15_000) }, 600_000);
        assert!(forged.watched.seen() <= 7);
    }

    #[test]
    fn one_beat_is_worth_thirty_five_seconds_at_most_however_long_it_waited() {
        let mut progress = Progress::default();
        assert_eq!(progress.apply(Beat { speed_percent: 200, ..beat(0, 60_000, 600_000) }, 60_000), 17_500);
        assert_eq!(progress.watched.seen(), 7);
        assert!(!progress.is_complete(60_000));
    }

    #[test]
    fn what_was_seen_before_costs_nothing() {
        let mut progress = Progress::default();
        assert_eq!(progress.apply(beat(0, 15_000, 15_000), 60_000), 15_000);
        assert_eq!(progress.apply(beat(0, 15_000, 15_000), 60_000), 0);
        assert_eq!(progress.apply(beat(5_000, 20_000, 15_000), 60_000), 5_000);
    }

    #[test]
    fn skipping_to_the_end_is_not_watching() {
        let mut progress = Progress::default();
        progress.apply(beat(590_000, 600_000, 15_000), 600_000);
        assert!(!progress.is_complete(600_000));
        assert_eq!(progress.resume_at_ms(600_000), 0);
    }

    #[test]
    fn short_video_is_done_at_its_end() {
        let mut progress = Progress::default();
        progress.apply(beat(0, 20_000, 20_000), 20_000);
        assert!(progress.is_complete(20_000));
    }

    proptest! {
        #[test]
        fn credit_never_exceeds_the_clamp(from in 0i64..10_000_000, to in 0i64..10_000_000, budget in 0i64..10_000_000, speed in 0i64..10_000) {
            let mut progress = Progress::default();
            let cost = progress.apply(Beat { from_ms: from, to_ms: to, speed_percent: speed, budget_ms: budget }, 7_200_000);
            prop_assert!(progress.watched.seen() * super::super::SEGMENT_MS <= MAX_BEAT_MS + 5_000);
            prop_assert!(cost >= progress.watched.seen_ms(7_200_000) / 2);
        }
    }
}
