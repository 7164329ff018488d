//! Moving a booked meeting: who may do so alone, when the other side has to agree, and what a move costs.

use super::interval::{plus_hours, plus_minutes};
use crate::{money::Money, text_enum::text_enum};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The version of the rules below; an order keeps the one it was made under.
pub const RESCHEDULE_VERSION: i32 = 1;
/// Until so many hours before the start either side moves a meeting without asking.
pub const FREE_HOURS: i64 = 12;
/// How often each side may do so with one booking.
pub const FREE_MOVES: i64 = 2;
/// How far from the original start a meeting may be moved.
pub const MAX_MOVE_DAYS: i64 = 30;
/// How long the other side has to answer, and how long before the start at the latest.
pub const ANSWER_HOURS: i64 = 24;
pub const ANSWER_BEFORE_MIN: i64 = 60;
/// How long people of a group may leave with everything that they paid when their class was moved.
pub const GROUP_LEAVE_HOURS: i64 = 48;
/// Until so many hours after the start a seller may offer to make up for it.
pub const MAKE_UP_HOURS: i64 = 72;
/// A reason has so many characters at most.
pub const MAX_REASON_CHARS: usize = 500;

text_enum! {
    /// One of the two who have an order.
    Side {
        Buyer = "buyer",
        Seller = "seller",
    }
}

impl Side {
    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Buyer => Self::Seller,
            Self::Seller => Self::Buyer,
        }
    }
}

/// A wish to move a meeting. Whether the new time is free is asked elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoveAsk {
    pub by: Side,
    pub now: Timestamp,
    /// The first start that was ever agreed.
    pub original_start: Timestamp,
    /// The start that stands.
    pub start: Timestamp,
    pub new_start: Timestamp,
    /// How often this side has moved this booking without asking.
    pub free_moves: i64,
    /// Whether others have places in the same meeting.
    pub is_group: bool,
    pub has_reason: bool,
}

/// What becomes of a wish to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveDecision {
    /// Moved at once, and counted.
    Free,
    /// The other side has to agree until then; silence leaves everything as it is.
    Propose {
        answer_until: Timestamp,
    },
    /// Moved at once for everybody; whom the new time does not suit leaves with everything until then.
    Group {
        leave_until: Timestamp,
    },
    Refused(MoveRefusal),
}

text_enum! {
    /// Why a meeting cannot be moved.
    MoveRefusal {
        NoReason = "no_reason",
        /// To a moment that is over, or to where it is.
        NotLater = "not_later",
        TooFar = "too_far",
        /// A class is moved by its seller.
        GroupBuyer = "group_buyer",
        /// There is no time left to answer.
        TooLate = "too_late",
    }
}

impl MoveAsk {
    /// What becomes of it.
    pub fn decide(&self) -> MoveDecision {
        match self.refusal() {
            Some(refusal) => MoveDecision::Refused(refusal),
            None if self.now >= self.start => self.make_up(),
            None if self.is_group => MoveDecision::Group { leave_until: plus_hours(self.now, GROUP_LEAVE_HOURS) },
            None if self.is_early() && self.free_moves < FREE_MOVES => MoveDecision::Free,
            None => self.propose(),
        }
    }

    fn refusal(&self) -> Option<MoveRefusal> {
        if self.is_group && self.by == Side::Buyer {
            return Some(MoveRefusal::GroupBuyer);
        }
        if !self.has_reason {
            return Some(MoveRefusal::NoReason);
        }
        if self.new_start <= self.now || self.new_start == self.start {
            return Some(MoveRefusal::NotLater);
        }
        let days = MAX_MOVE_DAYS * 24;
        let is_near =
            plus_hours(self.original_start, -days) <= self.new_start && self.new_start <= plus_hours(self.original_start, days);
        (!is_near).then_some(MoveRefusal::TooFar)
    }

    fn is_early(&self) -> bool {
        !is_late_move(self.now, self.start)
    }

    /// From the start on only a seller may offer anything, and not for long.
    fn make_up(&self) -> MoveDecision {
        let until = plus_hours(self.start, MAKE_UP_HOURS);
        if self.by == Side::Buyer || self.now > until {
            return MoveDecision::Refused(MoveRefusal::TooLate);
        }
        MoveDecision::Propose { answer_until: plus_hours(self.now, ANSWER_HOURS) }
    }

    /// A seller may propose to the last minute, and then has the answer until the start; a buyer needs the hour before it.
    fn propose(&self) -> MoveDecision {
        let latest = plus_minutes(self.start, -ANSWER_BEFORE_MIN);
        let latest = if latest <= self.now && self.by == Side::Seller { self.start } else { latest };
        let answer_until = plus_hours(self.now, ANSWER_HOURS).min(latest);
        if answer_until > self.now { MoveDecision::Propose { answer_until } } else { MoveDecision::Refused(MoveRefusal::TooLate) }
    }
}

/// Whether a meeting that is moved at a moment can no longer be cancelled: it is moved within its last hours. For a proposal the moment
/// at which it was accepted counts.
pub fn is_late_move(moved_at: Timestamp, start: Timestamp) -> bool {
    moved_at > plus_hours(start, -FREE_HOURS)
}

text_enum! {
    /// How a proposal stands.
    ProposalStatus {
        Waiting = "waiting",
        Accepted = "accepted",
        Refused = "refused",
        /// Nobody answered: everything stays.
        Lapsed = "lapsed",
        /// The meeting was moved or cancelled otherwise, or the proposal was taken back.
        Withdrawn = "withdrawn",
    }
}

impl ProposalStatus {
    /// Whether a proposal may go from here to there.
    pub const fn may_become(self, next: Self) -> bool {
        matches!((self, next), (Self::Waiting, Self::Accepted | Self::Refused | Self::Lapsed | Self::Withdrawn))
    }

    /// What time alone makes of it.
    pub fn after(self, answer_until: Timestamp, now: Timestamp) -> Self {
        if matches!(self, Self::Waiting) && now > answer_until { Self::Lapsed } else { self }
    }
}

/// What a move costs when the new time is longer or dearer: the difference and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    Nothing,
    Pay(Money),
    GetBack(Money),
}

/// The difference between what was paid and what the new time costs; none for two currencies.
pub fn difference(paid: Money, costs: Money) -> Option<Difference> {
    if paid.currency != costs.currency {
        return None;
    }
    let more = costs.minor - paid.minor;
    Some(match more {
        0 => Difference::Nothing,
        1.. => Difference::Pay(Money::new(more, paid.currency)),
        _ => Difference::GetBack(Money::new(-more, paid.currency)),
    })
}

#[cfg(test)]
mod tests;
