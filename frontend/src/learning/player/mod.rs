//! The player island. The page draws everything, so that it reads and works without a script; the island brings it to life by
//! the `data-…` hooks in the markup, and draws nothing itself but the line that assistive technology listens to.

#[cfg(feature = "hydrate")]
mod alive;

use domain::{
    ids::{EnrolmentId, LessonId, MediaId},
    learning::{GrantView, LessonKind, PlayerSettings},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the island must know; everything else stands in the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerSetup {
    /// None in a free preview, which records nothing.
    pub enrolment: Option<EnrolmentId>,
    /// The course's slug, for the grants of a preview.
    pub offering: String,
    pub lesson: LessonId,
    pub kind: LessonKind,
    /// The video, when it can be played.
    pub media: Option<MediaId>,
    pub grant: Option<GrantView>,
    pub duration_ms: i64,
    /// Where play begins.
    pub start_ms: i64,
    /// How long a text must be in sight to be done.
    pub dwell_ms: i64,
    pub is_done: bool,
    pub settings: PlayerSettings,
    /// The address of hls.js, with its version.
    pub hls_js: String,
}

/// What the player says, in the visitor's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerTexts {
    pub done: String,
    pub marked_done: String,
    pub marked_open: String,
    pub note_added: String,
    pub note_deleted: String,
    pub failed: String,
    pub speed: String,
    pub captions_on: String,
    pub captions_off: String,
}

/// Wakes the player of a page.
#[island(lazy)]
pub fn Player(setup: PlayerSetup, texts: PlayerTexts) -> impl IntoView {
    Effect::new(move |_| wake(setup.clone(), texts.clone()));
    view! { <p class="sr-only" role="status" id="player-live"></p> }
}

#[cfg(feature = "hydrate")]
use alive::wake;

/// On the server nothing plays.
#[cfg(not(feature = "hydrate"))]
fn wake(_: PlayerSetup, _: PlayerTexts) {}
