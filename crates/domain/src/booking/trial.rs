//! Who may take a free trial, and what follows a trial that was missed or did not please.

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

/// The version of the numbers below.
pub const TRIAL_VERSION: i32 = 1;
/// How long a free trial is.
pub const FREE_TRIAL_MIN: i64 = 30;
/// How many free trials that are still to come a buyer may have.
pub const MAX_OPEN_FREE_TRIALS: i64 = 3;
/// How often a paid trial that was not held or did not please is replaced, with any seller.
pub const TRIAL_REPLACEMENTS: i64 = 2;

/// What the rule of free trials looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrialAsk {
    pub is_email_verified: bool,
    /// Whether the buyer has had one of this seller, or has one to come.
    pub had_one_here: bool,
    /// Free trials of this buyer that are still to come.
    pub open_trials: i64,
}

text_enum! {
    /// Why a free trial cannot be taken.
    TrialRefusal {
        EmailNotVerified = "email_not_verified",
        HadOneHere = "had_one_here",
        TooManyOpen = "too_many_open",
    }
}

impl TrialAsk {
    /// The first reason against it.
    pub const fn refusal(self) -> Option<TrialRefusal> {
        if !self.is_email_verified {
            Some(TrialRefusal::EmailNotVerified)
        } else if self.had_one_here {
            Some(TrialRefusal::HadOneHere)
        } else if self.open_trials >= MAX_OPEN_FREE_TRIALS {
            Some(TrialRefusal::TooManyOpen)
        } else {
            None
        }
    }
}

/// What happens to a seller who has missed trials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissedTrialStep {
    /// Is told, and shown how it is done.
    Warning,
    /// Is not found by anybody for so many days.
    Hidden {
        days: i64,
    },
    Suspended,
}

/// The step for the last of so many missed trials.
pub const fn missed_trial_step(missed: i64) -> Option<MissedTrialStep> {
    match missed {
        i64::MIN..=0 => None,
        1 => Some(MissedTrialStep::Warning),
        2 => Some(MissedTrialStep::Hidden { days: 7 }),
        3 => Some(MissedTrialStep::Hidden { days: 14 }),
        4 => Some(MissedTrialStep::Hidden { days: 30 }),
        5.. => Some(MissedTrialStep::Suspended),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_trial_is_for_verified_people_once_a_seller_and_three_at_a_time() {
        let fine = TrialAsk { is_email_verified: true, had_one_here: false, open_trials: 2 };
        for (ask, expected) in [
            (fine, None),
            (TrialAsk { is_email_verified: false, ..fine }, Some(TrialRefusal::EmailNotVerified)),
            (TrialAsk { had_one_here: true, ..fine }, Some(TrialRefusal::HadOneHere)),
            (TrialAsk { open_trials: 3, ..fine }, Some(TrialRefusal::TooManyOpen)),
        ] {
            assert_eq!(ask.refusal(), expected, "{ask:?}");
        }
    }

    #[test]
    fn each_missed_trial_weighs_more() {
        use MissedTrialStep::{Hidden, Suspended, Warning};
        let steps: Vec<_> = (0..7).map(missed_trial_step).collect();
        let hidden = |days| Some(Hidden { days });
        assert_eq!(steps, [None, Some(Warning), hidden(7), hidden(14), hidden(30), Some(Suspended), Some(Suspended)]);
    }
}
