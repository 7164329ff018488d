//! Words for what is built in the studio: kinds, states, how a class is held, days of the week, hours.

use crate::{Ctx, i18n::T};
use domain::{
    Money,
    catalogue::{
        OfferingKind, OfferingStatus,
        offerings::{BookingMode, CancellationPolicy, ClassFormat, ClassPlace, QuestionKind, ServicePlace, TrialKind},
    },
};
use jiff::civil::{Date, Time};
use leptos::prelude::*;
use ui::{Badge, IconName, Tone};

/// What a kind is called.
pub(crate) fn kind(t: T, kind: OfferingKind) -> String {
    t.s(match kind {
        OfferingKind::LiveClass => "studio-kind-live",
        OfferingKind::VideoCourse => "catalogue-kind-course",
        OfferingKind::Service => "studio-kind-service",
    })
}

/// The picture of a kind.
pub(crate) const fn kind_icon(kind: OfferingKind) -> IconName {
    match kind {
        OfferingKind::LiveClass => IconName::Video,
        OfferingKind::VideoCourse => IconName::Play,
        OfferingKind::Service => IconName::Briefcase,
    }
}

/// What a state is called.
pub(crate) fn status(t: T, status: OfferingStatus) -> String {
    t.s(match status {
        OfferingStatus::Draft => "studio-status-draft",
        OfferingStatus::InReview => "studio-status-review",
        OfferingStatus::Published => "studio-status-published",
        OfferingStatus::Paused => "studio-status-paused",
        OfferingStatus::Rejected => "studio-status-rejected",
    })
}

/// The badge of a state. A draft that came back from the desk says so.
pub(crate) fn badge(t: T, of: OfferingStatus, note: &str) -> AnyView {
    let (text, tone) = match of {
        OfferingStatus::Draft if !note.is_empty() => (t.s("studio-status-changes"), Tone::Warning),
        OfferingStatus::Draft => (status(t, of), Tone::Neutral),
        OfferingStatus::InReview => (status(t, of), Tone::Info),
        OfferingStatus::Published => (status(t, of), Tone::Success),
        OfferingStatus::Paused => (status(t, of), Tone::Warning),
        OfferingStatus::Rejected => (status(t, of), Tone::Danger),
    };
    view! { <Badge text=text tone=tone/> }.into_any()
}

/// How a live class is held.
pub(crate) fn format(t: T, format: ClassFormat) -> String {
    t.s(match format {
        ClassFormat::OneToOne => "build-format-one",
        ClassFormat::Group => "build-format-group",
        ClassFormat::OneDay => "build-format-day",
        ClassFormat::Series => "build-format-series",
    })
}

/// Where a class takes place.
pub(crate) fn class_place(t: T, place: ClassPlace) -> String {
    t.s(match place {
        ClassPlace::Online => "build-place-online",
        ClassPlace::InPerson => "build-place-in-person",
    })
}

/// Where a service is done.
pub(crate) fn service_place(t: T, place: ServicePlace) -> String {
    t.s(match place {
        ServicePlace::Online => "build-place-online",
        ServicePlace::OnSite => "build-place-on-site",
    })
}

/// What a cancellation policy is called.
pub(crate) fn policy(t: T, policy: CancellationPolicy) -> String {
    t.s(match policy {
        CancellationPolicy::Flexible => "build-policy-flexible",
        CancellationPolicy::Standard => "build-policy-standard",
        CancellationPolicy::Firm => "build-policy-firm",
        CancellationPolicy::Series => "build-policy-series",
    })
}

/// Who gets what back, in a sentence.
pub(crate) fn policy_text(t: T, policy: CancellationPolicy) -> String {
    t.s(match policy {
        CancellationPolicy::Flexible => "build-policy-flexible-text",
        CancellationPolicy::Standard => "build-policy-standard-text",
        CancellationPolicy::Firm => "build-policy-firm-text",
        CancellationPolicy::Series => "build-policy-series-text",
    })
}

/// How a booking comes about.
pub(crate) fn booking_mode(t: T, mode: BookingMode) -> String {
    t.s(match mode {
        BookingMode::Instant => "build-booking-instant",
        BookingMode::Request => "build-booking-request",
    })
}

/// How a class can be tried.
pub(crate) fn trial(t: T, trial: TrialKind) -> String {
    t.s(match trial {
        TrialKind::None => "build-trial-none",
        TrialKind::Free => "build-trial-free",
        TrialKind::Paid => "build-trial-paid",
    })
}

/// How a buyer answers.
pub(crate) fn question_kind(t: T, kind: QuestionKind) -> String {
    t.s(match kind {
        QuestionKind::Text => "build-question-kind-text",
        QuestionKind::Choice => "build-question-kind-choice",
        QuestionKind::File => "build-question-kind-file",
    })
}

/// A day of the week by its ISO number.
pub(crate) fn weekday(t: T, day: i16) -> String {
    t.s(match day {
        1 => "build-weekday-1",
        2 => "build-weekday-2",
        3 => "build-weekday-3",
        4 => "build-weekday-4",
        5 => "build-weekday-5",
        6 => "build-weekday-6",
        _ => "build-weekday-7",
    })
}

/// An hour as fields take it and everybody reads it.
pub(crate) fn hour(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// A day that belongs to no zone.
pub(crate) fn day(ctx: &Ctx, date: Date) -> String {
    let zone = jiff::tz::TimeZone::UTC;
    date.to_zoned(zone.clone()).map(|midnight| ctx.t.day(midnight.timestamp(), &zone)).unwrap_or_default()
}

/// An amount of dollars; zero is the word for free.
pub(crate) fn amount(t: T, minor: i64) -> String {
    t.money(Money::new(minor, domain::Currency::Usd))
}

/// What joins the items of a list.
pub(crate) fn comma(t: T) -> String {
    format!("{} ", t.s("catalogue-list-comma"))
}
