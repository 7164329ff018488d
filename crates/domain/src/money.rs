//! Amounts: integer minor units of one currency, never a float.

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency that DreamCrowd trades in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    Usd,
    Eur,
    Gbp,
    Egp,
    Sar,
    Aed,
    Mad,
}

impl Currency {
    /// The ISO code, upper case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Egp => "EGP",
            Self::Sar => "SAR",
            Self::Aed => "AED",
            Self::Mad => "MAD",
        }
    }

    /// Reads an ISO code in any case.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Usd, Self::Eur, Self::Gbp, Self::Egp, Self::Sar, Self::Aed, Self::Mad]
            .into_iter()
            .find(|currency| currency.code().eq_ignore_ascii_case(code))
    }
}

/// An amount in minor units (cents) of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    /// An amount of minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Whether nothing is to be paid.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Plain digits with two decimals, `1234.50`; machines and both languages read it.
    pub fn digits(self) -> String {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        format!("{sign}{}.{:02}", minor / 100, minor % 100)
    }
}

/// `amount × basis_points / 10 000`, rounded half to even, exact in integers.
pub const fn share_half_even(amount_minor: i64, basis_points: i64) -> i64 {
    let product = amount_minor as i128 * basis_points as i128;
    let (quotient, rest) = (product.div_euclid(10_000), product.rem_euclid(10_000));
    let rounded = if rest > 5_000 || (rest == 5_000 && quotient % 2 != 0) { quotient + 1 } else { quotient };
    rounded as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_round_half_to_even() {
        assert_eq!(share_half_even(1_000, 1_500), 150);
        assert_eq!(share_half_even(10, 500), 0);
        assert_eq!(share_half_even(30, 500), 2);
        assert_eq!(share_half_even(50, 500), 2);
        assert_eq!(share_half_even(70, 500), 4);
        assert_eq!(share_half_even(99, 10_000), 99);
        assert_eq!(share_half_even(99, 0), 0);
    }

    #[test]
    fn digits_keep_two_decimals() {
        assert_eq!(Money::new(5, Currency::Usd).digits(), "0.05");
        assert_eq!(Money::new(-1250, Currency::Usd).digits(), "-12.50");
    }

    proptest! {
        #[test]
        fn a_share_is_within_half_a_minor_unit(amount in 0i64..10_000_000_000, points in 0i64..=10_000) {
            let exact = i128::from(amount) * i128::from(points);
            let off = (i128::from(share_half_even(amount, points)) * 10_000 - exact).abs();
            prop_assert!(off <= 5_000);
        }
    }
}
