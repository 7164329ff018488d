//! Which times of a seller are free for a meeting of a given length, and why another is not.

use super::{
    exceptions::{Exception, open_hours},
    interval::{Interval, plus_hours, plus_minutes, without},
    settings::{CalendarSettings, RUNNING_NOTICE_MIN},
    weekly::WeeklySpan,
    zones::{stretches, week_start},
};
use crate::text_enum::text_enum;
use jiff::{SignedDuration, Timestamp, Zoned, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The shortest and the longest meeting, in minutes.
pub const MEETING_MINUTES: std::ops::RangeInclusive<i64> = 15..=480;
/// Hours may begin at any full five minutes; the first meeting in them may too.
const BEGIN_S: i64 = 300;

text_enum! {
    /// What takes a seller's time.
    BusyKind {
        Meeting = "meeting",
        Hold = "hold",
        Away = "away",
    }
}

/// Time of a seller that is taken, with what its own meeting keeps free around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy {
    pub span: Interval,
    pub before_min: i16,
    pub after_min: i16,
    pub kind: BusyKind,
}

/// All that says when a seller can be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub zone: TimeZone,
    pub settings: CalendarSettings,
    pub weekly: Vec<WeeklySpan>,
    pub exceptions: Vec<Exception>,
    pub busy: Vec<Busy>,
}

/// What somebody looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotWish {
    pub length_min: i64,
    /// In which it begins.
    pub window: Interval,
    pub now: Timestamp,
    /// Whether it is a class that runs anyway.
    pub is_running: bool,
}

text_enum! {
    /// Why a time cannot be taken.
    SlotRefusal {
        TooSoon = "too_soon",
        TooFar = "too_far",
        Closed = "closed",
        Taken = "taken",
        DayFull = "day_full",
        WeekFull = "week_full",
    }
}

/// How many meetings a seller has on which day and in which week, by the seller's clock.
struct Load {
    days: BTreeMap<Date, i16>,
    weeks: BTreeMap<Date, i16>,
}

impl Calendar {
    /// The free times in order, at most so many of them.
    pub fn find_slots(&self, wish: &SlotWish, most: usize) -> Vec<Interval> {
        let (earliest, latest) = self.bounds(wish.now, wish.is_running, self.settings.horizon_days);
        let first = earliest.max(wish.window.start());
        // A day more, so that hours which began before show where they begin.
        let Some(over) = Interval::new(plus_hours(first, -24), plus_minutes(latest.min(wish.window.end()), wish.length_min))
        else {
            return Vec::new();
        };
        let open = open_hours(&self.weekly, &self.exceptions, &self.zone, over);
        let blocked = self.busy.iter().filter_map(|busy| self.blocked(busy).meet(over)).collect();
        let load = self.load(over);
        let begins: Vec<Timestamp> = open.iter().map(|hours| hours.start()).collect();
        let free = without(open, blocked);
        let fits = |slot: &Interval| {
            let start = slot.start();
            start >= first && start <= latest && start < wish.window.end() && self.limit(&load, start).is_none()
        };
        free.into_iter()
            .flat_map(|free| self.starts(free, begins.binary_search(&free.start()).is_ok(), wish.length_min))
            .filter(fits)
            .take(most)
            .collect()
    }

    /// Why a time cannot be taken; none where it can.
    pub fn refusal(&self, slot: Interval, now: Timestamp, is_running: bool) -> Option<SlotRefusal> {
        self.refusal_within(slot, now, is_running, self.settings.horizon_days)
    }

    /// The same with another horizon.
    pub(super) fn refusal_within(
        &self,
        slot: Interval,
        now: Timestamp,
        is_running: bool,
        horizon_days: i16,
    ) -> Option<SlotRefusal> {
        let (earliest, latest) = self.bounds(now, is_running, horizon_days);
        if slot.start() < earliest {
            return Some(SlotRefusal::TooSoon);
        }
        if slot.start() > latest {
            return Some(SlotRefusal::TooFar);
        }
        let open = open_hours(&self.weekly, &self.exceptions, &self.zone, slot);
        if !open.iter().any(|hours| hours.covers(slot)) {
            return Some(SlotRefusal::Closed);
        }
        if self.busy.iter().any(|busy| self.blocked(busy).overlaps(slot)) {
            return Some(SlotRefusal::Taken);
        }
        self.limit(&self.load(slot), slot.start())
    }

