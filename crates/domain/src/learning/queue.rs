//! The learner's side: heartbeats that wait to be sent, joined where they touch, up to what one beat is credited for, bounded, kept over page loads.

use super::{BeatInput, MAX_BEAT_MS, tracker::Stretch};
use crate::ids::{EnrolmentId, LessonId};
use serde::{Deserialize, Serialize};

/// The most that is kept; older ones give way.
const MAX_WAITING: usize = 120;
/// What waited longer than this is not worth sending.
const MAX_AGE_MS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// A beat younger than this is still live.
const LIVE_MS: i64 = 8_000;
/// Two stretches this close are one.
const TOUCH_MS: i64 = 500;
/// How often a beat that came too soon is offered again.
const MAX_TRIES: u32 = 4;

/// A beat on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub enrolment: EnrolmentId,
    pub lesson: LessonId,
    pub from_ms: i64,
    pub to_ms: i64,
    pub speed_percent: i32,
    /// By the browser's clock.
    pub made_at_ms: i64,
    pub tries: u32,
}

impl Waiting {
    /// A stretch that was played up to now.
    pub const fn new(enrolment: EnrolmentId, lesson: LessonId, stretch: Stretch, now_ms: i64) -> Self {
        Self {
            enrolment,
            lesson,
            from_ms: stretch.from_ms,
            to_ms: stretch.to_ms,
            speed_percent: stretch.speed_percent,
            made_at_ms: now_ms,
            tries: 0,
        }
    }

    /// The beat as it is sent now.
    pub fn input(&self, now_ms: i64) -> BeatInput {
        let age_ms = (now_ms - self.made_at_ms).max(0);
        let queued = self.tries > 0 || age_ms > LIVE_MS;
        BeatInput {
            from_ms: self.from_ms,
            to_ms: self.to_ms,
            speed_percent: self.speed_percent,
            queued,
            age_ms: if queued { age_ms } else { 0 },
        }
    }

    /// Whether it keeps a distance to the beat before: a live one does, and any after one that came too soon. What waited for a
    /// connection finds its time already passed.
    pub fn must_rest(&self, now_ms: i64, was_too_soon: bool) -> bool {
        was_too_soon || !self.input(now_ms).queued
    }

    /// The body of the request, as the server function reads it.
    pub fn body(&self, now_ms: i64) -> String {
        let beat = self.input(now_ms);
        format!(
            "enrolment={}&lesson={}&beat[from_ms]={}&beat[to_ms]={}&beat[speed_percent]={}&beat[queued]={}&beat[age_ms]={}",
            self.enrolment, self.lesson, beat.from_ms, beat.to_ms, beat.speed_percent, beat.queued, beat.age_ms
        )
    }

    /// Whether it only tells the place, without anything played.
    const fn is_place(&self) -> bool {
        self.to_ms == self.from_ms
    }

    fn is_followed_by(&self, next: &Self) -> bool {
        let is_same = self.enrolment == next.enrolment && self.lesson == next.lesson && self.speed_percent == next.speed_percent;
        let touches = (next.from_ms - self.to_ms).abs() <= TOUCH_MS;
        is_same && touches && !self.is_place() && !next.is_place() && next.to_ms - self.from_ms <= MAX_BEAT_MS
    }
}

/// Adds a beat. `first_is_away` protects the one that is being sent from being changed.
pub fn push(queue: &mut Vec<Waiting>, beat: Waiting, first_is_away: bool) {
    let may_join = !(first_is_away && queue.len() == 1);
    match queue.last_mut() {
        Some(last) if may_join && last.is_followed_by(&beat) => {
            last.to_ms = beat.to_ms;
            last.made_at_ms = beat.made_at_ms;
        }
        Some(last) if may_join && last.is_place() && beat.is_place() && last.lesson == beat.lesson => *last = beat,
        _ => queue.push(beat),
    }
    if queue.len() > MAX_WAITING {
        queue.remove(usize::from(first_is_away));
    }
}

/// What to do with a beat that arrived but did not count: offer it again later, or let it go.
pub fn again(beat: Waiting) -> Option<Waiting> {
    (!beat.is_place() && beat.tries < MAX_TRIES).then(|| Waiting { tries: beat.tries + 1, ..beat })
}

