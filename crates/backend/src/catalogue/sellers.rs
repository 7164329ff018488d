//! `/s/{seller}`: a seller and what they sell.

use super::{
    browse::page_of,
    categories::list_categories,
    cursor::Place,
    offering::{back_on, rating_milli},
    sql,
    types::{Bilingual, OfferingCard},
};
use crate::{
    Backend, Failure, Result,
    media::{self, Conditions, FileName, MediaFile, Opening},
};
use domain::{Thing, catalogue::sellers::is_top_seller, ids::MediaId};
use jiff::{Timestamp, Zoned};
use serde::Deserialize;

/// The list's name in its places.
const MARK: u8 = 41;

/// A language that a seller speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SpokenLanguage {
    /// ISO 639 code.
    pub code: String,
    /// How well, in the words of the Common European Framework or `native`.
    pub level: String,
}

/// A seller as everybody may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SellerDetail {
    pub handle: String,
    pub name: Bilingual,
    pub headline: Bilingual,
    pub bio: Bilingual,
    /// ISO 3166 code.
    pub country: String,
    pub languages: Vec<SpokenLanguage>,
    pub rating_milli: i32,
    pub rating_count: i32,
    pub learner_count: i32,
    pub offering_count: i64,
    pub since: Timestamp,
    pub photo: Option<MediaId>,
    /// Whether the seller stands out.
    pub is_top: bool,
    /// While the seller is away: the first day back, in the seller's zone.
    pub back_on: Option<Zoned>,
}

/// A seller with a page of offerings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SellerPage {
    pub seller: SellerDetail,
    pub offerings: Vec<OfferingCard>,
    /// Names the next page, when there is one.
    pub next: Option<String>,
}

/// A seller by handle, with the offerings from a place on.
pub async fn find_seller(backend: &Backend, handle: &str, after: Option<&str>) -> Result<SellerPage> {
    let categories = list_categories(backend).await?;
    let mut conn = backend.db.acquire().await?;
    let row = sql::sellers::find(&mut conn, handle).await?.ok_or(Failure::not_found(Thing::Seller))?;
    let place = Place::read(after, MARK).unwrap_or(Place::TOP);
    let rows = sql::sellers::list_offerings(&mut conn, row.id, place).await?;
    drop(conn);
    let (offerings, next) = page_of(rows, MARK, &categories)?;
    let seller = SellerDetail {
        handle: row.handle,
        name: Bilingual::new(row.name_en, row.name_ar),
        headline: Bilingual::new(row.headline_en, row.headline_ar),
        bio: Bilingual::new(row.bio_en, row.bio_ar),
        country: row.country,
        languages: row.languages.0,
        rating_milli: rating_milli(row.rating_sum, row.rating_count),
        rating_count: row.rating_count,
        learner_count: row.learner_count,
        offering_count: row.offerings,
        since: row.created_at.to_jiff(),
        photo: row.photo_id.map(MediaId),
        is_top: is_top_seller(row.rating_sum, row.rating_count, row.learner_count),
        back_on: back_on(row.closed_from, row.closed_until, &row.time_zone, backend.clock.now()),
    };
    Ok(SellerPage { seller, offerings, next })
}

/// Opens the photo of a seller, for everybody.
pub async fn open_seller_photo(backend: &Backend, handle: &str, if_none_match: Option<&str>) -> Result<Opening> {
    let row = sql::studio::find_photo(&backend.db, handle).await?.ok_or(Failure::not_found(Thing::Media))?;
    let photo = MediaFile {
        id: MediaId(row.id),
        kind: "image".to_owned(),
        storage_prefix: row.storage_prefix,
        file_name: None,
        mime: "image/jpeg".to_owned(),
    };
    let name = FileName::Stored { path: super::applications::PHOTO_FILE, mime: "image/jpeg" };
    media::open(backend, &photo, name, Conditions { if_none_match, ..Conditions::default() }).await
}
