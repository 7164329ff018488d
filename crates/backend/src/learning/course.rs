//! A course from the inside: sections and lessons with their lock, done and new marks.

use super::sql;
use crate::{Backend, Failure, Result, accounts::Viewer};
use domain::{
    Thing,
    ids::{EnrolmentId, LessonId, SectionId},
    learning::{LessonKind, LessonState, Progress, UnlockMode, completion_percent, is_locked, place_to_continue},
};
use jiff::Timestamp;

/// A lesson in the list of its course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonItem {
    pub id: LessonId,
    pub kind: LessonKind,
    pub title_en: String,
    pub title_ar: String,
    /// The length of a video, once it was probed.
    pub duration_ms: Option<i64>,
    pub is_required: bool,
    pub is_done: bool,
    pub is_locked: bool,
    /// Added after the learner enrolled, and not done yet.
    pub is_new: bool,
    /// Where play begins.
    pub resume_at_ms: i64,
}

/// A section of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionItem {
    pub id: SectionId,
    pub title_en: String,
    pub title_ar: String,
    pub lessons: Vec<LessonItem>,
}

/// A course as its learner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseView {
    pub enrolment_id: EnrolmentId,
    pub slug: String,
    pub title_en: String,
    pub title_ar: String,
    pub seller_name_en: String,
    pub seller_name_ar: String,
    pub seller_handle: String,
    pub unlock_mode: UnlockMode,
    pub sections: Vec<SectionItem>,
    pub done: i64,
    pub all: i64,
    pub percent: i64,
    /// Where the learner goes on; none while the course has no lesson.
    pub continue_at: Option<LessonId>,
}

impl CourseView {
    /// All lessons in the order of the course.
    pub fn lessons(&self) -> impl DoubleEndedIterator<Item = &LessonItem> {
        self.sections.iter().flat_map(|section| section.lessons.iter())
    }

    /// The lesson before and after another one.
    pub fn neighbours(&self, lesson: LessonId) -> (Option<&LessonItem>, Option<&LessonItem>) {
        let before = self.lessons().take_while(|item| item.id != lesson).last();
        let after = self.lessons().skip_while(|item| item.id != lesson).nth(1);
        (before, after)
    }
}

/// The viewer's course behind an active enrolment.
pub async fn find_course(backend: &Backend, viewer: &Viewer, enrolment: EnrolmentId) -> Result<CourseView> {
    let mut conn = backend.db.acquire().await?;
    let head = sql::courses::find_head(&mut conn, viewer.account_id.0, enrolment.0).await?;
    let head = head.ok_or(Failure::not_found(Thing::Enrolment))?;
    let rows = sql::courses::list_lessons(&mut conn, enrolment.0).await?;
    let mode = UnlockMode::parse(&head.unlock_mode).unwrap_or(UnlockMode::Free);
    let states: Vec<LessonState> = rows.iter().map(sql::courses::LessonRow::state).collect();
    let last = rows.iter().position(|row| Some(row.id) == head.last_lesson_id);
    let place = place_to_continue(mode, &states, last);
    let continue_at = place.and_then(|index| rows.get(index)).map(|row| LessonId(row.id));
    let done = i64::try_from(states.iter().filter(|state| state.is_done).count()).unwrap_or(0);
    let all = i64::try_from(states.len()).unwrap_or(0);
    Ok(CourseView {
        enrolment_id: enrolment,
        slug: head.slug,
        title_en: head.title_en,
        title_ar: head.title_ar,
        seller_name_en: head.seller_name_en,
        seller_name_ar: head.seller_name_ar,
        seller_handle: head.seller_handle,
        unlock_mode: mode,
        sections: group(rows, &states, mode, head.created_at),
        done,
        all,
        percent: completion_percent(done, all),
        continue_at,
    })
}

fn group(
    rows: Vec<sql::courses::LessonRow>,
    states: &[LessonState],
    mode: UnlockMode,
    enrolled_at: Timestamp,
) -> Vec<SectionItem> {
    let mut sections: Vec<SectionItem> = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let section_id = SectionId(row.section_id);
        let item = LessonItem {
            id: LessonId(row.id),
            kind: LessonKind::parse(&row.kind).unwrap_or(LessonKind::Text),
            duration_ms: row.duration_ms,
            is_required: row.is_required,
            is_done: row.is_done,
            is_locked: is_locked(mode, states, index),
            is_new: !row.is_done && row.created_at > enrolled_at,
            resume_at_ms: resume_at_ms(row.last_position_ms, row.duration_ms),
            title_en: row.title_en,
            title_ar: row.title_ar,
        };
        match sections.last_mut() {
            Some(section) if section.id == section_id => section.lessons.push(item),
            _ => sections.push(SectionItem {
                id: section_id,
                title_en: row.section_title_en,
                title_ar: row.section_title_ar,
                lessons: vec![item],
            }),
        }
    }
    sections
}

/// Where play begins for a stored position.
pub(super) fn resume_at_ms(last_position_ms: Option<i64>, duration_ms: Option<i64>) -> i64 {
    let progress = Progress { last_position_ms: last_position_ms.unwrap_or(0), ..Progress::default() };
    progress.resume_at_ms(duration_ms.unwrap_or(0))
}
