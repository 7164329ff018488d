//! A case: buyer and seller do not agree about an order. They propose to each other, else both bring what they have and the staff
//! decides. Every state has a deadline, every deadline has an outcome, and a case that nobody ends is ended for the buyer.
//!
//! A case freezes the money of its own order and of nothing else.

mod words;

pub use words::{
    CLASS_OPEN_HOURS, COURSE_OPEN_HOURS, Case, CaseAbout, CaseRefusal, CaseState, CaseStatus, CaseStep, EndedBy, Outcome,
    REASON_CHARS, SERVICE_OPEN_HOURS,
};

use super::{interval::plus_hours, reschedule::Side};
use crate::money::share_half_even;
use jiff::Timestamp;

/// The version of the rules below; a case keeps the one it was opened under.
pub const CASE_VERSION: i32 = 1;
/// How long the other side has to answer a proposal; no answer accepts it. As long a case waits for its first one.
pub const ANSWER_HOURS: i64 = 48;
/// How long both bring what they have.
pub const EVIDENCE_HOURS: i64 = 72;
/// How long the staff takes to decide.
pub const DECISION_HOURS: i64 = 72;
/// How long they look for a time after they agreed on another meeting.
pub const PICK_HOURS: i64 = 7 * 24;
/// A case that is not ended by then is ended for the buyer.
pub const HARD_STOP_HOURS: i64 = 30 * 24;

impl Case {
    /// A new case.
    pub fn open(opened_at: Timestamp, paid_minor: i64) -> Self {
        Self { opened_at, paid_minor, state: CaseState::Opened { until: plus_hours(opened_at, ANSWER_HOURS) } }
    }

    /// The word for where it stands. A decision of time or of the staff is one; what both agreed on is not.
    pub const fn status(&self) -> CaseStatus {
        match self.state {
            CaseState::Opened { .. } => CaseStatus::Opened,
            CaseState::Proposed { .. } => CaseStatus::Proposed,
            CaseState::Countered { .. } => CaseStatus::Countered,
            CaseState::Agreed { .. } | CaseState::Ended { by: EndedBy::Agreement | EndedBy::Silence, .. } => CaseStatus::Agreed,
            CaseState::Evidence { .. } => CaseStatus::Evidence,
            CaseState::Ended { .. } => CaseStatus::Decided,
        }
    }

    /// When it is ended for the buyer if nobody has ended it.
    pub fn hard_stop_at(&self) -> Timestamp {
        plus_hours(self.opened_at, HARD_STOP_HOURS)
    }

    /// When time changes it next; none once it is over.
    pub fn deadline(&self) -> Option<Timestamp> {
        let hard_stop = self.hard_stop_at();
        match self.state {
            CaseState::Opened { until } | CaseState::Proposed { until, .. } | CaseState::Countered { until, .. } => {
                Some(until.min(hard_stop))
            }
            // What was agreed is followed to its own end.
            CaseState::Agreed { until, .. } => Some(until),
            // The staff's own deadline warns the staff; only the last one changes anything.
            CaseState::Evidence { .. } => Some(hard_stop),
            CaseState::Ended { .. } => None,
        }
    }

    /// What time alone has made of it by now. As late as this is asked, it finds what it would have found in time.
    #[must_use]
    pub fn after(self, now: Timestamp) -> Self {
        let mut case = self;
        while let Some(deadline) = case.deadline().filter(|deadline| now > *deadline) {
            case.state = case.lapsed(deadline);
        }
        case
    }

    /// What comes of a deadline that nobody kept.
    fn lapsed(&self, deadline: Timestamp) -> CaseState {
        let hard_stop = self.hard_stop_at();
        match self.state {
            CaseState::Opened { until } if until <= hard_stop => self.evidence(deadline),
            CaseState::Proposed { outcome, until, .. } | CaseState::Countered { outcome, until, .. } if until <= hard_stop => {
                agree(outcome, EndedBy::Silence, deadline)
            }
            CaseState::Agreed { buyer_proposed, seller_proposed, .. } => {
                let minor = match (buyer_proposed, seller_proposed) {
                    (true, false) => self.paid_minor,
                    (false, true) => 0,
                    _ => share_half_even(self.paid_minor, 5_000),
                };
                CaseState::Ended { outcome: Outcome::Refund { minor }, by: EndedBy::DeadEnd, at: deadline }
            }
            CaseState::Ended { .. } => self.state,
            _ => CaseState::Ended { outcome: Outcome::Refund { minor: self.paid_minor }, by: EndedBy::HardStop, at: deadline },
        }
    }

