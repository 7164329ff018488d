//! Prices as they are typed. What is charged and shared is computed in `orders`.

use super::text::plain_digits;
use crate::orders::PRICE_FLOOR_MINOR;

/// The highest price, in minor units.
pub const PRICE_CEILING_MINOR: i64 = 1_000_000;

/// Which prices are fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceRule {
    /// Nothing at all, or at least the floor of an order.
    FreeOrFloor,
    /// At least the floor of an order.
    Floor,
    /// What is added to an order: at least this many minor units.
    AddedTo(i64),
}

/// Reads an amount such as `49`, `49.5`, `1,250.00` or `٤٩٫٥٠` as minor units.
fn read_amount(raw: &str) -> Option<i64> {
    let text = plain_digits(raw).replace('٫', ".").replace('٬', ",");
    let text = text.strip_prefix('$').unwrap_or(&text);
    let (whole, cents) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    // A comma stands between thousands only: `49,50` could mean two things.
    let starts_short = groups.len() == 1 || groups.first().is_some_and(|group| (1..=3).contains(&group.len()));
    let are_thousands = starts_short && groups.iter().skip(1).all(|group| group.len() == 3);
    let whole = groups.concat();
    if !is_digits(&whole) || !is_digits(cents) || !are_thousands || whole.len() > 9 || cents.len() > 2 {
        return None;
    }
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + cents)
}

/// Reads a price. The error is the key of a message.
pub fn check_price(raw: &str, rule: PriceRule) -> Result<i64, &'static str> {
    if raw.trim().is_empty() {
        return Err("build-error-price-empty");
    }
    let minor = read_amount(raw).ok_or("build-error-price-shape")?;
    if minor > PRICE_CEILING_MINOR {
        return Err("build-error-price-ceiling");
    }
    match rule {
        PriceRule::FreeOrFloor if minor == 0 || minor >= PRICE_FLOOR_MINOR => Ok(minor),
        PriceRule::Floor if minor >= PRICE_FLOOR_MINOR => Ok(minor),
        PriceRule::AddedTo(least) if minor >= least => Ok(minor),
        PriceRule::FreeOrFloor => Err("build-error-price-free-or-floor"),
        PriceRule::Floor => Err("build-error-price-floor"),
        PriceRule::AddedTo(_) => Err("build-error-price-added"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Currency, Money};
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (raw, minor) in
            [("49", 4_900), (" 49.5 ", 4_950), ("$49.05", 4_905), ("1,250.00", 125_000), ("٤٩٫٥٠", 4_950), ("0", 0), ("0.00", 0)]
        {
            assert_eq!(read_amount(raw), Some(minor), "{raw}");
        }
        for raw in ["-5", "+5", "49,50", "1,2,3", "4.9.0", "49.123", "abc", ".", "5 6", "1e9", "99999999999999", "NaN", ",100"] {
            assert_eq!(read_amount(raw), None, "{raw}");
        }
    }

    #[test]
    fn each_rule_has_its_floor() {
        assert_eq!(check_price("0", PriceRule::FreeOrFloor), Ok(0));
        assert_eq!(check_price("4.99", PriceRule::FreeOrFloor), Err("build-error-price-free-or-floor"));
        assert_eq!(check_price("0", PriceRule::Floor), Err("build-error-price-floor"));
        assert_eq!(check_price("5", PriceRule::Floor), Ok(500));
        assert_eq!(check_price("0.99", PriceRule::AddedTo(100)), Err("build-error-price-added"));
        assert_eq!(check_price("10000.01", PriceRule::Floor), Err("build-error-price-ceiling"));
        assert_eq!(check_price("  ", PriceRule::Floor), Err("build-error-price-empty"));
        assert_eq!(check_price("-5", PriceRule::Floor), Err("build-error-price-shape"));
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(minor in 0i64..=PRICE_CEILING_MINOR) {
            prop_assert_eq!(read_amount(&Money::new(minor, Currency::Usd).digits()), Some(minor));
        }
    }
}
