//! Prayer times, computed from where the sun stands over a city, and the minutes around them that a seller keeps free.

use super::{
    cities::{City, Isha},
    hijri::Ramadan,
    sun::{Side, height_min, noon_min, shadow_min},
};
use crate::{
    booking::{
        interval::{Interval, join, plus_minutes},
        series::add_days,
    },
    text_enum::text_enum,
};
use jiff::{
    Timestamp,
    civil::{Date, Weekday},
    tz::Offset,
};
use serde::{Deserialize, Serialize};

/// How long a seller may be away for a prayer, and for the prayer of Friday noon, in minutes.
pub const PRAYER_MINUTES: [i64; 4] = [15, 20, 30, 45];
pub const FRIDAY_MINUTES: [i64; 4] = [30, 45, 60, 90];
/// The centre of the sun at its rise and setting: half its width and what the air bends.
const HORIZON: f64 = -0.833;
/// What is kept free begins and ends at full so many minutes.
const ROUND_S: i64 = 300;

text_enum! {
    /// The five prayers of a day.
    Prayer {
        Fajr = "fajr",
        Dhuhr = "dhuhr",
        Asr = "asr",
        Maghrib = "maghrib",
        Isha = "isha",
    }
}

/// When a prayer begins in a city, to the minute; none where the sun never stands so on this day.
pub fn prayer_time(city: &City, prayer: Prayer, date: Date) -> Option<Timestamp> {
    let numbers = city.method.numbers();
    let sunset = || height_min(date, city.place, HORIZON, Side::Evening).map(|minute| minute + numbers.maghrib_min);
    let minute = match prayer {
        Prayer::Fajr => height_min(date, city.place, -numbers.fajr_below, Side::Morning)?,
        Prayer::Dhuhr => noon_min(date, city.place) + numbers.dhuhr_min,
        Prayer::Asr => shadow_min(date, city.place, 1.0)? + numbers.asr_min,
        Prayer::Maghrib => sunset()?,
        Prayer::Isha => match numbers.isha {
            Isha::Below(degrees) => height_min(date, city.place, -degrees, Side::Evening)?,
            Isha::After { minutes, in_ramadan } => {
                sunset()? + if Ramadan::next(date).contains(date) { in_ramadan } else { minutes }
            }
        },
    };
    let midnight = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    Some(plus_minutes(midnight, whole(minute)))
}

/// A number of minutes without its fraction, rounded.
fn whole(minute: f64) -> i64 {
    minute.round() as i64
}

/// What a seller keeps free for prayers.
#[derive(Debug, Clone, PartialEq)]
pub struct PrayerWish {
    pub city: &'static City,
    pub prayers: Vec<Prayer>,
    pub length_min: i64,
    /// For the prayer of Friday noon.
    pub friday_min: i64,
}

impl PrayerWish {
    /// The spans on so many days from one on, each widened to full five minutes.
    pub fn closures(&self, first: Date, days: i64) -> Vec<Interval> {
        let all = (0..days).map(|day| add_days(first, day)).flat_map(|date| {
            self.prayers.iter().filter_map(move |prayer| {
                let is_friday_noon = *prayer == Prayer::Dhuhr && date.weekday() == Weekday::Friday;
                let length_min = if is_friday_noon { self.friday_min } else { self.length_min };
                rounded(prayer_time(self.city, *prayer, date)?, length_min)
            })
        });
        join(all.collect())
    }
}

fn rounded(start: Timestamp, length_min: i64) -> Option<Interval> {
    let end_s = plus_minutes(start, length_min).as_second();
    let start_s = start.as_second().div_euclid(ROUND_S) * ROUND_S;
    let end_s = (end_s + ROUND_S - 1).div_euclid(ROUND_S) * ROUND_S;
    Interval::new(Timestamp::from_second(start_s).ok()?, Timestamp::from_second(end_s).ok()?)
}

#[cfg(test)]
mod tests;
