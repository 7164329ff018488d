//! Whether a request may fetch a media now: the grant's signature every time, the right behind it at least every 30 seconds,
//! so that access ends within a minute of a refund and segments cost no query.

use super::{
    grant::{self, Subject},
    sql,
};
use crate::{Backend, Failure, Result, accounts::Viewer};
use domain::{Thing, ids::MediaId};
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How long a right that was looked up is believed.
const TRUST: SignedDuration = SignedDuration::from_secs(30);
/// Beyond this many remembered rights, the old ones are swept.
const MAX_REMEMBERED: usize = 4_096;

/// A media that may be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    pub id: MediaId,
    /// `video`, `image` or `file`.
    pub kind: String,
    pub storage_prefix: String,
    pub file_name: Option<String>,
    pub mime: String,
}

/// Rights that were found good, and when.
type Remembered = HashMap<(Subject, MediaId), (Timestamp, Arc<MediaFile>)>;

/// What is remembered of rights, so that a film's many files do not each ask the database.
#[derive(Debug, Default)]
pub(super) struct AccessCache(Mutex<Remembered>);

impl AccessCache {
    fn get(&self, subject: Subject, media: MediaId, now: Timestamp) -> Option<Arc<MediaFile>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(subject, media)).filter(|(at, _)| is_fresh(*at, now)).map(|(_, file)| file.clone())
    }

    fn put(&self, subject: Subject, media: MediaId, now: Timestamp, file: Arc<MediaFile>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_REMEMBERED {
            known.retain(|_, (at, _)| is_fresh(*at, now));
        }
        if known.len() < MAX_REMEMBERED {
            known.insert((subject, media), (now, file));
        }
    }
}

fn is_fresh(at: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(at);
    age >= SignedDuration::ZERO && age < TRUST
}

/// The media behind a grant. A wrong, ended, borrowed or withdrawn grant looks as if there were no such media.
pub async fn authorise(backend: &Backend, viewer: Option<&Viewer>, grant: &str, media: MediaId) -> Result<Arc<MediaFile>> {
    let subject = grant::verify(backend, grant, media).ok_or(Failure::not_found(Thing::Media))?;
    if let Subject::Learner { login, .. } = subject
        && viewer.map(|viewer| viewer.login_id) != Some(login)
    {
        return Err(Failure::not_found(Thing::Media));
    }
    let now = backend.clock.now();
    if let Some(file) = backend.media.cache.get(subject, media, now) {
        return Ok(file);
    }
    let found = match subject {
        Subject::Learner { enrolment, login } => sql::find_for_learner(&backend.db, enrolment.0, login.0, media.0).await?,
        Subject::Preview { lesson } => sql::find_for_preview(&backend.db, lesson.0, media.0).await?,
    };
    let file = Arc::new(found.ok_or(Failure::not_found(Thing::Media))?);
    backend.media.cache.put(subject, media, now, file.clone());
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::LessonId;
    use uuid::Uuid;

    #[test]
    fn a_right_is_believed_for_thirty_seconds() {
        let cache = AccessCache::default();
        let (subject, media) = (Subject::Preview { lesson: LessonId(Uuid::from_u128(1)) }, MediaId(Uuid::from_u128(2)));
        let file = MediaFile {
            id: media,
            kind: "video".to_owned(),
            storage_prefix: "x".to_owned(),
            file_name: None,
            mime: "video/mp4".to_owned(),
        };
        let start = Timestamp::from_second(1_000).expect("a second");
        cache.put(subject, media, start, Arc::new(file));
        assert!(cache.get(subject, media, start + SignedDuration::from_secs(29)).is_some());
        assert!(cache.get(subject, media, start + SignedDuration::from_secs(30)).is_none());
        assert!(cache.get(subject, MediaId(Uuid::from_u128(3)), start).is_none());
    }
}
