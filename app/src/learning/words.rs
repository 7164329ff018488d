//! Ids in paths, and the words that several pages of this area share.

use crate::{Ctx, i18n::T};
use domain::{
    AppError, Thing,
    ids::{EnrolmentId, LessonId, MediaId, NoteId},
    learning::{LessonKind, PlayerSettings},
};
use frontend::learning::PlayerTexts;
use std::str::FromStr;
use ui::IconName;

/// Reads an id from a path; nonsense is not found.
fn id<I: FromStr>(text: &str, thing: Thing) -> Result<I, AppError> {
    text.parse().or(Err(AppError::NotFound(thing)))
}

pub(super) fn enrolment(text: &str) -> Result<EnrolmentId, AppError> {
    id(text, Thing::Enrolment)
}

pub(super) fn lesson(text: &str) -> Result<LessonId, AppError> {
    id(text, Thing::Lesson)
}

pub(super) fn note(text: &str) -> Result<NoteId, AppError> {
    id(text, Thing::Note)
}

pub(super) fn media(text: &str) -> Result<MediaId, AppError> {
    id(text, Thing::Media)
}

/// The address of a lesson, without the language.
pub(super) fn lesson_path(enrolment: EnrolmentId, lesson: LessonId) -> String {
    format!("/learn/{enrolment}/{lesson}")
}

/// The picture of a kind of lesson.
pub(super) const fn icon(kind: LessonKind) -> IconName {
    match kind {
        LessonKind::Video => IconName::Play,
        LessonKind::Text => IconName::FileText,
        LessonKind::File => IconName::Download,
    }
}

/// Where play begins: the moment in the address, when it lies in the video, else where the learner was.
pub(super) fn start_ms(ctx: &Ctx, resume_at_ms: i64, duration_ms: i64) -> i64 {
    let wished = ctx.query_value("t").and_then(|text| text.parse::<i64>().ok()).and_then(|seconds| seconds.checked_mul(1_000));
    wished.filter(|ms| (0..duration_ms).contains(ms)).unwrap_or(resume_at_ms)
}

/// When the player wakes: at once for who was led on to this lesson and waits for the picture, else as soon as the page is idle. The
/// browser's own controls work before that.
pub(super) fn wakes(ctx: &Ctx) -> &'static str {
    if ctx.query_value("play").is_some() { "now" } else { "idle" }
}

/// What a player starts with when nothing is kept.
pub(super) fn default_settings() -> PlayerSettings {
    PlayerSettings::default()
}

/// What the player says.
pub(super) fn player_texts(t: T) -> PlayerTexts {
    PlayerTexts {
        done: t.s("learn-state-done"),
        marked_done: t.s("learn-marked-done"),
        marked_open: t.s("learn-marked-open"),
        note_added: t.s("learn-note-added"),
        note_deleted: t.s("learn-note-deleted"),
        failed: t.s("learn-failed"),
        speed: t.s("learn-speed"),
        captions_on: t.s("learn-captions-on"),
        captions_off: t.s("learn-captions-off"),
    }
}

/// A size of a file: `340 kB`, `2.1 MB`.
pub(super) fn size(t: T, bytes: i64) -> String {
    if bytes >= 1_000_000 {
        t.a("learn-size-mb", &[("size", format!("{}.{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000).into())])
    } else {
        t.a("learn-size-kb", &[("size", ((bytes + 999) / 1_000).to_string().into())])
    }
}
