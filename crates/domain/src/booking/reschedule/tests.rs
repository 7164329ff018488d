use super::*;
use crate::money::Currency;
use MoveDecision::{Free, Group, Propose, Refused};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    format!("2026-11-{text}:00Z").parse().expect("an instant")
}

/// A meeting on Wednesday the 25th at 18:00, to be moved to the same time on Friday.
fn ask(by: Side, now: &str) -> MoveAsk {
    MoveAsk {
        by,
        now: at(now),
        original_start: at("25T18:00"),
        start: at("25T18:00"),
        new_start: at("27T18:00"),
        free_moves: 0,
        is_group: false,
        has_reason: true,
    }
}

const BOTH: [Side; 2] = [Side::Buyer, Side::Seller];

#[test]
fn until_twelve_hours_before_either_side_moves_alone() {
    for by in BOTH {
        assert_eq!(ask(by, "20T09:00").decide(), Free, "{by:?}");
        assert_eq!(ask(by, "25T06:00").decide(), Free, "{by:?} on the minute");
        assert_eq!(ask(by, "25T06:01").decide(), Propose { answer_until: at("25T17:00") }, "{by:?}");
    }
}

#[test]
fn two_moves_are_free_and_the_third_needs_the_other_side() {
    for by in BOTH {
        assert_eq!(MoveAsk { free_moves: 1, ..ask(by, "20T09:00") }.decide(), Free);
        assert_eq!(MoveAsk { free_moves: 2, ..ask(by, "20T09:00") }.decide(), Propose { answer_until: at("21T09:00") });
    }
}

#[test]
fn an_answer_is_due_after_a_day_and_an_hour_before_the_start() {
    assert_eq!(ask(Side::Buyer, "25T16:59").decide(), Propose { answer_until: at("25T17:00") });
    assert_eq!(ask(Side::Buyer, "25T17:00").decide(), Refused(MoveRefusal::TooLate));
    // A seller may always propose.
    assert_eq!(ask(Side::Seller, "25T17:00").decide(), Propose { answer_until: at("25T18:00") });
    assert_eq!(ask(Side::Seller, "25T17:59").decide(), Propose { answer_until: at("25T18:00") });
    // A meeting that was moved before has its answer an hour before the start that stands.
    let moved = MoveAsk { start: at("27T18:00"), new_start: at("28T18:00"), ..ask(Side::Buyer, "27T09:00") };
    assert_eq!(moved.decide(), Propose { answer_until: at("27T17:00") });
}

#[test]
fn after_the_start_a_seller_makes_up_for_it_within_three_days() {
    assert_eq!(ask(Side::Seller, "25T18:00").decide(), Propose { answer_until: at("26T18:00") });
    assert_eq!(ask(Side::Seller, "25T18:01").decide(), Propose { answer_until: at("26T18:01") });
    let late = MoveAsk { new_start: at("29T18:00"), ..ask(Side::Seller, "28T18:00") };
    assert_eq!(late.decide(), Propose { answer_until: at("29T18:00") });
    assert_eq!(MoveAsk { now: at("28T18:01"), ..late }.decide(), Refused(MoveRefusal::TooLate));
    assert_eq!(ask(Side::Buyer, "25T18:01").decide(), Refused(MoveRefusal::TooLate));
}

#[test]
fn a_class_is_moved_by_its_seller_and_everybody_may_leave_for_two_days() {
    let group = |by, now| MoveAsk { is_group: true, ..ask(by, now) };
    assert_eq!(group(Side::Seller, "20T09:00").decide(), Group { leave_until: at("22T09:00") });
    assert_eq!(group(Side::Seller, "25T17:00").decide(), Group { leave_until: at("27T17:00") });
    assert_eq!(group(Side::Buyer, "20T09:00").decide(), Refused(MoveRefusal::GroupBuyer));
}

#[test]
fn a_move_needs_a_reason_and_a_moment_within_thirty_days_of_the_first_start() {
    let plain = ask(Side::Buyer, "20T09:00");
    for (ask, refusal) in [
        (MoveAsk { has_reason: false, ..plain }, Some(MoveRefusal::NoReason)),
        (MoveAsk { new_start: at("20T09:00"), ..plain }, Some(MoveRefusal::NotLater)),
        (MoveAsk { new_start: at("25T18:00"), ..plain }, Some(MoveRefusal::NotLater)),
        (MoveAsk { new_start: plus_hours(at("25T18:00"), 30 * 24), ..plain }, None),
        (MoveAsk { new_start: plus_minutes(at("25T18:00"), 30 * 1_440 + 1), ..plain }, Some(MoveRefusal::TooFar)),
        // It counts from the first start, also when it was moved since.
        (
            MoveAsk { original_start: at("01T18:00"), new_start: plus_hours(at("01T18:00"), 30 * 24 + 1), ..plain },
            Some(MoveRefusal::TooFar),
        ),
    ] {
        let expected = refusal.map_or(Free, Refused);
        assert_eq!(ask.decide(), expected, "{ask:?}");
    }
}

#[test]
fn what_is_moved_in_the_last_hours_can_no_longer_be_cancelled() {
    assert!(!is_late_move(at("25T06:00"), at("25T18:00")));
    assert!(is_late_move(at("25T06:01"), at("25T18:00")));
}

#[test]
fn silence_leaves_everything_as_it_is() {
    use ProposalStatus::{Accepted, Lapsed, Waiting};
    let until = at("25T17:00");
    assert_eq!(Waiting.after(until, until), Waiting);
    assert_eq!(Waiting.after(until, at("25T17:01")), Lapsed);
    assert_eq!(Accepted.after(until, at("25T17:01")), Accepted);
    for from in ProposalStatus::ALL {
        for to in ProposalStatus::ALL {
            assert_eq!(from.may_become(*to), *from == Waiting && *to != Waiting, "{from:?} {to:?}");
        }
        assert_eq!(ProposalStatus::parse(from.as_str()), Some(*from));
    }
}

#[test]
fn a_longer_time_costs_the_difference_and_a_shorter_one_gives_it_back() {
    let usd = |minor| Money::new(minor, Currency::Usd);
    assert_eq!(difference(usd(3_000), usd(3_000)), Some(Difference::Nothing));
    assert_eq!(difference(usd(3_000), usd(4_500)), Some(Difference::Pay(usd(1_500))));
    assert_eq!(difference(usd(3_000), usd(1_000)), Some(Difference::GetBack(usd(2_000))));
    assert_eq!(difference(usd(3_000), Money::new(3_000, Currency::Eur)), None);
}

proptest! {
    #[test]
    fn an_answer_is_always_due_later_than_now_and_never_after_the_start(
        is_seller in any::<bool>(), now_min in -20_000i64..20_000, new_min in -50_000i64..50_000, free_moves in 0i64..4, is_group in any::<bool>(),
    ) {
        let by = if is_seller { Side::Seller } else { Side::Buyer };
        let plain = ask(by, "25T18:00");
        let ask = MoveAsk { now: plus_minutes(plain.start, now_min), new_start: plus_minutes(plain.start, new_min), free_moves, is_group, ..plain };
        match ask.decide() {
            Propose { answer_until } => {
                prop_assert!(answer_until > ask.now && answer_until <= plus_hours(ask.now, 24));
                prop_assert!(answer_until <= ask.start || (ask.now >= ask.start && is_seller));
            }
            Free => prop_assert!(!is_late_move(ask.now, ask.start) && free_moves < 2),
            Group { leave_until } => prop_assert!(is_group && is_seller && leave_until > ask.now),
            Refused(_) => {}
        }
    }
}