    /// What a step makes of it, after what time has made of it.
    pub fn step(self, step: CaseStep, now: Timestamp) -> Result<Self, CaseRefusal> {
        let case = self.after(now);
        let state = match step {
            CaseStep::Propose { by, outcome } => case.propose(by, outcome, now)?,
            CaseStep::Accept { by } => agree(case.answered(by)?, EndedBy::Agreement, now),
            CaseStep::Refuse { by } => {
                case.answered(by)?;
                case.evidence(now)
            }
            CaseStep::ProposeTime { by } => case.propose_time(by)?,
            CaseStep::TimeFound => match case.state {
                CaseState::Agreed { by, .. } => CaseState::Ended { outcome: Outcome::Reschedule, by, at: now },
                _ => return Err(CaseRefusal::NotNow),
            },
            CaseStep::Decide { outcome } => case.decide(outcome, now)?,
        };
        Ok(Self { state, ..case })
    }

    fn propose(&self, by: Side, outcome: Outcome, now: Timestamp) -> Result<CaseState, CaseRefusal> {
        if !outcome.fits(self.paid_minor) {
            return Err(CaseRefusal::Amount);
        }
        let until = plus_hours(now, ANSWER_HOURS);
        match self.state {
            CaseState::Opened { .. } => Ok(CaseState::Proposed { by, outcome, until }),
            CaseState::Proposed { by: last, .. } | CaseState::Countered { by: last, .. } if last == by => {
                Err(CaseRefusal::NotYours)
            }
            CaseState::Proposed { .. } | CaseState::Countered { .. } => Ok(CaseState::Countered { by, outcome, until }),
            _ => Err(CaseRefusal::NotNow),
        }
    }

    /// The proposal that somebody answers: never the own one.
    fn answered(&self, by: Side) -> Result<Outcome, CaseRefusal> {
        match self.state {
            CaseState::Proposed { by: last, .. } | CaseState::Countered { by: last, .. } if last == by => {
                Err(CaseRefusal::NotYours)
            }
            CaseState::Proposed { outcome, .. } | CaseState::Countered { outcome, .. } => Ok(outcome),
            _ => Err(CaseRefusal::NotNow),
        }
    }

    fn propose_time(&self, side: Side) -> Result<CaseState, CaseRefusal> {
        let CaseState::Agreed { by, buyer_proposed, seller_proposed, until } = self.state else {
            return Err(CaseRefusal::NotNow);
        };
        let buyer_proposed = buyer_proposed || side == Side::Buyer;
        let seller_proposed = seller_proposed || side == Side::Seller;
        Ok(CaseState::Agreed { by, buyer_proposed, seller_proposed, until })
    }

    fn decide(&self, outcome: Outcome, now: Timestamp) -> Result<CaseState, CaseRefusal> {
        let CaseState::Evidence { until, .. } = self.state else { return Err(CaseRefusal::NotNow) };
        if now <= until {
            return Err(CaseRefusal::TooEarly);
        }
        if !outcome.fits(self.paid_minor) {
            return Err(CaseRefusal::Amount);
        }
        Ok(agree(outcome, EndedBy::Staff, now))
    }

    fn evidence(&self, from: Timestamp) -> CaseState {
        let until = plus_hours(from, EVIDENCE_HOURS);
        CaseState::Evidence { until, decide_until: plus_hours(until, DECISION_HOURS) }
    }

    /// How the money of the order is shared once it is over: what the buyer gets back. None while it goes on, and where they meet or
    /// work again, after which the order ends as any other.
    pub const fn refund_minor(&self) -> Option<i64> {
        match self.state {
            CaseState::Ended { outcome: Outcome::Refund { minor }, .. } => Some(minor),
            _ => None,
        }
    }
}

/// It is settled what shall be: another meeting needs a time first, everything else is the end.
fn agree(outcome: Outcome, by: EndedBy, at: Timestamp) -> CaseState {
    match outcome {
        Outcome::Reschedule => {
            CaseState::Agreed { by, buyer_proposed: false, seller_proposed: false, until: plus_hours(at, PICK_HOURS) }
        }
        Outcome::Refund { .. } | Outcome::Redo => CaseState::Ended { outcome, by, at },
    }
}

#[cfg(test)]
mod tests;
