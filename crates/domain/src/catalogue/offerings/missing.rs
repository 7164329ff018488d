//! What an offering still needs before it can be handed in.

use super::{ClassFormat, SOLD_KINDS, Step, text::Pair};
use crate::catalogue::OfferingKind;

/// Something that is not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    Promise,
    Description,
    /// Title, promise and description are there, and in no language all three.
    WholeLanguage,
    Outcomes,
    /// A section with a lesson that is ready.
    Lessons,
    Class,
    /// A city, and an address or how far the seller comes.
    ClassPlace,
    /// A date that is still to come.
    Dates,
    SeriesRule,
    Packages,
    ServicePlace,
    Price,
}

impl Missing {
    /// The step in which it is asked for.
    pub const fn step(self) -> Step {
        match self {
            Self::Promise => Step::Basics,
            Self::Description | Self::WholeLanguage | Self::Outcomes => Step::Page,
            Self::Lessons => Step::Curriculum,
            Self::Class => Step::Class,
            Self::ClassPlace | Self::ServicePlace => Step::Place,
            Self::Dates | Self::SeriesRule => Step::Schedule,
            Self::Packages => Step::Packages,
            Self::Price => Step::Price,
        }
    }
}

/// How a live class stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassFacts {
    pub format: ClassFormat,
    pub has_place: bool,
    pub coming_dates: usize,
    pub has_series_rule: bool,
}

/// What is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferingFacts<'a> {
    pub kind: OfferingKind,
    pub title: &'a Pair,
    pub promise: &'a Pair,
    pub description: &'a Pair,
    pub has_outcomes: bool,
    pub has_price: bool,
    /// Of a course.
    pub has_ready_lesson: bool,
    /// Of a live class; none while it was not said how it is held.
    pub class: Option<ClassFacts>,
    /// Of a service.
    pub has_packages: bool,
    pub has_service_place: bool,
}

/// What is missing, in the order of the steps of its kind.
pub fn missing_in(facts: &OfferingFacts<'_>) -> Vec<Missing> {
    let mut missing = texts(facts);
    if !facts.has_outcomes {
        missing.push(Missing::Outcomes);
    }
    match facts.kind {
        OfferingKind::VideoCourse if !facts.has_ready_lesson => missing.push(Missing::Lessons),
        OfferingKind::VideoCourse => {}
        OfferingKind::LiveClass => class(facts.class, &mut missing),
        OfferingKind::Service => {
            if !facts.has_packages {
                missing.push(Missing::Packages);
            }
            if !facts.has_service_place {
                missing.push(Missing::ServicePlace);
            }
        }
    }
    // The packages of a service bring its price along.
    if !facts.has_price && facts.kind != OfferingKind::Service {
        missing.push(Missing::Price);
    }
    missing
}

/// At least one language must have all of title, promise and description.
fn texts(facts: &OfferingFacts<'_>) -> Vec<Missing> {
    let in_both = |pick: fn(&Pair) -> &String| {
        let is_there = |pair: &Pair| !pick(pair).is_empty();
        (is_there(facts.title), is_there(facts.promise), is_there(facts.description))
    };
    let languages = [in_both(|pair| &pair.en), in_both(|pair| &pair.ar)];
    let any = |test: fn(&(bool, bool, bool)) -> bool| languages.iter().any(test);
    let mut missing = Vec::new();
    if !any(|has| has.0 && has.1) {
        missing.push(Missing::Promise);
    }
    if !any(|has| has.0 && has.2) {
        missing.push(Missing::Description);
    }
    if missing.is_empty() && !any(|has| has.0 && has.1 && has.2) {
        missing.push(Missing::WholeLanguage);
    }
    missing
}

fn class(facts: Option<ClassFacts>, missing: &mut Vec<Missing>) {
    let Some(facts) = facts else {
        missing.push(Missing::Class);
        return;
    };
    if !facts.has_place {
        missing.push(Missing::ClassPlace);
    }
    match facts.format {
        ClassFormat::Group | ClassFormat::OneDay if facts.coming_dates == 0 => missing.push(Missing::Dates),
        ClassFormat::Series if !facts.has_series_rule => missing.push(Missing::SeriesRule),
        ClassFormat::Group | ClassFormat::OneDay | ClassFormat::Series | ClassFormat::OneToOne => {}
    }
}

