//! `/studio`: a seller's own side. What they have made, and when they are away.

use super::{
    cursor::Place,
    offering::back_on,
    sql,
    sql::building::lists,
    types::{Bilingual, money},
};
use crate::{Backend, Failure, Result, accounts::Viewer};
use domain::{
    FieldErrors, Money, Thing,
    catalogue::{OfferingKind, OfferingStatus, PAGE_SIZE, sellers::check_holiday},
    ids::{MediaId, OfferingId, SellerId},
};
use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

/// The list's name in its places.
const MARK: u8 = 43;

/// A seller as they see themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSeller {
    pub handle: String,
    pub name: Bilingual,
    pub time_zone: String,
    pub photo: Option<MediaId>,
    /// First and last day off, in the seller's zone.
    pub holiday: Option<(Date, Date)>,
    /// The first day back, while they are away now.
    pub back_on: Option<Zoned>,
}

/// Something that a seller has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnOffering {
    pub id: OfferingId,
    pub slug: String,
    pub kind: OfferingKind,
    pub status: OfferingStatus,
    pub title: Bilingual,
    pub price: Money,
    pub learner_count: i32,
    /// What the seller was told last by the reviewers.
    pub note: String,
}

/// The studio's first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudioPage {
    pub seller: OwnSeller,
    pub offerings: Vec<OwnOffering>,
    /// Names the next page, when there is one.
    pub next: Option<String>,
}

/// The viewer's studio. Who sells nothing has none.
pub async fn find_studio(backend: &Backend, viewer: &Viewer, after: Option<&str>) -> Result<StudioPage> {
    let seller_id = seller_of(viewer)?;
    let seller = find_own_seller(backend, viewer).await?;
    let place = Place::read(after, MARK).unwrap_or(Place::TOP);
    let mut conn = backend.db.acquire().await?;
    let wanted = lists::Wanted { status: None, is_archived: false };
    let mut rows = lists::list_own(&mut conn, seller_id.0, &wanted, place.instant(), place.id).await?;
    drop(conn);
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let has_more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| has_more).map(|row| Place { key: row.key, id: row.id }.write(MARK));
    let offerings = rows.into_iter().map(own_offering).collect::<Result<Vec<_>>>()?;
    Ok(StudioPage { seller, offerings, next })
}

/// The viewer as a seller.
pub async fn find_own_seller(backend: &Backend, viewer: &Viewer) -> Result<OwnSeller> {
    let seller_id = seller_of(viewer)?;
    let mut conn = backend.db.acquire().await?;
    let row = sql::studio::find_own(&mut conn, seller_id.0).await?.ok_or(Failure::not_found(Thing::Seller))?;
    drop(conn);
    let zone = TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC);
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    let holiday = match (row.closed_from, row.closed_until) {
        (Some(from), Some(until)) => Some((day(from.to_jiff()), day(until.to_jiff()).yesterday()?)),
        _ => None,
    };
    Ok(OwnSeller {
        back_on: back_on(row.closed_from, row.closed_until, &row.time_zone, backend.clock.now()),
        handle: row.handle,
        name: Bilingual::new(row.name_en, row.name_ar),
        time_zone: row.time_zone,
        photo: row.photo_id.map(MediaId),
        holiday,
    })
}

pub(super) fn own_offering(row: lists::OwnOfferingRow) -> Result<OwnOffering> {
    Ok(OwnOffering {
        id: OfferingId(row.id),
        price: money(row.price_minor, &row.currency)?,
        slug: row.slug,
        kind: OfferingKind::parse(&row.kind).unwrap_or(OfferingKind::VideoCourse),
        status: OfferingStatus::parse(&row.status).unwrap_or(OfferingStatus::Draft),
        title: Bilingual::new(row.title_en, row.title_ar),
        learner_count: row.learner_count,
        note: row.review_note,
    })
}

/// Sets the days off, first and last, in the seller's own zone; none opens again at once.
pub async fn set_holiday(backend: &Backend, viewer: &Viewer, days: Option<(Date, Date)>) -> Result<()> {
    let seller_id = seller_of(viewer)?;
    let Some((first, last)) = days else {
        return sql::studio::set_closed(&backend.db, seller_id.0, None).await;
    };
    let zone = TimeZone::get(&find_own_seller(backend, viewer).await?.time_zone).unwrap_or(TimeZone::UTC);
    let today = backend.clock.now().to_zoned(zone.clone()).date();
    let errors: FieldErrors = check_holiday(day_number(first)?, day_number(last)?, day_number(today)?);
    errors.into_result()?;
    let from = first.to_zoned(zone.clone())?.timestamp();
    let until = last.tomorrow()?.to_zoned(zone)?.timestamp();
    sql::studio::set_closed(&backend.db, seller_id.0, Some((from, until))).await
}

/// Days since 1970.
pub(super) fn day_number(date: Date) -> Result<i64> {
    Ok(i64::from(Date::constant(1970, 1, 1).until(date)?.get_days()))
}

pub(super) fn seller_of(viewer: &Viewer) -> Result<SellerId> {
    viewer.seller_id.ok_or(Failure::not_found(Thing::Seller))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (date, days) in
            [(Date::constant(1970, 1, 2), 1), (Date::constant(2026, 11, 21), 20_778), (Date::constant(1969, 12, 31), -1)]
        {
            assert_eq!(day_number(date).expect("in range"), days);
        }
    }
}
