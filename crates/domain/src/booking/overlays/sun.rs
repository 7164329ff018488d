//! Where the sun stands, by the formulas of Meeus, "Astronomical Algorithms", chapter 25: exact to some seconds of time in our centuries.

use jiff::civil::Date;

/// The sun at a moment.
#[derive(Debug, Clone, Copy)]
struct Sun {
    /// Height above the equator, in radians.
    declination: f64,
    /// By how many minutes a sundial is ahead of a mean clock.
    ahead_min: f64,
}

/// A place on earth, in degrees north and east.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub latitude: f64,
    pub longitude: f64,
}

/// Which side of noon is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Morning,
    Evening,
}

/// The Julian day number of a day's midnight in UTC.
fn julian_day(date: Date) -> f64 {
    let days = i32::from(date.year()) * 365 + leap_days_before(i32::from(date.year())) + i32::from(date.day_of_year());
    // Of 1 January of the year 1, in the calendar that we use today.
    f64::from(days - 366) + 1_721_425.5
}

/// The leap days of all years before one, from the year 1 on.
fn leap_days_before(year: i32) -> i32 {
    let past = year - 1;
    past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400)
}

fn sun_at(julian: f64) -> Sun {
    let century = (julian - 2_451_545.0) / 36_525.0;
    let mean_longitude = 280.466_46 + century * (36_000.769_83 + century * 0.000_303_2);
    let anomaly = (357.529_11 + century * (35_999.050_29 - century * 0.000_153_7)).to_radians();
    let centre = (1.914_602 - century * (0.004_817 + century * 0.000_014)) * anomaly.sin()
        + (0.019_993 - century * 0.000_101) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1_934.136 * century).to_radians();
    let longitude = (mean_longitude + centre - 0.005_69 - 0.004_78 * node.sin()).to_radians();
    let tilt = (23.439_291 - century * 0.013_004_2 + 0.002_56 * node.cos()).to_radians();
    let ascension = (tilt.cos() * longitude.sin()).atan2(longitude.cos()).to_degrees();
    let difference = (mean_longitude - 0.005_718_3 - ascension + 180.0).rem_euclid(360.0) - 180.0;
    Sun { declination: (tilt.sin() * longitude.sin()).asin(), ahead_min: difference * 4.0 }
}

/// Noon of the sun, in minutes after the day's midnight in UTC.
pub(super) fn noon_min(date: Date, place: Place) -> f64 {
    let mut minute = 720.0 - 4.0 * place.longitude;
    for _ in 0..3 {
        minute = 720.0 - 4.0 * place.longitude - sun_at(julian_day(date) + minute / 1_440.0).ahead_min;
    }
    minute
}

/// When the sun stands so high, in degrees, in minutes after the day's midnight in UTC; none where it never does on this day.
pub(super) fn height_min(date: Date, place: Place, degrees: f64, side: Side) -> Option<f64> {
    solve(date, place, side, |_| degrees)
}

/// When shadows are longer than at noon by so many times what casts them.
pub(super) fn shadow_min(date: Date, place: Place, times: f64) -> Option<f64> {
    let latitude = place.latitude.to_radians();
    solve(date, place, Side::Evening, |sun| (1.0 / (times + (latitude - sun.declination).abs().tan())).atan().to_degrees())
}

/// Comes closer step by step, each with the sun as it stands at the moment found so far.
fn solve(date: Date, place: Place, side: Side, degrees: impl Fn(&Sun) -> f64) -> Option<f64> {
    let latitude = place.latitude.to_radians();
    let mut minute = noon_min(date, place);
    for _ in 0..5 {
        let sun = sun_at(julian_day(date) + minute / 1_440.0);
        let above = degrees(&sun).to_radians().sin() - latitude.sin() * sun.declination.sin();
        let cosine = above / (latitude.cos() * sun.declination.cos());
        if !(-1.0..=1.0).contains(&cosine) {
            return None;
        }
        let from_noon_min = cosine.acos().to_degrees() * 4.0;
        let noon = 720.0 - 4.0 * place.longitude - sun.ahead_min;
        minute = match side {
            Side::Morning => noon - from_noon_min,
            Side::Evening => noon + from_noon_min,
        };
    }
    Some(minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered_as_astronomers_do() {
        for (date, number) in
            [("2000-01-01", 2_451_544.5), ("1987-06-19", 2_446_965.5), ("2026-11-20", 2_461_364.5), ("2024-02-29", 2_460_369.5)]
        {
            let date: Date = date.parse().expect("a date");
            assert!((julian_day(date) - number).abs() < 0.01, "{date}");
        }
    }

    #[test]
    fn the_sun_stands_where_the_almanac_says() {
        // Meeus, example 25.a: 13 October 1992 at midnight, 7.785 degrees below the equator.
        let sun = sun_at(2_448_908.5);
        assert!((sun.declination.to_degrees() + 7.785_07).abs() < 0.001, "{}", sun.declination.to_degrees());
        // Example 28.a: a sundial is 13 minutes and 42.6 seconds ahead.
        assert!((sun.ahead_min - 13.71).abs() < 0.05, "{}", sun.ahead_min);
    }

    #[test]
    fn where_the_sun_does_not_set_nothing_is_found() {
        let north_cape = Place { latitude: 71.17, longitude: 25.78 };
        let [june, december] = ["2026-06-21", "2026-12-21"].map(|date| date.parse::<Date>().expect("a date"));
        assert_eq!(height_min(june, north_cape, -0.833, Side::Evening), None);
        assert_eq!(height_min(december, north_cape, -0.833, Side::Morning), None);
    }
}
