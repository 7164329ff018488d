//! What a cancellation gives back, as one function: the page shows its answer and until when it holds, the cancellation pays it.
//!
//! The clock of a refund runs from the original start, wherever a meeting was moved to since. A bound is part of what comes before it:
//! "to 12 hours before" includes the moment twelve hours before.

use super::interval::{plus, plus_hours};
use crate::{
    money::{Money, share_half_even},
    text_enum::text_enum,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The version of the rules below; an order keeps the one it was made under.
pub const CANCEL_VERSION: i32 = 1;
/// Flexible: all of it until so many hours before, half of it later.
pub const FLEXIBLE_FULL_HOURS: i64 = 4;
/// Standard: all of it until so many hours before, nothing later. The seller may cancel until then.
pub const STANDARD_FULL_HOURS: i64 = 12;
/// Standard: all of it so long after the purchase, when the start was further away than that.
pub const STANDARD_GRACE_HOURS: i64 = 24;
/// Firm: all of it until so many hours before, then half of it, then nothing.
pub const FIRM_FULL_HOURS: i64 = 48;
pub const FIRM_HALF_HOURS: i64 = 24;
/// A cohort that lasts so long gives all back in its first weeks, a shorter one until its middle.
pub const COHORT_LONG_HOURS: i64 = 28 * 24;
pub const COHORT_FIRST_HOURS: i64 = 14 * 24;
const FULL_BP: i64 = 10_000;
const HALF_BP: i64 = 5_000;

text_enum! {
    /// What a seller promises to those who cancel; a buyer sees it before paying.
    CancelPolicy {
        Flexible = "flexible",
        Standard = "standard",
        Firm = "firm",
        /// Meetings that were not used are given back.
        Series = "series",
        /// A group that learns together from beginning to end.
        Cohort = "cohort",
    }
}

text_enum! {
    /// Who cancels.
    Canceller {
        Buyer = "buyer",
        Seller = "seller",
        /// Too few people, a decision of the staff.
        Platform = "platform",
    }
}

text_enum! {
    /// What became of a meeting so far.
    MeetingState {
        Ahead = "ahead",
        Held = "held",
        BuyerMissed = "buyer_missed",
        SellerMissed = "seller_missed",
        /// Its share was given back before.
        Settled = "settled",
    }
}

text_enum! {
    /// Why a booking cannot be cancelled.
    CancelRefusal {
        /// It has begun; the record of who was there decides.
        Begun = "begun",
        /// It was moved in its last hours, and stays.
        MovedLate = "moved_late",
        /// So shortly before, a seller can only offer another time.
        OnlyMove = "only_move",
    }
}

/// A meeting of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CancelMeeting {
    pub original_start: Timestamp,
    /// As it stands now.
    pub start: Timestamp,
    pub end: Timestamp,
    pub state: MeetingState,
}

/// Everything that a cancellation depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelCase {
    pub policy: CancelPolicy,
    pub by: Canceller,
    pub now: Timestamp,
    pub purchased_at: Timestamp,
    /// What the buyer paid for all meetings together.
    pub paid: Money,
    /// In order; one for a single class.
    pub meetings: Vec<CancelMeeting>,
    /// Whether it was moved in its last hours.
    pub is_moved_late: bool,
}

/// What a cancellation would do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CancelQuote {
    pub answer: Result<Money, CancelRefusal>,
    /// The last moment at which the answer is the same; none when time changes nothing any more.
    pub holds_until: Option<Timestamp>,
}

/// The refund that a cancellation gives at the case's moment, and until when.
pub fn quote_cancel(case: &CancelCase) -> CancelQuote {
    let answer = case.answer(case.now);
    let changes = |bound: &Timestamp| *bound >= case.now && case.answer(plus(*bound, SignedDuration::from_nanos(1))) != answer;
    CancelQuote { answer, holds_until: case.bounds().into_iter().filter(changes).min() }
}

impl CancelCase {
    fn answer(&self, now: Timestamp) -> Result<Money, CancelRefusal> {
        if self.by != Canceller::Platform {
            let Some(next) = self.next_start(now) else { return Err(CancelRefusal::Begun) };
            if self.is_moved_late {
                return Err(CancelRefusal::MovedLate);
            }
            if self.by == Canceller::Seller && self.is_bound() && now > plus_hours(next, -STANDARD_FULL_HOURS) {
                return Err(CancelRefusal::OnlyMove);
            }
        }
        if self.by == Canceller::Buyer
            && self.policy == CancelPolicy::Cohort
            && self.cohort_until().is_some_and(|until| now <= until)
        {
            return Ok(Money::new(self.paid.minor - self.settled_minor(), self.paid.currency));
        }
        let minor = self.shares().map(|(meeting, share)| share_half_even(share, self.part_bp(meeting, now))).sum();
        Ok(Money::new(minor, self.paid.currency))
    }

