//! Where a learner goes on: the lesson left open, else the next one that is open and not done.

use super::{LessonState, UnlockMode, is_locked};

/// The index of the lesson to continue with; `last` is the one opened last. A finished course goes on at its last place.
pub fn place_to_continue(mode: UnlockMode, lessons: &[LessonState], last: Option<usize>) -> Option<usize> {
    let is_open = |index: usize| lessons.get(index).is_some_and(|lesson| !lesson.is_done) && !is_locked(mode, lessons, index);
    let last = last.filter(|index| *index < lessons.len());
    if let Some(index) = last.filter(|index| is_open(*index)) {
        return Some(index);
    }
    let after = last.map_or(0, |index| index + 1);
    (after..lessons.len()).chain(0..after).find(|index| is_open(*index)).or(last).or((!lessons.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: LessonState = LessonState { is_done: false, is_required: true };
    const DONE: LessonState = LessonState { is_done: true, is_required: true };

    fn free(lessons: &[LessonState], last: Option<usize>) -> Option<usize> {
        place_to_continue(UnlockMode::Free, lessons, last)
    }

    #[test]
    fn an_unfinished_lesson_comes_first() {
        assert_eq!(free(&[OPEN, OPEN, OPEN], Some(2)), Some(2));
        assert_eq!(free(&[OPEN, OPEN, OPEN], None), Some(0));
    }

    #[test]
    fn after_a_finished_one_comes_the_next_open_one() {
        assert_eq!(free(&[OPEN, DONE, OPEN], Some(1)), Some(2));
        assert_eq!(free(&[OPEN, DONE, DONE], Some(2)), Some(0));
    }

    #[test]
    fn a_finished_course_goes_on_at_its_last_place() {
        assert_eq!(free(&[DONE, DONE], Some(1)), Some(1));
        assert_eq!(free(&[DONE, DONE], None), Some(0));
        assert_eq!(free(&[], None), None);
    }

    #[test]
    fn locked_lessons_are_passed_over() {
        assert_eq!(place_to_continue(UnlockMode::Sequential, &[OPEN, OPEN], Some(1)), Some(0));
    }
}
