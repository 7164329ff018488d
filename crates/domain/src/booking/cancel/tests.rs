use super::*;
use crate::money::Currency;
use CancelPolicy::{Cohort, Firm, Flexible, Series, Standard};
use CancelRefusal::{Begun, MovedLate, OnlyMove};
use Canceller::{Buyer, Platform, Seller};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    format!("2026-11-{text}:00Z").parse().expect("an instant")
}

const fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd)
}

fn meeting(start: Timestamp, state: MeetingState) -> CancelMeeting {
    CancelMeeting { original_start: start, start, end: plus_hours(start, 1), state }
}

/// A class on Wednesday, 25 November at 18:00 for 30 dollars, bought on the 10th.
fn class(policy: CancelPolicy, by: Canceller, now: &str) -> CancelCase {
    CancelCase {
        policy,
        by,
        now: at(now),
        purchased_at: at("10T09:00"),
        paid: usd(3_000),
        meetings: vec![meeting(at("25T18:00"), MeetingState::Ahead)],
        is_moved_late: false,
    }
}

fn check(case: &CancelCase, answer: Result<i64, CancelRefusal>, holds_until: Option<&str>) {
    let quote = quote_cancel(case);
    let expected = CancelQuote { answer: answer.map(usd), holds_until: holds_until.map(at) };
    assert_eq!(quote, expected, "{case:?}");
}

#[test]
fn each_policy_keeps_to_its_hours() {
    for (policy, now, answer, holds_until) in [
        (Flexible, "20T09:00", Ok(3_000), Some("25T14:00")),
        (Flexible, "25T14:00", Ok(3_000), Some("25T14:00")),
        (Flexible, "25T14:01", Ok(1_500), Some("25T18:00")),
        (Flexible, "25T18:00", Ok(1_500), Some("25T18:00")),
        (Flexible, "25T18:01", Err(Begun), None),
        (Standard, "20T09:00", Ok(3_000), Some("25T06:00")),
        (Standard, "25T06:00", Ok(3_000), Some("25T06:00")),
        (Standard, "25T06:01", Ok(0), Some("25T18:00")),
        (Firm, "20T09:00", Ok(3_000), Some("23T18:00")),
        (Firm, "23T18:00", Ok(3_000), Some("23T18:00")),
        (Firm, "23T18:01", Ok(1_500), Some("24T18:00")),
        (Firm, "24T18:00", Ok(1_500), Some("24T18:00")),
        (Firm, "24T18:01", Ok(0), Some("25T18:00")),
        (Firm, "25T19:00", Err(Begun), None),
    ] {
        check(&class(policy, Buyer, now), answer, holds_until);
    }
}

#[test]
fn who_has_just_bought_may_think_again_for_a_day() {
    // Bought 25 hours before: a whole day to think, although the class is an hour away by then.
    let late = CancelCase { purchased_at: at("24T17:00"), ..class(Standard, Buyer, "25T16:00") };
    check(&late, Ok(3_000), Some("25T17:00"));
    check(&CancelCase { now: at("25T17:01"), ..late.clone() }, Ok(0), Some("25T18:00"));
    // Bought 24 hours before or later: the ordinary hours.
    check(&CancelCase { purchased_at: at("24T18:00"), ..late }, Ok(0), Some("25T18:00"));
}

#[test]
fn a_seller_gives_everything_back_and_shortly_before_can_only_move() {
    for (policy, now, answer, holds_until) in [
        (Flexible, "25T17:59", Ok(3_000), Some("25T18:00")),
        (Standard, "20T09:00", Ok(3_000), Some("25T06:00")),
        (Standard, "25T06:01", Err(OnlyMove), Some("25T18:00")),
        (Firm, "25T06:00", Ok(3_000), Some("25T06:00")),
        (Firm, "25T06:01", Err(OnlyMove), Some("25T18:00")),
        (Firm, "25T18:01", Err(Begun), None),
    ] {
        check(&class(policy, Seller, now), answer, holds_until);
    }
}

#[test]
fn the_platform_gives_everything_back_at_any_time() {
    for policy in CancelPolicy::ALL {
        check(&class(*policy, Platform, "25T19:30"), Ok(3_000), None);
    }
}

#[test]
fn the_clock_runs_from_the_original_start() {
    let mut moved = class(Firm, Buyer, "24T09:00");
    // From the 25th to the 28th: half is left, as it was before the move.
    moved.meetings[0].start = at("28T18:00");
    check(&moved, Ok(1_500), Some("24T18:00"));
    moved.now = at("26T09:00");
    check(&moved, Ok(0), Some("28T18:00"));
    // From the 25th to the 22nd: all of it goes back until it begins.
    moved.meetings[0].start = at("22T18:00");
    moved.now = at("22T17:00");
    check(&moved, Ok(3_000), Some("22T18:00"));
    // For a seller the start that stands counts, who gives everything back either way.
    let mut sellers = class(Standard, Seller, "26T09:00");
    sellers.meetings[0].start = at("28T18:00");
    check(&sellers, Ok(3_000), Some("28T06:00"));
}

#[test]
fn what_was_moved_in_its_last_hours_stays() {
    for by in [Buyer, Seller] {
        check(&CancelCase { is_moved_late: true, ..class(Flexible, by, "20T09:00") }, Err(MovedLate), Some("25T18:00"));
        check(&CancelCase { is_moved_late: true, ..class(Flexible, by, "25T19:00") }, Err(Begun), None);
    }
    check(&CancelCase { is_moved_late: true, ..class(Flexible, Platform, "20T09:00") }, Ok(3_000), None);
}

