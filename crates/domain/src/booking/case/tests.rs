use super::*;
use CaseStep::{Accept, Decide, Propose, ProposeTime, Refuse, TimeFound};
use Side::{Buyer, Seller};
use proptest::prelude::*;

const PAID: i64 = 3_000;

/// A moment so many hours after a case was opened.
fn at(hours: i64) -> Timestamp {
    plus_hours("2026-11-20T09:00:00Z".parse().expect("an instant"), hours)
}

const fn refund(minor: i64) -> Outcome {
    Outcome::Refund { minor }
}

/// A case after some steps, each at its hour.
fn after(steps: &[(i64, CaseStep)]) -> Result<Case, CaseRefusal> {
    steps.iter().try_fold(Case::open(at(0), PAID), |case, (hours, step)| case.step(*step, at(*hours)))
}

fn ended(outcome: Outcome, by: EndedBy, hours: i64) -> CaseState {
    CaseState::Ended { outcome, by, at: at(hours) }
}

#[test]
fn they_propose_to_each_other_until_one_accepts() {
    let case = after(&[
        (1, Propose { by: Buyer, outcome: refund(3_000) }),
        (20, Propose { by: Seller, outcome: refund(1_000) }),
        (60, Propose { by: Buyer, outcome: refund(1_500) }),
    ])
    .expect("three proposals");
    assert_eq!(case.status(), CaseStatus::Countered);
    assert_eq!(case.deadline(), Some(at(108)));
    assert_eq!(case.step(Accept { by: Buyer }, at(61)), Err(CaseRefusal::NotYours));
    assert_eq!(case.step(Propose { by: Buyer, outcome: refund(0) }, at(61)), Err(CaseRefusal::NotYours));
    let case = case.step(Accept { by: Seller }, at(108)).expect("on the last moment");
    assert_eq!(case.state, ended(refund(1_500), EndedBy::Agreement, 108));
    assert_eq!((case.status(), case.refund_minor(), case.deadline()), (CaseStatus::Agreed, Some(1_500), None));
    assert_eq!(case.step(Refuse { by: Seller }, at(109)), Err(CaseRefusal::NotNow));
}

#[test]
fn no_answer_accepts_and_no_proposal_asks_for_evidence() {
    let case = after(&[(1, Propose { by: Seller, outcome: refund(500) })]).expect("a proposal");
    assert_eq!(case.after(at(49)), case);
    assert_eq!(case.after(at(50)).state, ended(refund(500), EndedBy::Silence, 49));
    let quiet = Case::open(at(0), PAID);
    assert_eq!(quiet.after(at(49)).state, CaseState::Evidence { until: at(120), decide_until: at(192) });
}

#[test]
fn the_staff_decides_after_both_had_their_time() {
    let evidence = [(1, Propose { by: Buyer, outcome: refund(3_000) }), (10, Refuse { by: Seller })];
    let case = after(&evidence).expect("evidence");
    assert_eq!(case.state, CaseState::Evidence { until: at(82), decide_until: at(154) });
    assert_eq!(case.step(Decide { outcome: refund(1) }, at(82)), Err(CaseRefusal::TooEarly));
    assert_eq!(case.step(Decide { outcome: refund(3_001) }, at(83)), Err(CaseRefusal::Amount));
    assert_eq!(case.step(Propose { by: Buyer, outcome: refund(1) }, at(83)), Err(CaseRefusal::NotNow));
    let decided = case.step(Decide { outcome: refund(750) }, at(83)).expect("a decision");
    assert_eq!(decided.state, ended(refund(750), EndedBy::Staff, 83));
    assert_eq!(decided.status(), CaseStatus::Decided);
    assert_eq!(decided.step(Decide { outcome: refund(0) }, at(84)), Err(CaseRefusal::NotNow), "a decision is final");
}

#[test]
fn amounts_lie_between_nothing_and_what_was_paid() {
    for (minor, is_fine) in [(-1, false), (0, true), (3_000, true), (3_001, false)] {
        let proposed = after(&[(1, Propose { by: Buyer, outcome: refund(minor) })]);
        assert_eq!(proposed.is_ok(), is_fine, "{minor}");
    }
}

#[test]
fn who_agrees_to_meet_again_and_finds_no_time_shares() {
    let agreed = [(1, Propose { by: Buyer, outcome: Outcome::Reschedule }), (10, Accept { by: Seller })];
    let more = |steps: &[CaseStep]| {
        let all: Vec<(i64, CaseStep)> = agreed.into_iter().chain(steps.iter().map(|step| (11, *step))).collect();
        after(&all).expect("steps")
    };
    let (buyer, seller) = (ProposeTime { by: Buyer }, ProposeTime { by: Seller });
    for (steps, minor) in [(vec![], 1_500), (vec![buyer], 3_000), (vec![seller], 0), (vec![buyer, seller], 1_500)] {
        let case = more(&steps);
        assert_eq!((case.status(), case.deadline()), (CaseStatus::Agreed, Some(at(178))));
        assert_eq!(case.after(at(179)).state, ended(refund(minor), EndedBy::DeadEnd, 178), "{steps:?}");
    }
    let found = more(&[buyer, TimeFound]);
    assert_eq!((found.state, found.refund_minor()), (ended(Outcome::Reschedule, EndedBy::Agreement, 11), None));
}

