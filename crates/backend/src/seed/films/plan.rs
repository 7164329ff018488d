//! Which films are needed: one per lesson of a flagship course; the lessons of the others share one per subject, cut to length.

use super::media_id;
use crate::seed::content::{Category, Content, Course, Lesson};
use domain::{Locale, learning::LessonKind};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Seconds of one piece of a stream; a shared film can be cut only between two.
pub(super) const SEGMENT_SECONDS: i64 = 4;
/// Part of every folder's name: a change of the recipe makes new films.
const RECIPE: &str = "1";
const SHORTEST_SECONDS: i64 = 32;
const LONGEST_SECONDS: i64 = 72;

/// One line of burnt-in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Caption {
    pub text: String,
    pub locale: Locale,
}

/// What is seen and heard in a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Script {
    pub name: String,
    pub title: Caption,
    pub line: Caption,
    pub hue: i16,
}

/// A stored length of a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    pub seconds: i64,
    /// The folder in the object store.
    pub prefix: String,
}

/// A film and the lengths that are wanted of it, shortest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reel {
    pub script: Script,
    pub cuts: Vec<Cut>,
}

impl Reel {
    /// How long the film must be.
    pub(super) fn seconds(&self) -> i64 {
        self.cuts.iter().map(|cut| cut.seconds).max().unwrap_or(0)
    }
}

/// All reels, and the folder of each video lesson's film by its media.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub reels: Vec<Reel>,
    pub by_media: HashMap<Uuid, String>,
}

pub(super) fn plan(content: &Content) -> Plan {
    let mut plan = Plan::default();
    let mut shared: BTreeMap<&str, Reel> = BTreeMap::new();
    for course in &content.courses {
        let Some(subject) = content.top_category(&course.category) else {
            continue;
        };
        for (index, lesson) in course.lessons().filter(|(_, lesson)| lesson.kind == LessonKind::Video) {
            let media_id = media_id(&course.slug, index);
            if course.flagship {
                let reel = own_reel(course, index, lesson, subject);
                plan.by_media.extend(reel.cuts.first().map(|cut| (media_id, cut.prefix.clone())));
                plan.reels.push(reel);
            } else {
                let reel = shared.entry(subject.slug.as_str()).or_insert_with(|| shared_reel(subject));
                plan.by_media.insert(media_id, want_cut(reel, shared_seconds(lesson.seconds)));
            }
        }
    }
    plan.reels.extend(shared.into_values());
    plan
}

fn own_reel(course: &Course, index: usize, lesson: &Lesson, subject: &Category) -> Reel {
    let locale = course.language;
    let caption = |text: &str| Caption { text: text.to_owned(), locale };
    let script = Script {
        name: format!("{}-{}", course.slug, index + 1),
        title: caption(lesson.title.pick(locale)),
        line: caption(course.title.pick(locale)),
        hue: subject.hue,
    };
    let mut reel = Reel { script, cuts: Vec::new() };
    want_cut(&mut reel, lesson.seconds.clamp(10, 600));
    reel
}

fn shared_reel(subject: &Category) -> Reel {
    let script = Script {
        name: subject.slug.clone(),
        title: Caption { text: subject.name.en.clone(), locale: Locale::En },
        line: Caption { text: subject.name.ar.clone(), locale: Locale::Ar },
        hue: subject.hue,
    };
    Reel { script, cuts: Vec::new() }
}

/// The nearest length at which a shared film can be cut.
fn shared_seconds(wanted: i64) -> i64 {
    ((wanted + SEGMENT_SECONDS / 2) / SEGMENT_SECONDS * SEGMENT_SECONDS).clamp(SHORTEST_SECONDS, LONGEST_SECONDS)
}

/// The folder of a length, which is added when it is new.
fn want_cut(reel: &mut Reel, seconds: i64) -> String {
    let prefix = prefix(&reel.script, seconds);
    if !reel.cuts.iter().any(|cut| cut.seconds == seconds) {
        reel.cuts.push(Cut { seconds, prefix: prefix.clone() });
        reel.cuts.sort_by_key(|cut| cut.seconds);
    }
    prefix
}

/// Named after all that is seen, so that changed texts never meet an old film.
fn prefix(script: &Script, seconds: i64) -> String {
    let seen = format!("{RECIPE}|{}|{}|{}|{}|{seconds}", script.name, script.title.text, script.line.text, script.hue);
    let hash: String = hex::encode(Sha256::digest(seen)).chars().take(12).collect();
    format!("demo/films/{}-{seconds}s-{hash}", script.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_video_lesson_has_a_film_and_flagships_share_none() {
        let content = Content::load().expect("content");
        let plan = plan(&content);
        let mut own = Vec::new();
        for course in &content.courses {
            for (index, _) in course.lessons().filter(|(_, lesson)| lesson.kind == LessonKind::Video) {
                let prefix = plan.by_media.get(&media_id(&course.slug, index)).expect("a film");
                assert!(plan.reels.iter().flat_map(|reel| &reel.cuts).any(|cut| cut.prefix == *prefix));
                if course.flagship {
                    own.push(prefix.clone());
                }
            }
        }
        let all = own.len();
        own.sort();
        own.dedup();
        assert_eq!(own.len(), all);
        assert!(plan.reels.len() <= all + 12, "{} reels take too long to make", plan.reels.len());
    }

    #[test]
    fn shared_films_are_cut_between_segments() {
        assert_eq!([1, 45, 46, 50, 500].map(shared_seconds), [32, 44, 48, 52, 72]);
    }
}
