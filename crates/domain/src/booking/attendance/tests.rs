use super::*;
use crate::money::Currency;
use SessionVerdict::{BuyerNoShow, Held, SellerNoShow, Short};
use proptest::prelude::*;

fn at(minute: i64) -> Timestamp {
    plus_minutes("2026-11-25T18:00:00Z".parse().expect("an instant"), minute)
}

fn spans(pairs: &[(i64, i64)]) -> Vec<Interval> {
    pairs.iter().filter_map(|(from, to)| Interval::new(at(*from), at(*to))).collect()
}

/// An hour from 18:00 on; presence in minutes after the start.
fn hour(seller: &[(i64, i64)], buyer: &[(i64, i64)]) -> Attendance {
    Attendance { planned: Interval::new(at(0), at(60)).expect("an hour"), seller: spans(seller), buyer: spans(buyer) }
}

type Minutes<'a> = &'a [(i64, i64)];

#[test]
fn the_record_decides() {
    let cases: [(Minutes<'_>, Minutes<'_>, SessionVerdict); 17] = [
        (&[(-5, 60)], &[(0, 60)], Held),
        (&[(0, 60)], &[(30, 60)], Held),
        (&[(0, 60)], &[(31, 60)], BuyerNoShow),
        // Late, but in time to be no stranger: half an hour is what counts.
        (&[(14, 60)], &[(0, 43)], Short),
        (&[(14, 60)], &[(0, 44)], Held),
        // With pauses, and into the time after the end.
        (&[(0, 10), (20, 75)], &[(0, 12), (50, 75)], Held),
        (&[], &[(0, 10)], SellerNoShow),
        (&[], &[(0, 9)], Short),
        (&[], &[(-10, 0)], SellerNoShow),
        (&[(16, 60)], &[(0, 30)], SellerNoShow),
        // A seller who comes after a quarter of an hour and then stays with the buyer has held it.
        (&[(16, 60)], &[(0, 60)], Held),
        (&[(0, 20)], &[], BuyerNoShow),
        (&[(0, 19)], &[], Short),
        (&[(15, 60)], &[], BuyerNoShow),
        (&[(0, 10), (16, 60)], &[], Short),
        (&[(0, 60)], &[(15, 20)], Short),
        (&[], &[], Short),
    ];
    for (seller, buyer, verdict) in cases {
        assert_eq!(hour(seller, buyer).verdict(), verdict, "{seller:?} {buyer:?}");
    }
}

#[test]
fn who_waits_is_told_at_once() {
    let alone = hour(&[], &[(0, 60)]);
    assert_eq!(alone.meanwhile(at(14)), Meanwhile::Nothing);
    assert_eq!(alone.meanwhile(at(15)), Meanwhile::SellerMissing);
    let late = hour(&[], &[(6, 60)]);
    assert_eq!((late.meanwhile(at(15)), late.meanwhile(at(16))), (Meanwhile::Nothing, Meanwhile::SellerMissing));
    let teacher = hour(&[(0, 60)], &[]);
    assert_eq!((teacher.meanwhile(at(19)), teacher.meanwhile(at(20))), (Meanwhile::Nothing, Meanwhile::BuyerMissing));
    assert_eq!(hour(&[(0, 60)], &[(3, 60)]).meanwhile(at(30)), Meanwhile::Nothing);
}

#[test]
fn each_verdict_has_its_refund_and_its_time_to_object() {
    let paid = Money::new(3_000, Currency::Usd);
    let cases: [(Minutes<'_>, Minutes<'_>, SessionVerdict, i64, i64); 6] = [
        (&[(0, 60)], &[(0, 60)], Held, 0, 72),
        (&[], &[(0, 60)], SellerNoShow, 3_000, 72),
        (&[(0, 60)], &[], BuyerNoShow, 0, 72),
        (&[(0, 60)], &[(0, 20)], Short, 2_000, 48),
        (&[], &[], Short, 3_000, 48),
        (&[(0, 60)], &[(0, 7)], Short, 2_650, 48),
    ];
    for (seller, buyer, verdict, refund, hours) in cases {
        let consequence = hour(seller, buyer).consequence(paid);
        let expected =
            Consequence { verdict, refund: Money::new(refund, Currency::Usd), contest_until: plus_hours(at(60), hours) };
        assert_eq!(consequence, expected, "{seller:?} {buyer:?}");
    }
    // Two thirds of a cent are rounded to the buyer's good.
    assert_eq!(hour(&[(0, 60)], &[(0, 20)]).consequence(Money::new(100, Currency::Usd)).refund.minor, 67);
}

#[test]
fn pings_make_time_and_three_lost_ones_do_not_matter() {
    let second = |s: i64| plus(at(0), SignedDuration::from_secs(s));
    let pings = [0, 20, 40, 120, 140, 230].map(second);
    let expected = [(0, 160), (230, 250)].map(|(from, to)| Interval::new(second(from), second(to)).expect("a span"));
    assert_eq!(presence(&pings), expected);
    assert!(presence(&[]).is_empty());
}

#[test]
fn a_meeting_elsewhere_counts_after_three_days() {
    let planned = hour(&[], &[]).planned;
    assert_eq!(done_at(planned, true), at(75));
    assert_eq!(done_at(planned, false), at(60 + 72 * 60));
}

fn some_presence() -> impl Strategy<Value = Vec<Interval>> {
    prop::collection::vec((-30i64..90, 1i64..60), 0..5)
        .prop_map(|rows| rows.into_iter().filter_map(|(from, length)| Interval::lasting(at(from), length)).collect())
}

proptest! {
    #[test]
    fn a_refund_is_a_part_of_what_was_paid_and_more_time_together_never_gives_back_more(
        seller in some_presence(), buyer in some_presence(), more in some_presence(), minor in 0i64..1_000_000,
    ) {
        let paid = Money::new(minor, Currency::Usd);
        let planned = hour(&[], &[]).planned;
        let first = Attendance { planned, seller: seller.clone(), buyer: buyer.clone() };
        let refund = first.consequence(paid).refund.minor;
        prop_assert!((0..=minor).contains(&refund));
        let both = |mut presence: Vec<Interval>| { presence.extend(more.iter().copied()); presence };
        let second = Attendance { planned, seller: both(seller), buyer: both(buyer) };
        prop_assert!(second.together_s() >= first.together_s());
        if first.verdict() == Held {
            prop_assert_eq!(second.verdict(), Held);
        }
        if first.verdict() == Short && second.verdict() == Short {
            prop_assert!(second.consequence(paid).refund.minor <= refund);
        }
    }
}
