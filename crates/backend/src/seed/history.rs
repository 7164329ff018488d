//! What the demo's buyers have done: who bought which course when, how far they got, and what they wrote about it. Pure.

use super::{
    content::{Buyer, Content, Course, Review},
    ids::{pick, pick_signed},
    learner::Stage,
};
use domain::learning::UnlockMode;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use std::collections::HashSet;

/// Courses that the demo buyer has at least.
const DEMO_COURSES: usize = 5;
/// Purchases of other people that nobody wrote about.
const QUIET_PURCHASES: usize = 60;
const WISHES: usize = 3;
/// The demo buyer's place in the list of buyers.
pub(super) const DEMO_BUYER: usize = 0;

/// A review and when it was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verdict<'a> {
    pub review: &'a Review,
    pub written_at: Timestamp,
}

/// One course bought by one buyer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purchase<'a> {
    pub course: &'a Course,
    /// The buyer's place in the list.
    pub buyer: usize,
    pub ordered_at: Timestamp,
    /// When the buyer last learned; not before the order.
    pub active_at: Timestamp,
    pub stage: Stage,
    pub verdict: Option<Verdict<'a>>,
}

impl Purchase<'_> {
    /// A name for ids and choices.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.course.slug, self.buyer)
    }
}

/// All purchases, oldest first. Nobody buys a course twice.
pub(super) fn purchases(content: &Content, now: Timestamp) -> Vec<Purchase<'_>> {
    let mut taken: HashSet<(&str, usize)> = HashSet::new();
    let mut all = Vec::new();
    for review in &content.reviews {
        if let Some(course) = content.course(&review.course)
            && let Some(buyer) = content.buyers.get(review.buyer)
            && taken.insert((course.slug.as_str(), review.buyer))
        {
            all.push(reviewed(course, buyer, review, now));
        }
    }
    set_demo_stages(&mut all, now);
    for (course, stage) in demo_courses(content) {
        if let Some(buyer) = content.buyers.get(DEMO_BUYER)
            && taken.insert((course.slug.as_str(), DEMO_BUYER))
        {
            all.push(of_demo_buyer(course, buyer, stage, now));
        }
    }
    // Pairs repeat when they are drawn, so more are drawn than wanted.
    let drawn = (0..QUIET_PURCHASES * 10).filter_map(|number| {
        let (course, place) = draw(content, number)?;
        let buyer = content.buyers.get(place)?;
        taken.insert((course.slug.as_str(), place)).then(|| quiet(course, place, buyer, now))
    });
    all.extend(drawn.take(QUIET_PURCHASES));
    all.sort_by(|a, b| a.ordered_at.cmp(&b.ordered_at).then_with(|| a.name().cmp(&b.name())));
    all
}

/// What the demo buyer wants: a flagship course first, and nothing that was bought.
pub(super) fn wishes<'a>(content: &'a Content, purchases: &[Purchase<'_>]) -> Vec<&'a Course> {
    let is_owned = |course: &Course| purchases.iter().any(|own| own.buyer == DEMO_BUYER && own.course.slug == course.slug);
    let mut open: Vec<&Course> = content.courses.iter().filter(|&course| !is_owned(course)).collect();
    open.sort_by_key(|course| (!course.flagship, pick(&format!("wish:{}", course.slug), 1 << 32)));
    open.truncate(WISHES);
    open
}

/// Where the demo buyer is in the courses that have a review of theirs, and how many hours ago they were there last; `None` is
/// when the review was written.
const DEMO_STAGES: [(Stage, Option<i64>); 5] = [
    (Stage::Deep, Some(3)),
    (Stage::Finished, None),
    (Stage::Nearly, Some(50)),
    (Stage::Deep, Some(220)),
    (Stage::Nearly, Some(400)),
];

/// The demo buyer's reviewed courses get their stages, flagships first.
fn set_demo_stages(purchases: &mut [Purchase<'_>], now: Timestamp) {
    let mut own: Vec<&mut Purchase<'_>> = purchases.iter_mut().filter(|purchase| purchase.buyer == DEMO_BUYER).collect();
    own.sort_by(|a, b| b.course.flagship.cmp(&a.course.flagship).then_with(|| a.course.slug.cmp(&b.course.slug)));
    for (purchase, (stage, hours_ago)) in own.into_iter().zip(DEMO_STAGES.into_iter().cycle()) {
        purchase.stage = stage;
        if let Some(hours) = hours_ago {
            purchase.active_at = purchase.active_at.max(now - SignedDuration::from_hours(hours));
        }
    }
}

/// What the demo buyer has beside the reviewed courses: flagships until there are two, a course that opens step by step, and
/// courses that wait. The other flagships stay to be bought.
fn demo_courses(content: &Content) -> Vec<(&Course, Stage)> {
    let is_reviewed =
        |course: &Course| content.reviews.iter().any(|review| review.buyer == DEMO_BUYER && review.course == course.slug);
    let (reviewed, open): (Vec<&Course>, Vec<&Course>) = content.courses.iter().partition(|&course| is_reviewed(course));
    let missing_flagships = 2_usize.saturating_sub(reviewed.iter().filter(|course| course.flagship).count());
    let mut chosen: Vec<(&Course, Stage)> = Vec::new();
    chosen.extend(open.iter().copied().filter(|course| course.flagship).take(missing_flagships).zip([Stage::Deep, Stage::Begun]));
    let stepwise = open.iter().copied().find(|course| !course.flagship && course.unlock == UnlockMode::Sequential);
    chosen.extend(stepwise.map(|course| (course, Stage::Opened)));
    let mut others: Vec<&Course> =
        open.iter().copied().filter(|course| !course.flagship && course.unlock == UnlockMode::Free).collect();
    others.sort_by_key(|course| pick(&format!("demo:{}", course.slug), 1 << 32));
    if reviewed.is_empty() {
        chosen.extend(others.pop().map(|course| (course, Stage::Finished)));
    }
    let waiting = DEMO_COURSES.saturating_sub(reviewed.len() + chosen.len()).max(1);
    chosen.extend(others.into_iter().take(waiting).map(|course| (course, Stage::Untouched)));
    chosen
}

fn reviewed<'a>(course: &'a Course, buyer: &Buyer, review: &'a Review, now: Timestamp) -> Purchase<'a> {
    let name = format!("{}:{}", course.slug, review.buyer);
    let meant = days_before(now, review.days_ago) - SignedDuration::from_mins(pick_signed(&name, 1_200));
    let learned = SignedDuration::from_hours(48 + pick_signed(&format!("{name}:learned"), 500));
    let ordered_at = (meant - learned).max(earliest(course, buyer, now));
    let written_at = meant.max(ordered_at + SignedDuration::from_hours(6)).min(now);
    let stage = if pick(&format!("{name}:stage"), 10) < 7 { Stage::Finished } else { Stage::Deep };
    let verdict = Some(Verdict { review, written_at });
    Purchase { course, buyer: review.buyer, ordered_at, active_at: written_at, stage, verdict }
}

fn of_demo_buyer<'a>(course: &'a Course, buyer: &Buyer, stage: Stage, now: Timestamp) -> Purchase<'a> {
    let hours_ago = match stage {
        Stage::Deep => 3,
        Stage::Begun => 26,
        Stage::Opened => 24 * 5,
        Stage::Finished | Stage::Nearly | Stage::Untouched => 24 * 9,
    };
    let active_at = now - SignedDuration::from_hours(hours_ago);
    let bought = SignedDuration::from_hours(24 * (18 + pick_signed(&course.slug, 30)));
    let ordered_at = (active_at - bought).max(earliest(course, buyer, now)).min(active_at);
    Purchase { course, buyer: DEMO_BUYER, ordered_at, active_at, stage, verdict: None }
}

