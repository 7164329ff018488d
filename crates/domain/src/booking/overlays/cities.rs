//! The cities whose prayer times are known, each with the authority by whose method its times are published.

use super::sun::Place;
use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// By whom, and so how, prayer times are calculated.
    Method {
        /// Umm al-Qura University, Makkah.
        UmmAlQura = "umm_al_qura",
        /// Egyptian General Authority of Survey.
        Egypt = "egypt",
        /// General Authority of Islamic Affairs of the Emirates.
        Emirates = "emirates",
        Kuwait = "kuwait",
        Qatar = "qatar",
        /// Presidency of Religious Affairs of Türkiye.
        Turkiye = "turkiye",
        /// Ministry of Habous and Islamic Affairs of Morocco.
        Morocco = "morocco",
        /// Muslim World League, where no authority of the country is followed here.
        WorldLeague = "world_league",
    }
}

/// When the evening's last prayer begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Isha {
    /// With the sun so many degrees below the horizon.
    Below(f64),
    /// So many minutes after sunset, and in Ramadan.
    After { minutes: f64, in_ramadan: f64 },
}

/// The numbers of a method: angles in degrees, and minutes that are added for safety.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numbers {
    pub fajr_below: f64,
    pub isha: Isha,
    pub dhuhr_min: f64,
    pub asr_min: f64,
    pub maghrib_min: f64,
}

impl Method {
    pub(super) const fn numbers(self) -> Numbers {
        const PLAIN: Numbers =
            Numbers { fajr_below: 18.0, isha: Isha::Below(17.0), dhuhr_min: 0.0, asr_min: 0.0, maghrib_min: 0.0 };
        match self {
            Self::UmmAlQura => Numbers { fajr_below: 18.5, isha: Isha::After { minutes: 90.0, in_ramadan: 120.0 }, ..PLAIN },
            Self::Egypt => Numbers { fajr_below: 19.5, isha: Isha::Below(17.5), ..PLAIN },
            Self::Emirates => {
                Numbers { fajr_below: 18.2, isha: Isha::Below(18.2), dhuhr_min: 3.0, asr_min: 3.0, maghrib_min: 3.0 }
            }
            Self::Kuwait => Numbers { isha: Isha::Below(17.5), ..PLAIN },
            Self::Qatar => Numbers { isha: Isha::After { minutes: 90.0, in_ramadan: 90.0 }, ..PLAIN },
            Self::Turkiye => Numbers { dhuhr_min: 5.0, asr_min: 4.0, maghrib_min: 7.0, ..PLAIN },
            Self::Morocco => Numbers { fajr_below: 19.0, dhuhr_min: 5.0, maghrib_min: 5.0, ..PLAIN },
            Self::WorldLeague => PLAIN,
        }
    }
}

/// A city.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct City {
    /// The word for it in forms and texts.
    pub slug: &'static str,
    /// Its time zone.
    pub zone: &'static str,
    pub method: Method,
    pub(super) place: Place,
}

const fn city(slug: &'static str, latitude: f64, longitude: f64, zone: &'static str, method: Method) -> City {
    City { slug, zone, method, place: Place { latitude, longitude } }
}

