//! My Learning: the viewer's courses as cards, each with its progress and the exact place to continue.

use super::{course::resume_at_ms, sql};
use crate::{Backend, Result, accounts::Viewer};
use domain::{
    ids::{EnrolmentId, LessonId},
    learning::{LessonState, UnlockMode, completion_percent, place_to_continue},
};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// Cards per page.
const PAGE_SIZE: i64 = 12;

/// Which courses are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShelfFilter {
    #[default]
    All,
    InProgress,
    Done,
}

impl ShelfFilter {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::All, Self::InProgress, Self::Done];

    /// The word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::InProgress => "in-progress",
            Self::Done => "done",
        }
    }

    /// Reads the word in the address; anything unknown is all.
    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|filter| filter.as_str() == text).unwrap_or_default()
    }
}

/// The exact place at which a course goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continue {
    pub lesson_id: LessonId,
    pub title_en: String,
    pub title_ar: String,
    /// The moment of a video; zero at its beginning.
    pub at_ms: i64,
}

/// One course of a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentCard {
    pub id: EnrolmentId,
    pub slug: String,
    pub title_en: String,
    pub title_ar: String,
    pub seller_name_en: String,
    pub seller_name_ar: String,
    pub category_hue: i16,
    pub done: i64,
    pub all: i64,
    pub percent: i64,
    /// Whether any lesson was opened.
    pub is_started: bool,
    pub active_at: Timestamp,
    pub place: Option<Continue>,
}

/// One page of cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfPage {
    pub cards: Vec<EnrolmentCard>,
    /// Names the next page, when there is one.
    pub next: Option<String>,
    /// Whether the viewer has any course at all, whatever the filter.
    pub has_any: bool,
}

/// The viewer's courses, newest activity first. `after` is the `next` of the page before; nonsense begins at the front.
pub async fn list_enrolments(backend: &Backend, viewer: &Viewer, filter: ShelfFilter, after: Option<&str>) -> Result<ShelfPage> {
    let after = after.and_then(read_cursor);
    let mut cards = load(backend, viewer, filter, after, PAGE_SIZE + 1).await?;
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let has_next = cards.len() > size;
    cards.truncate(size);
    let next = if has_next { cards.last().map(|card| write_cursor(card.active_at, card.id)) } else { None };
    let has_any = !cards.is_empty() || sql::enrolments::has_any(&backend.db, viewer.account_id.0).await?;
    Ok(ShelfPage { cards, next, has_any })
}

/// The courses to go on with, for the home page: at most three, none that is finished.
pub async fn continue_learning(backend: &Backend, viewer: &Viewer) -> Result<Vec<EnrolmentCard>> {
    load(backend, viewer, ShelfFilter::InProgress, None, 3).await
}

async fn load(
    backend: &Backend,
    viewer: &Viewer,
    filter: ShelfFilter,
    after: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<EnrolmentCard>> {
    let mut conn = backend.db.acquire().await?;
    let rows = sql::shelf::list(&mut conn, viewer.account_id.0, filter.as_str(), after, limit).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut lessons: HashMap<Uuid, Vec<sql::shelf::PlaceRow>> = HashMap::new();
    for row in sql::shelf::list_places(&mut conn, &ids).await? {
        lessons.entry(row.enrolment_id).or_default().push(row);
    }
    let cards = rows.into_iter().map(|row| {
        let places = lessons.remove(&row.id).unwrap_or_default();
        card(row, &places)
    });
    Ok(cards.collect())
}

fn card(row: sql::shelf::CardRow, places: &[sql::shelf::PlaceRow]) -> EnrolmentCard {
    let mode = UnlockMode::parse(&row.unlock_mode).unwrap_or(UnlockMode::Free);
    let states: Vec<LessonState> =
        places.iter().map(|p| LessonState { is_done: p.is_done, is_required: p.is_required }).collect();
    let last = places.iter().position(|p| Some(p.lesson_id) == row.last_lesson_id);
    let place = place_to_continue(mode, &states, last).and_then(|index| places.get(index));
    let done = i64::try_from(states.iter().filter(|state| state.is_done).count()).unwrap_or(0);
    let all = i64::try_from(states.len()).unwrap_or(0);
    EnrolmentCard {
        id: EnrolmentId(row.id),
        slug: row.slug,
        title_en: row.title_en,
        title_ar: row.title_ar,
        seller_name_en: row.seller_name_en,
        seller_name_ar: row.seller_name_ar,
        category_hue: row.hue,
        done,
        all,
        percent: completion_percent(done, all),
        is_started: row.last_lesson_id.is_some() || done > 0,
        active_at: row.active_at,
        place: place.map(|p| Continue {
            lesson_id: LessonId(p.lesson_id),
            title_en: p.title_en.clone(),
            title_ar: p.title_ar.clone(),
            at_ms: resume_at_ms(p.last_position_ms, p.duration_ms),
        }),
    }
}

fn write_cursor(at: Timestamp, id: EnrolmentId) -> String {
    format!("{}.{}", at.as_microsecond(), id.0.simple())
}

fn read_cursor(text: &str) -> Option<(Timestamp, Uuid)> {
    let (micros, id) = text.split_once('.')?;
    Some((Timestamp::from_microsecond(micros.parse().ok()?).ok()?, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_and_nonsense_does_not() {
        let (at, id) = (Timestamp::from_microsecond(1_234_567).expect("an instant"), Uuid::from_u128(5));
        assert_eq!(read_cursor(&write_cursor(at, EnrolmentId(id))), Some((at, id)));
        for raw in ["", ".", "x.y", "1", "99999999999999999999.5", "1.zz"] {
            assert_eq!(read_cursor(raw), None, "{raw}");
        }
    }

    #[test]
    fn filters_read_back() {
        for filter in ShelfFilter::ALL {
            assert_eq!(ShelfFilter::parse(filter.as_str()), filter);
        }
        assert_eq!(ShelfFilter::parse("%"), ShelfFilter::All);
    }
}
