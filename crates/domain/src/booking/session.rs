//! A scheduled meeting: its states, when its door is open, and what became of it.

use super::interval::{Interval, plus_minutes};
use crate::text_enum::text_enum;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The version of the numbers below.
pub const SESSION_VERSION: i32 = 1;
/// The door opens so long before the start, and the host may begin.
pub const DOOR_BEFORE_MIN: i64 = 15;
/// And closes so long after the end.
pub const DOOR_AFTER_MIN: i64 = 15;

text_enum! {
    /// Where a meeting stands.
    SessionStatus {
        Scheduled = "scheduled",
        Open = "open",
        Live = "live",
        Ended = "ended",
        /// Another one takes its place.
        Moved = "moved",
        Cancelled = "cancelled",
    }
}

impl SessionStatus {
    /// Whether a meeting may go from here to there.
    pub const fn may_become(self, next: Self) -> bool {
        use SessionStatus::*;
        matches!(
            (self, next),
            (Scheduled, Open | Ended | Moved | Cancelled)
                // Also once the door is open: nobody has begun yet.
                | (Open, Live | Ended | Moved | Cancelled)
                | (Live, Ended)
        )
    }

    /// Whether nothing more happens to it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Ended | Self::Moved | Self::Cancelled)
    }

    /// Whether it keeps its time from others.
    pub const fn takes_time(self) -> bool {
        matches!(self, Self::Scheduled | Self::Open | Self::Live)
    }

    /// What time alone makes of it. A job that comes late finds the same as one that comes often.
    pub fn after(self, span: Interval, now: Timestamp) -> Self {
        let door = door(span);
        match self {
            Self::Scheduled | Self::Open | Self::Live if now >= door.end() => Self::Ended,
            Self::Scheduled if now >= door.start() => Self::Open,
            other => other,
        }
    }
}

text_enum! {
    /// What became of a meeting, as the record of who was there says.
    SessionVerdict {
        Held = "held",
        SellerNoShow = "seller_no_show",
        BuyerNoShow = "buyer_no_show",
        Short = "short",
    }
}

/// From when to when somebody may join.
pub fn door(span: Interval) -> Interval {
    span.widened(DOOR_BEFORE_MIN, DOOR_AFTER_MIN)
}

/// What the button of a meeting says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Not yet; it opens then.
    Early {
        opens_at: Timestamp,
    },
    /// The host may begin, the others may come in; nobody else ever begins.
    Open {
        may_begin: bool,
        closes_at: Timestamp,
    },
    Closed,
}

impl Door {
    /// The door of a meeting at a moment.
    pub fn at(span: Interval, is_host: bool, now: Timestamp) -> Self {
        let door = door(span);
        if now < door.start() {
            Self::Early { opens_at: door.start() }
        } else if now < door.end() {
            Self::Open { may_begin: is_host, closes_at: door.end() }
        } else {
            Self::Closed
        }
    }
}

/// When a meeting that was held counts as done: once its door is closed.
pub fn completes_at(span: Interval) -> Timestamp {
    plus_minutes(span.end(), DOOR_AFTER_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use SessionStatus::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-25T{text}:00Z").parse().expect("an instant")
    }

    fn class() -> Interval {
        Interval::new(at("18:00"), at("19:00")).expect("a span")
    }

    #[test]
    fn every_arrow_is_drawn_and_no_other() {
        let arrows = [
            (Scheduled, Open),
            (Scheduled, Ended),
            (Scheduled, Moved),
            (Scheduled, Cancelled),
            (Open, Live),
            (Open, Ended),
            (Open, Moved),
            (Open, Cancelled),
            (Live, Ended),
        ];
        for from in SessionStatus::ALL {
            for to in SessionStatus::ALL {
                assert_eq!(from.may_become(*to), arrows.contains(&(*from, *to)), "{from:?} {to:?}");
            }
            assert_eq!(from.is_final(), SessionStatus::ALL.iter().all(|to| !from.may_become(*to)), "{from:?}");
            assert_eq!(from.takes_time(), !from.is_final(), "{from:?}");
            assert_eq!(SessionStatus::parse(from.as_str()), Some(*from));
        }
    }

    #[test]
    fn the_door_opens_a_quarter_before_and_closes_a_quarter_after() {
        for (now, status, host) in [
            ("17:44", Scheduled, Door::Early { opens_at: at("17:45") }),
            ("17:45", Open, Door::Open { may_begin: true, closes_at: at("19:15") }),
            ("19:14", Open, Door::Open { may_begin: true, closes_at: at("19:15") }),
            ("19:15", Ended, Door::Closed),
        ] {
            assert_eq!(Scheduled.after(class(), at(now)), status, "{now}");
            assert_eq!(Door::at(class(), true, at(now)), host, "{now}");
        }
        assert_eq!(Door::at(class(), false, at("18:00")), Door::Open { may_begin: false, closes_at: at("19:15") });
        assert_eq!(completes_at(class()), at("19:15"));
    }

    proptest! {
        #[test]
        fn a_late_job_finds_what_a_diligent_one_finds(which in 0usize..6, first in 0i64..300, more in 0i64..300) {
            let status = SessionStatus::ALL[which];
            let (one, two) = (plus_minutes(at("16:00"), first), plus_minutes(at("16:00"), first + more));
            let step = status.after(class(), one);
            prop_assert_eq!(step.after(class(), two), status.after(class(), two));
            prop_assert!(step == status || status.may_become(step));
        }
    }
}