/// Whether the site can sell this kind now.
pub fn is_sold(kind: OfferingKind) -> bool {
    SOLD_KINDS.contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(en: &str, ar: &str) -> Pair {
        Pair { en: en.to_owned(), ar: ar.to_owned() }
    }

    const fn facts<'a>(kind: OfferingKind, title: &'a Pair, promise: &'a Pair, description: &'a Pair) -> OfferingFacts<'a> {
        OfferingFacts {
            kind,
            title,
            promise,
            description,
            has_outcomes: true,
            has_price: true,
            has_ready_lesson: true,
            class: Some(ClassFacts { format: ClassFormat::OneToOne, has_place: true, coming_dates: 0, has_series_rule: false }),
            has_packages: true,
            has_service_place: true,
        }
    }

    #[test]
    fn one_whole_language_is_enough() {
        let (both, arabic, english, none) = (pair("t", "ع"), pair("", "ع"), pair("t", ""), pair("", ""));
        for kind in OfferingKind::ALL {
            assert!(missing_in(&facts(*kind, &arabic, &arabic, &arabic)).is_empty());
            assert!(missing_in(&facts(*kind, &both, &english, &both)).is_empty());
            assert_eq!(missing_in(&facts(*kind, &both, &english, &arabic)), [Missing::WholeLanguage]);
            assert_eq!(missing_in(&facts(*kind, &english, &arabic, &english)), [Missing::Promise]);
            assert_eq!(missing_in(&facts(*kind, &english, &none, &none)), [Missing::Promise, Missing::Description]);
        }
    }

    #[test]
    fn each_kind_needs_its_own_things() {
        let text = pair("t", "");
        let bare = |kind| OfferingFacts {
            has_outcomes: false,
            has_price: false,
            has_ready_lesson: false,
            class: None,
            has_packages: false,
            has_service_place: false,
            ..facts(kind, &text, &text, &text)
        };
        assert_eq!(missing_in(&bare(OfferingKind::VideoCourse)), [Missing::Outcomes, Missing::Lessons, Missing::Price]);
        assert_eq!(missing_in(&bare(OfferingKind::LiveClass)), [Missing::Outcomes, Missing::Class, Missing::Price]);
        assert_eq!(missing_in(&bare(OfferingKind::Service)), [Missing::Outcomes, Missing::Packages, Missing::ServicePlace]);
    }

    #[test]
    fn a_class_needs_a_place_and_a_time() {
        let text = pair("t", "");
        let of = |format, has_place, coming_dates, has_series_rule| {
            let class = Some(ClassFacts { format, has_place, coming_dates, has_series_rule });
            missing_in(&OfferingFacts { class, ..facts(OfferingKind::LiveClass, &text, &text, &text) })
        };
        assert_eq!(of(ClassFormat::Group, false, 0, false), [Missing::ClassPlace, Missing::Dates]);
        assert!(of(ClassFormat::OneDay, true, 1, false).is_empty());
        assert_eq!(of(ClassFormat::Series, true, 5, false), [Missing::SeriesRule]);
        assert!(of(ClassFormat::Series, true, 0, true).is_empty());
    }

    #[test]
    fn what_is_missing_is_asked_for_in_a_step_of_its_kind_and_never_back() {
        let none = pair("", "");
        for kind in OfferingKind::ALL {
            let facts = OfferingFacts {
                has_outcomes: false,
                has_price: false,
                has_ready_lesson: false,
                has_packages: false,
                has_service_place: false,
                class: Some(ClassFacts { format: ClassFormat::Group, has_place: false, coming_dates: 0, has_series_rule: false }),
                ..facts(*kind, &none, &none, &none)
            };
            let steps = Step::of(*kind);
            let places: Vec<usize> = missing_in(&facts)
                .into_iter()
                .map(|missing| steps.iter().position(|step| *step == missing.step()).expect("a step of the kind"))
                .collect();
            assert!(places.is_sorted() && places.len() >= 5, "{kind:?} {places:?}");
        }
    }

    #[test]
    fn only_what_the_site_can_sell_is_sold() {
        assert!(is_sold(OfferingKind::VideoCourse));
        assert!(OfferingKind::ALL.iter().all(|kind| is_sold(*kind) == SOLD_KINDS.contains(kind)));
    }
}
