//! One lesson as its learner opens it: content, progress, notes, and a grant for its media.

use super::{
    course::{self, CourseView},
    settings, sql,
};
use crate::{
    Backend, Failure, Result,
    accounts::Viewer,
    media::{self, Cue, Subject},
};
use domain::{
    Conflict, Locale, Thing,
    ids::{EnrolmentId, LessonId, MediaId},
    learning::{
        CompletedVia, GrantView, LessonKind, LessonState, NoteView, PlayerSettings, ProgressView, UnlockMode, count_words,
        dwell_ms, is_locked,
    },
};
use sqlx::PgConnection;

/// What plays in a video lesson, or waits in a file lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonMedia {
    pub id: MediaId,
    /// False while it is being converted, or when that failed.
    pub is_ready: bool,
    pub has_failed: bool,
    pub duration_ms: i64,
    pub file_name: Option<String>,
    pub size_bytes: i64,
    pub grant: GrantView,
}

/// The captions of a video in one language; also its transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    pub locale: Locale,
    pub cues: Vec<Cue>,
}

/// What a lesson holds; kept back while it is locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonContent {
    pub body_en: String,
    pub body_ar: String,
    pub media: Option<LessonMedia>,
    pub transcripts: Vec<Transcript>,
    pub resume_at_ms: i64,
    pub completed_via: Option<CompletedVia>,
    /// How long the lesson must be in sight to be done by itself.
    pub dwell_ms: i64,
    pub notes: Vec<NoteView>,
}

/// A lesson inside its course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonView {
    pub course: CourseView,
    pub id: LessonId,
    pub kind: LessonKind,
    pub title_en: String,
    pub title_ar: String,
    pub is_done: bool,
    /// None while the lesson is locked.
    pub content: Option<LessonContent>,
    pub settings: PlayerSettings,
}

/// The lesson of the viewer's course. Reads only; `open_lesson` writes that it was opened.
pub async fn find_lesson(backend: &Backend, viewer: &Viewer, enrolment: EnrolmentId, lesson: LessonId) -> Result<LessonView> {
    let course = course::find_course(backend, viewer, enrolment).await?;
    let item = course.lessons().find(|item| item.id == lesson).cloned().ok_or(Failure::not_found(Thing::Lesson))?;
    let content = if item.is_locked { None } else { Some(load(backend, viewer, enrolment, lesson).await?) };
    let settings = settings::load_settings(backend, viewer).await?;
    Ok(LessonView {
        course,
        id: lesson,
        kind: item.kind,
        title_en: item.title_en,
        title_ar: item.title_ar,
        is_done: item.is_done,
        content,
        settings,
    })
}

async fn load(backend: &Backend, viewer: &Viewer, enrolment: EnrolmentId, lesson: LessonId) -> Result<LessonContent> {
    let mut conn = backend.db.acquire().await?;
    let row = sql::courses::find_content(&mut conn, enrolment.0, lesson.0).await?.ok_or(Failure::not_found(Thing::Lesson))?;
    let notes = sql::notes::list(&mut conn, enrolment.0, lesson.0).await?;
    drop(conn);
    let subject = Subject::Learner { enrolment, login: viewer.login_id };
    let media = row.media.as_ref().map(|found| found.view(media::grant(backend, subject, MediaId(found.id))));
    let transcripts = match &row.media {
        Some(found) if row.kind == LessonKind::Video.as_str() => list_transcripts(backend, MediaId(found.id)).await?,
        _ => Vec::new(),
    };
    Ok(LessonContent {
        resume_at_ms: course::resume_at_ms(row.last_position_ms, row.media.as_ref().and_then(|found| found.duration_ms)),
        completed_via: row.completed_via.as_deref().and_then(CompletedVia::parse),
        dwell_ms: dwell_ms(words(&row)),
        media,
        transcripts,
        notes,
        body_en: row.body_en,
        body_ar: row.body_ar,
    })
}

/// The words of the shorter language version that is there, so that nobody waits for the other one.
fn words(row: &sql::courses::ContentRow) -> i64 {
    let counts = [count_words(&row.body_en), count_words(&row.body_ar)];
    counts.into_iter().filter(|count| *count > 0).min().unwrap_or(0)
}

