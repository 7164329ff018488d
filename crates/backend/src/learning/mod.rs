//! Learning: the right to a course, what is in it, how far a learner is, notes, and how the player is liked. Payments decide
//! about the right through `enrol` and `revoke`; everything else here begins with an active enrolment or looks like "not found".

mod completion;
mod course;
mod enrolment;
mod forget;
mod heartbeat;
mod lesson;
mod notes;
mod preview;
mod settings;
mod shelf;
mod sql;

pub use completion::{mark_complete, record_dwell, undo_complete};
pub use course::{CourseView, LessonItem, SectionItem, find_course};
pub use enrolment::{enrol, find_enrolment, has_downloaded, lock_enrolment, lock_place, revoke, seen_percent};
pub use heartbeat::record_beat;
pub use lesson::{LessonContent, LessonMedia, LessonView, Transcript, find_download, find_lesson, open_lesson, renew_grant};
pub use notes::{NoteInput, add_note, delete_note};
pub use preview::{PreviewView, find_preview, renew_preview_grant};
pub use settings::{load_settings, save_player_settings};
pub use shelf::{Continue, EnrolmentCard, ShelfFilter, ShelfPage, continue_learning, list_enrolments};

pub(crate) use forget::forget_account;