/// Four meetings, weekly from the 4th on, for 100.03.
fn four(policy: CancelPolicy, by: Canceller, now: &str) -> CancelCase {
    use MeetingState::{Ahead, Held};
    let state = |day: &str| if at(now) > at(day) { Held } else { Ahead };
    let meetings = ["04T18:00", "11T18:00", "18T18:00", "25T18:00"].map(|day| meeting(at(day), state(day))).to_vec();
    CancelCase { purchased_at: at("01T09:00"), paid: usd(10_003), meetings, ..class(policy, by, now) }
}

#[test]
fn meetings_that_were_not_used_are_given_back_to_the_cent() {
    for (now, minor, holds_until) in [
        ("02T09:00", 10_003, Some("04T18:00")),
        ("04T18:00", 10_003, Some("04T18:00")),
        ("05T09:00", 7_503, Some("11T18:00")),
        ("12T09:00", 5_002, Some("18T18:00")),
        ("19T09:00", 2_501, Some("25T18:00")),
    ] {
        check(&four(Series, Buyer, now), Ok(minor), holds_until);
        check(&four(Series, Seller, now), Ok(minor), holds_until);
    }
    check(&four(Series, Buyer, "26T09:00"), Err(Begun), None);
    // One that the seller missed goes back as well, one that the buyer missed does not, one that was given back is not given twice.
    let mut case = four(Series, Buyer, "19T09:00");
    case.meetings[0].state = MeetingState::SellerMissed;
    check(&case, Ok(2_500 + 2_501), Some("25T18:00"));
    case.meetings[0].state = MeetingState::BuyerMissed;
    case.meetings[3].state = MeetingState::Settled;
    check(&case, Err(Begun), None);
}

#[test]
fn a_cohort_gives_everything_back_to_its_middle_or_for_two_weeks() {
    // Three weeks and an hour: the middle is on the 15th at 06:30.
    check(&four(Cohort, Buyer, "12T09:00"), Ok(10_003), Some("15T06:30"));
    check(&four(Cohort, Buyer, "16T09:00"), Ok(0), Some("25T18:00"));
    let mut long = four(Cohort, Buyer, "12T09:00");
    long.meetings[0] = meeting(at("01T18:00"), MeetingState::Held);
    long.meetings.push(meeting(plus_hours(at("29T18:00"), 48), MeetingState::Ahead));
    check(&long, Ok(10_003), Some("15T18:00"));
    long.meetings[1].state = MeetingState::SellerMissed;
    long.now = at("16T09:00");
    assert_eq!(quote_cancel(&long).answer, Ok(usd(2_001)), "what the seller missed goes back later too");
}

fn some_case() -> impl Strategy<Value = CancelCase> {
    let meetings = prop::collection::vec((1i64..400, -100i64..100, 0usize..5), 1..6);
    let ways = (0usize..5, 0usize..3, any::<bool>());
    (ways, meetings, 0i64..2_000, 0i64..300, 0i64..1_000_000).prop_map(
        |((policy, by, is_moved_late), rows, now, bought, paid)| {
            let begin = at("01T00:00");
            let mut hour = bought;
            let meetings = rows.into_iter().map(|(wait, moved, state)| {
                hour += wait;
                let original_start = plus_hours(begin, hour);
                let start = plus_hours(original_start, moved);
                CancelMeeting { original_start, start, end: plus_hours(start, 1), state: MeetingState::ALL[state] }
            });
            CancelCase {
                meetings: meetings.collect(),
                policy: CancelPolicy::ALL[policy],
                by: Canceller::ALL[by],
                now: plus_hours(begin, now),
                purchased_at: plus_hours(begin, bought),
                paid: usd(paid),
                is_moved_late,
            }
        },
    )
}

proptest! {
    #[test]
    fn the_quote_holds_as_long_as_it_says_and_no_longer(case in some_case(), parts in 1i32..8) {
        let quote = quote_cancel(&case);
        if let Some(until) = quote.holds_until {
            prop_assert!(until >= case.now);
            let step = case.now.duration_until(until) / parts;
            for part in 0..=parts {
                let between = CancelCase { now: plus(case.now, step * part), ..case.clone() };
                prop_assert_eq!(quote_cancel(&between).answer, quote.answer);
            }
            let after = CancelCase { now: plus(until, SignedDuration::from_nanos(1)), ..case.clone() };
            prop_assert_ne!(quote_cancel(&after).answer, quote.answer);
        } else {
            let late = CancelCase { now: plus_hours(case.now, 10_000), ..case.clone() };
            prop_assert_eq!(quote_cancel(&late).answer, quote.answer);
        }
    }

    #[test]
    fn nobody_gets_more_than_was_paid_and_waiting_never_pays(case in some_case(), hours in 0i64..500) {
        let refund = |case: &CancelCase| quote_cancel(case).answer.map_or(0, |money| money.minor);
        let now = refund(&case);
        prop_assert!((0..=case.paid.minor).contains(&now));
        let later = CancelCase { now: plus_hours(case.now, hours), ..case.clone() };
        // A seller who may not cancel the next meeting may cancel those after it, once it has begun.
        if quote_cancel(&case).answer.is_ok() {
            prop_assert!(refund(&later) <= now);
        }
        // Whoever else cancels gives back at least as much, where they may.
        for by in [Seller, Platform] {
            let other = CancelCase { by, ..case.clone() };
            let is_whole_cohort = case.policy == Cohort && case.by == Buyer;
            if case.by == Buyer && !is_whole_cohort && quote_cancel(&other).answer.is_ok() {
                prop_assert!(refund(&other) >= now);
            }
        }
    }
}
