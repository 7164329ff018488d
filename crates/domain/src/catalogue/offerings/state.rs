//! The states of an offering, who may follow whom, and what its seller may change in each.

use crate::{accounts::StaffRole, catalogue::OfferingStatus};

/// Who decides what is published.
pub const OFFERING_REVIEWERS: &[StaffRole] = &[StaffRole::Content, StaffRole::Owner];

impl OfferingStatus {
    /// Whether an offering may go from here to there.
    pub const fn may_become(self, next: Self) -> bool {
        use OfferingStatus::*;
        matches!(
            (self, next),
            (Draft, InReview)
                // Published or turned down by staff; taken back by the seller or given back with a wish for changes.
                | (InReview, Published | Rejected | Draft)
                | (Published, Paused)
                | (Paused, Published)
                // Rewritten by its seller, and then reviewed again.
                | (Published | Paused, Draft)
                // Taken down by staff.
                | (Published | Paused, Rejected)
        )
    }

    /// Whether its seller may change what does not need a review.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Published | Self::Paused)
    }

    /// Whether its seller may change what staff has read: category, language, titles, cover, and how a class is held.
    pub const fn is_rewritable(self) -> bool {
        matches!(self, Self::Draft)
    }

    /// Whether it stands at the desk of the staff: a draft is its seller's alone.
    pub const fn is_seen_by_staff(self) -> bool {
        !matches!(self, Self::Draft)
    }

    /// Whether it can be put away from here in one step.
    pub const fn may_be_archived(self) -> bool {
        !matches!(self, Self::InReview)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use OfferingStatus::*;

    #[test]
    fn every_arrow_is_drawn_and_no_other() {
        let arrows = [
            (Draft, InReview),
            (InReview, Published),
            (InReview, Rejected),
            (InReview, Draft),
            (Published, Paused),
            (Published, Draft),
            (Published, Rejected),
            (Paused, Published),
            (Paused, Draft),
            (Paused, Rejected),
        ];
        for from in OfferingStatus::ALL {
            for to in OfferingStatus::ALL {
                assert_eq!(from.may_become(*to), arrows.contains(&(*from, *to)), "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn what_staff_reads_stands_still_and_what_it_refused_is_done() {
        assert!(!InReview.is_editable() && !Rejected.is_editable());
        assert!(OfferingStatus::ALL.iter().all(|status| !status.is_rewritable() || status.is_editable()));
        assert!(OfferingStatus::ALL.iter().all(|status| !Rejected.may_become(*status)));
        assert!(!Draft.is_seen_by_staff() && InReview.is_seen_by_staff());
    }
}
