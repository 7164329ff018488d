//! The price of an order. Computed only here; the page shows it, the server charges it, the completion checks it again.

use crate::money::{Currency, Money, share_half_even};
use serde::{Deserialize, Serialize};

/// The version of the rules below; an order keeps the one it was made under.
pub const PRICING_VERSION: i32 = 1;
/// DreamCrowd's part of the price, in basis points (15 %).
pub const COMMISSION_BP: i64 = 1_500;
/// What the buyer pays on top of the price, in basis points (5 %).
pub const BUYER_FEE_BP: i64 = 500;
/// The lowest price that is not free, in minor units.
pub const PRICE_FLOOR_MINOR: i64 = 500;

/// What an order costs and how it is shared: `total = price + buyer_fee`, `price = seller_share + commission`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub price: Money,
    pub buyer_fee: Money,
    pub total: Money,
    pub commission: Money,
    pub seller_share: Money,
}

/// Prices an offering under the current rules. The rounding remainder stays with the seller's share, so the parts always sum.
pub fn quote(price: Money) -> Quote {
    let currency: Currency = price.currency;
    let fee = share_half_even(price.minor, BUYER_FEE_BP);
    let commission = share_half_even(price.minor, COMMISSION_BP);
    Quote {
        price,
        buyer_fee: Money::new(fee, currency),
        total: Money::new(price.minor + fee, currency),
        commission: Money::new(commission, currency),
        seller_share: Money::new(price.minor - commission, currency),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_49_dollar_course_costs_51_45() {
        let quote = quote(Money::new(4_900, Currency::Usd));
        assert_eq!((quote.buyer_fee.minor, quote.total.minor), (245, 5_145));
        assert_eq!((quote.commission.minor, quote.seller_share.minor), (735, 4_165));
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_total(price in 0i64..1_000_000_000) {
            let quote = quote(Money::new(price, Currency::Usd));
            prop_assert_eq!(quote.total.minor, quote.seller_share.minor + quote.commission.minor + quote.buyer_fee.minor);
            prop_assert!(quote.commission.minor >= 0 && quote.seller_share.minor >= 0);
        }
    }
}