    /// Between which moments a meeting may begin.
    fn bounds(&self, now: Timestamp, is_running: bool, horizon_days: i16) -> (Timestamp, Timestamp) {
        let notice = if is_running { self.settings.notice_min.min(RUNNING_NOTICE_MIN) } else { self.settings.notice_min };
        (plus_minutes(now, i64::from(notice)), plus_hours(now, i64::from(horizon_days) * 24))
    }

    /// What a new meeting has to keep out of: the buffers of both count, the old one's and its own.
    fn blocked(&self, busy: &Busy) -> Interval {
        match busy.kind {
            BusyKind::Away => busy.span,
            BusyKind::Meeting | BusyKind::Hold => busy.span.widened(
                i64::from(busy.before_min) + i64::from(self.settings.buffer_after_min),
                i64::from(busy.after_min) + i64::from(self.settings.buffer_before_min),
            ),
        }
    }

    /// The meetings of the days and weeks around a span; nothing is counted where there is no limit.
    fn load(&self, over: Interval) -> Load {
        let mut load = Load { days: BTreeMap::new(), weeks: BTreeMap::new() };
        if self.settings.max_per_day.is_none() && self.settings.max_per_week.is_none() {
            return load;
        }
        let near = over.widened(8 * 1_440, 8 * 1_440);
        for busy in self.busy.iter().filter(|busy| busy.kind != BusyKind::Away && near.contains(busy.span.start())) {
            let day = self.zone.to_datetime(busy.span.start()).date();
            *load.days.entry(day).or_default() += 1;
            *load.weeks.entry(week_start(day, self.settings.week_starts_on)).or_default() += 1;
        }
        load
    }

    /// Whether the day or the week of a moment is full.
    fn limit(&self, load: &Load, start: Timestamp) -> Option<SlotRefusal> {
        let is_full = |most: Option<i16>, count: Option<&i16>| most.is_some_and(|most| count.is_some_and(|count| *count >= most));
        if self.settings.max_per_day.is_none() && self.settings.max_per_week.is_none() {
            return None;
        }
        let day = self.zone.to_datetime(start).date();
        if is_full(self.settings.max_per_day, load.days.get(&day)) {
            return Some(SlotRefusal::DayFull);
        }
        let week = week_start(day, self.settings.week_starts_on);
        is_full(self.settings.max_per_week, load.weeks.get(&week)).then_some(SlotRefusal::WeekFull)
    }

    /// The meetings that fit into free time: at every full step of the seller's clock, and where hours begin.
    fn starts(&self, free: Interval, is_begin: bool, length_min: i64) -> Vec<Interval> {
        let step_s = i64::from(self.settings.step_min.max(1)) * 60;
        let mut found = Vec::new();
        for (stretch, offset) in stretches(&self.zone, free) {
            let offset_s = i64::from(offset.seconds());
            let wall_s = stretch.start().as_second() + i64::from(stretch.start().subsec_nanosecond() > 0) + offset_s;
            let begins_here = is_begin && stretch.start() == free.start() && wall_s % BEGIN_S == 0 && wall_s % step_s != 0;
            let first_s = wall_s + (step_s - wall_s.rem_euclid(step_s)) % step_s;
            let steps = (0..).map(|step| first_s + step * step_s);
            let begin = begins_here.then_some(wall_s);
            let slots = begin.into_iter().chain(steps).map_while(|second| {
                let start = Timestamp::from_second(second - offset_s).ok().filter(|start| *start < stretch.end())?;
                Interval::lasting(start, length_min).filter(|slot| free.covers(*slot))
            });
            found.extend(slots);
        }
        found
    }
}

/// A free time on two clocks: of whoever looks first, of the seller second.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotClock {
    pub span: Interval,
    pub viewer: Zoned,
    pub seller: Zoned,
}

/// The free times of one day of whoever looks.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotDay {
    pub date: Date,
    pub slots: Vec<SlotClock>,
}

/// Free times day by day, by the clock of whoever looks.
pub fn by_day(slots: &[Interval], viewer: &TimeZone, seller: &TimeZone) -> Vec<SlotDay> {
    let mut days: Vec<SlotDay> = Vec::new();
    for span in slots {
        let clock = SlotClock {
            span: *span,
            viewer: span.start().to_zoned(viewer.clone()),
            seller: span.start().to_zoned(seller.clone()),
        };
        let date = clock.viewer.date();
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.slots.push(clock),
            None => days.push(SlotDay { date, slots: vec![clock] }),
        }
    }
    days
}

/// How far a moment lies ahead, in whole minutes; nothing once it is there.
pub fn minutes_until(now: Timestamp, at: Timestamp) -> i64 {
    now.duration_until(at).max(SignedDuration::ZERO).as_mins()
}

#[cfg(test)]
mod tests;
