//! The learner's side: what was played without a jump.

/// Milliseconds of play after which a heartbeat is due.
const BEAT_MS: i64 = super::HEARTBEAT_SECONDS * 1_000;
/// A step longer than this between two ticks was a jump, even if no seek was announced. Hidden tabs tick slowly.
const JUMP_MS: i64 = 20_000;

/// A stretch that was played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub from_ms: i64,
    pub to_ms: i64,
    pub speed_percent: i32,
}

/// Follows the position while a video plays.
#[derive(Debug)]
pub struct Tracker {
    from_ms: Option<i64>,
    last_ms: i64,
    speed_percent: i32,
}

impl Tracker {
    /// Nothing is played yet.
    pub const fn new(speed_percent: i32) -> Self {
        Self { from_ms: None, last_ms: 0, speed_percent }
    }

    /// Play begins, or goes on after a jump.
    pub fn start(&mut self, at_ms: i64) {
        if self.from_ms.is_none() {
            self.from_ms = Some(at_ms);
            self.last_ms = at_ms;
        }
    }

    /// The position moved. Returns a stretch when a heartbeat is due, or when the position jumped.
    pub fn tick(&mut self, at_ms: i64) -> Option<Stretch> {
        let from_ms = self.from_ms?;
        if at_ms < self.last_ms || at_ms - self.last_ms > JUMP_MS {
            let stretch = self.stop();
            self.start(at_ms);
            return stretch;
        }
        self.last_ms = at_ms;
        let played_ms = (at_ms - from_ms) * 100 / i64::from(self.speed_percent.max(1));
        if played_ms >= BEAT_MS { self.cut() } else { None }
    }

    /// Ends the stretch and begins the next at the same place.
    pub fn cut(&mut self) -> Option<Stretch> {
        let is_running = self.from_ms.is_some();
        let stretch = self.stop();
        if is_running {
            self.from_ms = Some(self.last_ms);
        }
        stretch
    }

    /// Ends the stretch at the last known position.
    pub fn stop(&mut self) -> Option<Stretch> {
        let from_ms = self.from_ms.take()?;
        let stretch = Stretch { from_ms, to_ms: self.last_ms, speed_percent: self.speed_percent };
        (stretch.to_ms > stretch.from_ms).then_some(stretch)
    }

    /// Another speed: what was played so far belongs to the old one.
    pub fn set_speed(&mut self, speed_percent: i32) -> Option<Stretch> {
        if speed_percent == self.speed_percent {
            return None;
        }
        let stretch = self.cut();
        self.speed_percent = speed_percent;
        stretch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(from_ms: i64, to_ms: i64) -> Option<Stretch> {
        Some(Stretch { from_ms, to_ms, speed_percent: 100 })
    }

    #[test]
    fn a_beat_is_due_after_fifteen_seconds_of_play() {
        let mut tracker = Tracker::new(100);
        tracker.start(1_000);
        assert_eq!(tracker.tick(10_000), None);
        assert_eq!(tracker.tick(16_000), stretch(1_000, 16_000));
        assert_eq!(tracker.tick(17_000), None);
        assert_eq!(tracker.stop(), stretch(16_000, 17_000));
        assert_eq!(tracker.stop(), None);
    }

    #[test]
    fn at_double_speed_a_beat_covers_thirty_seconds() {
        let mut tracker = Tracker::new(200);
        tracker.start(0);
        assert_eq!(tracker.tick(15_000), None);
        assert_eq!(tracker.tick(30_000), Some(Stretch { from_ms: 0, to_ms: 30_000, speed_percent: 200 }));
    }

    #[test]
    fn a_jump_is_never_counted_as_played() {
        let mut tracker = Tracker::new(100);
        tracker.start(0);
        tracker.tick(5_000);
        assert_eq!(tracker.tick(90_000), stretch(0, 5_000));
        assert_eq!(tracker.tick(2_000), None);
        assert_eq!(tracker.tick(4_000), None);
        assert_eq!(tracker.stop(), stretch(2_000, 4_000));
    }

    #[test]
    fn nothing_is_followed_before_play_begins() {
        let mut tracker = Tracker::new(100);
        assert_eq!(tracker.tick(50_000), None);
        assert_eq!(tracker.cut(), None);
        assert_eq!(tracker.stop(), None);
    }

    #[test]
    fn a_new_speed_begins_a_new_stretch() {
        let mut tracker = Tracker::new(100);
        tracker.start(0);
        tracker.tick(4_000);
        assert_eq!(tracker.set_speed(200), stretch(0, 4_000));
        assert_eq!(tracker.set_speed(200), None);
        tracker.tick(8_000);
        assert_eq!(tracker.stop(), Some(Stretch { from_ms: 4_000, to_ms: 8_000, speed_percent: 200 }));
    }
}
