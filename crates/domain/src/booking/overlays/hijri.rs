//! The tabular Islamic calendar: the months as they are computed (civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29 of thirty).
//! Where a month begins with the sight of the moon it may begin a day earlier or later; the seller says which.

use super::super::series::add_days;
use jiff::civil::Date;

/// By how many days a seller may move a computed month.
pub const SHIFTS: [i64; 3] = [-1, 0, 1];
const RAMADAN: i64 = 9;
/// Days from the calendar's beginning, 16 July 622 of the Julian calendar, to 1 January 1970.
const EPOCH_TO_1970: i64 = 492_148;

/// A month of fasting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ramadan {
    /// The year of the Hijra.
    pub year: i64,
    pub first: Date,
    pub last: Date,
}

impl Ramadan {
    /// As it is computed for a year.
    pub fn of(year: i64) -> Self {
        Self { year, first: date_of(year, RAMADAN, 1), last: add_days(date_of(year, RAMADAN + 1, 1), -1) }
    }

    /// The one that lasts on a day or comes next.
    pub fn next(today: Date) -> Self {
        // Thirty-three of their years are some thirty-two of ours; a little too early is put right by the search.
        let first_guess = (i64::from(today.year()) - 622) * 33 / 32 - 2;
        let mut found = Self::of(first_guess);
        while found.last < today {
            found = Self::of(found.year + 1);
        }
        found
    }

    /// The same month a day earlier or later.
    #[must_use]
    pub fn shifted(self, days: i64) -> Self {
        Self { first: add_days(self.first, days), last: add_days(self.last, days), ..self }
    }

    /// Whether a day belongs to it.
    pub fn contains(self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }

    /// Its days in order.
    pub fn days(self) -> impl Iterator<Item = Date> {
        (0..).map(move |day| add_days(self.first, day)).take_while(move |date| *date <= self.last)
    }
}

fn date_of(year: i64, month: i64, day: i64) -> Date {
    // Months have thirty and twenty-nine days by turns.
    let days = (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + (59 * (month - 1) + 1).div_euclid(2) + day - 1;
    add_days(Date::constant(1970, 1, 1), days - EPOCH_TO_1970)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// What Saudi Arabia announced, by how many days that was off.
    #[test]
    fn computed_months_are_within_a_day_of_the_announced_ones() {
        for (year, announced, shift) in [
            (1438, "2017-05-27", 0),
            (1444, "2023-03-23", 0),
            (1445, "2024-03-11", 0),
            (1446, "2025-03-01", 0),
            (1447, "2026-02-18", 0),
            // In Egypt, Jordan and Syria.
            (1447, "2026-02-19", 1),
        ] {
            assert_eq!(Ramadan::of(year).shifted(shift).first, date(announced), "{year}");
        }
        // Years in which the moon was seen on another evening than computed.
        for (year, announced) in [(1437, "2016-06-06"), (1443, "2022-04-02")] {
            let days = Ramadan::of(year).first.duration_until(date(announced)).as_hours() / 24;
            assert!(SHIFTS.contains(&days), "{year}: {days}");
        }
    }

    #[test]
    fn the_next_one_is_the_one_that_lasts_or_comes() {
        for (today, year, first, last) in [
            ("2026-11-20", 1448, "2027-02-08", "2027-03-09"),
            ("2027-02-08", 1448, "2027-02-08", "2027-03-09"),
            ("2027-03-09", 1448, "2027-02-08", "2027-03-09"),
            ("2027-03-10", 1449, "2028-01-28", "2028-02-26"),
            // Two in one year.
            ("2030-01-01", 1451, "2030-01-06", "2030-02-04"),
            ("2030-02-05", 1452, "2030-12-26", "2031-01-24"),
        ] {
            let found = Ramadan::next(date(today));
            assert_eq!((found.year, found.first, found.last), (year, date(first), date(last)), "{today}");
        }
    }

    #[test]
    fn the_calendar_begins_in_622() {
        // 16 July by the calendar of that time is 19 July by ours.
        assert_eq!(date_of(1, 1, 1), date("0622-07-19"));
    }

    proptest! {
        #[test]
        fn a_month_has_thirty_days_and_years_follow_each_other(year in 1_300i64..1_700) {
            let (this, next) = (Ramadan::of(year), Ramadan::of(year + 1));
            prop_assert_eq!(this.days().count(), 30);
            let between = this.first.duration_until(next.first).as_hours() / 24;
            prop_assert!([354, 355].contains(&between), "{}", between);
            prop_assert_eq!(Ramadan::next(this.last), this);
            prop_assert_eq!(Ramadan::next(add_days(this.last, 1)), next);
        }
    }
}