fn quiet<'a>(course: &'a Course, place: usize, buyer: &Buyer, now: Timestamp) -> Purchase<'a> {
    let name = format!("{}:{place}:quiet", course.slug);
    let first = earliest(course, buyer, now);
    let span_minutes = now.duration_since(first).as_mins();
    let ordered_at = first + SignedDuration::from_mins(span_minutes * pick_signed(&name, 900) / 1_000);
    let later = SignedDuration::from_hours(2 + pick_signed(&format!("{name}:later"), 700));
    let stage = match pick(&format!("{name}:stage"), 5) {
        0 => Stage::Untouched,
        1 => Stage::Opened,
        2 => Stage::Begun,
        3 => Stage::Deep,
        _ => Stage::Finished,
    };
    Purchase { course, buyer: place, ordered_at, active_at: (ordered_at + later).min(now), stage, verdict: None }
}

/// A course and a buyer; the same few courses come up more often, as in life. Never the demo buyer.
fn draw(content: &Content, number: usize) -> Option<(&Course, usize)> {
    let courses = u64::try_from(content.courses.len()).ok()?;
    let others = u64::try_from(content.buyers.len()).ok()?.checked_sub(1).filter(|others| *others > 0)?;
    let low = pick(&format!("{number}:a"), courses).min(pick(&format!("{number}:b"), courses));
    let course = content.courses.get(usize::try_from(low).ok()?)?;
    Some((course, usize::try_from(1 + pick(&format!("{number}:buyer"), others)).ok()?))
}

/// The first moment at which this buyer could have bought this course; always two days or more ago.
fn earliest(course: &Course, buyer: &Buyer, now: Timestamp) -> Timestamp {
    let both_there = morning(course.published).max(morning(buyer.joined)) + SignedDuration::from_hours(24);
    both_there.min(days_before(now, 2))
}

/// Nine o'clock UTC of a day.
pub(super) fn morning(date: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(date.at(9, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// So many days before.
pub(super) fn days_before(now: Timestamp, days: i64) -> Timestamp {
    now - SignedDuration::from_hours(24 * days.clamp(0, 10_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn nobody_buys_twice_and_all_is_in_order_and_past() {
        let content = Content::load().expect("content");
        let all = purchases(&content, now());
        let pairs: HashSet<String> = all.iter().map(Purchase::name).collect();
        assert_eq!(pairs.len(), all.len());
        assert!(all.windows(2).all(|two| two[0].ordered_at <= two[1].ordered_at));
        for purchase in &all {
            assert!(purchase.ordered_at <= purchase.active_at && purchase.active_at <= now(), "{}", purchase.name());
            let buyer = &content.buyers[purchase.buyer];
            assert!(purchase.ordered_at >= earliest(purchase.course, buyer, now()), "{}", purchase.name());
        }
    }

    #[test]
    fn the_demo_buyer_is_under_way_and_has_something_left_to_buy() {
        let content = Content::load().expect("content");
        let all = purchases(&content, now());
        let stages: HashSet<Stage> = all.iter().filter(|own| own.buyer == DEMO_BUYER).map(|own| own.stage).collect();
        for stage in [Stage::Finished, Stage::Deep, Stage::Opened, Stage::Untouched] {
            assert!(stages.contains(&stage), "{stages:?}");
        }
        let wishes = wishes(&content, &all);
        assert_eq!(wishes.len(), WISHES);
        assert!(wishes.iter().any(|wish| wish.flagship));
        assert!(wishes.iter().all(|wish| !all.iter().any(|own| own.buyer == DEMO_BUYER && own.course.slug == wish.slug)));
    }
}