pub(super) async fn list_transcripts(backend: &Backend, media: MediaId) -> Result<Vec<Transcript>> {
    let captions = media::list_captions(backend, media).await?;
    Ok(captions.into_iter().map(|(locale, cues)| Transcript { locale, cues }).collect())
}

/// Writes that the viewer opened a lesson: its own clock starts, and the course goes on here.
pub async fn open_lesson(backend: &Backend, viewer: &Viewer, enrolment: EnrolmentId, lesson: LessonId) -> Result<ProgressView> {
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let target = find_open_target(&mut tx, viewer, enrolment, lesson).await?;
    let progress = sql::progress::lock_or_insert(&mut tx, enrolment.0, lesson.0, now).await?;
    sql::enrolments::touch(&mut tx, enrolment.0, lesson.0, now).await?;
    let view = progress_view(&mut tx, &target, &progress).await?;
    tx.commit().await?;
    Ok(view)
}

/// A new grant for the media of a lesson, before the old one ends.
pub async fn renew_grant(backend: &Backend, viewer: &Viewer, enrolment: EnrolmentId, lesson: LessonId) -> Result<GrantView> {
    let mut conn = backend.db.acquire().await?;
    let target = find_open_target(&mut conn, viewer, enrolment, lesson).await?;
    // A file has a door of its own, which notes that it was taken.
    let media = target.media_id.filter(|_| target.kind == LessonKind::Video).ok_or(Failure::not_found(Thing::Media))?;
    Ok(media::grant(backend, Subject::Learner { enrolment, login: viewer.login_id }, MediaId(media)))
}

/// The media and a fresh grant for the file of a file lesson; notes that it was taken.
pub async fn find_download(
    backend: &Backend,
    viewer: &Viewer,
    enrolment: EnrolmentId,
    lesson: LessonId,
) -> Result<(MediaId, GrantView)> {
    let mut conn = backend.db.acquire().await?;
    let target = find_open_target(&mut conn, viewer, enrolment, lesson).await?;
    let media = target.media_id.filter(|_| target.kind == LessonKind::File).ok_or(Failure::not_found(Thing::Media))?;
    sql::enrolments::note_download(&mut conn, enrolment.0, backend.clock.now()).await?;
    let media = MediaId(media);
    Ok((media, media::grant(backend, Subject::Learner { enrolment, login: viewer.login_id }, media)))
}

/// The lesson behind an active enrolment of the viewer, when it is not locked.
pub(super) async fn find_open_target(
    conn: &mut PgConnection,
    viewer: &Viewer,
    enrolment: EnrolmentId,
    lesson: LessonId,
) -> Result<sql::progress::Target> {
    let target = sql::progress::find_target(conn, viewer.account_id.0, enrolment.0, lesson.0).await?;
    let target = target.ok_or(Failure::not_found(Thing::Lesson))?;
    if target.unlock_mode == UnlockMode::Sequential && list_open(conn, &target).await?.iter().all(|open| open.0 != lesson.0) {
        return Err(Failure::conflict(Conflict::LessonLocked));
    }
    Ok(target)
}

/// The lessons of a course that are open.
async fn list_open(conn: &mut PgConnection, target: &sql::progress::Target) -> Result<Vec<LessonId>> {
    let rows = sql::courses::list_lessons(conn, target.enrolment_id).await?;
    let states: Vec<LessonState> = rows.iter().map(sql::courses::LessonRow::state).collect();
    let open = rows.iter().enumerate().filter(|(index, _)| !is_locked(target.unlock_mode, &states, *index));
    Ok(open.map(|(_, row)| LessonId(row.id)).collect())
}

/// How lesson and course stand now; in a sequential course also which lessons are open.
pub(super) async fn progress_view(
    conn: &mut PgConnection,
    target: &sql::progress::Target,
    row: &sql::progress::ProgressRow,
) -> Result<ProgressView> {
    let (done, all) = sql::progress::count_done(conn, target.enrolment_id, target.offering_id).await?;
    let open_lessons = match target.unlock_mode {
        UnlockMode::Free => Vec::new(),
        UnlockMode::Sequential => list_open(conn, target).await?,
    };
    Ok(ProgressView {
        is_done: row.completed_at.is_some(),
        is_credited: true,
        done,
        all,
        percent: domain::learning::completion_percent(done, all),
        seen_percent: row.progress().watched.seen_percent(target.duration_ms),
        open_lessons,
    })
}
