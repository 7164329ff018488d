//! How a live class is held, where, and whether it can be tried.

use super::{
    BookingMode, CancellationPolicy, ClassFormat, ClassPlace, TrialKind,
    basics::POINTS,
    price::{PriceRule, check_price},
    text::{Pair, line, list, number, small_number},
};
use crate::{FieldErrors, catalogue::sellers::check_link};

/// The shortest meeting, in minutes.
pub const MIN_MEETING_MINUTES: i64 = 15;
/// The most seats of a class; the table holds the same number.
pub const MAX_SEATS: i64 = 100;
/// How long a free trial takes, in minutes; the table holds the same number.
pub const FREE_TRIAL_MINUTES: i16 = 30;
/// The longest paid trial, in minutes; the table holds the same number.
pub const MAX_TRIAL_MINUTES: i64 = 180;
/// The furthest that a seller travels, in kilometres; the tables hold the same number.
pub const MAX_TRAVEL_KM: i64 = 200;
const MAX_CITY_CHARS: usize = 80;
const MAX_ADDRESS_CHARS: usize = 300;

/// What the step of the class sends, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClassInput {
    pub format: String,
    pub duration_minutes: String,
    pub min_seats: String,
    pub max_seats: String,
    pub guests_allowed: bool,
    pub guests_take_seats: bool,
    /// Nothing where a series has its own.
    pub policy: String,
    pub booking_mode: String,
    pub materials_en: String,
    pub materials_ar: String,
}

/// What it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassTerms {
    pub format: ClassFormat,
    pub duration_minutes: i16,
    pub min_seats: i16,
    pub max_seats: i16,
    pub guests_allowed: bool,
    pub guests_take_seats: bool,
    pub policy: CancellationPolicy,
    pub booking_mode: BookingMode,
    pub materials: Vec<Pair>,
}

/// Tidies how a class is held, or says what is wrong with each field.
pub fn check_class(raw: &ClassInput, errors: &mut FieldErrors) -> ClassTerms {
    let format = ClassFormat::parse(&raw.format).unwrap_or_else(|| {
        errors.add("format", "build-error-format");
        ClassFormat::OneToOne
    });
    let length = (MIN_MEETING_MINUTES, format.max_minutes());
    let duration_minutes = small_number(errors, "duration_minutes", &raw.duration_minutes, length, "build-error-duration");
    let (min_seats, max_seats) = seats(format, raw, errors);
    let booking_mode = BookingMode::parse(&raw.booking_mode).unwrap_or_else(|| {
        errors.add("booking_mode", "build-error-choice");
        BookingMode::Instant
    });
    ClassTerms {
        format,
        duration_minutes,
        min_seats,
        max_seats,
        guests_allowed: raw.guests_allowed,
        // A guest of somebody who has the teacher alone takes nobody's seat.
        guests_take_seats: raw.guests_take_seats && format != ClassFormat::OneToOne,
        policy: policy(format, &raw.policy, errors),
        booking_mode,
        materials: list(errors, "materials", &raw.materials_en, &raw.materials_ar, POINTS),
    }
}

fn seats(format: ClassFormat, raw: &ClassInput, errors: &mut FieldErrors) -> (i16, i16) {
    if format == ClassFormat::OneToOne {
        for (field, seats) in [("min_seats", &raw.min_seats), ("max_seats", &raw.max_seats)] {
            if !seats.trim().is_empty() && number(seats, 1, 1).is_none() {
                errors.add(field, "build-error-seats-one");
            }
        }
        return (1, 1);
    }
    let max_seats = small_number(errors, "max_seats", &raw.max_seats, (2, MAX_SEATS), "build-error-seats-most");
    let min_seats = small_number(errors, "min_seats", &raw.min_seats, (1, MAX_SEATS), "build-error-seats-least");
    if errors.get("max_seats").is_none() && min_seats > max_seats {
        errors.add("min_seats", "build-error-seats-order");
    }
    (min_seats, max_seats)
}

/// A series has its own policy; what a form still says of another one, from before it became a series, does not count.
fn policy(format: ClassFormat, raw: &str, errors: &mut FieldErrors) -> CancellationPolicy {
    let choices = CancellationPolicy::choices(format);
    if let [only] = choices {
        return *only;
    }
    if raw.is_empty() || raw == CancellationPolicy::Series.as_str() {
        return CancellationPolicy::Standard;
    }
    CancellationPolicy::parse(raw).filter(|policy| choices.contains(policy)).unwrap_or_else(|| {
        errors.add("policy", "build-error-choice");
        CancellationPolicy::Standard
    })
}

/// What the step of the place sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceInput {
    pub place: String,
    pub city: String,
    pub address: String,
    pub map_url: String,
    pub travel_radius_km: String,
}

/// A place on the map, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub latitude: f64,
    pub longitude: f64,
}

/// Where a class takes place.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassVenue {
    pub place: ClassPlace,
    pub city: String,
    pub address: String,
    pub map_url: String,
    pub spot: Option<Spot>,
    pub travel_radius_km: Option<i16>,
}

