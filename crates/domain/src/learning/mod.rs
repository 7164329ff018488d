//! Learning: what counts as watched, when a lesson is done, and which lesson is open.

mod beat;
mod clock;
mod dwell;
mod place;
mod progress;
pub mod queue;
mod segments;
pub mod tracker;
mod unlock;
mod wire;

pub use beat::{BeatInput, BeatVerdict, MIN_GAP_MS};
pub use clock::{LearnerClock, MAX_OFFLINE_MS};
pub use dwell::{MAX_DWELL_MS, MIN_DWELL_MS, VIDEO_PATIENCE_MS, count_words, dwell_ms};
pub use place::place_to_continue;
pub use progress::{Beat, HEARTBEAT_SECONDS, MAX_BEAT_MS, Progress, RESUME_BACK_MS, SPEEDS_PERCENT, completion_percent};
pub use segments::{SEGMENT_MS, Segments};
pub use unlock::{LessonState, UnlockMode, is_locked};
pub use wire::{
    CaptionChoice, GrantView, MAX_NOTE_CHARS, MAX_NOTES, NoteView, PlayerSettings, ProgressView, check_note, with_grant,
};

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a lesson is made of.
    LessonKind {
        Video = "video",
        Text = "text",
        File = "file",
    }
}

text_enum! {
    /// How a lesson came to be done.
    CompletedVia {
        Auto = "auto",
        Manual = "manual",
        Dwell = "dwell",
    }
}
