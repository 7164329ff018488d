//! `/o/{offering}`: an offering from the outside, all that a buyer wants to know before paying.

use super::{
    categories::{Category, list_categories},
    picture::Picture,
    reviews::ReviewView,
    sql,
    types::{Bilingual, FaqView, OfferingCard, money},
};
use crate::{Backend, Failure, Result, accounts::Viewer, orders};
use domain::{
    Locale, Money, Thing,
    catalogue::{
        Level, OfferingKind, OfferingStatus,
        sellers::{is_away, is_top_seller},
    },
    ids::{EnrolmentId, LessonId, MediaId, OfferingId, OrderId},
    learning::{LessonKind, UnlockMode},
    orders::RefundRefusal,
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use serde::Deserialize;

/// A lesson of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OutlineLesson {
    pub id: LessonId,
    kind: String,
    pub title: Bilingual,
    duration_ms: Option<i64>,
    /// Whether everybody may see it.
    pub is_free: bool,
    /// The poster of a free video.
    picture: Option<Picture>,
}

impl OutlineLesson {
    /// What kind of lesson it is.
    pub fn kind(&self) -> LessonKind {
        LessonKind::parse(&self.kind).unwrap_or(LessonKind::Text)
    }

    /// Whether it has a poster that everybody may see: it is a free video that is ready.
    pub const fn has_picture(&self) -> bool {
        self.picture.is_some()
    }

    /// How long its video is; nothing for other kinds and for videos that are not ready.
    pub fn seconds(&self) -> Option<i64> {
        self.duration_ms.map(|ms| (ms + 500) / 1_000)
    }
}

/// A section of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OutlineSection {
    pub title: Bilingual,
    pub lessons: Vec<OutlineLesson>,
}

impl OutlineSection {
    /// Seconds of video in it.
    pub fn seconds(&self) -> i64 {
        self.lessons.iter().filter_map(OutlineLesson::seconds).sum()
    }
}

/// The seller beside an offering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SellerCard {
    pub handle: String,
    pub name: Bilingual,
    pub headline: Bilingual,
    pub bio: Bilingual,
    pub rating_milli: i32,
    pub rating_count: i32,
    pub learner_count: i32,
    /// Whether there is a photo, and which; its address names it.
    pub photo: Option<MediaId>,
    /// Whether the seller stands out.
    pub is_top: bool,
    /// While the seller is away: the first day back, in the seller's zone.
    pub back_on: Option<Zoned>,
}

/// Where the viewer stands with an offering; strangers stand nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    pub is_own: bool,
    pub is_wished: bool,
    pub enrolment: Option<EnrolmentId>,
    pub open_order: Option<OpenOrder>,
    /// Why it would not be given back by itself if it were bought now; none for strangers.
    pub no_return: Option<RefundRefusal>,
}

/// An order of it that waits for its payment, at the price that it was made under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenOrder {
    pub id: OrderId,
    pub price: Money,
    pub buyer_fee: Money,
}

/// Everything on an offering's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferingDetail {
    pub id: OfferingId,
    pub slug: String,
    pub kind: OfferingKind,
    /// From the top category to its own.
    pub categories: Vec<Category>,
    pub title: Bilingual,
    pub promise: Bilingual,
    /// Markdown, as its seller wrote it.
    pub description: Bilingual,
    pub outcomes: Vec<Bilingual>,
    pub requirements: Vec<Bilingual>,
    pub audience: Vec<Bilingual>,
    pub level: Level,
    pub language: Locale,
    pub unlock_mode: UnlockMode,
    pub price: Money,
    /// Whether everybody may see it, and not its seller and the desk alone.
    pub is_public: bool,
    /// The cover that its seller has chosen.
    pub cover: Option<MediaId>,
    pub hue: i16,
    pub video_seconds: i32,
    pub lesson_count: i32,
    pub rating_milli: i32,
    pub rating_count: i32,
    pub learner_count: i32,
    pub updated_at: Timestamp,
    pub seller: SellerCard,
    pub faqs: Vec<FaqView>,
    pub sections: Vec<OutlineSection>,
    /// How many of the newest reviews gave five, four, three, two stars and one.
    pub stars: Vec<i64>,
    pub reviews: Vec<ReviewView>,
    pub related: Vec<OfferingCard>,
    pub standing: Standing,
}

impl OfferingDetail {
    /// The first free lesson with a video that plays, or else the first free one. Its poster is the picture of `open_picture`.
    pub fn preview_lesson(&self) -> Option<&OutlineLesson> {
        let free = || self.sections.iter().flat_map(|section| &section.lessons).filter(|lesson| lesson.is_free);
        let video = || free().find(|lesson| lesson.kind() == LessonKind::Video);
        free().find(|lesson| lesson.has_picture()).or_else(video).or_else(|| free().next())
    }

    /// The picture for those who share the address; see `open_picture`.
    pub fn picture(&self) -> Option<Picture> {
        self.sections.iter().flat_map(|section| &section.lessons).find_map(|lesson| lesson.picture)
    }
}

