//! The words of cases: about what they are opened, what is proposed, where they stand and what is done in them.

use super::super::{interval::plus_hours, reschedule::Side};
use crate::text_enum::text_enum;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How long after the end of a class a case can be opened, and how long after a service was completed.
pub const CLASS_OPEN_HOURS: i64 = 72;
pub const SERVICE_OPEN_HOURS: i64 = 7 * 24;
/// How long after the purchase of a course.
pub const COURSE_OPEN_HOURS: i64 = 30 * 24;
/// A reason has so many characters at least and at most.
pub const REASON_CHARS: std::ops::RangeInclusive<usize> = 10..=2_000;

/// About what a case is opened, with the moments that count for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseAbout {
    Class { ends_at: Timestamp },
    Course { paid_at: Timestamp },
    Service { due_at: Timestamp, completed_at: Option<Timestamp> },
}

impl CaseAbout {
    /// Whether a case can be opened now.
    pub fn can_open(self, now: Timestamp) -> bool {
        match self {
            Self::Class { ends_at } => now <= plus_hours(ends_at, CLASS_OPEN_HOURS),
            Self::Course { paid_at } => now <= plus_hours(paid_at, COURSE_OPEN_HOURS),
            Self::Service { due_at, completed_at } => {
                let is_early_enough = completed_at.is_none_or(|at| now <= plus_hours(at, SERVICE_OPEN_HOURS));
                now >= completed_at.map_or(due_at, |at| at.min(due_at)) && is_early_enough
            }
        }
    }
}

/// What somebody proposes, or the staff decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The buyer gets so much back, the seller keeps the rest.
    Refund { minor: i64 },
    /// They meet another time, without another payment.
    Reschedule,
    /// The work is done again.
    Redo,
}

impl Outcome {
    /// Whether it can be meant for an order of which so much was paid.
    pub fn fits(self, paid_minor: i64) -> bool {
        match self {
            Self::Refund { minor } => (0..=paid_minor).contains(&minor),
            Self::Reschedule | Self::Redo => true,
        }
    }
}

text_enum! {
    /// Where a case stands.
    CaseStatus {
        Opened = "opened",
        Proposed = "proposed",
        Countered = "countered",
        Agreed = "agreed",
        Evidence = "evidence",
        Decided = "decided",
    }
}

text_enum! {
    /// How a case came to its end.
    EndedBy {
        Agreement = "agreement",
        /// Nobody answered a proposal.
        Silence = "silence",
        Staff = "staff",
        /// They agreed to meet again and found no time.
        DeadEnd = "dead_end",
        HardStop = "hard_stop",
    }
}

/// A state with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    Opened {
        until: Timestamp,
    },
    Proposed {
        by: Side,
        outcome: Outcome,
        until: Timestamp,
    },
    Countered {
        by: Side,
        outcome: Outcome,
        until: Timestamp,
    },
    /// They agreed to meet again and look for a time; who has proposed one is remembered.
    Agreed {
        by: EndedBy,
        buyer_proposed: bool,
        seller_proposed: bool,
        until: Timestamp,
    },
    /// Both bring what they have, then the staff decides.
    Evidence {
        until: Timestamp,
        decide_until: Timestamp,
    },
    /// The end.
    Ended {
        outcome: Outcome,
        by: EndedBy,
        at: Timestamp,
    },
}

/// A case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    pub opened_at: Timestamp,
    /// What the order's buyer paid, in minor units.
    pub paid_minor: i64,
    pub state: CaseState,
}

/// What somebody does in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseStep {
    Propose {
        by: Side,
        outcome: Outcome,
    },
    Accept {
        by: Side,
    },
    /// Not this, and no other proposal: the staff shall decide.
    Refuse {
        by: Side,
    },
    /// A time for the meeting that they agreed on.
    ProposeTime {
        by: Side,
    },
    TimeFound,
    Decide {
        outcome: Outcome,
    },
}

text_enum! {
    /// Why a step is not possible.
    CaseRefusal {
        /// Not in this state, or it is over.
        NotNow = "not_now",
        /// It is the other side's turn.
        NotYours = "not_yours",
        /// More than was paid, or less than nothing.
        Amount = "amount",
        /// Both may still bring what they have.
        TooEarly = "too_early",
    }
}
