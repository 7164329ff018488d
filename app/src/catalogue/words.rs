//! Words for the catalogue's values: levels, languages, ratings, counts.

use crate::i18n::T;
use backend::catalogue::CappedCount;
use domain::{
    Locale,
    catalogue::{Level, sellers::SPOKEN_LANGUAGES},
};
use leptos::prelude::*;
use ui::Stars;

/// For whom a course is.
pub(super) fn level(t: T, level: Level) -> String {
    t.s(match level {
        Level::Beginner => "catalogue-level-beginner",
        Level::Intermediate => "catalogue-level-intermediate",
        Level::Advanced => "catalogue-level-advanced",
        Level::All => "catalogue-level-all",
    })
}

/// The language a course is taught in.
pub(super) fn language(t: T, language: Locale) -> String {
    t.s(match language {
        Locale::En => "catalogue-language-en",
        Locale::Ar => "catalogue-language-ar",
    })
}

/// A language that a seller speaks, by its code; none for one without a name here.
pub(crate) fn spoken(t: T, code: &str) -> Option<String> {
    SPOKEN_LANGUAGES.contains(&code).then(|| t.s(&format!("catalogue-language-{code}")))
}

/// "4.8 out of 5", for screen readers.
pub(super) fn rating_spoken(t: T, rating_milli: i32) -> String {
    t.a("catalogue-rating-spoken", &[("rating", t.rating(rating_milli).into())])
}

/// An average as five stars with its number.
pub(super) fn stars(t: T, rating_milli: i32) -> AnyView {
    let rating = f64::from(rating_milli) / 1_000.0;
    view! { <Stars rating=rating text=rating_spoken(t, rating_milli) value=t.rating(rating_milli)/> }.into_any()
}

/// The number of courses, "2,000+" where counting stopped.
pub(super) fn capped(t: T, count: CappedCount) -> String {
    if count.is_capped { format!("{}+", t.count(count.count)) } else { t.count(count.count) }
}

/// How long and how many lessons: "1 h 20 min · 8 lessons".
pub(super) fn extent(t: T, video_seconds: i32, lessons: i32) -> String {
    let lessons = t.n("catalogue-lessons", i64::from(lessons));
    if video_seconds == 0 { lessons } else { format!("{} · {lessons}", t.duration(i64::from(video_seconds))) }
}