/// Tidies a place, or says what is wrong with each field. Gaps are fine in a draft.
pub fn check_place(raw: &PlaceInput, errors: &mut FieldErrors) -> ClassVenue {
    let place = ClassPlace::parse(&raw.place).unwrap_or_else(|| {
        errors.add("place", "build-error-choice");
        ClassPlace::Online
    });
    let city = line(errors, "city", &raw.city, MAX_CITY_CHARS);
    let address = line(errors, "address", &raw.address, MAX_ADDRESS_CHARS);
    let map_url = if raw.map_url.trim().is_empty() { Ok(String::new()) } else { check_link(&raw.map_url) };
    let map_url = map_url.unwrap_or_else(|key| {
        errors.add("map_url", key);
        String::new()
    });
    let travel_radius_km = travel_radius(&raw.travel_radius_km, errors);
    if place == ClassPlace::Online {
        let said = [("city", &raw.city), ("address", &raw.address), ("map_url", &raw.map_url)];
        for (field, text) in said.into_iter().chain([("travel_radius_km", &raw.travel_radius_km)]) {
            if !text.trim().is_empty() {
                errors.add(field, "build-error-place-online");
            }
        }
    }
    let spot = spot_of(&map_url);
    ClassVenue { place, city, address, map_url, spot, travel_radius_km }
}

/// How far a seller travels; nothing where nobody does.
pub(super) fn travel_radius(raw: &str, errors: &mut FieldErrors) -> Option<i16> {
    if raw.trim().is_empty() {
        return None;
    }
    Some(small_number(errors, "travel_radius_km", raw, (1, MAX_TRAVEL_KM), "build-error-travel"))
}

/// The spot that a map's address names: `@30.04,31.23`, `q=30.04,31.23`, `mlat=30.04&mlon=31.23`, `#map=15/30.04/31.23`.
pub fn spot_of(map_url: &str) -> Option<Spot> {
    let after = |mark: &str| map_url.split_once(mark).map(|(_, rest)| rest);
    let pair = |text: &str, between: char| {
        let mut parts = text.split([between, '&', '/', '?', '#']);
        spot(parts.next()?, parts.next()?)
    };
    let single = |mark: &str| after(mark).and_then(|rest| rest.split(['&', '#']).next());
    after("@")
        .and_then(|rest| pair(rest, ','))
        .or_else(|| ["q=", "ll=", "query=", "center="].iter().find_map(|mark| pair(&after(mark)?.replace("%2C", ","), ',')))
        .or_else(|| spot(single("mlat=")?, single("mlon=")?))
        .or_else(|| pair(after("#map=")?.split_once('/')?.1, '/'))
}

fn spot(latitude: &str, longitude: &str) -> Option<Spot> {
    let degrees = |text: &str, most: f64| {
        let is_plain = text.contains('.') && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        text.parse::<f64>().ok().filter(|found| is_plain && found.abs() <= most)
    };
    Some(Spot { latitude: degrees(latitude, 90.0)?, longitude: degrees(longitude, 180.0)? })
}

/// What the step of the trial sends. The fields of a free one are shown locked and not sent; whoever sends them must send what is
/// shown there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrialInput {
    pub trial: String,
    pub free_minutes: String,
    pub free_price: String,
    pub paid_minutes: String,
    pub paid_price: String,
}

/// How a class can be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    pub kind: TrialKind,
    pub minutes: Option<i16>,
    pub price_minor: Option<i64>,
}

impl Trial {
    /// None at all.
    pub const NONE: Self = Self { kind: TrialKind::None, minutes: None, price_minor: None };
    /// A free one: its length and its price are fixed.
    pub const FREE: Self = Self { kind: TrialKind::Free, minutes: Some(FREE_TRIAL_MINUTES), price_minor: Some(0) };
}

/// Reads a trial, or says what is wrong with each field. A series cannot be tried.
pub fn check_trial(raw: &TrialInput, format: ClassFormat, errors: &mut FieldErrors) -> Trial {
    let Some(kind) = TrialKind::parse(&raw.trial) else {
        errors.add("trial", "build-error-choice");
        return Trial::NONE;
    };
    if kind != TrialKind::None && !format.is_one_off() {
        errors.add("trial", "build-error-trial-series");
    }
    match kind {
        TrialKind::None => Trial::NONE,
        TrialKind::Free => {
            let minutes = i64::from(FREE_TRIAL_MINUTES);
            if !raw.free_minutes.trim().is_empty() && number(&raw.free_minutes, minutes, minutes).is_none() {
                errors.add("free_minutes", "build-error-trial-minutes");
            }
            if !raw.free_price.trim().is_empty() && check_price(&raw.free_price, PriceRule::FreeOrFloor) != Ok(0) {
                errors.add("free_price", "build-error-trial-price");
            }
            Trial::FREE
        }
        TrialKind::Paid => {
            let bounds = (MIN_MEETING_MINUTES, MAX_TRIAL_MINUTES);
            let minutes = small_number(errors, "paid_minutes", &raw.paid_minutes, bounds, "build-error-trial-length");
            let price = check_price(&raw.paid_price, PriceRule::Floor).unwrap_or_else(|key| {
                errors.add("paid_price", key);
                0
            });
            Trial { kind, minutes: Some(minutes), price_minor: Some(price) }
        }
    }
}

#[cfg(test)]
mod tests;
