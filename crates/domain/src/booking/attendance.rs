//! What became of a meeting, by the record of who was there: held, one of the two missing, or cut short; and what follows.

use super::{
    interval::{Interval, common, join, plus, plus_hours, plus_minutes},
    session::{SessionVerdict, completes_at, door},
};
use crate::money::Money;
use jiff::{SignedDuration, Timestamp};

/// The version of the rules below; an order keeps the one it was made under.
pub const ATTENDANCE_VERSION: i32 = 1;
/// Whoever is in the meeting's room says so every so many seconds.
pub const PING_S: i64 = 20;
/// Up to three of these may get lost before somebody counts as away.
pub const LOST_PINGS: i64 = 3;
/// A meeting is held when both were there together for half of its planned time.
pub const HELD_PERCENT: i64 = 50;
/// Who is not there by then is missing.
pub const MISSING_AFTER_MIN: i64 = 15;
/// A buyer who waited so long has waited for a seller who is missing.
pub const BUYER_WAITS_MIN: i64 = 10;
/// A seller waits until so long after the start for a buyer who is missing.
pub const SELLER_WAITS_MIN: i64 = 20;
/// A buyer who is said to have been missing may contest it for so long.
pub const CONTEST_HOURS: i64 = 72;
/// What a meeting that was cut short gives back may be objected to for so long.
pub const OBJECT_HOURS: i64 = 48;
/// A meeting of which nothing is known counts as held after so long, unless it is reported.
pub const UNKNOWN_HOURS: i64 = 72;

/// Who was in a meeting when. For a group each buyer has a record of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    pub planned: Interval,
    pub seller: Vec<Interval>,
    pub buyer: Vec<Interval>,
}

/// What is known while a meeting goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meanwhile {
    /// Nothing yet.
    Nothing,
    /// The buyer, who waits, is offered everything back or another time at once.
    SellerMissing,
    /// The seller has waited long enough.
    BuyerMissing,
}

/// What follows from a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consequence {
    pub verdict: SessionVerdict,
    /// What the buyer gets back, before anybody objects.
    pub refund: Money,
    /// Until when the buyer may contest it or object.
    pub contest_until: Timestamp,
}

/// The time that somebody was there, out of the moments at which they said so.
pub fn presence(pings: &[Timestamp]) -> Vec<Interval> {
    let reach_s = PING_S * (LOST_PINGS + 1);
    let mut sorted = pings.to_vec();
    sorted.sort_unstable();
    let next = sorted.iter().skip(1).map(Some).chain([None]);
    let spans = sorted.iter().zip(next).filter_map(|(ping, next)| {
        let alone = plus(*ping, SignedDuration::from_secs(PING_S));
        // Until the next one, when that is not far; else until one is missing.
        let end = next.filter(|next| ping.duration_until(**next).as_secs() <= reach_s).map_or(alone, |next| *next);
        Interval::new(*ping, end.max(alone))
    });
    join(spans.collect())
}

impl Attendance {
    /// The verdict, once the door is closed.
    pub fn verdict(&self) -> SessionVerdict {
        if self.together_s() * 100 >= self.planned.seconds() * HELD_PERCENT {
            SessionVerdict::Held
        } else if self.is_seller_missing(door(self.planned).end()) {
            SessionVerdict::SellerNoShow
        } else if self.is_buyer_missing(door(self.planned).end()) {
            SessionVerdict::BuyerNoShow
        } else {
            SessionVerdict::Short
        }
    }

    /// What can be said before the end.
    pub fn meanwhile(&self, now: Timestamp) -> Meanwhile {
        if self.is_seller_missing(now) {
            Meanwhile::SellerMissing
        } else if self.is_buyer_missing(now) {
            Meanwhile::BuyerMissing
        } else {
            Meanwhile::Nothing
        }
    }

    /// What follows, of what the buyer paid for this meeting.
    pub fn consequence(&self, paid: Money) -> Consequence {
        let verdict = self.verdict();
        let (refund_minor, hours) = match verdict {
            SessionVerdict::Held => (0, CONTEST_HOURS),
            SessionVerdict::SellerNoShow => (paid.minor, CONTEST_HOURS),
            SessionVerdict::BuyerNoShow => (0, CONTEST_HOURS),
            SessionVerdict::Short => (self.missing_part(paid.minor), OBJECT_HOURS),
        };
        let contest_until = plus_hours(self.planned.end(), hours);
        Consequence { verdict, refund: Money::new(refund_minor, paid.currency), contest_until }
    }

    /// How long both were there at once, while the door was open.
    fn together_s(&self) -> i64 {
        let door = [door(self.planned)];
        common(&common(&self.seller, &self.buyer), &door).into_iter().map(Interval::seconds).sum()
    }

    /// The part of an amount that belongs to the time in which they were not there together, rounded to the buyer's good.
    fn missing_part(&self, minor: i64) -> i64 {
        let planned_s = i128::from(self.planned.seconds().max(1));
        let missing_s = (planned_s - i128::from(self.together_s())).clamp(0, planned_s);
        let part = (i128::from(minor) * missing_s + planned_s - 1) / planned_s;
        i64::try_from(part).unwrap_or(minor)
    }

    /// Whether the seller was not there in time and the buyer has waited.
    fn is_seller_missing(&self, now: Timestamp) -> bool {
        let latest = plus_minutes(self.planned.start(), MISSING_AFTER_MIN);
        let waited_s: i64 = self.buyer_until(now).into_iter().map(Interval::seconds).sum();
        now >= latest && !is_in_by(&self.seller, latest) && waited_s >= BUYER_WAITS_MIN * 60
    }

    /// Whether the buyer was not there in time and the seller stayed long enough.
    fn is_buyer_missing(&self, now: Timestamp) -> bool {
        let latest = plus_minutes(self.planned.start(), MISSING_AFTER_MIN);
        let until = plus_minutes(self.planned.start(), SELLER_WAITS_MIN);
        let has_stayed = join(self.seller.clone()).iter().any(|span| span.start() <= latest && span.end() >= until);
        now >= until && !is_in_by(&self.buyer, latest) && has_stayed
    }

    /// When the buyer was there, while the door was open, up to a moment.
    fn buyer_until(&self, now: Timestamp) -> Vec<Interval> {
        let Some(open) = Interval::new(door(self.planned).start(), now.min(door(self.planned).end())) else { return Vec::new() };
        common(&self.buyer, &[open])
    }
}

fn is_in_by(presence: &[Interval], latest: Timestamp) -> bool {
    presence.iter().any(|span| span.start() <= latest)
}

/// When a meeting counts as done by itself: soon after its end when it was held, much later when nothing is known of it because it was
/// elsewhere.
pub fn done_at(planned: Interval, is_known: bool) -> Timestamp {
    if is_known { completes_at(planned) } else { plus_hours(planned.end(), UNKNOWN_HOURS) }
}

#[cfg(test)]
mod tests;
