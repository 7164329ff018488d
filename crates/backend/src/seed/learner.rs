//! How far a learner of the demo marketplace has come: the rows of progress, by the learning area's own rules. Pure.

use domain::learning::{CompletedVia, LessonKind, Progress};
use jiff::Timestamp;

/// How far somebody is in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    Finished,
    /// In the middle of the last video.
    Nearly,
    /// In the middle of a lesson in the middle of the course.
    Deep,
    /// In the middle of the second lesson.
    Begun,
    /// In the middle of the first lesson.
    Opened,
    Untouched,
}

/// What the stages need to know of a lesson; a video has a length.
#[derive(Debug, Clone, Copy)]
pub(super) struct LessonLength {
    pub kind: LessonKind,
    pub duration_ms: i64,
}

/// Progress of one lesson, in course order from the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub progress: Progress,
    pub completed_via: Option<CompletedVia>,
}

/// The lessons that were touched at this stage. The last one is where the learner is.
pub(super) fn places(stage: Stage, lessons: &[LessonLength]) -> Vec<Place> {
    let (done, percent) = match stage {
        Stage::Finished => (lessons.len(), 0),
        Stage::Nearly => (lessons.iter().rposition(|lesson| lesson.kind == LessonKind::Video).unwrap_or(0), 65),
        Stage::Deep => (lessons.len() / 2, 55),
        Stage::Begun => (1, 30),
        Stage::Opened => (0, 40),
        Stage::Untouched => return Vec::new(),
    };
    let mut places: Vec<Place> = lessons.iter().take(done).map(finished).collect();
    for lesson in lessons.iter().skip(done) {
        if lesson.kind == LessonKind::Video {
            places.push(Place { progress: watched(lesson.duration_ms, lesson.duration_ms * percent / 100), completed_via: None });
            break;
        }
        // Texts on the way to the next video were read.
        places.push(finished(lesson));
    }
    places
}

/// When the `index`-th of `count` lessons was left: evenly spread from the order to the last activity.
pub(super) fn left_at(ordered_at: Timestamp, active_at: Timestamp, index: usize, count: usize) -> Timestamp {
    let after = i64::try_from(count.saturating_sub(index + 1)).unwrap_or(0);
    let parts = i64::try_from(count + 1).unwrap_or(1);
    let span_s = active_at.duration_since(ordered_at).as_secs().max(0);
    active_at - jiff::SignedDuration::from_secs(span_s * after / parts)
}

fn finished(lesson: &LessonLength) -> Place {
    match lesson.kind {
        LessonKind::Video => {
            Place { progress: watched(lesson.duration_ms, lesson.duration_ms), completed_via: Some(CompletedVia::Auto) }
        }
        LessonKind::Text => Place { progress: Progress::default(), completed_via: Some(CompletedVia::Dwell) },
        LessonKind::File => Place { progress: Progress::default(), completed_via: Some(CompletedVia::Manual) },
    }
}

fn watched(duration_ms: i64, to_ms: i64) -> Progress {
    let mut progress = Progress { last_position_ms: to_ms, furthest_ms: to_ms, ..Progress::default() };
    progress.watched.mark(0, to_ms, duration_ms);
    progress
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIDEO: LessonLength = LessonLength { kind: LessonKind::Video, duration_ms: 52_000 };
    const TEXT: LessonLength = LessonLength { kind: LessonKind::Text, duration_ms: 0 };

    #[test]
    fn what_counts_as_watched_is_complete_by_the_rules() {
        let places = places(Stage::Finished, &[VIDEO, TEXT]);
        assert!(places[0].progress.is_complete(VIDEO.duration_ms));
        assert_eq!(places[1].completed_via, Some(CompletedVia::Dwell));
    }

    #[test]
    fn the_last_place_is_inside_a_video() {
        let places = places(Stage::Begun, &[VIDEO, TEXT, VIDEO, VIDEO]);
        assert_eq!(places.len(), 3);
        let last = places.last().expect("a place");
        assert_eq!((last.progress.last_position_ms, last.completed_via), (15_600, None));
        assert!(!last.progress.is_complete(VIDEO.duration_ms));
    }

    #[test]
    fn lessons_are_left_one_after_the_other() {
        let (start, end) = (Timestamp::UNIX_EPOCH, Timestamp::from_second(4_000).expect("an instant"));
        let times: Vec<i64> = (0..3).map(|index| left_at(start, end, index, 3).as_second()).collect();
        assert_eq!(times, [2_000, 3_000, 4_000]);
    }
}
