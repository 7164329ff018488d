//! Reviews of an offering, as shown: the newest first, authors by their first name.

use super::{cursor::Place, sql};
use crate::{Backend, Failure, Result};
use domain::{Locale, Thing};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// The list's name in its places.
const MARK: u8 = 40;

/// What a learner wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewView {
    pub id: Uuid,
    pub rating: u8,
    pub body: String,
    /// The language it is written in.
    pub locale: Locale,
    /// The author's first name.
    pub author: String,
    pub created_at: Timestamp,
}

/// A review as the database gives it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ReviewRow {
    pub(super) id: Uuid,
    pub(super) rating: i16,
    pub(super) body: String,
    pub(super) locale: String,
    pub(super) author: String,
    pub(super) created_at: Timestamp,
}

impl From<ReviewRow> for ReviewView {
    fn from(row: ReviewRow) -> Self {
        Self {
            id: row.id,
            rating: u8::try_from(row.rating).unwrap_or(0),
            body: row.body,
            locale: Locale::parse(&row.locale).unwrap_or_default(),
            author: row.author.split_whitespace().next().unwrap_or_default().to_owned(),
            created_at: row.created_at,
        }
    }
}

/// A page of an offering's reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewsPage {
    pub slug: String,
    pub title_en: String,
    pub title_ar: String,
    pub rating_milli: i32,
    pub rating_count: i32,
    pub reviews: Vec<ReviewView>,
    /// Names the next page, when there is one.
    pub next: Option<String>,
}

/// Reviews of an offering from a place on; nonsense begins at the front.
pub async fn list_reviews(backend: &Backend, slug: &str, after: Option<&str>) -> Result<ReviewsPage> {
    let mut conn = backend.db.acquire().await?;
    let head = sql::reviews::find_head(&mut conn, slug).await?.ok_or(Failure::not_found(Thing::Offering))?;
    let place = Place::read(after, MARK).unwrap_or(Place::TOP);
    let mut reviews = sql::reviews::list(&mut conn, head.id, place.instant(), place.id).await?;
    let has_more = reviews.len() > sql::reviews::PAGE;
    reviews.truncate(sql::reviews::PAGE);
    let next = reviews
        .last()
        .filter(|_| has_more)
        .map(|last| Place { key: last.created_at.as_microsecond() as f64, id: last.id }.write(MARK));
    Ok(ReviewsPage {
        slug: head.slug,
        title_en: head.title_en,
        title_ar: head.title_ar,
        rating_milli: head.rating_milli,
        rating_count: head.rating_count,
        reviews: reviews.into_iter().map(ReviewView::from).collect(),
        next,
    })
}
