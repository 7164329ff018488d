//! The steps of the studio, kind by kind.

use crate::catalogue::OfferingKind;

/// A step in which an offering is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Category, language, level, titles, promise, tags.
    Basics,
    /// Description, outcomes, requirements, audience.
    Page,
    /// The cover.
    Image,
    /// Sections and lessons of a course.
    Curriculum,
    /// How a live class is held.
    Class,
    /// Where a live class or a service takes place.
    Place,
    /// The dates of a live class, or the rule of a series.
    Schedule,
    /// Trying a live class.
    Trial,
    /// What a service costs and what is in it.
    Packages,
    /// What can be added to a service.
    Extras,
    /// What the buyer of a service is asked.
    Requirements,
    /// Questions and answers on the page.
    Faq,
    /// What a course or a class costs.
    Price,
    /// What is missing, and the buttons.
    Review,
}

impl Step {
    /// The steps of a kind, in order.
    pub const fn of(kind: OfferingKind) -> &'static [Self] {
        use Step::*;
        match kind {
            OfferingKind::VideoCourse => &[Basics, Page, Image, Curriculum, Faq, Price, Review],
            OfferingKind::LiveClass => &[Basics, Page, Image, Class, Place, Schedule, Trial, Faq, Price, Review],
            OfferingKind::Service => &[Basics, Page, Image, Packages, Extras, Place, Requirements, Faq, Review],
        }
    }

    /// The word in its address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Page => "page",
            Self::Image => "image",
            Self::Curriculum => "curriculum",
            Self::Class => "class",
            Self::Place => "place",
            Self::Schedule => "schedule",
            Self::Trial => "trial",
            Self::Packages => "packages",
            Self::Extras => "extras",
            Self::Requirements => "requirements",
            Self::Faq => "faq",
            Self::Price => "price",
            Self::Review => "review",
        }
    }

    /// The step of a kind that has this word in its address.
    pub fn parse(kind: OfferingKind, slug: &str) -> Option<Self> {
        Self::of(kind).iter().copied().find(|step| step.slug() == slug)
    }

    /// The step before or after this one.
    pub fn neighbour(self, kind: OfferingKind, is_next: bool) -> Option<Self> {
        let steps = Self::of(kind);
        let at = steps.iter().position(|step| *step == self)?;
        let to = if is_next { at.checked_add(1) } else { at.checked_sub(1) };
        steps.get(to?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_begins_with_the_basics_and_ends_with_the_review() {
        for kind in OfferingKind::ALL {
            let steps = Step::of(*kind);
            assert_eq!((steps.first(), steps.last()), (Some(&Step::Basics), Some(&Step::Review)));
            assert!(steps.iter().all(|step| Step::parse(*kind, step.slug()) == Some(*step)));
        }
        assert_eq!(Step::parse(OfferingKind::VideoCourse, "trial"), None);
        assert_eq!(Step::parse(OfferingKind::Service, "price"), None);
    }

    #[test]
    fn steps_lead_to_each_other() {
        assert_eq!(Step::Basics.neighbour(OfferingKind::VideoCourse, true), Some(Step::Page));
        assert_eq!(Step::Basics.neighbour(OfferingKind::VideoCourse, false), None);
        assert_eq!(Step::Review.neighbour(OfferingKind::Service, true), None);
        assert_eq!(Step::Trial.neighbour(OfferingKind::Service, true), None);
    }
}
