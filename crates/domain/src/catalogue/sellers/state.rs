//! The states of an application, and who may follow whom.

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

/// How long somebody who was rejected waits before the next try: long enough to change something.
pub const REAPPLY_AFTER_DAYS: i64 = 30;

text_enum! {
    /// Where an application stands.
    ApplicationStatus {
        Draft = "draft",
        Submitted = "submitted",
        ChangesRequested = "changes_requested",
        Rejected = "rejected",
        Approved = "approved",
    }
}

impl ApplicationStatus {
    /// Whether an application may go from here to there.
    pub const fn may_become(self, next: Self) -> bool {
        use ApplicationStatus::*;
        matches!(
            (self, next),
            (Draft | ChangesRequested, Submitted)
                | (Submitted, Approved | Rejected | ChangesRequested)
                // Once the time to wait is over.
                | (Rejected, Draft)
        )
    }

    /// Whether the applicant may change what is written in it.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ChangesRequested)
    }

    /// Whether staff sees it: a draft is its writer's alone.
    pub const fn is_seen_by_staff(self) -> bool {
        !matches!(self, Self::Draft)
    }
}

/// Whether somebody who was rejected then may apply again now; both in seconds since 1970.
pub const fn may_apply_again(rejected_s: i64, now_s: i64) -> bool {
    now_s.saturating_sub(rejected_s) >= REAPPLY_AFTER_DAYS * 86_400
}

#[cfg(test)]
mod tests {
    use super::*;
    use ApplicationStatus::*;

    #[test]
    fn every_arrow_is_drawn_and_no_other() {
        let arrows = [
            (Draft, Submitted),
            (Submitted, Approved),
            (Submitted, Rejected),
            (Submitted, ChangesRequested),
            (ChangesRequested, Submitted),
            (Rejected, Draft),
        ];
        for from in ApplicationStatus::ALL {
            for to in ApplicationStatus::ALL {
                assert_eq!(from.may_become(*to), arrows.contains(&(*from, *to)), "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn every_word_reads_back() {
        for status in ApplicationStatus::ALL {
            assert_eq!(ApplicationStatus::parse(status.as_str()), Some(*status));
        }
    }

    #[test]
    fn only_what_can_be_sent_can_be_written_in() {
        for status in ApplicationStatus::ALL {
            assert_eq!(status.is_editable(), status.may_become(Submitted), "{status:?}");
        }
        assert!(!Draft.is_seen_by_staff() && ChangesRequested.is_seen_by_staff());
    }

    #[test]
    fn the_wait_ends_after_exactly_thirty_days() {
        assert!(!may_apply_again(0, 30 * 86_400 - 1));
        assert!(may_apply_again(0, 30 * 86_400));
        assert!(!may_apply_again(i64::MAX, i64::MIN));
    }
}
