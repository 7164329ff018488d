//! Days and moments as people of each language read them, in their own time zone; pages and mails write them alike.

use domain::Locale;
use jiff::{Timestamp, civil::Weekday, tz::TimeZone};

const MONTHS_AR: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

/// The zone of an account; one that this machine does not know is UTC.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// A day: `Friday 20 November 2026`.
pub fn day(locale: Locale, at: Timestamp, zone: &TimeZone) -> String {
    let date = at.to_zoned(zone.clone()).date();
    match locale {
        Locale::En => date.strftime("%A %-d %B %Y").to_string(),
        Locale::Ar => format!("{} {} {} {}", weekday_ar(date.weekday()), date.day(), month_ar(date.month()), date.year()),
    }
}

/// A moment with its weekday and zone: `Friday 20 November 2026, 18:00 (Africa/Cairo)`.
pub fn moment(locale: Locale, at: Timestamp, zone: &TimeZone) -> String {
    let time = at.to_zoned(zone.clone()).strftime("%H:%M").to_string();
    let name = zone.iana_name().unwrap_or("UTC");
    let comma = if locale == Locale::Ar { "،" } else { "," };
    format!("{}{comma} {time} ({name})", day(locale, at, zone))
}

/// The Arabic name of a month, counted from 1.
pub fn month_ar(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS_AR.get(index)).copied().unwrap_or("")
}

const fn weekday_ar(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "الاثنين",
        Weekday::Tuesday => "الثلاثاء",
        Weekday::Wednesday => "الأربعاء",
        Weekday::Thursday => "الخميس",
        Weekday::Friday => "الجمعة",
        Weekday::Saturday => "السبت",
        Weekday::Sunday => "الأحد",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_both_languages_with_weekday_and_zone() {
        let at: Timestamp = "2026-11-20T23:30:00Z".parse().expect("an instant");
        let cairo = zone("Africa/Cairo");
        assert_eq!(moment(Locale::En, at, &cairo), "Saturday 21 November 2026, 01:30 (Africa/Cairo)");
        assert_eq!(moment(Locale::Ar, at, &cairo), "السبت 21 نوفمبر 2026، 01:30 (Africa/Cairo)");
        assert_eq!(moment(Locale::En, at, &zone("Mars/Olympus")), "Friday 20 November 2026, 23:30 (UTC)");
    }
}
