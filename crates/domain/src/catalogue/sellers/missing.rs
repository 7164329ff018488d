//! What an application still needs before it can be sent.

/// A step of the application, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    Profile,
    Teaching,
    Presentation,
    Review,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Profile, Self::Teaching, Self::Presentation, Self::Review];

    /// The word in its address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Teaching => "teaching",
            Self::Presentation => "presentation",
            Self::Review => "review",
        }
    }
}

/// Something that is not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    Name,
    Handle,
    Headline,
    Bio,
    Languages,
    Subjects,
    Country,
    TimeZone,
    Photo,
}

impl Missing {
    /// The step in which it is asked for.
    pub const fn step(self) -> Step {
        match self {
            Self::Name | Self::Handle | Self::Headline | Self::Bio => Step::Profile,
            Self::Languages | Self::Subjects | Self::Country | Self::TimeZone => Step::Teaching,
            Self::Photo => Step::Presentation,
        }
    }
}

/// What is there: texts count when they are there in one of the languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ApplicationFacts {
    pub has_name: bool,
    pub has_handle: bool,
    pub has_headline: bool,
    pub has_bio: bool,
    pub has_languages: bool,
    pub has_subjects: bool,
    pub has_country: bool,
    pub has_time_zone: bool,
    pub has_photo: bool,
}

/// What is missing, in the order of the steps. An intro video, links and documents are welcome and not needed.
pub fn missing(facts: &ApplicationFacts) -> Vec<Missing> {
    let checks = [
        (facts.has_name, Missing::Name),
        (facts.has_handle, Missing::Handle),
        (facts.has_headline, Missing::Headline),
        (facts.has_bio, Missing::Bio),
        (facts.has_languages, Missing::Languages),
        (facts.has_subjects, Missing::Subjects),
        (facts.has_country, Missing::Country),
        (facts.has_time_zone, Missing::TimeZone),
        (facts.has_photo, Missing::Photo),
    ];
    checks.into_iter().filter(|(is_there, _)| !is_there).map(|(_, what)| what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: ApplicationFacts = ApplicationFacts {
        has_name: true,
        has_handle: true,
        has_headline: true,
        has_bio: true,
        has_languages: true,
        has_subjects: true,
        has_country: true,
        has_time_zone: true,
        has_photo: true,
    };

    #[test]
    fn a_whole_application_misses_nothing_and_an_empty_one_everything() {
        assert!(missing(&WHOLE).is_empty());
        assert_eq!(missing(&ApplicationFacts::default()).len(), 9);
    }

    #[test]
    fn each_gap_is_named_with_its_step() {
        assert_eq!(missing(&ApplicationFacts { has_bio: false, ..WHOLE }), [Missing::Bio]);
        assert_eq!(
            missing(&ApplicationFacts { has_photo: false, has_country: false, ..WHOLE }),
            [Missing::Country, Missing::Photo]
        );
        assert_eq!(Missing::Country.step(), Step::Teaching);
        assert_eq!(Missing::Photo.step(), Step::Presentation);
    }

    #[test]
    fn the_steps_of_what_is_missing_never_go_back() {
        let steps: Vec<usize> = missing(&ApplicationFacts::default())
            .into_iter()
            .map(|what| Step::ALL.iter().position(|step| *step == what.step()).expect("a step"))
            .collect();
        assert!(steps.is_sorted());
    }
}