#[test]
fn a_case_that_nobody_ends_is_ended_for_the_buyer_after_thirty_days() {
    let case = Case::open(at(0), PAID);
    assert_eq!(case.after(at(720)).status(), CaseStatus::Evidence);
    assert_eq!(case.after(at(721)).state, ended(refund(3_000), EndedBy::HardStop, 720));
    // A proposal of the last day is answered by then or never.
    let mut late = case;
    for day in 0..15 {
        let by = if day % 2 == 0 { Buyer } else { Seller };
        late = late.step(Propose { by, outcome: refund(100) }, at(day * 47 + 40)).expect("a proposal");
    }
    assert_eq!(late.deadline(), Some(at(720)));
    assert_eq!(late.after(at(721)).state, ended(refund(3_000), EndedBy::HardStop, 720));
}

#[test]
fn a_case_is_opened_in_its_time() {
    let class = CaseAbout::Class { ends_at: at(0) };
    assert!(class.can_open(at(72)) && !class.can_open(at(73)));
    let course = CaseAbout::Course { paid_at: at(0) };
    assert!(course.can_open(at(720)) && !course.can_open(at(721)));
    let open = CaseAbout::Service { due_at: at(10), completed_at: None };
    assert!(!open.can_open(at(9)) && open.can_open(at(10)) && open.can_open(at(5_000)));
    let done = CaseAbout::Service { due_at: at(10), completed_at: Some(at(5)) };
    assert!(!done.can_open(at(4)) && done.can_open(at(5)) && done.can_open(at(173)) && !done.can_open(at(174)));
}

#[test]
fn every_word_reads_back() {
    for status in CaseStatus::ALL {
        assert_eq!(CaseStatus::parse(status.as_str()), Some(*status));
    }
    for by in EndedBy::ALL {
        assert_eq!(EndedBy::parse(by.as_str()), Some(*by));
    }
}

fn some_step() -> impl Strategy<Value = CaseStep> {
    let side = || any::<bool>().prop_map(|is_buyer| if is_buyer { Buyer } else { Seller });
    let outcome = || prop_oneof![(0i64..=PAID).prop_map(refund), Just(Outcome::Reschedule), Just(Outcome::Redo)];
    prop_oneof![
        (side(), outcome()).prop_map(|(by, outcome)| Propose { by, outcome }),
        side().prop_map(|by| Accept { by }),
        side().prop_map(|by| Refuse { by }),
        side().prop_map(|by| ProposeTime { by }),
        Just(TimeFound),
        outcome().prop_map(|outcome| Decide { outcome }),
    ]
}

proptest! {
    #[test]
    fn no_case_is_stuck_and_none_gives_back_more_than_was_paid(steps in prop::collection::vec((some_step(), 0i64..200), 0..30)) {
        let mut case = Case::open(at(0), PAID);
        let mut hours = 0;
        for (step, wait) in steps {
            hours += wait;
            let before = case.after(at(hours));
            if let Ok(next) = case.step(step, at(hours)) {
                prop_assert!(!matches!(before.state, CaseState::Ended { .. }), "the end is final");
                case = next;
            }
            let is_over = matches!(case.state, CaseState::Ended { .. });
            prop_assert_eq!(case.deadline().is_none(), is_over);
            prop_assert!(case.refund_minor().is_none_or(|minor| (0..=PAID).contains(&minor)));
        }
        // Whatever they did, it is over before sixty days.
        let end = case.after(at(60 * 24));
        prop_assert!(matches!(end.state, CaseState::Ended { .. }), "{:?}", end);
    }

    #[test]
    fn a_late_job_finds_what_a_diligent_one_finds(steps in prop::collection::vec((some_step(), 0i64..60), 0..6), first in 0i64..900, more in 0i64..900) {
        let mut case = Case::open(at(0), PAID);
        let mut hours = 0;
        for (step, wait) in steps {
            hours += wait;
            case = case.step(step, at(hours)).unwrap_or(case);
        }
        let (one, two) = (at(hours + first), at(hours + first + more));
        prop_assert_eq!(case.after(one).after(two), case.after(two));
        prop_assert_eq!(case.after(two).after(two), case.after(two));
    }
}