/// All of them. None lies so far north that the night of a summer never gets dark.
pub static CITIES: [City; 31] = [
    city("abu-dhabi", 24.4539, 54.3773, "Asia/Dubai", Method::Emirates),
    city("alexandria", 31.2001, 29.9187, "Africa/Cairo", Method::Egypt),
    city("algiers", 36.7538, 3.0588, "Africa/Algiers", Method::WorldLeague),
    city("amman", 31.9539, 35.9106, "Asia/Amman", Method::WorldLeague),
    city("ankara", 39.9334, 32.8597, "Europe/Istanbul", Method::Turkiye),
    city("aswan", 24.0889, 32.8998, "Africa/Cairo", Method::Egypt),
    city("baghdad", 33.3152, 44.3661, "Asia/Baghdad", Method::WorldLeague),
    city("beirut", 33.8938, 35.5018, "Asia/Beirut", Method::WorldLeague),
    city("cairo", 30.0444, 31.2357, "Africa/Cairo", Method::Egypt),
    city("casablanca", 33.5731, -7.5898, "Africa/Casablanca", Method::Morocco),
    city("damascus", 33.5138, 36.2765, "Asia/Damascus", Method::WorldLeague),
    city("dammam", 26.4207, 50.0888, "Asia/Riyadh", Method::UmmAlQura),
    city("doha", 25.2854, 51.5310, "Asia/Qatar", Method::Qatar),
    city("dubai", 25.2631, 55.2972, "Asia/Dubai", Method::Emirates),
    city("fes", 34.0181, -5.0078, "Africa/Casablanca", Method::Morocco),
    city("gaza", 31.5017, 34.4668, "Asia/Gaza", Method::WorldLeague),
    city("istanbul", 41.0082, 28.9784, "Europe/Istanbul", Method::Turkiye),
    city("jeddah", 21.4858, 39.1925, "Asia/Riyadh", Method::UmmAlQura),
    city("jerusalem", 31.7780, 35.2354, "Asia/Jerusalem", Method::WorldLeague),
    city("khartoum", 15.5007, 32.5599, "Africa/Khartoum", Method::WorldLeague),
    city("kuwait", 29.3759, 47.9774, "Asia/Kuwait", Method::Kuwait),
    city("madinah", 24.4672, 39.6112, "Asia/Riyadh", Method::UmmAlQura),
    city("makkah", 21.4270, 39.8287, "Asia/Riyadh", Method::UmmAlQura),
    city("manama", 26.2235, 50.5876, "Asia/Bahrain", Method::WorldLeague),
    city("marrakesh", 31.6295, -7.9811, "Africa/Casablanca", Method::Morocco),
    city("muscat", 23.5880, 58.3829, "Asia/Muscat", Method::WorldLeague),
    city("rabat", 34.0209, -6.8416, "Africa/Casablanca", Method::Morocco),
    city("riyadh", 24.7136, 46.6753, "Asia/Riyadh", Method::UmmAlQura),
    city("sanaa", 15.3694, 44.1910, "Asia/Aden", Method::WorldLeague),
    city("tripoli", 32.8872, 13.1913, "Africa/Tripoli", Method::WorldLeague),
    city("tunis", 36.8065, 10.1815, "Africa/Tunis", Method::WorldLeague),
];

/// The city of a word.
pub fn find_city(slug: &str) -> Option<&'static City> {
    CITIES.iter().find(|city| city.slug == slug)
}

/// The city that goes best with a time zone: the first one of it, the largest ones before the others.
pub fn city_of_zone(zone: &str) -> Option<&'static City> {
    const LARGE: [&str; 5] = ["cairo", "casablanca", "dubai", "istanbul", "riyadh"];
    let of_zone = |city: &&City| city.zone == zone;
    LARGE.iter().filter_map(|slug| find_city(slug)).find(of_zone).or_else(|| CITIES.iter().find(of_zone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::zones::find_zone;

    #[test]
    fn every_city_has_a_zone_and_stands_once() {
        assert!(CITIES.windows(2).all(|pair| pair[0].slug < pair[1].slug));
        for city in &CITIES {
            assert!(find_zone(city.zone).is_some(), "{}", city.slug);
            assert!((0.0..45.0).contains(&city.place.latitude), "{}", city.slug);
            assert_eq!(find_city(city.slug), Some(city));
        }
    }

    #[test]
    fn a_zone_has_its_largest_city() {
        for (zone, slug) in [
            ("Africa/Cairo", Some("cairo")),
            ("Asia/Riyadh", Some("riyadh")),
            ("Africa/Tunis", Some("tunis")),
            ("Europe/Berlin", None),
        ] {
            assert_eq!(city_of_zone(zone).map(|city| city.slug), slug, "{zone}");
        }
    }
}