    /// Which part of a meeting's share goes back, in basis points.
    fn part_bp(&self, meeting: &CancelMeeting, now: Timestamp) -> i64 {
        match (meeting.state, self.by) {
            (MeetingState::SellerMissed, _) => FULL_BP,
            (MeetingState::Held | MeetingState::BuyerMissed | MeetingState::Settled, _) => 0,
            (MeetingState::Ahead, Canceller::Platform) => FULL_BP,
            // One that goes on is for the record of who was there.
            (MeetingState::Ahead, _) if now > meeting.start => 0,
            (MeetingState::Ahead, Canceller::Seller) => FULL_BP,
            (MeetingState::Ahead, Canceller::Buyer) => self.buyers_part_bp(meeting, now),
        }
    }

    fn buyers_part_bp(&self, meeting: &CancelMeeting, now: Timestamp) -> i64 {
        let is_until = |hours: i64| now <= plus_hours(meeting.original_start, -hours);
        match self.policy {
            CancelPolicy::Flexible if is_until(FLEXIBLE_FULL_HOURS) => FULL_BP,
            CancelPolicy::Flexible => HALF_BP,
            CancelPolicy::Standard if is_until(STANDARD_FULL_HOURS) || self.is_in_grace(meeting, now) => FULL_BP,
            CancelPolicy::Firm if is_until(FIRM_FULL_HOURS) => FULL_BP,
            CancelPolicy::Firm if is_until(FIRM_HALF_HOURS) => HALF_BP,
            CancelPolicy::Series => FULL_BP,
            // All of a cohort goes back as long as any does.
            CancelPolicy::Standard | CancelPolicy::Firm | CancelPolicy::Cohort => 0,
        }
    }

    /// The day after a purchase, when the start was further away than that: who has just bought may think again.
    fn is_in_grace(&self, meeting: &CancelMeeting, now: Timestamp) -> bool {
        let until = plus_hours(self.purchased_at, STANDARD_GRACE_HOURS);
        meeting.original_start > until && now <= until
    }

    /// Until when a cohort gives everything back: its middle, or its first two weeks where it lasts four or more.
    fn cohort_until(&self) -> Option<Timestamp> {
        let begin = self.meetings.iter().map(|meeting| meeting.original_start).min()?;
        let length = begin.duration_until(self.meetings.iter().map(|meeting| meeting.end).max()?);
        let until = if length >= SignedDuration::from_hours(COHORT_LONG_HOURS) {
            plus_hours(begin, COHORT_FIRST_HOURS)
        } else {
            plus(begin, SignedDuration::from_secs(length.as_secs() / 2))
        };
        Some(until)
    }

    /// Whether the policy binds the seller too: shortly before, only another time may be offered.
    fn is_bound(&self) -> bool {
        matches!(self.policy, CancelPolicy::Standard | CancelPolicy::Firm)
    }

    /// When the next meeting begins that has not begun.
    fn next_start(&self, now: Timestamp) -> Option<Timestamp> {
        let ahead = self.meetings.iter().filter(|meeting| meeting.state == MeetingState::Ahead && now <= meeting.start);
        ahead.map(|meeting| meeting.start).min()
    }

    /// Every meeting with its share of what was paid. The shares differ by one minor unit at most and always sum to the whole.
    fn shares(&self) -> impl Iterator<Item = (&CancelMeeting, i64)> {
        let count = i64::try_from(self.meetings.len()).unwrap_or(i64::MAX).max(1);
        let paid = self.paid.minor;
        let until =
            move |meetings: i64| i64::try_from(i128::from(paid) * i128::from(meetings) / i128::from(count)).unwrap_or(paid);
        (0..).zip(&self.meetings).map(move |(index, meeting)| (meeting, until(index + 1) - until(index)))
    }

    fn settled_minor(&self) -> i64 {
        self.shares().filter(|(meeting, _)| meeting.state == MeetingState::Settled).map(|(_, share)| share).sum()
    }

    /// Every moment after which the answer may be another.
    fn bounds(&self) -> Vec<Timestamp> {
        let mut bounds = vec![plus_hours(self.purchased_at, STANDARD_GRACE_HOURS)];
        bounds.extend(self.cohort_until());
        for meeting in &self.meetings {
            let before = [FLEXIBLE_FULL_HOURS, STANDARD_FULL_HOURS, FIRM_FULL_HOURS, FIRM_HALF_HOURS];
            bounds.extend(before.map(|hours| plus_hours(meeting.original_start, -hours)));
            bounds.extend([plus_hours(meeting.start, -STANDARD_FULL_HOURS), meeting.start]);
        }
        bounds
    }
}

#[cfg(test)]
mod tests;
