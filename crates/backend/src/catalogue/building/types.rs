//! An offering as its seller builds it.

use crate::catalogue::types::Bilingual;
use domain::{
    Money,
    catalogue::{
        OfferingKind, OfferingStatus,
        offerings::{
            Basics, ClassFacts, ClassPlace, ClassTerms, ClassVenue, Extra, Faq, Missing, OfferingFacts, Package, PageTexts,
            Question, ServicePlace, ServiceVenue, Step, Trial, missing_in,
        },
    },
    ids::{AccountId, CategoryId, MediaId, OfferingId, SellerId},
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A weekly rule, in the zone of its class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// ISO days, 1 is Monday.
    pub weekdays: Vec<i16>,
    pub time: Time,
    pub first_date: Date,
    /// One of these two says where it ends.
    pub until: Option<Date>,
    pub count: Option<i16>,
}

/// A date of a group class or of a one-day class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassDate {
    pub id: Uuid,
    pub date: Date,
    pub time: Time,
    pub time_zone: String,
    pub starts_at: Timestamp,
}

/// What only a live class has.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveClass {
    pub terms: ClassTerms,
    pub venue: ClassVenue,
    pub trial: Trial,
    /// In which its times are meant.
    pub time_zone: String,
    pub series: Option<Series>,
    /// Those that are still to come.
    pub dates: Vec<ClassDate>,
}

/// What only a service has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    pub venue: ServiceVenue,
    pub packages: Vec<Package>,
    pub extras: Vec<Extra>,
    pub questions: Vec<Question>,
}

/// An offering as its seller builds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub id: OfferingId,
    pub slug: String,
    pub seller_id: SellerId,
    pub account_id: AccountId,
    pub seller_handle: String,
    pub seller_name: Bilingual,
    pub seller_zone: String,
    pub category_id: CategoryId,
    pub kind: OfferingKind,
    pub status: OfferingStatus,
    /// Grows with every change of state.
    pub version: i32,
    pub(super) step_versions: HashMap<String, i32>,
    pub basics: Basics,
    pub page: PageTexts,
    pub faqs: Vec<Faq>,
    pub price: Money,
    /// Whether a price was ever said.
    pub has_price: bool,
    pub cover: Option<MediaId>,
    /// What the seller was told last.
    pub note: String,
    pub has_ready_lesson: bool,
    pub has_orders: bool,
    pub learner_count: i32,
    pub video_seconds: i32,
    pub lesson_count: i32,
    pub published_at: Option<Timestamp>,
    pub submitted_at: Option<Timestamp>,
    pub archived_at: Option<Timestamp>,
    pub class: Option<LiveClass>,
    pub service: Option<Service>,
}

impl Draft {
    /// How often a step was saved.
    pub fn step_version(&self, step: Step) -> i32 {
        self.step_versions.get(step.slug()).copied().unwrap_or_default()
    }

    /// What is missing before it can be handed in.
    pub fn missing(&self, now: Timestamp) -> Vec<Missing> {
        let class = self.class.as_ref().filter(|_| self.step_version(Step::Class) > 0);
        missing_in(&OfferingFacts {
            kind: self.kind,
            title: &self.basics.title,
            promise: &self.basics.promise,
            description: &self.page.description,
            has_outcomes: !self.page.outcomes.is_empty(),
            has_price: self.has_price,
            has_ready_lesson: self.has_ready_lesson,
            class: class.map(|class| class.facts(now)),
            has_packages: self.service.as_ref().is_some_and(|service| !service.packages.is_empty()),
            has_service_place: self.service.as_ref().is_some_and(Service::has_place),
        })
    }

    /// Whether its seller may change what does not need a review.
    pub const fn is_editable(&self) -> bool {
        self.status.is_editable() && self.archived_at.is_none()
    }

    /// Whether its seller may change what staff has read.
    pub const fn is_rewritable(&self) -> bool {
        self.status.is_rewritable() && self.archived_at.is_none()
    }
}

impl LiveClass {
    fn facts(&self, now: Timestamp) -> ClassFacts {
        let zone = TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC);
        let today = now.to_zoned(zone).date();
        ClassFacts {
            format: self.terms.format,
            has_place: match self.venue.place {
                ClassPlace::Online => true,
                ClassPlace::InPerson => {
                    !self.venue.city.is_empty() && (!self.venue.address.is_empty() || self.venue.travel_radius_km.is_some())
                }
            },
            coming_dates: self.dates.len(),
            has_series_rule: self.series.as_ref().is_some_and(|series| series.first_date >= today),
        }
    }
}

impl Service {
    fn has_place(&self) -> bool {
        self.venue.place == ServicePlace::Online || !self.venue.city.is_empty()
    }
}
