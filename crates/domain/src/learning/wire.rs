//! What passes between the player and the server.

use super::SPEEDS_PERCENT;
use crate::{
    AppError, FieldErrors,
    ids::{LessonId, NoteId},
    text_enum::text_enum,
};
use serde::{Deserialize, Serialize};

/// The longest note, in characters.
pub const MAX_NOTE_CHARS: usize = 2_000;
/// The most notes a learner keeps at one lesson.
pub const MAX_NOTES: i64 = 200;

/// How a lesson and its course stand after something was recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressView {
    pub is_done: bool,
    /// Whether the beat counted; the player tries one that did not once more.
    pub is_credited: bool,
    /// Lessons done and all lessons of the course.
    pub done: i64,
    pub all: i64,
    /// The share of lessons done, in percent.
    pub percent: i64,
    /// The share of this video that was seen, in percent.
    pub seen_percent: i64,
    /// Every lesson that is open now, when this changed which ones are.
    pub open_lessons: Vec<LessonId>,
}

/// A learner's note at a moment of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    pub id: NoteId,
    pub position_ms: i64,
    pub body: String,
}

/// The right to fetch one media, for a short while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantView {
    /// The part of the address that carries it.
    pub grant: String,
    pub ends_in_s: i64,
}

text_enum! {
    /// Which captions a learner wants.
    CaptionChoice {
        En = "en",
        Ar = "ar",
        Off = "off",
    }
}

/// How a learner likes the player.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerSettings {
    pub speed_percent: i32,
    pub volume_percent: i32,
    /// Not chosen yet: captions in the language of the page.
    pub captions: Option<CaptionChoice>,
}

impl Default for PlayerSettings {
    fn default() -> Self {
        Self { speed_percent: 100, volume_percent: 100, captions: None }
    }
}

impl PlayerSettings {
    /// Refuses speeds that are not offered and impossible volumes.
    pub fn check(&self) -> Result<(), AppError> {
        let mut errors = FieldErrors::default();
        if !SPEEDS_PERCENT.contains(&self.speed_percent) {
            errors.add("speed", "learn-error-speed");
        }
        if !(0..=100).contains(&self.volume_percent) {
            errors.add("volume", "learn-error-volume");
        }
        errors.into_result()
    }
}

/// Trims a note and checks its length.
pub fn check_note(raw: &str) -> Result<String, &'static str> {
    let body = raw.replace("\r\n", "\n").replace('\0', "").trim().to_owned();
    if body.is_empty() {
        Err("learn-error-note-empty")
    } else if body.chars().count() > MAX_NOTE_CHARS {
        Err("learn-error-note-long")
    } else {
        Ok(body)
    }
}

/// The address of a media file with another grant: `…/media/{grant}/{media}/…`.
pub fn with_grant(url: &str, grant: &str) -> Option<String> {
    let (before, rest) = url.split_once("/media/")?;
    let (_, file) = rest.split_once('/')?;
    Some(format!("{before}/media/{grant}/{file}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_trimmed_and_bounded() {
        assert_eq!(check_note("  a\r\nb "), Ok("a\nb".to_owned()));
        assert_eq!(check_note(" \n "), Err("learn-error-note-empty"));
        assert_eq!(check_note(&"ا".repeat(2_000)).map(|n| n.chars().count()), Ok(2_000));
        assert_eq!(check_note(&"ا".repeat(2_001)), Err("learn-error-note-long"));
    }

    #[test]
    fn only_offered_speeds_pass() {
        assert!(PlayerSettings::default().check().is_ok());
        assert!(PlayerSettings { speed_percent: 110, ..Default::default() }.check().is_err());
        assert!(PlayerSettings { volume_percent: 101, ..Default::default() }.check().is_err());
    }

    #[test]
    fn a_grant_is_exchanged_in_the_middle_of_an_address() {
        assert_eq!(
            with_grant("http://x/media/old.grant/id/360p/seg_1.m4s", "new"),
            Some("http://x/media/new/id/360p/seg_1.m4s".to_owned())
        );
        assert_eq!(with_grant("blob:http://x/1", "new"), None);
    }
}
