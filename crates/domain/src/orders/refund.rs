//! When a course is given back without anybody being asked (rules of the course verdict).

/// Days from the purchase in which a refund is automatic.
pub const COURSE_REFUND_DAYS: i64 = 14;
/// The share of the course, in percent of its segments, that may have been seen.
pub const COURSE_REFUND_MAX_SEEN_PERCENT: i64 = 20;

/// How often one buyer gets the same course back by itself.
pub const COURSE_REFUNDS_PER_COURSE: i64 = 1;
/// How often one buyer gets any course back by itself within `COURSE_REFUNDS_WINDOW_DAYS`.
pub const COURSE_REFUNDS_PER_WINDOW: i64 = 3;
/// The days over which a buyer's returns are counted.
pub const COURSE_REFUNDS_WINDOW_DAYS: i64 = 90;

/// What the rule of automatic refunds looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CourseReturn {
    /// Whole days since it was paid.
    pub days: i64,
    /// How much of its videos was seen.
    pub seen_percent: i64,
    /// Whether a file of it was downloaded.
    pub has_downloaded: bool,
    /// How often the buyer returned this course before.
    pub returned_before: i64,
    /// How many courses the buyer returned in the window before.
    pub returned_lately: i64,
}

/// Why a course is not given back without anybody being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundRefusal {
    TooLate,
    SeenTooMuch,
    Downloaded,
    ReturnedBefore,
    ReturnedOften,
}

impl CourseReturn {
    /// The first reason against an automatic refund; none means that the money goes back at once.
    pub const fn refusal(self) -> Option<RefundRefusal> {
        if self.days >= COURSE_REFUND_DAYS {
            Some(RefundRefusal::TooLate)
        } else if self.seen_percent > COURSE_REFUND_MAX_SEEN_PERCENT {
            Some(RefundRefusal::SeenTooMuch)
        } else if self.has_downloaded {
            Some(RefundRefusal::Downloaded)
        } else if self.returned_before >= COURSE_REFUNDS_PER_COURSE {
            Some(RefundRefusal::ReturnedBefore)
        } else if self.returned_lately >= COURSE_REFUNDS_PER_WINDOW {
            Some(RefundRefusal::ReturnedOften)
        } else {
            None
        }
    }
}

/// What those who share an order's payment hold of it, or the part of that which a refund takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shares {
    pub seller_minor: i64,
    pub commission_minor: i64,
    pub buyer_fee_minor: i64,
}

impl Shares {
    /// All of it.
    pub const fn total(self) -> i64 {
        self.seller_minor + self.commission_minor + self.buyer_fee_minor
    }

    /// Takes an amount from each in proportion to what it holds, never more than that; the rounding remainder comes from the
    /// seller's share first. The last refund takes exactly what is left.
    pub fn part(self, amount_minor: i64) -> Self {
        let total = self.total();
        if amount_minor >= total {
            return self;
        }
        if amount_minor <= 0 {
            return Self::default();
        }
        let commission = proportion(self.commission_minor, amount_minor, total);
        let fee = proportion(self.buyer_fee_minor, amount_minor, total);
        let seller = (amount_minor - commission - fee).min(self.seller_minor);
        let rest = amount_minor - commission - fee - seller;
        let more = rest.min(self.commission_minor - commission);
        Self { seller_minor: seller, commission_minor: commission + more, buyer_fee_minor: fee + rest - more }
    }
}

fn proportion(part: i64, amount: i64, total: i64) -> i64 {
    let exact = i128::from(part) * i128::from(amount) / i128::from(total);
    i64::try_from(exact).unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COURSE: Shares = Shares { seller_minor: 4_165, commission_minor: 735, buyer_fee_minor: 245 };

    #[test]
    fn each_limit_of_an_automatic_refund_holds_to_the_last_step() {
        let last = CourseReturn { days: 13, seen_percent: 20, has_downloaded: false, returned_before: 0, returned_lately: 2 };
        let cases = [
            (last, None),
            (CourseReturn { days: 14, ..last }, Some(RefundRefusal::TooLate)),
            (CourseReturn { seen_percent: 21, ..last }, Some(RefundRefusal::SeenTooMuch)),
            (CourseReturn { days: 14, seen_percent: 21, ..last }, Some(RefundRefusal::TooLate)),
            (CourseReturn { has_downloaded: true, ..last }, Some(RefundRefusal::Downloaded)),
            (CourseReturn { returned_before: 1, ..last }, Some(RefundRefusal::ReturnedBefore)),
            (CourseReturn { returned_lately: 3, ..last }, Some(RefundRefusal::ReturnedOften)),
        ];
        for (case, expected) in cases {
            assert_eq!(case.refusal(), expected, "{case:?}");
        }
    }

    #[test]
    fn a_part_is_taken_in_proportion() {
        assert_eq!(COURSE.part(1_000), Shares { seller_minor: 811, commission_minor: 142, buyer_fee_minor: 47 });
        assert_eq!(COURSE.part(5_145), COURSE);
        assert_eq!(COURSE.part(0), Shares::default());
    }

    proptest! {
        #[test]
        fn any_row_of_refunds_takes_all_and_no_more(
            seller in 0i64..1_000_000, commission in 0i64..1_000_000, fee in 0i64..1_000_000,
            asked in prop::collection::vec(0i64..1_000_000, 0..20),
        ) {
            let mut left = Shares { seller_minor: seller, commission_minor: commission, buyer_fee_minor: fee };
            for amount in asked {
                let taken = left.part(amount);
                prop_assert_eq!(taken.total(), amount.min(left.total()));
                left.seller_minor -= taken.seller_minor;
                left.commission_minor -= taken.commission_minor;
                left.buyer_fee_minor -= taken.buyer_fee_minor;
                prop_assert!(left.seller_minor >= 0 && left.commission_minor >= 0 && left.buyer_fee_minor >= 0);
            }
            prop_assert_eq!(left.part(left.total()), left);
        }
    }
}
