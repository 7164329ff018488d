//! The tag of sellers who stand out.

/// At least 4.8 of 5 on average, in thousandths.
pub const TOP_MIN_RATING_MILLI: i64 = 4_800;
/// From at least so many ratings: a few friends are not enough.
pub const TOP_MIN_RATINGS: i32 = 20;
/// By at least so many learners.
pub const TOP_MIN_LEARNERS: i32 = 10;

/// Whether a seller stands out, by the sum and number of all ratings and the number of learners.
pub const fn is_top_seller(rating_sum: i64, rating_count: i32, learner_count: i32) -> bool {
    rating_count >= TOP_MIN_RATINGS
        && learner_count >= TOP_MIN_LEARNERS
        && rating_sum.saturating_mul(1_000) >= TOP_MIN_RATING_MILLI * (rating_count as i64)
}

#[cfg(test)]
mod tests {
    use super::is_top_seller;

    #[test]
    fn each_bound_counts_by_itself() {
        assert!(is_top_seller(96, 20, 10));
        for (sum, count, learners) in [(95, 20, 10), (95, 19, 10), (96, 20, 9), (0, 0, 0), (5 * 19, 19, 500)] {
            assert!(!is_top_seller(sum, count, learners), "{sum} {count} {learners}");
        }
    }
}