/// What earlier pages left behind and is still worth sending, in the order in which it was played, marked as late. Two pages may have
/// kept the same beat.
pub fn restore(stored: Vec<Waiting>, now_ms: i64) -> Vec<Waiting> {
    let moment = |beat: &Waiting| (beat.made_at_ms, beat.from_ms);
    let mut found: Vec<Waiting> = Vec::with_capacity(stored.len());
    for beat in stored {
        let is_known =
            found.iter().any(|kept| kept.lesson == beat.lesson && kept.to_ms == beat.to_ms && moment(kept) == moment(&beat));
        if is_known || now_ms - beat.made_at_ms >= MAX_AGE_MS {
            continue;
        }
        // Put where it belongs: the sorting of the standard library weighs more than all the rest of this in the browser.
        let place = found.iter().rposition(|kept| moment(kept) <= moment(&beat)).map_or(0, |before| before + 1);
        found.insert(place, Waiting { tries: beat.tries.max(1), ..beat });
    }
    let too_many = found.len().saturating_sub(MAX_WAITING);
    found.split_off(too_many)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beat(from_ms: i64, to_ms: i64) -> Waiting {
        let id = "00000000-0000-0000-0000-000000000001";
        let stretch = Stretch { from_ms, to_ms, speed_percent: 100 };
        Waiting::new(id.parse().expect("an id"), id.parse().expect("an id"), stretch, to_ms)
    }

    #[test]
    fn stretches_that_touch_become_one() {
        let mut queue = Vec::new();
        for (from, to) in [(0, 15_000), (15_000, 25_000), (25_100, 30_000), (90_000, 95_000)] {
            push(&mut queue, beat(from, to), false);
        }
        assert_eq!(queue.iter().map(|b| (b.from_ms, b.to_ms)).collect::<Vec<_>>(), [(0, 30_000), (90_000, 95_000)]);
    }

    #[test]
    fn a_long_gap_waits_in_pieces_that_one_beat_is_credited_for() {
        let mut queue = Vec::new();
        for index in 0..40 {
            push(&mut queue, beat(index * 15_200, (index + 1) * 15_200), false);
        }
        assert_eq!(queue.len(), 20);
        assert!(queue.iter().all(|b| b.to_ms - b.from_ms == 30_400));
        assert_eq!(queue.last().map(|b| b.to_ms), Some(608_000));
    }

    #[test]
    fn the_one_on_its_way_is_not_changed() {
        let mut queue = vec![beat(0, 15_000)];
        push(&mut queue, beat(15_000, 30_000), true);
        push(&mut queue, beat(30_000, 45_000), true);
        assert_eq!(queue.iter().map(|b| (b.from_ms, b.to_ms)).collect::<Vec<_>>(), [(0, 15_000), (15_000, 45_000)]);
    }

    #[test]
    fn the_queue_is_bounded_and_keeps_the_newest() {
        let mut queue = Vec::new();
        for index in 0..300 {
            push(&mut queue, beat(index * 100_000, index * 100_000 + 1), false);
        }
        assert_eq!(queue.len(), MAX_WAITING);
        assert_eq!(queue.last().map(|b| b.from_ms), Some(29_900_000));
    }

    #[test]
    fn only_the_last_place_is_told() {
        let mut queue = Vec::new();
        push(&mut queue, beat(5, 5), false);
        push(&mut queue, beat(9, 9), false);
        assert_eq!(queue.iter().map(|b| b.from_ms).collect::<Vec<_>>(), [9]);
    }

    #[test]
    fn a_beat_that_waited_says_so() {
        assert!(!beat(0, 15_000).input(15_100).queued);
        let late = beat(0, 15_000).input(75_000);
        assert!(late.queued);
        assert_eq!(late.age_ms, 60_000);
        assert!(restore(vec![beat(0, 15_000)], 15_001).iter().all(|b| b.input(15_001).queued));
        assert!(restore(vec![beat(0, 15_000)], MAX_AGE_MS + 20_000).is_empty());
    }

    #[test]
    fn what_several_pages_left_is_sent_once_and_in_order() {
        let left =
            vec![beat(30_000, 45_000), beat(0, 15_000), Waiting { tries: 2, ..beat(30_000, 45_000) }, beat(15_000, 30_000)];
        let restored = restore(left, 60_000);
        assert_eq!(
            restored.iter().map(|b| (b.from_ms, b.to_ms)).collect::<Vec<_>>(),
            [(0, 15_000), (15_000, 30_000), (30_000, 45_000)]
        );
        let many = (0..300).map(|index| beat(index * 1_000, index * 1_000 + 1)).collect();
        let restored = restore(many, 300_000);
        assert_eq!(restored.len(), MAX_WAITING);
        assert_eq!(restored.last().map(|b| b.from_ms), Some(299_000));
    }

    #[test]
    fn only_live_beats_and_those_offered_again_keep_a_distance() {
        let late = beat(0, 15_000);
        assert!(!late.must_rest(75_000, false));
        assert!(late.must_rest(75_000, true));
        assert!(late.must_rest(15_100, false));
    }

    #[test]
    fn a_beat_that_came_too_soon_is_offered_a_few_times() {
        let mut next = Some(beat(0, 15_000));
        let mut offers = 0;
        while let Some(one) = next {
            next = again(one);
            offers += 1;
        }
        assert_eq!(offers, 5);
        assert_eq!(again(Waiting { from_ms: 9, to_ms: 9, ..beat(0, 1) }), None);
    }

    #[test]
    fn the_body_is_what_the_server_reads() {
        let id = "00000000-0000-0000-0000-000000000001";
        assert_eq!(
            beat(0, 15_000).body(15_000),
            format!(
                "enrolment={id}&lesson={id}&beat[from_ms]=0&beat[to_ms]=15000&beat[speed_percent]=100&beat[queued]=false&beat[age_ms]=0"
            )
        );
    }
}
