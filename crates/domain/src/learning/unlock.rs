//! Which lessons are open. What was completed never locks again.

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// How a course opens its lessons.
    UnlockMode {
        Free = "free",
        Sequential = "sequential",
    }
}

/// What the rule needs to know of a lesson, in course order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonState {
    pub is_done: bool,
    pub is_required: bool,
}

/// Whether the lesson at `index` is locked: in a sequential course until every required lesson before it is done.
pub fn is_locked(mode: UnlockMode, lessons: &[LessonState], index: usize) -> bool {
    let is_done = lessons.get(index).is_some_and(|lesson| lesson.is_done);
    mode == UnlockMode::Sequential && !is_done && lessons.iter().take(index).any(|before| before.is_required && !before.is_done)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: LessonState = LessonState { is_done: false, is_required: true };
    const DONE: LessonState = LessonState { is_done: true, is_required: true };
    const EXTRA: LessonState = LessonState { is_done: false, is_required: false };

    #[test]
    fn sequential_opens_one_after_the_other() {
        let lessons = [DONE, OPEN, OPEN];
        assert_eq!([0, 1, 2].map(|i| is_locked(UnlockMode::Sequential, &lessons, i)), [false, false, true]);
    }

    #[test]
    fn optional_lessons_hold_nothing_up() {
        assert!(!is_locked(UnlockMode::Sequential, &[EXTRA, OPEN], 1));
    }

    #[test]
    fn what_is_done_never_locks_again() {
        assert!(!is_locked(UnlockMode::Sequential, &[OPEN, DONE], 1));
    }

    #[test]
    fn free_mode_locks_nothing() {
        assert!(!is_locked(UnlockMode::Free, &[OPEN, OPEN], 1));
    }
}
