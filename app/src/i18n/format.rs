//! Amounts, dates, durations and counts as people of each language read them.

use super::T;
use backend::dates::{self, month_ar};
use domain::{Currency, Locale, Money};
use jiff::{Timestamp, tz::TimeZone};

impl T {
    /// An amount with its currency, or the word for free.
    pub fn money(self, money: Money) -> String {
        if money.is_zero() { self.s("price-free") } else { self.money_exact(money) }
    }

    /// An amount with its currency, zero included: `$1,234.50`.
    pub fn money_exact(self, money: Money) -> String {
        let sign = if money.minor < 0 { "−" } else { "" };
        let minor = money.minor.unsigned_abs();
        let (whole, cents) = (i64::try_from(minor / 100).unwrap_or(i64::MAX), minor % 100);
        let amount = format!("{}.{cents:02}", grouped(whole));
        let text = match money.currency {
            Currency::Usd => format!("{sign}${amount}"),
            Currency::Eur => format!("{sign}€{amount}"),
            Currency::Gbp => format!("{sign}£{amount}"),
            other => format!("{sign}{} {amount}", other.code()),
        };
        match self.locale {
            Locale::En => text,
            // An isolate keeps sign and digits in their order inside a right-to-left sentence.
            Locale::Ar => format!("\u{2066}{text}\u{2069}"),
        }
    }

    /// A day: `Friday 20 November 2026`.
    pub fn day(self, at: Timestamp, zone: &TimeZone) -> String {
        dates::day(self.locale, at, zone)
    }

    /// A short day: `20 Nov 2026`.
    pub fn short_day(self, at: Timestamp, zone: &TimeZone) -> String {
        let date = at.to_zoned(zone.clone()).date();
        match self.locale {
            Locale::En => date.strftime("%-d %b %Y").to_string(),
            Locale::Ar => format!("{} {} {}", date.day(), month_ar(date.month()), date.year()),
        }
    }

    /// A month: `November 2026`.
    pub fn month(self, at: Timestamp) -> String {
        let date = at.to_zoned(TimeZone::UTC).date();
        match self.locale {
            Locale::En => date.strftime("%B %Y").to_string(),
            Locale::Ar => format!("{} {}", month_ar(date.month()), date.year()),
        }
    }

    /// A moment with its weekday and zone: `Friday 20 November 2026, 18:00 (Africa/Cairo)`.
    pub fn moment(self, at: Timestamp, zone: &TimeZone) -> String {
        dates::moment(self.locale, at, zone)
    }

    /// A length of video in words: `1 h 20 min`, `45 s`.
    pub fn duration(self, seconds: i64) -> String {
        let (hours, minutes, rest) = (seconds / 3_600, seconds % 3_600 / 60, seconds % 60);
        if hours > 0 {
            self.a("duration-hours", &[("hours", hours.into()), ("minutes", minutes.into())])
        } else if minutes > 0 {
            self.a("duration-minutes", &[("minutes", minutes.into())])
        } else {
            self.a("duration-seconds", &[("seconds", rest.into())])
        }
    }

    /// A place in a video: `2:05`, `1:02:05`.
    pub fn clock(self, seconds: i64) -> String {
        let (hours, minutes, rest) = (seconds / 3_600, seconds % 3_600 / 60, seconds % 60);
        if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
    }

    /// A whole number with separators.
    pub fn count(self, number: i64) -> String {
        grouped(number)
    }

    /// A rating of thousandths as one decimal: 4666 is `4.7`.
    pub fn rating(self, rating_milli: i32) -> String {
        let tenths = (rating_milli + 50) / 100;
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// Digits in groups of three.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_exact() {
        let t = T { locale: Locale::En };
        assert_eq!(t.money_exact(Money::new(123_450, Currency::Usd)), "$1,234.50");
        assert_eq!(t.money_exact(Money::new(-5, Currency::Egp)), "−EGP 0.05");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }

    #[test]
    fn days_are_written_in_both_languages() {
        let at: Timestamp = "2026-11-20T23:30:00Z".parse().expect("an instant");
        let cairo = TimeZone::get("Africa/Cairo").expect("a zone");
        assert_eq!(T { locale: Locale::En }.day(at, &cairo), "Saturday 21 November 2026");
        assert_eq!(T { locale: Locale::Ar }.day(at, &cairo), "السبت 21 نوفمبر 2026");
    }
}