/// An offering by its slug, as the viewer sees it. What is not published is not found.
pub async fn find_offering(backend: &Backend, slug: &str, viewer: Option<&Viewer>) -> Result<OfferingDetail> {
    let categories = list_categories(backend).await?;
    let mut conn = backend.db.acquire().await?;
    let account_id = viewer.map(|viewer| viewer.account_id.0);
    let row = sql::offerings::find(&mut conn, slug, account_id, backend.clock.now()).await?;
    let row = row.ok_or(Failure::not_found(Thing::Offering))?;
    let around = categories.ids_around(row.category_id);
    let related = sql::offerings::list_related(&mut conn, row.id, row.category_id, &around).await?;
    let no_return = match account_id {
        Some(buyer_id) => orders::refusal_if_bought(&mut conn, buyer_id, row.id, backend.clock.now()).await?,
        None => None,
    };
    drop(conn);
    let path = categories.path(row.category_id).into_iter().cloned().collect();
    let hue = categories.hue(row.category_id);
    let related = OfferingCard::from_rows(related, &categories)?;
    let mut detail = detail(row, path, hue, related, backend.clock.now())?;
    detail.standing.no_return = no_return;
    Ok(detail)
}

fn open_order(row: &sql::offerings::DetailRow) -> Result<Option<OpenOrder>> {
    let (Some(id), Some(price), Some(fee), Some(currency)) =
        (row.order_id, row.order_price_minor, row.order_fee_minor, row.order_currency.as_deref())
    else {
        return Ok(None);
    };
    Ok(Some(OpenOrder { id: OrderId(id), price: money(price, currency)?, buyer_fee: money(fee, currency)? }))
}

/// Any offering by its id, whatever its state, as a stranger would see it. Who may see that, the caller has asked.
pub(super) async fn find_any(backend: &Backend, id: OfferingId) -> Result<OfferingDetail> {
    let categories = list_categories(backend).await?;
    let mut conn = backend.db.acquire().await?;
    let row = sql::offerings::find_any(&mut conn, id.0, backend.clock.now()).await?.ok_or(Failure::not_found(Thing::Offering))?;
    drop(conn);
    let path = categories.path(row.category_id).into_iter().cloned().collect();
    let hue = categories.hue(row.category_id);
    detail(row, path, hue, Vec::new(), backend.clock.now())
}

fn detail(
    row: sql::offerings::DetailRow,
    path: Vec<Category>,
    hue: i16,
    related: Vec<OfferingCard>,
    now: Timestamp,
) -> Result<OfferingDetail> {
    Ok(OfferingDetail {
        id: OfferingId(row.id),
        price: money(row.price_minor, &row.currency)?,
        is_public: row.status == OfferingStatus::Published.as_str() && row.kind == OfferingKind::VideoCourse.as_str(),
        kind: OfferingKind::parse(&row.kind).unwrap_or(OfferingKind::VideoCourse),
        cover: row.cover_id.map(MediaId),
        seller: seller(&row, now),
        standing: Standing {
            is_own: row.is_own,
            is_wished: row.is_wished,
            enrolment: row.enrolment_id.map(EnrolmentId),
            open_order: open_order(&row)?,
            no_return: None,
        },
        slug: row.slug,
        categories: path,
        title: Bilingual::new(row.title_en, row.title_ar),
        promise: Bilingual::new(row.promise_en, row.promise_ar),
        description: Bilingual::new(row.description_en, row.description_ar),
        outcomes: row.outcomes.0,
        requirements: row.requirements.0,
        audience: row.audience.0,
        level: Level::parse(&row.level).unwrap_or(Level::All),
        language: Locale::parse(&row.language).unwrap_or_default(),
        unlock_mode: UnlockMode::parse(&row.unlock_mode).unwrap_or(UnlockMode::Free),
        hue,
        video_seconds: row.video_seconds,
        lesson_count: row.lesson_count,
        rating_milli: row.rating_milli,
        rating_count: row.rating_count,
        learner_count: row.learner_count,
        updated_at: row.updated_at.to_jiff(),
        faqs: row.faqs.0,
        sections: row.sections.0,
        stars: row.stars,
        reviews: row.reviews.0.into_iter().map(ReviewView::from).collect(),
        related,
    })
}

fn seller(row: &sql::offerings::DetailRow, now: Timestamp) -> SellerCard {
    SellerCard {
        handle: row.handle.clone(),
        name: Bilingual::new(row.name_en.clone(), row.name_ar.clone()),
        headline: Bilingual::new(row.headline_en.clone(), row.headline_ar.clone()),
        bio: Bilingual::new(row.bio_en.clone(), row.bio_ar.clone()),
        rating_milli: rating_milli(row.seller_rating_sum, row.seller_rating_count),
        rating_count: row.seller_rating_count,
        learner_count: row.seller_learner_count,
        photo: row.seller_photo.map(MediaId),
        is_top: is_top_seller(row.seller_rating_sum, row.seller_rating_count, row.seller_learner_count),
        back_on: back_on(row.closed_from, row.closed_until, &row.seller_zone, now),
    }
}

/// The first day back of a seller who is away now.
pub(super) fn back_on(
    from: Option<jiff_sqlx::Timestamp>,
    until: Option<jiff_sqlx::Timestamp>,
    zone: &str,
    now: Timestamp,
) -> Option<Zoned> {
    let (from, until) = (from?.to_jiff(), until?.to_jiff());
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    is_away(from.as_second(), until.as_second(), now.as_second()).then(|| until.to_zoned(zone))
}

/// An average in thousandths; nothing when there is no rating.
pub(super) fn rating_milli(sum: i64, count: i32) -> i32 {
    if count == 0 { 0 } else { i32::try_from(sum * 1_000 / i64::from(count)).unwrap_or(0) }
}
