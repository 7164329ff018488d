//! The clock of a learner: one for the whole account, so that several lessons, tabs or devices together earn no more than the time
//! that really passed. What is newly seen is paid with server time; what nobody used yet pays for beats that waited offline.

/// How far back unused time reaches, and so the longest gap without a connection that can be credited.
pub const MAX_OFFLINE_MS: i64 = 15 * 60 * 1_000;

/// Up to which moment an account's time is used up. It stands a little ahead of now when a beat was taken with some grace; the next
/// ones wait for it. Moments are milliseconds since 1970 by the server's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LearnerClock {
    pub used_until_ms: i64,
}

impl LearnerClock {
    /// The time that a beat of a lesson may use: not used by any other, since the lesson was first opened. Negative when it stands ahead.
    pub fn budget_ms(self, opened_at_ms: i64, now_ms: i64) -> i64 {
        now_ms - self.used_until_ms.max(opened_at_ms).max(now_ms - MAX_OFFLINE_MS)
    }

    /// The clock after so much of this budget was used. What lay before the lesson was opened is given up.
    #[must_use]
    pub const fn after(self, budget_ms: i64, cost_ms: i64, now_ms: i64) -> Self {
        if cost_ms > 0 { Self { used_until_ms: now_ms - budget_ms + cost_ms } } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::{Beat, BeatInput, Progress, SEGMENT_MS};
    use proptest::prelude::*;

    const DURATION_MS: i64 = 1_203_000;

    /// An account with three lessons that were all opened at the beginning of time.
    struct Account {
        now_ms: i64,
        clock: LearnerClock,
        lessons: [Progress; 3],
    }

    impl Account {
        fn new() -> Self {
            Self { now_ms: 0, clock: LearnerClock { used_until_ms: 0 }, lessons: Default::default() }
        }

        fn send(&mut self, lesson: usize, from_ms: i64, to_ms: i64, speed_percent: i32, queued: bool) -> bool {
            let input = BeatInput { from_ms, to_ms, speed_percent, queued, age_ms: 0 };
            let budget_ms = self.clock.budget_ms(0, self.now_ms);
            let is_credited = input.judge(budget_ms, 0).is_credited;
            if is_credited {
                let beat = Beat { from_ms, to_ms, speed_percent: i64::from(speed_percent), budget_ms };
                let cost_ms = self.lessons[lesson].apply(beat, DURATION_MS);
                self.clock = self.clock.after(budget_ms, cost_ms, self.now_ms);
            }
            is_credited
        }

        fn seen_ms(&self) -> i64 {
            self.lessons.iter().map(|lesson| lesson.watched.seen_ms(DURATION_MS)).sum()
        }
    }

    #[test]
    fn time_counts_from_opening_and_no_further_back_than_fifteen_minutes() {
        let clock = LearnerClock { used_until_ms: 10_000 };
        assert_eq!(clock.budget_ms(0, 40_000), 30_000);
        assert_eq!(clock.budget_ms(35_000, 40_000), 5_000);
        assert_eq!(clock.budget_ms(0, 100_000_000), MAX_OFFLINE_MS);
        assert_eq!(clock.budget_ms(0, 8_000), -2_000);
        assert_eq!(clock.after(30_000, 12_000, 40_000).used_until_ms, 22_000);
        assert_eq!(clock.after(30_000, 0, 40_000), clock);
    }

    #[test]
    fn a_gap_of_ten_minutes_is_credited_whole_and_once() {
        let mut account = Account::new();
        account.now_ms = 600_000;
        for _ in 0..3 {
            for start in (0..600_000).step_by(30_000) {
                account.send(0, start, start + 30_000, 100, true);
            }
            assert_eq!(account.seen_ms(), 600_000);
        }
        assert_eq!(account.clock.used_until_ms, 600_000);
    }

    #[test]
    fn two_lessons_side_by_side_share_the_time() {
        let mut account = Account::new();
        for beat in 0..20 {
            account.now_ms += 15_000;
            for lesson in 0..2 {
                account.send(lesson, beat * 30_000, (beat + 1) * 30_000, 200, false);
            }
        }
        assert!(account.seen_ms() <= 2 * account.now_ms + 10_000, "{}", account.seen_ms());
    }

    proptest! {
        #[test]
        fn all_lessons_together_earn_no_more_than_the_time_at_double_speed(
            beats in prop::collection::vec((0i64..40_000, 0usize..3, 0i64..DURATION_MS, 0i64..60_000, 0i32..400, any::<bool>()), 1..80)
        ) {
            let mut account = Account::new();
            for (wait_ms, lesson, from_ms, length_ms, speed, queued) in beats {
                account.now_ms += wait_ms;
                account.send(lesson, from_ms, from_ms + length_ms, speed, queued);
                prop_assert!(account.seen_ms() <= 2 * account.now_ms + 10_000);
            }
        }

        #[test]
        fn short_stretches_laid_across_segments_earn_no_more_either(first_ms in 0i64..5_000, length_ms in 2_500i64..12_000) {
            let mut account = Account::new();
            account.now_ms = 300_000;
            for start in (first_ms..DURATION_MS).step_by(10_000) {
                account.send(0, start, start + length_ms, 200, true);
            }
            prop_assert!(account.seen_ms() <= 2 * account.now_ms + 10_000);
        }

        #[test]
        fn honest_play_is_credited_whole(
            first_ms in 0i64..20_000,
            lengths in prop::collection::vec(15_000i64..15_500, 1..40),
            speed in prop::sample::select(vec![50i32, 75, 100, 125, 150, 175, 200]),
        ) {
            let mut account = Account::new();
            let mut at_ms = first_ms;
            for wall_ms in lengths {
                account.now_ms += wall_ms;
                let next_ms = at_ms + wall_ms * i64::from(speed) / 100;
                let is_credited = account.send(0, at_ms, next_ms, speed, false);
                prop_assert!(is_credited || next_ms > DURATION_MS);
                at_ms = next_ms;
            }
            let end_ms = at_ms.min(DURATION_MS);
            let whole = end_ms / SEGMENT_MS - (first_ms + SEGMENT_MS - 1) / SEGMENT_MS;
            prop_assert!(account.lessons[0].watched.seen() >= whole, "{} of {whole}", account.lessons[0].watched.seen());
        }
    }
}
